"""What is told when a whole life, somebody just spoken of, or something told before is asked about."""

import copy

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from tests.unit.simgen.cases import CASE, write_case


def item(item_id, **changes):
    words = item_id.replace("-", " ")
    says = {"guarded": f"Brief, {words}.", "trusting": f"In full, {words}."}
    base = copy.deepcopy(CASE["items"][0])
    return {**base, "id": item_id, "own_words": f"In full, {words}", "says": says, **changes}


SHAWL = item("shawl", kind="strength", topic="work", trust=0.1, cues=["shawl"])
STAIRS = item("stairs", kind="barrier", topic="nights", trust=0.15, cues=["stairs"])
SEASIDE = item("seaside", kind="hope", topic="work", trust=0.15, cues=["seaside"])
HUMOUR = item("humour", kind="fact", topic="husband", trust=0.25, cues=["his jokes"])


def small(tmp_path, items, **changes):
    change = {("items",): items, ("starting_trust",): 0.4}
    change |= {("voice", key): lines for key, lines in changes.items()}
    return Talk(open_case(write_case(tmp_path, change), 1))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("How have you been?", "stairs"),
        ("so whats been going on for you lately", "stairs"),
        ("What's been the hardest thing?", "stairs"),
        ("What would you like to be different?", "seaside"),
        ("How can I help?", "seaside"),
        ("Tell me a bit about yourself.", "shawl"),
    ],
)
def test_a_question_about_a_whole_life_is_answered_by_what_it_is_after(tmp_path, said, told):
    talk = small(tmp_path, [*CASE["items"], SHAWL, SEASIDE, STAIRS])
    assert talk.say(said).disclosed == (told,)


def test_how_things_are_is_kept_to_oneself_while_nothing_of_it_can_be_told(tmp_path):
    talk = small(
        tmp_path, [*CASE["items"][:1], SHAWL], keeps_to_self=["Much the same.", "Up and down."]
    )
    turn = talk.say("How have you been?")
    assert turn.reply in ("Much the same.", "Up and down.")
    assert turn.disclosed == ()


def test_she_and_he_are_whom_they_have_just_spoken_of_whatever_else_is_in_it(tmp_path):
    says = {"guarded": "He was a joiner.", "trusting": "He was a joiner, forty years."}
    joiner = item("joiner", kind="fact", topic="husband", cues=["his trade"], says=says)
    joiner["own_words"] = "He was a joiner"
    talk = small(tmp_path, [*CASE["items"], joiner, HUMOUR, SHAWL])
    assert "joiner" in talk.say("What was his trade?").disclosed
    turn = talk.say("What was he like at work?")
    assert turn.disclosed == ("misses-him",)  # of him, and not what she did for a living


def test_what_was_told_is_said_again_before_something_else_is_kept_back(tmp_path):
    deep = item("deep", kind="fact", topic="nights", trust=0.7, cues=["deep"], too_soon="Not that.")
    talk = small(tmp_path, [*CASE["items"], STAIRS, deep], as_i_said=["As I say."])
    assert talk.say("How are the stairs?").disclosed == ("stairs",)
    talk.say("I see.")
    assert talk.say("What is it like on the stairs at night?").reply == "As I say. Brief, stairs."
    assert talk.say("And the stairs of a night, what about them?").refused

"""What is answered: leave asked, room left, words half understood, two worries, two services."""

import copy

import pytest
import yaml

from simgen.case import open_case
from simgen.conversation import Coding, Talk
from tests.unit.simgen.cases import CASE, TOWN, write_case

_OTHER_WORRY = {
    **copy.deepcopy(CASE["items"][2]),
    "id": "leaves-the-gas-on",
    "own_words": "I leave the gas on",
    "trust": 0.3,
    "after": [],
    "cues": ["the gas"],
    "says": {"guarded": "There was the gas.", "trusting": "Some nights I leave the gas on."},
}
_DARK = {
    **copy.deepcopy(CASE["items"][0]),
    "id": "dark",
    "kind": "fact",
    "own_words": "I think of it at night",
    "trust": 0.3,
    "topic": "nights",
    "only_asked": True,
    "cues": ["ending your life"],
    "says": {"guarded": "I have thought it.", "trusting": "I think of it at night, yes."},
}


def _small(tmp_path, change=None):
    return Talk(open_case(write_case(tmp_path, change), 1))


@pytest.mark.parametrize(
    "text",
    [
        "Would it be all right if I asked about your husband?",
        "Is it all right to talk about your husband?",
    ],
)
def test_leave_asked_to_hear_of_something_brings_it(tmp_path, text):
    talk = _small(tmp_path, {("starting_trust",): 0.4})
    turn = talk.say(text)
    assert turn.disclosed == ("misses-him",)
    assert "permission" in [movement.rule for movement in turn.why]


def test_leave_asked_to_hear_what_is_kept_back_is_no_push(tmp_path):
    turn = _small(tmp_path).say("Is it all right to talk about your husband?")
    assert turn.refused == (("misses-him", "trust"),)
    assert turn.trust > 0.2


def test_leave_asked_to_tell_something_is_given(tmp_path):
    talk = _small(tmp_path, {("starting_trust",): 0.4})
    turn = talk.say("Would it be all right if I told your husband's old club?")
    assert turn.disclosed == ()
    assert turn.reply.startswith("agrees")


def test_room_left_after_a_feeling_brings_the_rest_of_what_was_just_said(tmp_path):
    also = {**copy.deepcopy(CASE["items"][0]), "id": "sang", "topic": "husband", "trust": 0.32}
    talk = _small(tmp_path, {("starting_trust",): 0.46, ("items",): [*CASE["items"], also]})
    assert talk.say("Do you miss him?").reply == "It is quiet."
    turn = talk.say("")
    assert turn.disclosed == ()
    assert turn.reply.startswith("waits")
    assert "Since" in turn.reply
    assert "so quiet" in turn.reply
    assert talk.words_for("misses-him") == "the house is so quiet"


def test_a_request_for_more_brings_the_rest_as_well(tmp_path):
    also = {**copy.deepcopy(CASE["items"][0]), "id": "sang", "topic": "husband", "trust": 0.32}
    talk = _small(tmp_path, {("starting_trust",): 0.47, ("items",): [*CASE["items"], also]})
    assert talk.say("Do you miss him?").reply == "It is quiet."
    turn = talk.say("Tell me a bit more.")
    assert turn.disclosed == ()
    assert "so quiet" in turn.reply


def test_a_greeting_that_asks_something_is_answered_as_well(tmp_path):
    turn = _small(tmp_path).say("Hello, I'm Sam from the surgery. Do you like sewing?")
    assert turn.reply.startswith("greets")
    assert turn.reply.endswith("I sewed.")
    assert turn.disclosed == ("sews",)


def test_a_greeting_that_asks_for_a_chair_is_a_greeting(tmp_path):
    turn = _small(tmp_path).say("Hello, I'm Sam. Is it OK if I sit down?")
    assert turn.reply in ("greets one agrees one", "greets two agrees one")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Are you safe here, with the gas?", "leaves-the-gas-on"),
        ("Are you safe with those tablets?", "tablets"),
        ("Do you feel safe?", "tablets"),
        ("Have you had any thoughts of ending your life?", "dark"),
    ],
)
def test_of_two_worries_the_one_that_was_asked_about_is_told(tmp_path, text, told):
    items = copy.deepcopy(CASE["items"])
    items[2]["after"] = []
    talk = _small(tmp_path, {("starting_trust",): 0.7, ("items",): [*items, _OTHER_WORRY, _DARK]})
    assert talk.say(text).disclosed == (told,)


class _Unsure:
    """Thinks that everything gives back what was said, and is sure of nothing."""

    def code(self, *_text_and_previous):
        return Coding("reflection", (), 0.4, abstained=True)


@pytest.mark.parametrize("text", ["The house, so quiet.", "Your husband, miss him."])
def test_what_seems_to_give_back_what_was_said_is_taken_so_and_counts_for_nothing(tmp_path, text):
    case = open_case(write_case(tmp_path, {("starting_trust",): 0.5}), 1)
    talk = Talk(case, _Unsure())
    talk.say("miss him")
    assert talk.disclosed == ("misses-him",)
    turn = talk.say(text)
    assert turn.reply.startswith("acknowledges")
    assert turn.why == ()
    assert talk.say("xyzzy plugh").reply.startswith("not_understood")


def test_nobody_keeps_back_what_nobody_asked_for(tmp_path):
    turn = Talk(open_case(write_case(tmp_path), 1), _Unsure()).say("So, the husband, the slippers.")
    assert turn.refused == ()
    assert turn.reply.startswith("quiet")


def test_asked_about_something_known_by_its_own_words_they_do_not_wander_off(tmp_path):
    also = {**copy.deepcopy(CASE["items"][0]), "id": "sang", "trust": 0.21, "cues": ["singing"]}
    talk = _small(tmp_path, {("starting_trust",): 0.22, ("items",): [*CASE["items"], also]})
    assert talk.say("Do you like sewing?").disclosed == ("sews",)
    turn = talk.say("Was it hard on your eyes, the sewing?")
    assert turn.disclosed == ()
    assert turn.reply.startswith("nothing_more")


def test_advice_is_wondered_at_even_from_somebody_who_has_listened(tmp_path):
    items = [
        {**copy.deepcopy(CASE["items"][0]), "id": f"thing-{n}", "cues": [f"thing {n}"]}
        for n in ("one", "two", "three", "four")
    ]
    talk = _small(tmp_path, {("starting_trust",): 0.5, ("items",): [*CASE["items"], *items]})
    for item in items:
        talk.say(f"Tell me about {item['cues'][0]}.")
    assert len(talk.disclosed) >= 4
    before = talk.trust
    turn = talk.say("You should take up knitting.")
    assert turn.reply.startswith("asks_why")
    assert turn.trust == before


def test_a_question_with_advice_before_it_is_answered_once_they_have_been_heard(tmp_path):
    items = [
        {**CASE["items"][0], "id": f"thing-{n}", "topic": "nights", "cues": [f"thing {n}"]}
        for n in ("one", "two", "three", "four")
    ]
    talk = _small(tmp_path, {("starting_trust",): 0.5, ("items",): [*CASE["items"], *items]})
    for item in items:
        talk.say(f"Tell me about {item['cues'][0]}.")
    turn = talk.say("You should take up knitting. What was the sewing like?")
    assert "advice" in turn.heard.codes
    assert turn.disclosed == ("sews",)


def test_a_slip_is_owned_in_any_plain_words_but_only_after_one(tmp_path):
    sorry = "Sorry, that was a stupid thing to say."
    assert "repair" not in [m.rule for m in _small(tmp_path).say(sorry).why]
    talk = _small(tmp_path)
    talk.say("Pull yourself together.")
    turn = talk.say(sorry)
    assert [movement.rule for movement in turn.why] == ["repair"]
    assert turn.reply.startswith("repaired")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "There's the sewing bee. We could work out together what to do about the rent today.",
            True,
        ),
        ("There's the bowls club for people with rent to pay.", False),
        ("You should pay the rent.", False),
    ],
)
def test_of_use_is_what_takes_up_something_urgent_and_does_not_lead_astray(tmp_path, text, counts):
    rent = {
        "id": "rent",
        "label": "Rent",
        "cues": ["rent"],
        "question": "The rent?",
        "urgent": True,
    }
    talk = _small(tmp_path, {("topics",): [*CASE["topics"], rent]})
    turn = talk.say(text)
    assert ("practical" in [movement.rule for movement in turn.why]) is counts


def test_what_is_drawn_together_to_be_put_right_is_a_summary_whatever_it_ends_on(tmp_path):
    talk = _small(tmp_path, {("starting_trust",): 0.9})
    for text in ("What was your work?", "Do you miss him?", "Are you taking any tablets?"):
        talk.say(text)
    assert len(talk.disclosed) == 3
    turn = talk.say("Let me see if I have this right. You sewed, and the house is so quiet now.")
    assert "summary" in [movement.rule for movement in turn.why]


def test_of_two_services_named_as_often_the_longer_name_is_meant(tmp_path):
    path = write_case(tmp_path)
    town = copy.deepcopy(TOWN)
    town["services"][0]["cues"] = ["club"]
    (tmp_path / "towns" / "smallton.yaml").write_text(yaml.safe_dump(town, sort_keys=False))
    talk = Talk(open_case(path, 1))
    assert talk.say("There's the bowls club on Monday.").heard.services == ("bowls", "sewing-bee")


@pytest.mark.parametrize(("topic", "walked_past"), [("husband", False), ("work", True)])
def test_an_ordinary_question_of_what_they_spoke_of_walks_past_no_feeling(
    tmp_path, topic, walked_past
):
    ward = {"id": "ward", "hears": ["which ward"], "says": ["Ward six."], "topic": topic}
    talk = _small(tmp_path, {("starting_trust",): 0.4, ("asides",): [ward]})
    assert talk.say("Do you miss him?").feeling == "grief"
    turn = talk.say("Which ward?")
    assert ("feeling_ignored" in [movement.rule for movement in turn.why]) is walked_past


def test_an_echo_wears_off(tmp_path):
    """Heard by a coder that takes all for given back, so that only the echo tells."""

    class Hears:
        def code(self, text, previous=""):
            del text, previous
            return Coding("reflection", ("reflection",), 0.99, abstained=False)

        def read(self, texts):
            del texts

    lines = [f"That is how it is, year {number}." for number in range(1, 7)]
    case = open_case(write_case(tmp_path, {("voice", "acknowledges"): lines}), 1)
    talk = Talk(case, Hears())
    moved = []
    for _time in range(4):
        said = talk.turns[-1].reply if talk.turns else "You sewed, and you miss it."
        moved.append([movement.rule for movement in talk.say(f"So {said} and one and two.").why])
    assert "echoed" not in moved[0] + moved[1] + moved[2]
    assert moved[3] == ["echoed"]


def test_what_one_makes_of_an_answer_never_wears_off():
    talk = Talk(open_case("quiet-house", 3))
    talk.say("Hello, I'm Sam. How have you been getting on?")
    for said in (
        "So it's once the curtains are drawn that the house feels empty.",
        "You keep yourself busy so that there is no room for it.",
        "He was the one who made this a home.",
        "It takes some doing to go on without him.",
    ):
        assert "echoed" not in [movement.rule for movement in talk.say(said).why]

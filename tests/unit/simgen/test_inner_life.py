"""What goes on in the person: styles, pulling back, asking back, testing, tiring."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.rules import limits, rules
from simgen.conversation.styles import manner_of, style_names
from simgen.scenario.models import Style
from tests.unit.simgen.cases import write_case

_BOUNDARY = {
    "id": "own-number",
    "trust": 0.1,
    "says": "Have you a number of your own I could ring?",
    "gives_way": ["here is my number"],
    "holds": ["cant give you that"],
    "when_held": "Fair enough.",
    "when_given": "I'll ring you tonight.",
    "why": "A private number has no closing time.",
}
_ASK = {
    "id": "your-folk",
    "trust": 0.1,
    "says": "Have you folk of your own?",
    "answered": "That's nice to know.",
    "dodged": "Never mind, then.",
}


def _talk(tmp_path, change):
    return Talk(open_case(write_case(tmp_path, change), 1))


def _until_asked(talk):
    for text in ("Hello, I'm Sam", "What was your work?", "It sounds as though you sewed.", "Mm"):
        if talk.say(text).asked_back:
            return
    pytest.fail("they never asked")


def test_every_style_of_a_case_is_described():
    assert set(style_names()) == set(Style.__args__)


def test_styles_move_only_rules_that_exist():
    for name in style_names():
        manner = manner_of([name])
        assert set(manner.gains) | set(manner.losses) <= set(rules())
        assert all(rules()[rule].by > 0 for rule in manner.gains)
        assert all(rules()[rule].by < 0 for rule in manner.losses)


def test_two_styles_multiply():
    proud, angry, both = manner_of(["proud"]), manner_of(["angry"]), manner_of(["proud", "angry"])
    for rule in ("stock_empathy", "reflection", "minimised", "service_that_fits"):
        assert both.factor(rule) == pytest.approx(proud.factor(rule) * angry.factor(rule))
    assert both.factor("stock_empathy") < min(
        proud.factor("stock_empathy"), angry.factor("stock_empathy")
    )
    assert both.factor("service_that_fits") == 1


def test_the_same_words_land_differently_with_different_people(tmp_path):
    kind = "I'm so sorry to hear that."
    trusts = {}
    for style in ("angry", "chatty"):
        talk = _talk(tmp_path / style, {("style",): [style]})
        trusts[style] = talk.say(kind).trust
    assert trusts["angry"] < trusts["chatty"]


def test_going_along_with_advice_is_not_being_persuaded(tmp_path):
    talk = _talk(tmp_path, {("style",): ["over-agreeing"]})
    turn = talk.say("You should join the bowls club.")
    assert turn.reply in talk.case.scenario.voice.agrees
    assert turn.trust < 0.2


def test_a_chatty_person_wanders_off_now_and_then(tmp_path):
    talk = _talk(
        tmp_path, {("style",): ["chatty"], ("voice", "tangents"): ["My cousin, now.", "Buses!"]}
    )
    replies = [talk.say(f"I am listening to this {n}").reply for n in range(8)]
    wandered = [n for n, reply in enumerate(replies, 1) if "cousin" in reply or "Buses" in reply]
    assert wandered == [4, 8]


def test_two_deep_things_in_a_row_are_enough(tmp_path):
    talk = _talk(
        tmp_path,
        {
            ("starting_trust",): 0.95,
            ("items", 0, "depth"): 3,
            ("items", 1, "depth"): 3,
            ("items", 1, "feeling"): "",
            ("items", 2, "depth"): 3,
            ("voice", "pulls_back"): ["Let me get my breath."],
        },
    )
    assert talk.say("What was your work?").disclosed == ("sews",)
    assert talk.say("What was your husband like?").disclosed == ("misses-him",)
    turn = talk.say("What tablets are there at night?")
    assert turn.disclosed == ()
    assert turn.reply == "Let me get my breath."
    assert turn.refused == (("tablets", "comfort"),)
    met = talk.say("It sounds as though the house is so quiet.")
    assert met.disclosed == ("tablets",)
    assert talk.say("What are the tablets?").reply in talk.case.scenario.voice.nothing_more


def test_three_questions_at_once_get_no_answer(tmp_path):
    talk = _talk(tmp_path, {("voice", "too_much"): ["One at a time."]})
    turn = talk.say("What was your work? Do you sew? How are the nights?")
    assert turn.reply == "One at a time."
    assert turn.disclosed == ()
    assert "too_much_at_once" in [movement.rule for movement in turn.why]


def test_the_same_question_in_other_words_is_noticed_the_third_time(tmp_path):
    talk = _talk(tmp_path, {})
    talk.say("What was your work at the dress shop?")
    talk.say("The dress shop, tell me about your work?")
    turn = talk.say("And your work, what was it, the dress shop?")
    assert turn.reply in talk.case.scenario.voice.repeated


def test_a_boundary_that_is_held_kindly_earns_trust(tmp_path):
    talk = _talk(tmp_path, {("boundaries",): [_BOUNDARY]})
    _until_asked(talk)
    assert talk.turns[-1].reply.endswith(_BOUNDARY["says"])
    before = talk.trust
    turn = talk.say("I have to be honest with you, I can't give you that.")
    assert turn.reply == "Fair enough."
    assert turn.trust > before


def test_a_boundary_given_up_is_noted(tmp_path):
    talk = _talk(tmp_path, {("boundaries",): [_BOUNDARY]})
    _until_asked(talk)
    turn = talk.say("Of course, here is my number.")
    assert turn.reply == "I'll ring you tonight."
    assert "boundary_given" in [movement.rule for movement in turn.why]


@pytest.mark.parametrize(
    "said",
    [
        "I can lend you 20 quid.",
        "Here's my own number, ring me day or night.",
        "we could be friends you and me",
        "I'll pretend to be the council.",
        "I won't write that down, nobody has to know.",
    ],
)
def test_more_than_the_role_can_give_is_noticed_also_where_the_coder_is_unsure(tmp_path, said):
    talk = _talk(tmp_path, {("voice", "offered_too_much"): ["Does the surgery know?"]})
    turn = talk.say(said)
    assert turn.reply == "Does the surgery know?"
    assert next(movement.rule for movement in turn.why) == "overstepped"


@pytest.mark.parametrize(
    "said",
    [
        "I can't give you my own number.",
        "I'm not able to lend you money, I'm afraid.",
        "Here's the number of the surgery.",
        "Would you like to be friends with her again?",
        "Who buys you your shopping?",
    ],
)
def test_keeping_to_the_role_is_not_taken_for_more(tmp_path, said):
    assert "overstepped" not in [movement.rule for movement in _talk(tmp_path, {}).say(said).why]


def test_a_boundary_with_the_name_of_a_thing_is_tested_when_it_is_told(tmp_path):
    sews = {**_BOUNDARY, "id": "sews"}
    talk = _talk(tmp_path, {("boundaries",): [sews]})
    for text in ("Hello, it is a fine day.", "Mm.", "Right.", "I see."):
        assert not talk.say(text).asked_back
    assert "sews" not in talk.disclosed
    talk.say("Do you like sewing?")
    assert talk.disclosed == ("sews",)
    turn = talk.say("I can't give you that, I'm afraid.")
    assert turn.reply == "Fair enough."
    assert [movement.rule for movement in turn.why] == ["boundary_held"]
    assert "boundary_held" not in [m.rule for m in talk.say("I can't give you that.").why]


@pytest.mark.parametrize(
    ("text", "reply", "rule"),
    [
        ("I do, my mum lives not far from here.", "That's nice to know.", "answered_them"),
        ("Do you have a bus pass?", "Never mind, then.", "dodged_them"),
    ],
)
def test_a_question_put_to_the_recruit_wants_an_answer(tmp_path, text, reply, rule):
    talk = _talk(tmp_path, {("asks_back",): [_ASK]})
    _until_asked(talk)
    turn = talk.say(text)
    assert turn.reply.startswith(reply)
    assert rule in [movement.rule for movement in turn.why]


def test_a_question_to_the_recruit_is_put_once(tmp_path):
    talk = _talk(tmp_path, {("asks_back",): [_ASK]})
    for n in range(20):
        talk.say(f"It sounds as though you sewed number {n}")
    assert sum(bool(turn.asked_back) for turn in talk.turns) == 1


def test_where_something_cannot_wait_being_of_use_comes_first(tmp_path):
    offer = "There's a sewing bee, it's free. Shall we look at work together?"
    calm = _talk(tmp_path / "calm", {}).say(offer)
    urgent = _talk(tmp_path / "urgent", {("topics", 0, "urgent"): True}).say(offer)
    assert "informed_too_soon" in [movement.rule for movement in calm.why]
    assert "practical" in [movement.rule for movement in urgent.why]
    assert urgent.trust > calm.trust


def test_energy_runs_out(tmp_path):
    talk = _talk(tmp_path, {("style",): ["in-a-hurry", "hopeless", "distressed"]})
    count = 0
    while not talk.ended and count < limits().tires_after:
        talk.say(f"It sounds as though you sewed a lot {count}")
        count += 1
    assert talk.ended
    assert talk.turns[-1].energy < 0.5


def test_confidence_grows_as_strengths_are_seen(tmp_path):
    talk = _talk(tmp_path, {})
    first = talk.say("What was your work?").confidence
    later = talk.say("You're very good at it, I can see that. It's up to you.").confidence
    assert later > first > 0.3


def test_readiness_is_for_what_was_spoken_of(tmp_path):
    talk = _talk(tmp_path, {})
    talk.say("What was your work?")
    turn = talk.say("It sounds as though you loved sewing.")
    assert turn.readiness == {"sews": 0.15}


def test_a_question_to_the_recruit_stands_while_they_listen(tmp_path):
    talk = _talk(tmp_path, {("asks_back",): [_ASK]})
    _until_asked(talk)
    assert not talk.say("It sounds as though the sewing mattered to you.").asked_back
    turn = talk.say("I do have a sister, not far from here.")
    assert turn.reply.startswith(_ASK["answered"])


def test_what_was_not_answered_is_let_go(tmp_path):
    talk = _talk(tmp_path, {("asks_back",): [_ASK]})
    _until_asked(talk)
    for n in range(limits().question_stands):
        talk.say(f"It sounds as though the sewing mattered to you {n}.")
    assert _ASK["answered"] not in talk.say("I do have a sister.").reply


def test_no_boundary_is_tested_on_top_of_something_heavy(tmp_path):
    change = {("boundaries",): [_BOUNDARY], ("items", 0, "depth"): 3, ("items", 0, "trust"): 0.1}
    talk = _talk(tmp_path, change)
    for text in ("Hello, I'm Sam", "Mm", "I see"):
        talk.say(text)
    turn = talk.say("What was your work?")
    assert turn.disclosed == ("sews",)
    assert not turn.asked_back

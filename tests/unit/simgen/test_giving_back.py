"""Giving words back: turned round where that changes nothing, quoted where it would."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.giving_back import Kept, _data, as_said_back, give_back, heard_in, turned
from simgen.conversation.hearing import kit_coder
from simgen.scenario import load_both
from tests.unit.simgen.recruits import GOOD

CASES = ("quiet-house", "closed-curtains", "final-notice")


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("I keep my Sunday voice for her", "You keep your Sunday voice for her"),
        ("he gets me up", "He gets you up"),
        ("I wasn't in the room", "You weren’t in the room"),
        ("I'd sooner hear it said", "You’d sooner hear it said"),
        ("three o'clock's the one", "Three o’clock’s the one"),
        ("You can't play whist with three", "You can’t play whist with three"),
        ("The seeds were mine", "The seeds were yours"),
        ("They ask Mum", "They ask your mum"),
        ("Her mum doesn't know", "Her mum doesn’t know"),
    ],
)
def test_words_are_turned_round(words, back):
    assert turned(words) == back


@pytest.mark.parametrize(
    "words",
    [
        "Don't tell me he's at peace",
        "Lend us twenty quid till the first",
        "You send it, my words",
        "If you say you'll ring, ring",
        "We used to go along the front",
        "Would you?",
        "",
    ],
)
def test_what_would_mean_something_else_is_not_turned_round(words):
    assert turned(words) == ""


@pytest.mark.parametrize(
    ("own_words", "back"),
    [
        ("he gets me up", "So he gets you up."),
        ("three o'clock's the one", "Three o’clock’s the one."),
        ("so I've told everybody", "So you’ve told everybody."),
        ("Don't do the face", "You said, ‘Don’t do the face’."),
    ],
)
def test_it_is_led_in_as_one_would_say_it(own_words, back):
    assert give_back(Kept(own_words, None, "")) == back


def test_what_somebody_says_against_themselves_is_quoted_not_agreed_with():
    said = give_back(Kept("I'd no business shouting at that lass", None, "regret"))
    assert said.startswith("You said, ‘I’d no business shouting at that lass’. ")


def test_what_cannot_be_turned_round_is_quoted():
    assert as_said_back("Don't tell me he's at peace") == "You said, ‘Don’t tell me he’s at peace’."


def test_nothing_is_given_back_where_nothing_was_told():
    talk = Talk(open_case("quiet-house", 5))
    talk.say("Hello")
    assert heard_in(talk.case.scenario, talk.turns[-1]) is None
    assert give_back(None) == ""


@pytest.mark.parametrize("case", CASES)
def test_only_what_stands_in_the_answer_is_given_back(case):
    talk = Talk(open_case(case, 5))
    for text in GOOD:
        if talk.ended:
            break
        turn = talk.say(text)
        kept = heard_in(talk.case.scenario, turn)
        assert kept is None or kept.words in turn.reply


def test_the_words_that_carry_the_feeling_come_first():
    talk = Talk(open_case("quiet-house", 5))
    for text in GOOD[:8]:
        turn = talk.say(text)
    kept = heard_in(talk.case.scenario, turn)
    assert turn.feeling
    assert kept is not None
    assert kept.feeling == turn.feeling == kept.item.feeling


def test_every_feeling_of_the_kits_cases_can_be_named():
    used = {item.feeling for case in CASES for item in load_both(case)[0].items if item.feeling}
    assert used <= set(_data()["after"])


@pytest.mark.parametrize("case", CASES)
def test_what_is_given_back_of_a_feeling_is_heard_as_listening(case):
    """In nearly all: a few phrases are so short that the coder is in doubt about them."""
    coder, listening = kit_coder(), 0
    felt = [item for item in open_case(case, 5).scenario.items if item.feeling]
    for item in felt:
        text = give_back(Kept(item.own_words, item, item.feeling))
        codes = set(coder.code(text, item.says.trusting).codes)
        assert not {"confront", "advice", "promise"} & codes, text
        listening += bool({"reflection", "affirmation"} & codes)
    assert listening >= 0.9 * len(felt)

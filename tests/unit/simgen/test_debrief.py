"""The debrief: words first, a better wording where it matters, doubt shown as doubt."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from tests.unit.simgen.recruits import GOOD


@pytest.fixture
def talk():
    return Talk(open_case("quiet-house", 5))


def test_the_debrief_says_what_came_what_did_not_and_why(talk):
    for text in GOOD[:10]:
        talk.say(text)
    talk.say("You should join the lunch club.")
    look = debrief(talk)
    assert len(look.came_to_light) + len(look.stayed_hidden) == len(talk.case.scenario.items)
    assert all(finding.why for finding in look.stayed_hidden)
    assert [note.turn for note in look.notes] == list(range(1, 12))
    assert len(look.trust_curve) == 12
    assert look.did_well
    assert look.notes[-1].tone == "try" or "advice" in str(look.notes[-1].codes).lower()


def test_a_slip_gets_a_better_wording(talk):
    talk.say("You should join the lunch club.")
    note = debrief(talk).notes[0]
    assert note.tone == "try"
    assert "What have you thought of yourself?" in note.better


def test_a_promise_of_secrecy_is_taken_up_in_the_debrief(talk):
    turn = talk.say("I promise I won't tell anyone.")
    assert turn.reply in talk.case.scenario.voice.promised
    look = debrief(talk)
    assert "secrecy" in look.notes[0].comment
    assert any("secrecy" in line for line in look.try_next)


def test_an_unsure_hearing_is_shown_as_unsure(talk):
    talk.say("xyzzy plugh")
    note = debrief(talk).notes[0]
    assert note.codes == ("Not sure",)
    assert "counts neither way" in note.comment


def test_a_debrief_before_a_word_was_said_says_so(talk):
    assert "not spoken" in debrief(talk).summary

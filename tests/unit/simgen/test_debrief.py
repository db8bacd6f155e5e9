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


def test_what_is_praised_and_what_to_try_name_the_turns_that_show_it(talk):
    for text in GOOD[:6]:
        talk.say(text)
    talk.say("You should join the lunch club.")
    look = debrief(talk)
    assert all("(turn" in line for line in look.did_well)
    assert any("(turn 7)" in line for line in look.try_next)


def test_one_open_question_by_chance_is_no_strength(talk):
    for text in ("how are you", "do you drive", "do you sleep"):
        talk.say(text)
    assert not [line for line in debrief(talk).did_well if "open questions" in line]


def test_words_come_before_numbers_in_the_summary(talk):
    for text in GOOD[:6]:
        talk.say(text)
    known_as = talk.case.person.known_as
    assert debrief(talk).summary.startswith(f"{known_as} trusts you")


def test_nothing_is_thought_twice_and_a_reason_is_given_in_full_only_twice():
    talk = Talk(open_case("quiet-house", 5))
    for text in (
        "Do you live alone?",
        "Do you drive?",
        "Do you sleep?",
        "Do you eat?",
        "Do you drink?",
        "Do you smoke?",
        "Do you get out?",
    ):
        talk.say(text)
    notes = debrief(talk).notes
    thoughts = [note.thought for note in notes if note.thought]
    assert len(thoughts) == len(set(thoughts)) > 0
    assert sum("feel like filling in a form" in note.comment for note in notes) == 2
    assert notes[-1].comment.startswith("One more closed question")


def test_a_small_loss_beside_a_greater_gain_is_not_held_up_as_a_slip():
    talk = Talk(open_case("quiet-house", 5))
    for text in GOOD:
        talk.say(text)
    for turn, note in zip(talk.turns, debrief(talk).notes, strict=True):
        if sum(movement.by for movement in turn.why) > 0 and "promise" not in turn.heard.codes:
            assert note.tone == "well"
            assert not note.better


def test_an_area_of_life_counts_as_spoken_of_only_where_something_of_it_was_told(talk):
    talk.say("What did you do, before you retired? What did you use to do?")
    music = talk.case.scenario.topic("music")
    whys = {f.why for f in debrief(talk).stayed_hidden if f.item.topic == "music"}
    assert whys == {f"You did not come to “{music.label}”. You could ask: “{music.question}”"}


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


def test_a_talk_of_two_words_is_told_to_stay_longer_and_nothing_worse(talk):
    talk.say("Hello.")
    talk.say("Bye.")
    look = debrief(talk)
    assert look.heard.says == "We hardly spoke."
    assert look.try_next == ("Stay a little longer. There was too little said to learn much from.",)


def test_asking_about_safety_is_never_held_up_as_a_slip():
    talk = Talk(open_case("final-notice", 7))
    for text in ("Are you employed?", "Do you drive?", "Do you drink?"):
        talk.say(text)
    turn = talk.say("Are you suicidal?")
    assert "safety" in turn.heard.codes
    note = debrief(talk).notes[-1]
    assert note.tone == "well"
    assert not note.better


def test_advice_is_not_praised_in_the_same_breath(talk):
    talk.say("You should go out more, it would do you good, what have you got to lose?")
    note = debrief(talk).notes[0]
    assert note.tone == "try"
    assert "worked it out" not in note.comment

"""Ordinary talk with the three people: answered as anybody would, and nothing comes to light."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.everyday import kinds, whole_kind
from simgen.errors import ScenarioError
from simgen.scenario import list_scenarios
from tests.unit.simgen.cases import write_case

CASES = [scenario.id for scenario in list_scenarios()]
LEFT_TO_THE_CASE = {"again", "is-that-ok", "bye"}
"""Kinds that are answered in lines of the voice."""


def _talk(case_id, *said, seed=5):
    talk = Talk(open_case(case_id, seed))
    for text in said:
        talk.say(text)
    return talk


@pytest.mark.parametrize("case_id", CASES)
def test_common_questions_about_oneself_are_answered_from_the_facts(case_id):
    talk = _talk(case_id, "Hello")
    age = talk.case.person.age
    assert str(age) in talk.say("How old are you?").reply
    again = talk.say("Sorry, what age are you again?")
    assert str(age) in again.reply
    assert again.reply != talk.turns[1].reply
    assert talk.disclosed == ()


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize(
    "said",
    [
        "Did you see the football last night?",
        "Are you a robot?",
        "cold out isnt it",
        "I don't know",
        "Haha",
        "Bloody hell",
        "What's your favourite food?",
        "It's my first day",
        "Where are you from?",
        "Do you smoke?",
        "Any plans for the weekend?",
        "Do you like me?",
    ],
)
def test_small_talk_gets_an_answer_and_not_a_blank_look(case_id, said):
    talk = _talk(case_id, "Hello")
    turn = talk.say(said)
    voice = talk.case.scenario.voice
    if case_id == "final-notice" and "football" in said:
        assert turn.disclosed == ("blow-it-and-point",)  # of the case: it goes first
    else:
        assert turn.disclosed == ()
        assert turn.reply not in [*voice.beside_the_point, *voice.not_understood, *voice.quiet]


@pytest.mark.parametrize("case_id", CASES)
def test_what_is_said_again_word_for_word_and_moves_nothing(case_id):
    talk = _talk(case_id, "Hello", "How old are you?")
    said, trust = talk.turns[-1].reply, talk.trust
    for text in ("What?", "Sorry?", "Pardon"):
        turn = talk.say(text)
        assert said.rstrip(".") in turn.reply
        assert (turn.trust, turn.why) == (trust, ())


@pytest.mark.parametrize("case_id", CASES)
def test_a_stranger_is_asked_after_and_no_name_is_given_away(case_id):
    talk = _talk(case_id, "Hello")
    reply = talk.say("How is Gwendolyn doing?").reply
    assert "Gwendolyn" not in reply  # in no list: no name, as far as anybody can tell
    reply = talk.say("Have you heard from Siobhan, or from Maxine?").reply
    assert "Maxine" in reply or "Siobhan" in reply
    kin = [who.name.split()[0] for who in talk.case.person.people]
    assert not any(name in reply for name in kin)
    talk = _talk(case_id, "Hello")
    assert "Maxine" not in talk.say("Hello, I'm Maxine, how do you do?").reply


def test_what_was_told_is_remembered_in_other_words():
    talk = _talk("quiet-house", "Hello", "What was your job?")
    assert "dinner-lady" in talk.disclosed
    talk.say("That took some doing.")
    reply = talk.say("Which school was that?").reply
    assert "Fennel Street" in reply
    assert "Twenty-two" in talk.say("How long did you work there?").reply


def test_he_and_she_are_whom_they_have_just_spoken_of():
    talk = _talk("quiet-house", "Hello", "Tell me about your dog.")
    assert "twelve" in talk.say("How old is he?").reply.lower()
    talk.say("Have you got any family?")
    assert talk.case.person.slots["daughter_place"] in talk.say("Where does she live?").reply


@pytest.mark.parametrize("case_id", CASES)
def test_every_everyday_kind_is_answered_or_left_to_the_case(case_id):
    scenario = open_case(case_id, 5).scenario
    answered = {aside.id for aside in scenario.asides}
    left = set(kinds()) - answered - LEFT_TO_THE_CASE
    assert len(left) <= 10, left
    for aside in scenario.asides:
        assert aside.hears or aside.id in kinds()
        assert len(aside.says) >= 2


@pytest.mark.parametrize("case_id", CASES)
def test_no_small_answer_gives_away_what_is_not_out(case_id):
    for seed in range(1, 12):
        scenario = open_case(case_id, seed).scenario
        for aside in scenario.asides:
            for item in scenario.items:
                if item.id not in aside.after:
                    assert not any(item.says.guarded in line for line in aside.says)


def test_a_small_answer_that_gives_something_away_is_refused_with_its_place(tmp_path):
    aside = {"id": "how-old", "says": ["Seventy. I made wedding dresses."], "after": ["sewz"]}
    with pytest.raises(ScenarioError) as caught:
        open_case(write_case(tmp_path, {("asides",): [aside]}), 1)
    assert "the words of 'sews'" in str(caught.value)
    assert "Did you mean 'sews'?" in str(caught.value)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Oh. What?", "again"),
        ("Sorry?", "again"),
        ("Sorry.", ""),
        ("what do you do", ""),
        ("um, i dont know to be honest", "dont-know"),
        ("See you then, mate", "bye"),
        ("x" * 10_000, ""),
        ("", ""),
    ],
)
def test_what_is_wholly_of_a_kind_is_known_by_its_words(said, kind):
    assert whole_kind(said) == kind

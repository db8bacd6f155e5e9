"""Another way of putting it: better in the person's own ears, never the same one twice."""

import re

import pytest

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.conversation.giving_back import _data as feelings
from simgen.conversation.looking_back import texts
from simgen.conversation.rewording import _data
from simgen.conversation.rules import rules
from simgen.playing import play
from tests.unit.simgen.recruits import GOOD

CASES = ("quiet-house", "closed-curtains", "final-notice")
FIRST_QUOTE = re.compile(r"“((?:[^“”]|“[^”]*”)*)”")
NOT_TO_BE_SAID = ("They had asked", "Say no kindly", "Say what your job")
"""Wordings whose quotation is the person's, or has a gap to be filled in."""


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("policy", ["novice", "fixer", "interrogator", "signposter", "flatterer"])
def test_what_is_offered_would_have_done_better_than_what_was_said(case, policy):
    talk = play(open_case(case, 2), policy, 2).talk
    for note in debrief(talk).notes:
        if not note.better or note.better.startswith(NOT_TO_BE_SAID):
            continue
        instead = FIRST_QUOTE.search(note.better)
        assert instead is not None, note.better
        again = talk.again_from(note.turn - 1).say(instead.group(1))
        assert again.trust > talk.turns[note.turn - 1].trust, (note.better, again.heard.codes)


@pytest.mark.parametrize("case", CASES)
def test_no_wording_is_offered_twice(case):
    talk = play(open_case(case, 3), "interrogator", 3).talk
    offered = [note.better for note in debrief(talk).notes if note.better]
    assert len(offered) == len(set(offered))


def test_a_feeling_walked_past_is_given_back_in_the_persons_own_words():
    talk = Talk(open_case("quiet-house", 7))
    for text in GOOD[:8]:
        talk.say(text)
    talk.say("Do you have a bus pass?")
    better = debrief(talk).notes[-1].better
    assert "So you don’t know which bits are you. " in better
    assert any(after in better for after in feelings()["after"]["grief"])


def test_what_cannot_wait_is_stayed_with_and_passed_on():
    talk = Talk(open_case("final-notice", 7))
    talk.say("Hello, I'm Sam, the link worker. How long have you got?")
    told = talk.say("So we've half an hour. What can't wait?")
    talk.say("What did you do for work?")
    assert any(talk.case.scenario.item(item).action_needed for item in told.disclosed)
    look = debrief(talk)
    assert look.notes[-1].better.startswith("This cannot wait.")
    assert "Thank you for telling me. So you’re out on Friday." in look.notes[-1].better or (
        "Out by twelve or he changes the locks." in look.notes[-1].better
    )
    urgent = [moment.turn for moment in look.missed if "told today" in moment.text]
    assert urgent == [told.number]


def test_advice_that_cost_nothing_could_still_have_asked_leave():
    talk = Talk(open_case("quiet-house", 5))
    for text in (*GOOD[:10], "Is there a bus?", "You should see the doctor about that."):
        talk.say(text)
    note = debrief(talk).notes[-1]
    assert (note.tone, note.codes) == ("note", ("Advice",))
    assert "Would it be all right if I said what I’ve been thinking?" in note.better


def test_what_the_person_had_asked_is_said_again_where_it_was_passed_over():
    talk = Talk(open_case("quiet-house", 7))
    for text in (*GOOD[:5], "What did you do before you retired?"):
        talk.say(text)
    dodged = [note for note in debrief(talk).notes if "passed over it" in note.comment]
    assert "Have you folk of your own near by?" in dodged[0].better


def test_a_promise_of_secrecy_and_one_of_how_it_turns_out_are_two_things():
    secret, outcome = Talk(open_case("quiet-house", 7)), Talk(open_case("quiet-house", 7))
    secret.say("I promise I won't tell anyone.")
    outcome.say("I promise it will all be sorted by Friday.")
    assert "Never promise secrecy" in debrief(secret).notes[0].better
    assert "not how it will turn out" in debrief(outcome).notes[0].better


@pytest.mark.parametrize("offer", ["OK I'll lend you twenty", "I'll give you my own number"])
def test_what_is_not_theirs_to_give_is_put_another_way_even_where_it_pleased(offer):
    talk = Talk(open_case("final-notice", 7))
    for text in ("Hello, I'm Sam. How long have you got?", "What can't wait?", offer):
        turn = talk.say(text)
    assert {movement.rule for movement in turn.why} & {"overstepped", "boundary_given"}
    note = debrief(talk).notes[-1]
    assert note.tone == "try"
    assert note.better.startswith(("Say what your job", "Say no kindly"))


def test_nothing_is_offered_where_nothing_cost_anything():
    talk = Talk(open_case("quiet-house", 5))
    for text in GOOD:
        talk.say(text)
    assert not [note for note in debrief(talk).notes if note.tone == "well" and note.better]


def test_every_rule_that_costs_trust_has_another_way_and_something_to_try():
    """But for those that only later visits bring."""
    costly = {name for name, rule in rules().items() if rule.by < 0}
    between = {name for name in costly if name not in texts()["try"]}
    assert costly - between <= set(_data())

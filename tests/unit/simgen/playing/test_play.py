"""Playing a script and saying how it went."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.playing import PolicyError, play
from simgen.playing.play import HEARD_SHARE, LIGHT_SHARE, TRUST_SHARE, conversation_score
from tests.unit.simgen.cases import write_case


def test_what_is_played_is_what_the_talk_holds(tmp_path):
    played = play(open_case(write_case(tmp_path), 1), "interrogator", 1)
    assert played.trust == played.talk.trust
    assert played.disclosed == played.talk.disclosed
    assert played.score == conversation_score(played.talk)


def test_nothing_is_said_after_the_end(tmp_path):
    played = play(open_case(write_case(tmp_path), 1), "fixer", 1)
    assert played.talk.ended_by_person
    assert not any(turn.ended for turn in played.talk.turns[:-1])


def test_the_weights_make_a_whole():
    assert pytest.approx(1) == TRUST_SHARE + LIGHT_SHARE + HEARD_SHARE


def test_a_score_is_made_of_trust_light_and_being_heard(tmp_path):
    talk = Talk(open_case(write_case(tmp_path), 1))
    talk.say("What was your work?")
    light = len(talk.disclosed) / 3
    expected = 40 * talk.trust + 40 * light + 20 * debrief(talk).heard.felt
    assert conversation_score(talk) == round(expected, 1)


def test_a_talk_not_begun_scores_its_trust_alone(tmp_path):
    assert conversation_score(Talk(open_case(write_case(tmp_path), 1))) == 8.0


def test_a_goodbye_said_by_both_is_not_being_shown_out():
    played = play(open_case("quiet-house", 3), "expert", 3)
    assert played.talk.ended
    assert not played.talk.ended_by_person


def test_a_case_without_a_later_visit_cannot_be_visited_twice(tmp_path):
    case = open_case(write_case(tmp_path), 1)
    with pytest.raises(PolicyError, match="has no later visit"):
        play(case, "fixer", 1, visits=2)
    with pytest.raises(PolicyError, match="1 to 2 visits, not for 3"):
        play(case, "fixer", 1, visits=3)


def test_whoever_was_shown_out_comes_back_all_the_same():
    played = play(open_case("quiet-house", 3), "fixer", 3, visits=2)
    first = [turn for turn in played.talk.turns if turn.visit == 1]
    assert first[-1].ended
    assert played.talk.arrivals[1].happened[0].id == "chain-on-the-door"
    assert any(turn.visit == 2 for turn in played.talk.turns)

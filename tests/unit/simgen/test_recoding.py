"""Choosing what an utterance did: plain choices, each good for the corpus."""

from typing import get_args

import pytest

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.conversation.recoding import choice_for, choices, described, find_choice, is_unsure
from simgen.conversation.turn import Code, Family
from tests.unit.grading.staging import turn


def test_every_choice_is_one_family_with_known_codes_and_no_two_are_alike():
    found = [(each.family, frozenset(each.codes)) for each in choices()]
    assert len(set(found)) == len(found)
    assert {family for family, _codes in found} == set(get_args(Family))
    assert {code for _family, codes in found for code in codes} == set(get_args(Code))
    assert all(each.label for each in choices())


def test_a_choice_is_found_by_its_id_and_by_what_it_stands_for():
    summary = find_choice("summary")
    assert summary is not None
    assert choice_for("reflection", ("summary", "reflection")) is summary
    assert find_choice("no-such") is None


def test_what_no_choice_stands_for_is_still_said_in_words():
    assert described("reflection", ("reflection",)) == "Giving back what they said or felt"
    assert described("input", ("advice", "autonomy")) == "Input: advice, autonomy"
    assert described("question", ()) == "Question"


@pytest.mark.parametrize(
    ("said", "p", "abstained", "unsure"),
    [
        ("Well", 0.9, False, False),
        ("Well", 0.7, False, True),
        ("Well", 0.9, True, True),
        ("  ", 0.1, True, False),
    ],
)
def test_the_kit_asks_where_it_was_unsure_and_never_of_a_silence(said, p, abstained, unsure):
    one = turn(1, said)
    heard = one.heard.__class__("other", (), p, abstained=abstained)
    assert is_unsure(turn(1, said).__class__(**_fields(one) | {"heard": heard})) is unsure


def _fields(one):
    return {name: getattr(one, name) for name in one.__struct_fields__}


def test_the_debrief_says_where_the_kit_would_like_to_be_told():
    talk = Talk(open_case("quiet-house", 5))
    talk.say("How are the evenings for you?")
    talk.say("xyzzy plugh")
    assert [note.unsure for note in debrief(talk).notes] == [False, True]

"""How a sentence opens is seen without a question mark, and orders are told from habits."""

import pytest

from simgen.conversation.hearing.openings import (
    INSIDE,
    OPENING,
    bare,
    inside_signs,
    opening_signs,
)


def opens(sentence: str) -> set[str]:
    signs = opening_signs(bare(sentence.split()))
    assert len(signs) == len(OPENING)
    return {name for name, sign in zip(OPENING, signs, strict=True) if sign}


def inside(sentence: str) -> set[str]:
    signs = inside_signs(sentence.split())
    assert len(signs) == len(INSIDE)
    return {name for name, sign in zip(INSIDE, signs, strict=True) if sign}


@pytest.mark.parametrize("sentence", ["do you sleep", "so are they at home", "could we talk"])
def test_a_question_is_turned_round_with_or_without_its_mark(sentence):
    assert "turned round" in opens(sentence)


@pytest.mark.parametrize("sentence", ["what does he say", "well how was it"])
def test_a_word_that_asks_is_followed_by_a_verb(sentence):
    assert "wh turned round" in opens(sentence)
    assert "wh turned round" not in opens("what a lovely garden")


@pytest.mark.parametrize(
    "sentence", ["ring them today", "please sit down", "dont give up", "well just try it"]
)
def test_an_order_begins_with_what_to_do(sentence):
    assert "order" in opens(sentence)


@pytest.mark.parametrize("sentence", ["you ring them", "do you ring them", "they ring", ""])
def test_what_somebody_does_is_no_order(sentence):
    assert "order" not in opens(sentence)


def test_what_they_do_is_told_from_what_they_are_told_to_do():
    assert "you do" in opens("you keep them fed")
    assert "you told to" in opens("you should keep them fed")
    assert "you did" in opens("you managed")


def test_a_question_further_in_is_seen():
    assert "turned round inside" in inside("and washing can you get in")
    assert "wh inside" in inside("i mean what is it like")
    assert "said twice" in inside("its its hard")
    assert inside("it is hard") == set()

"""Asking, giving back, talking: in words first, and never as a mark."""

import pytest

from simgen.conversation.balance import count, in_words, talk_share
from simgen.conversation.turn import Code
from tests.unit.grading.staging import turn

ASKED: Code = "open-question"
CLOSED: Code = "closed-question"


def told(*turns):
    return " ".join(in_words(count(turns), "Mrs Webster"))


def test_questions_and_what_was_given_back_are_said_in_a_sentence():
    turns = [turn(n, "What is it like?", ASKED) for n in range(1, 6)]
    turns += [turn(n, "Do you?", CLOSED) for n in range(6, 10)]
    turns += [turn(n, "It was hard.", "reflection") for n in range(10, 13)]
    words = told(*turns)
    assert "You asked 9 questions and gave something back 3 times." in words
    assert "5 of the questions left room for an answer of their own." in words
    assert "Is there an answer that you would have liked to stay with" in words


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ([turn(1, "Hello there", "social")], "You asked no questions and gave nothing back."),
        ([turn(1, "Was it?", CLOSED)], "You asked 1 question and gave nothing back."),
        ([turn(1, "It hurt.", "reflection")], "gave something back once."),
        ([turn(1, "It hurt.", "reflection"), turn(2, "So.", "summary")], "back twice."),
    ],
)
def test_small_numbers_are_said_as_people_say_them(turns, words):
    assert words in told(*turns)


def test_what_the_coder_was_unsure_of_is_counted_nowhere_and_said_so():
    turns = [turn(1, "Xyzzy?", ASKED, abstained=True), turn(2, "How are you?", ASKED)]
    assert count(turns)["questions"] == 1
    assert "was not sure about one thing you said" in told(*turns)
    assert "not sure" not in told(turns[1])


def test_who_talked_is_said_in_words():
    long = turn(1, " ".join(["word"] * 40), "information")
    short = turn(1, "Mm")
    assert "You did most of the talking" in told(long)
    assert talk_share(count([long])) == 0.98
    assert "talked about as much as each other" in told(short)


def test_no_sentence_speaks_of_passing_or_of_a_ratio():
    turns = [turn(n, "Do you?", CLOSED) for n in range(1, 30)]
    words = told(*turns).lower()
    assert not any(word in words for word in ("pass", "fail", "ratio", "should", "%"))


def test_nothing_is_said_of_a_talk_of_silences():
    assert in_words(count([turn(1, "")]), "Mrs Webster") == ()

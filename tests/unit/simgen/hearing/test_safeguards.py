"""Promises, safety, blame and goodbyes are settled by rules, and denial turns them round."""

import pytest

from simgen.conversation.hearing import TrainedCoder
from simgen.conversation.hearing.safeguards import settle


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I promise I won't tell anyone.", "promise"),
        ("you have my word", "promise"),
        ("Don't worry, I promise everything will be fine.", "promise"),
        ("It'll be our secret.", "promise"),
        ("Are you thinking of killing yourself?", "safety"),
        ("r u thinking of hurting urself", "safety"),
        ("Has he ever hurt you?", "safety"),
        ("Do you feel safe at home?", "safety"),
        ("I have to pass this on to our safeguarding lead.", "safety"),
        ("Are you having suicidal thoughts?", "safety"),
        ("I'm sorry, I jumped in there.", "apology"),
        ("Right, I'll be off. Goodbye.", "goodbye"),
        ("Pull yourself together.", "confront"),
        ("Don't be so silly, you're being ridiculous, it's your own fault.", "confront"),
    ],
)
def test_phrases_settle_what_must_not_be_missed(text, code):
    assert code in settle(text).codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I can't promise that.", "promise"),
        ("I can't promise I won't tell anyone.", "promise"),
        ("I promise to keep it to myself, unless somebody might be hurt.", "promise"),
        ("I never said I guarantee it.", "promise"),
        ("Your brother's suicide must have shaken all of you.", "safety"),
        ("You never got to say goodbye to him.", "goodbye"),
        ("Nice to see you again.", "goodbye"),
        ("You feel useless.", "confront"),
        ("They called you stupid.", "confront"),
        ("It's not your own fault.", "confront"),
        ("I'm sorry for your loss.", "apology"),
    ],
)
def test_denied_or_spoken_of_does_not_count(text, code):
    assert code not in settle(text).codes
    assert code not in TrainedCoder().weigh(text, "He died in March.").codes


def test_saying_that_one_gives_no_advice_is_not_advice():
    for text in (
        "I'm not telling you to stop.",
        "You don't have to go.",
        "There's no need to rush.",
    ):
        assert settle(text).denies_advice
        assert "advice" not in TrainedCoder().weigh(text, "I might stop.").codes


def test_rules_hold_in_capitals_and_without_marks():
    assert "safety" in settle("ARE YOU SAFE TONIGHT").codes
    assert "promise" in settle("i promise").codes


@pytest.mark.parametrize(
    "text",
    [
        "If I was worried for your safety I couldn't sit on it, and you'd hear that from me first.",
        "If I thought you were in danger I'd have to tell someone.",
    ],
)
def test_saying_what_one_would_do_if_worried_asks_for_nothing(text):
    assert settle(text).supposes
    assert "safety" not in TrainedCoder().code(text).codes


def test_leave_to_ask_about_harm_asks_about_harm():
    text = "Would you mind if I asked whether you've had any thoughts of ending your life?"
    assert "safety" in TrainedCoder().code(text).codes

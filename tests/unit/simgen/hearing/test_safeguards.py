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
        ("Well, you've only yourself to blame.", "confront"),
        ("You brought it on yourself.", "confront"),
        ("Oh come on, snap out of it.", "confront"),
        ("You need to get a grip.", "confront"),
        ("I'm sorry about last time, I rushed you.", "apology"),
        ("That was clumsy of me.", "apology"),
        ("All right, thanks for the tea, bye now.", "goodbye"),
        ("I'll ring on Friday. Take care, Jean.", "goodbye"),
        ("No, I won't tell anybody.", "promise"),
        ("Do you ever think that you'd rather not be here?", "safety"),
        ("has it got so bad that you've thought about ending it", "safety"),
        ("Do you ever feel you can't go on?", "safety"),
        ("Is there anyone you're frightened of?", "safety"),
        ("any thoughts of not wanting to be alive", "safety"),
        ("Are you having any dark thoughts?", "safety"),
        ("Is somebody taking money off you?", "safety"),
        ("do you ever go without food", "safety"),
        ("I'd need to let Dr Shah know about that today.", "safety"),
    ],
)
def test_phrases_settle_what_must_not_be_missed(text, code):
    assert code in settle(text).codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("No leaflets, I promise!", "promise"),
        ("I will not push you into it, I promise.", "promise"),
        ("I can't promise that.", "promise"),
        ("I can't promise I won't tell anyone.", "promise"),
        ("I promise to keep it to myself, unless somebody might be hurt.", "promise"),
        ("I never said I guarantee it.", "promise"),
        ("Your brother's suicide must have shaken all of you.", "safety"),
        ("You take care of them, and they rely on you.", "goodbye"),
        ("You never got to say goodbye to him.", "goodbye"),
        ("Nice to see you again.", "goodbye"),
        ("You feel useless.", "confront"),
        ("They called you stupid.", "confront"),
        ("It's not your own fault.", "confront"),
        ("I'm sorry for your loss.", "apology"),
        ("You feel you've only yourself to blame.", "confront"),
        ("Nobody thinks you brought it on yourself.", "confront"),
        ("He told you to snap out of it.", "confront"),
        ("When did she stop crying?", "confront"),
        ("You should have a letter from them by Friday.", "confront"),
        ("You were together for so long.", "goodbye"),
        ("You had a good night, then.", "goodbye"),
        ("Good to see you.", "goodbye"),
        ("Will they see you at home?", "goodbye"),
        ("How do you take care of them?", "goodbye"),
        ("How safe do you feel on the stairs?", "safety"),
        ("My feet are killing me.", "safety"),
        ("Do you keep it in a safe?", "safety"),
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


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("The doctor thought you might like some company. How have you been?", ""),
        ("You look after them, all of them.", "There's Mum, and the twins, and the dog."),
        ("Before I suggest anything, what have you tried?", "So what do I do?"),
        ("You could tell by his face.", "He never said a word about the war."),
    ],
)
def test_what_only_looks_like_advice_is_not_held_against_them(text, previous):
    assert not {"advice", "confront"} & TrainedCoder().weigh(text, previous).codes.keys()


def test_asking_about_harm_is_no_advice():
    text = "I'd rather ask than guess. Do you ever think about suicide, on those nights?"
    codes = TrainedCoder().code(text, "The nights are long.").codes
    assert "safety" in codes
    assert "advice" not in codes

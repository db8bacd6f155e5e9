"""Hearing: what is said is heard for what it does, and doubt is admitted."""

import pytest

from simgen.conversation.hearing import TrainedCoder

LATE = "I'm not sleeping and I don't know why."


@pytest.fixture(scope="module")
def coder():
    return TrainedCoder()


@pytest.mark.parametrize(
    ("text", "family", "code"),
    [
        ("How has that been for you?", "question", "open-question"),
        ("how has that been for you", "question", "open-question"),
        ("hows that been for u", "question", "open-question"),
        ("Tell me more about the nights", "question", "open-question"),
        ("Do you live on your own?", "question", "closed-question"),
        ("do you live on your own", "question", "closed-question"),
        ("On a scale from 0 to 10, how important is that to you?", "question", "closed-question"),
        ("So you're lying awake, and it frightens you.", "reflection", "reflection"),
        ("You're worried about what is going on.", "reflection", "reflection"),
        ("You should cut down on coffee.", "input", "advice"),
        ("Have you thought about cutting out coffee?", "input", "advice"),
        ("Coffee stays in your body for about six hours.", "input", "information"),
        ("Mm-hmm.", "other", None),
        ("Okay, I'm going to ask you some questions.", "other", None),
        ("Thank you for telling me that.", "other", "affirmation"),
        ("It's completely up to you.", "other", "autonomy"),
        ("Hello, I'm the link worker.", "other", "social"),
        ("Goodbye, see you next week.", "other", "goodbye"),
        ("Would it be all right if I told you about something?", "question", "permission"),
    ],
)
def test_an_utterance_is_heard_for_what_it_does(coder, text, family, code):
    heard = coder.weigh(text, LATE)
    assert heard.family == family
    assert not heard.abstained
    assert code is None or code in heard.codes


def test_two_sentences_do_two_things(coder):
    heard = coder.weigh("You're worn out. How do you get through the day?", LATE)
    assert heard.family == "question"
    assert {"reflection", "open-question"} <= heard.codes.keys()


@pytest.mark.parametrize(
    "text",
    ["xyzzy plugh", "Ich bin müde heute", "12345", "🙂", "شكرا جزيلا", "asdf jkl qwer", "?!"],
)
def test_strange_words_are_not_understood(coder, text):
    heard = coder.weigh(text)
    assert heard.abstained
    assert heard.p <= 0.3


def test_where_it_abstains_nothing_is_held_that_could_be_held_against(coder):
    for text in ("zzz you should zzz qqq vvv", "Quatsch stupid Mensch Unsinn"):
        heard = coder.weigh(text)
        assert heard.abstained
        assert "advice" not in heard.codes
        assert "information" not in heard.codes


def test_silence_is_no_doubt(coder):
    heard = coder.weigh("   ", LATE)
    assert (heard.family, heard.abstained, heard.codes) == ("other", False, {})


def test_probabilities_are_probabilities(coder):
    heard = coder.weigh("So you feel let down. What would help?", LATE)
    assert 0 <= heard.p <= 1
    assert all(0 <= p <= 1 for p in heard.codes.values())


def test_the_same_words_are_heard_the_same():
    text = "Right, so what would you like to do about it?"
    assert TrainedCoder().weigh(text, LATE) == TrainedCoder().weigh(text, LATE)


def test_a_sure_question_is_open_or_closed(coder):
    for text in ("Who is there for you?", "And then?", "why is that", "any pain"):
        heard = coder.weigh(text, LATE)
        if heard.family == "question" and not heard.abstained:
            assert heard.codes.keys() & {"open-question", "closed-question", "permission"}

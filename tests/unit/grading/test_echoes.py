"""Echoes: the person's words handed back as they were are no reflection, a word or two aside."""

import pytest
from msgspec.structs import replace

from grading.criteria import JUDGES
from grading.echoes import echoes_in
from tests.unit.grading.staging import items, stage, turn

REPLY = "(She looks at the door.) The days I can fill. It's the evenings, when he'd be coming in."


def echoed(said: str, reply: str = REPLY, visit: int = 1) -> bool:
    turns = [replace(turn(1, "Hello"), reply=reply), replace(turn(2, said), visit=visit)]
    return bool(echoes_in(turns, stage()))


@pytest.mark.parametrize(
    "said",
    [
        REPLY,
        "It's the evenings, when he'd be coming in.",
        "It sounds like the days I can fill, it's the evenings",
        "So the days I can fill, and how is that for you?",
        "(She looks at the door.)",
    ],
)
def test_their_words_with_nothing_of_ones_own_are_an_echo(said: str) -> None:
    assert echoed(said)


@pytest.mark.parametrize(
    "said",
    [
        "So it's once the curtains are drawn that you listen for him.",
        "You can fill the days. The evenings are long.",
        "You miss his key in the lock.",
        "What are the evenings like?",
        "",
    ],
)
def test_what_one_makes_of_their_words_is_not(said: str) -> None:
    assert not echoed(said)


def test_a_short_answer_given_back_whole_is_an_echo_and_one_from_another_visit_is_not() -> None:
    assert echoed("So skip that one, and how is that for you?", "Skip that one.")
    assert echoed("It sounds like pass.", "Pass.")
    assert not echoed(REPLY, visit=2)


def test_a_parrot_does_not_listen_and_two_echoes_among_reflections_do_no_harm() -> None:
    words = ["rain", "boats", "chapel", "bread", "stairs", "wool", "radio", "letters"]

    def talk(echoes: int) -> list:  # type: ignore[type-arg]
        turns = []
        for number, word in enumerate(words, 1):
            reply = f"I never liked the {words[number % len(words)]} of a Sunday."
            said = (
                f"I never liked the {word} of a Sunday."
                if 1 < number <= echoes + 1
                else f"You are sad about {word}, even now."
            )
            heard = turn(number, said, "reflection", "open-question", rules=["reflection"])
            turns.append(replace(heard, reply=reply))
        return turns

    judge = JUDGES["listening"]
    heard = items("hope")[:5]
    assert judge(stage(talk(2), heard=heard)).level == 3
    parrot = judge(stage(talk(7), heard=heard))
    assert parrot.level <= 2
    assert "echo" in parrot.advice
    assert any("7 times" in each.text and each.against for each in parrot.evidence)

"""
Who asked, who gave back, who talked: in words first, in numbers second.

Meant to be thought about. Nothing here is a mark, and no ratio is a pass mark:
the thresholds of motivational interviewing are expert opinion (MITI 4.2.1) and
were never meant for a first visit. What the coder was unsure of counts nowhere.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from simgen.conversation.turn import Turn

MOST_TALKING, LITTLE_TALKING = 0.55, 0.35
"""Shares of all words from which one of the two did most of the talking (assumption)."""

FEWEST_TO_WEIGH = 4
"""Questions before they are weighed against what was given back (assumption)."""

_GAVE_BACK = frozenset(("reflection", "summary"))


def count(turns: Sequence[Turn]) -> dict[str, int]:
    """Return how often each thing was done; ``words_...`` are numbers of words."""
    sure = [turn for turn in turns if not turn.heard.abstained]
    codes = Counter(code for turn in sure for code in turn.heard.codes)
    return {
        "questions": codes["open-question"] + codes["closed-question"],
        "open_questions": codes["open-question"],
        "reflections": codes["reflection"],
        "gave_back": sum(bool(_GAVE_BACK & set(turn.heard.codes)) for turn in sure),
        "affirmations": codes["affirmation"],
        "summaries": codes["summary"],
        "advice": codes["advice"],
        "not_sure": sum(turn.heard.abstained for turn in turns if turn.said.strip()),
        "words_recruit": sum(len(turn.said.split()) for turn in turns),
        "words_person": sum(len(turn.reply.split()) for turn in turns),
    }


def talk_share(counts: dict[str, int]) -> float:
    """Return the recruit's part of all words, from 0 to 1."""
    mine, theirs = counts["words_recruit"], counts["words_person"]
    return round(mine / max(1, mine + theirs), 2)


def in_words(counts: dict[str, int], known_as: str) -> tuple[str, ...]:
    """Return the counts as a few sentences to think about; none where nothing was said."""
    if not counts["words_recruit"]:
        return ()
    return tuple(_sentences(counts, known_as))


def _sentences(counts: dict[str, int], known_as: str) -> Iterator[str]:
    questions, given, opened = (
        counts["questions"],
        counts["gave_back"],
        counts["open_questions"],
    )
    asked = (
        "no questions"
        if not questions
        else "1 question"
        if questions == 1
        else f"{questions} questions"
    )
    gave = f"gave something back {times(given)}" if given else "gave nothing back"
    yield f"You asked {asked} and {gave}."
    if questions > 1:
        left = {0: "None", questions: "All", 1: "One"}.get(opened, f"{opened}")
        yield f"{left} of the questions left room for an answer of their own."
    if questions >= FEWEST_TO_WEIGH and given * 2 < questions:
        yield "Is there an answer that you would have liked to stay with a little longer?"
    elif given and given * 2 >= questions:
        yield f"{known_as} could tell from your words that you had heard."
    share = talk_share(counts)
    yield (
        "You did most of the talking. What might have come in a pause?"
        if share > MOST_TALKING
        else f"{known_as} did most of the talking."
        if share < LITTLE_TALKING
        else f"You and {known_as} talked about as much as each other."
    )
    unsure = counts["not_sure"]
    if unsure:
        things = "one thing" if unsure == 1 else f"{unsure} things"
        yield (
            f"The kit was not sure about {things} you said, and has counted "
            f"{'it' if unsure == 1 else 'them'} nowhere."
        )


def times(number: int) -> str:
    """Return a count as people say it: never, once, twice, 3 times."""
    return {0: "not once", 1: "once", 2: "twice"}.get(number, f"{number} times")

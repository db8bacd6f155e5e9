"""
How the attempts at one conversation compare: kindly, in words and as a small table.

An attempt is measured against the one before it. Less is said as plainly as more,
and never as a failure: going another way is what a retry is for.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from simgen.conversation.balance import count, times
from simgen.conversation.coaching import is_slip
from simgen.conversation.looking_back import heard_rating
from simgen.conversation.talk import Talk

SAME_TRUST = 0.05
"""Trust at the end within which two attempts are called alike (assumption)."""

SOONER = 4
"""Turns by which an attempt must be shorter for its length to be the reason given (assumption)."""

MOST_NAMED = 3
"""Things named that came to light in only one of two attempts."""


class Attempt(Struct, frozen=True):
    """
    One attempt in numbers.

    ``number`` counts attempts from 1, ``kept`` the exchanges taken over from the
    attempt before. ``trust`` is trust at the end, from 0 to 1, ``heard`` how heard
    the person felt, from 0 to 10.
    """

    number: int
    exchanges: int
    kept: int
    came_to_light: int
    questions: int
    gave_back: int
    slips: int
    trust: float
    heard: int


class Progress(Struct, frozen=True):
    """The attempts, oldest first, and what has changed from the last but one to the last."""

    attempts: tuple[Attempt, ...]
    told: tuple[str, ...]


def compare(talks: Sequence[Talk]) -> Progress | None:
    """
    Return how attempts compare, the oldest first and the present one last.

    An earlier attempt in which nothing was said is passed over. None where that leaves
    nothing to compare, or where nothing has been said in the present one.
    """
    spoken = [(number, talk) for number, talk in enumerate(talks, start=1) if talk.turns]
    if len(spoken) < 2 or not talks[-1].turns:
        return None
    attempts = tuple(
        _measure(number, talk, spoken[at - 1][1] if at else None)
        for at, (number, talk) in enumerate(spoken)
    )
    return Progress(attempts, tuple(_told(attempts, spoken[-2][1], spoken[-1][1])))


def _measure(number: int, talk: Talk, before: Talk | None) -> Attempt:
    counts = count(talk.turns)
    return Attempt(
        number=number,
        exchanges=len(talk.turns),
        kept=_shared(before, talk) if before else 0,
        came_to_light=len(talk.disclosed),
        questions=counts["questions"],
        gave_back=counts["gave_back"],
        slips=sum(is_slip(turn) for turn in talk.turns),
        trust=talk.trust,
        heard=heard_rating(talk).points,
    )


def _shared(before: Talk, talk: Talk) -> int:
    """Return how many exchanges two attempts have in common from the start."""
    shared = 0
    for one, other in zip(before.turns, talk.turns, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _told(attempts: Sequence[Attempt], before: Talk, talk: Talk) -> Iterator[str]:
    last, now = attempts[-2], attempts[-1]
    begun = f"You kept the first {now.kept} turns" if now.kept > 1 else "You kept the first turn"
    how = f"{begun} and went another way from there." if now.kept else "You began afresh."
    yield f"This is attempt {now.number}. {how}"
    changes = [*_light(last, now), *_listening(last, now), *_trust(last, now, talk)]
    yield from changes or ["It went much as it did the time before."]
    yield from _only(talk, before, "New this time")
    yield from _only(before, talk, "Heard last time and not this time")


def _light(last: Attempt, now: Attempt) -> Iterator[str]:
    one, other = now.came_to_light, last.came_to_light
    if one > other:
        yield f"More came to light: {_things(one)} this time, {other or 'nothing'} the time before."
    elif one < other:
        sooner = last.exchanges - now.exchanges >= SOONER
        yield (
            f"Less came to light: {_things(one)} this time, {other or 'nothing'} the time before. "
            + (
                f"You stopped sooner, after {now.exchanges} turns instead of {last.exchanges}."
                if sooner
                else "That happens when you try another way, and it shows what the first one opened."
            )
        )


def _listening(last: Attempt, now: Attempt) -> Iterator[str]:
    if now.gave_back != last.gave_back:
        yield (
            f"You gave something back {times(now.gave_back)}; "
            f"the time before, {times(last.gave_back)}."
        )
    if now.slips < last.slips:
        yield (
            f"Fewer things went wrong between you: {now.slips or 'none'} this time, {last.slips} the time before."
        )
    elif now.slips > last.slips:
        yield (
            f"More went wrong between you: {now.slips} this time, {last.slips or 'none'} the time before. "
            "The lines marked “Try next time” show where."
        )


def _trust(last: Attempt, now: Attempt, talk: Talk) -> Iterator[str]:
    known_as = talk.case.person.known_as
    if now.trust > last.trust + SAME_TRUST:
        yield f"{known_as} trusted you more at the end than the time before."
    elif now.trust < last.trust - SAME_TRUST:
        yield f"{known_as} trusted you less at the end than the time before."


def _only(one: Talk, other: Talk, lead: str) -> Iterator[str]:
    """Say what came to light in one attempt and not in the other."""
    only = [item for item in one.disclosed if item not in other.disclosed]
    if only:
        gists = [one.case.scenario.item(item).gist.rstrip(".") for item in only[:MOST_NAMED]]
        more = f" And {len(only) - MOST_NAMED} more." if len(only) > MOST_NAMED else ""
        yield f"{lead}: {'. '.join(gists)}.{more}"


def _things(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things" if number else "nothing"

"""
Which lines of a reworded expert cost most, and what was heard in them.

`python -m tests.property.reworded_lines` prints them after the table of spreads;
`--seeds 60 --lines 25` are what it does unasked.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import mean, median
from typing import TYPE_CHECKING

from simgen.playing.play import conversation_score
from simgen.playing.policies import load_policy
from tests.property.proof import CASES, opened
from tests.property.rewording import (
    VOICES,
    _go_on,
    reworded,
    shipped,
    table,
    talked,
    talked_shipped,
    talked_unseen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simgen.conversation import Talk, Turn

SWAPPED_SEEDS = range(1, 9)
"""Seeds in which lines are swapped one at a time, to find those that cost most."""


@dataclass(frozen=True, slots=True)
class Line:
    """
    An unseen line, and what it does to the talk.

    ``alone`` is the mean change of the final score where it alone is swapped into the shipped
    mixture; ``among`` that of the voice throughout against the same with a shipped line put back
    there, which shows what adds up. ``trust`` is what trust moves by at it, against the median of
    the shipped ones. ``turn`` is the exchange in the first seed, ``within`` that among its own
    voice and ``usual`` those of the shipped lines; ``missed`` are the items that most of those bring
    at once and this does not, ``instead`` those that it brings.
    """

    case_id: str
    step: int
    voice: int
    text: str
    alone: float
    among: float
    trust: float
    turn: Turn
    within: tuple[Turn, ...]
    usual: tuple[Turn, ...]
    missed: tuple[str, ...]
    instead: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How much of the score hangs on it, in points."""
        return max(abs(self.alone), abs(self.among))

    @property
    def cause(self) -> str:
        """What went otherwise than with most of the shipped lines, the gravest first."""
        usual, heard = self.usual, self.turn.heard
        codes = _most_have([turn.heard.codes for turn in usual])
        items = _most_have([turn.heard.items for turn in usual])
        rules = _most_have([[each.rule for each in turn.why] for turn in usual])
        here = {each.rule for each in self.turn.why}
        lost = {each.rule for each in self.turn.why if each.by < 0} - rules
        causes = []
        if self.turn.ended and not any(turn.ended for turn in usual):
            causes.append("ends the talk")
        if heard.abstained:
            causes.append("coder abstained")
        elif codes - set(heard.codes):
            causes.append(f"coder missed {', '.join(sorted(codes - set(heard.codes)))}")
        if items and items.isdisjoint(heard.items):
            causes.append(f"cue not heard ({', '.join(sorted(items))})")
        if self.instead:
            causes.append("brought another item")
        if lost:
            causes.append(f"rule {', '.join(sorted(lost))}")
        if rules - here and not causes:
            causes.append(f"rule not met: {', '.join(sorted(rules - here))}")
        return "; ".join(causes) or "answer"


def swapped(case_id: str, seeds: Sequence[int] = SWAPPED_SEEDS) -> list[Line]:
    """Return what each unseen line does, alone among shipped lines and within its own voice."""
    new = reworded(case_id)
    return [
        _line(case_id, number, voice, seeds)
        for number in range(len(new))
        for voice in VOICES
        if new[number][voice]
    ]


def _line(case_id: str, number: int, voice: int, seeds: Sequence[int]) -> Line:
    text = reworded(case_id)[number][voice]
    own = [step[voice] for step in reworded(case_id)]
    alone: list[float] = []
    among: list[float] = []
    turns: list[Turn] = []
    usual: list[Turn] = []
    for seed in seeds:
        base = load_policy("expert", opened(case_id, seed), seed)
        talk = _with(case_id, seed, base, number, text)
        alone.append(conversation_score(talk) - _base_score(case_id, seed))
        turns += _turn_at(talk, number)
        usual += _usual(case_id, seed, number)
        back = _with(case_id, seed, own, number, base[number])
        among.append(
            conversation_score(talked_unseen(case_id, seed, voice)) - conversation_score(back)
        )
    brought, instead = _often(usual), _often(turns)
    return Line(
        case_id,
        number + 1,
        voice,
        text,
        mean(alone),
        mean(among),
        median(_moved(turn) for turn in turns) - median(_moved(turn) for turn in usual),
        turns[0],
        _turn_at(talked_unseen(case_id, seeds[0], voice), number),
        tuple(usual[: len(shipped(case_id)[number])]),
        tuple(sorted(brought - instead)),
        tuple(sorted(instead - brought)),
    )


def _with(case_id: str, seed: int, lines: Sequence[str], number: int, text: str) -> Talk:
    """Return the talk of these lines with another said in one place."""
    start = _whole(case_id, seed, tuple(lines)).again_from(number)
    return _go_on(start, [text, *lines[number + 1 :]]) if len(start.turns) == number else start


@lru_cache(maxsize=128)
def _whole(case_id: str, seed: int, lines: tuple[str, ...]) -> Talk:
    return talked(case_id, seed, lines)


@cache
def _base_score(case_id: str, seed: int) -> float:
    return conversation_score(talked_shipped(case_id, seed, None))


@cache
def _usual(case_id: str, seed: int, number: int) -> list[Turn]:
    """Return the turn that each shipped line of a step makes, among shipped lines."""
    base = load_policy("expert", opened(case_id, seed), seed)
    return [
        turn
        for text in shipped(case_id)[number]
        for turn in _turn_at(_with(case_id, seed, base, number, text), number)
    ]


def _turn_at(talk: Talk, number: int) -> tuple[Turn, ...]:
    return talk.turns[number : number + 1]


def _moved(turn: Turn) -> float:
    return sum(each.by for each in turn.why)


def _often(turns: Sequence[Turn]) -> set[str]:
    return _most_have([turn.disclosed for turn in turns])


def _most_have(each: Sequence[Iterable[str]]) -> set[str]:
    """Return what stands in more than half of these."""
    times = Counter(name for names in each for name in set(names))
    return {name for name, often in times.items() if often * 2 > len(each)}


def _said_of(turn: Turn) -> str:
    heard = turn.heard
    why = ", ".join(f"{each.rule} {each.by:+.3f}" for each in turn.why)
    return (
        f"{heard.family} {heard.p:.2f}{' ABSTAINED' if heard.abstained else ''}"
        f" [{', '.join(heard.codes)}] items {', '.join(heard.items) or '-'}"
        f" topics {', '.join(heard.topics) or '-'} told {', '.join(turn.disclosed) or '-'}"
        f" ({why})"
    )


def costliest(most: int, seeds: Sequence[int] = SWAPPED_SEEDS) -> list[str]:
    """Return the lines on which most of the score hangs, with what was heard and the causes."""
    lines = [line for case_id in CASES for line in swapped(case_id, seeds)]
    said = []
    for line in sorted(lines, key=lambda line: -line.weight)[:most]:
        where = f"{line.case_id} step {line.step}, {VOICES[line.voice]}"
        said += [
            f"{line.alone:+.1f} alone, {line.among:+.1f} among its own, {where}",
            f"    said: {textwrap.shorten(line.text, 300)}",
            f"    cause: {line.cause}",
            f"    misses {', '.join(line.missed) or '-'}; brings {', '.join(line.instead) or '-'}",
            f"    heard alone: {_said_of(line.turn)}",
            *(f"    heard among its own: {_said_of(each)}" for each in line.within),
            *(f"    as shipped: {_said_of(each)}" for each in line.usual),
            f"    answer: {textwrap.shorten(line.turn.reply, 130)}",
        ]
    return said


def main() -> None:
    """Print the table of spreads and the lines that cost most."""
    asked = argparse.ArgumentParser(description=main.__doc__)
    asked.add_argument("--seeds", type=int, default=60)
    asked.add_argument("--lines", type=int, default=25)
    given = asked.parse_args()
    for line in table(range(1, given.seeds + 1)):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write("\nThe lines on which most of the score hangs\n")
    for line in costliest(given.lines):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

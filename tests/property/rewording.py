"""
What a paraphrase of the expert costs, on wordings to which nothing was tuned.

``tests/property/reworded`` says every step of the three experts in three further voices, written
before any was played. `make test` holds the figure on a few seeds in ``test_rewording.py``;
`python -m tests.property.rewording` prints the whole table, and the lines that cost most with what
was heard in them. `--seeds 60 --lines 25` are what it does unasked.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING

from simgen.conversation import Talk, debrief
from simgen.own_yaml import read_own_yaml
from simgen.playing import play
from simgen.playing.play import conversation_score
from simgen.playing.policies import SCRIPTS, load_policy
from simgen.scenario.slots import fill
from simgen.streams import stream
from tests.property.proof import CASES, SPREAD, WORDINGS, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simgen.conversation import Turn

REWORDED = Path(__file__).with_name("reworded")
"""One file for each case: the steps of its expert, in the same order, each in three voices."""

VOICES = {0: "plain", 1: "wordy", 2: "phone"}
"""Who says them."""

SWAPPED_SEEDS = range(1, 9)
"""Seeds in which lines are swapped one at a time, to find those that cost most."""


@cache
def reworded(case_id: str) -> list[list[str]]:
    """Return the steps of a case's expert in wordings that nobody tuned to."""
    steps: list[list[str]] = read_own_yaml(REWORDED / f"{case_id}.yaml")
    return steps


@cache
def shipped(case_id: str) -> list[list[str]]:
    """Return the steps of a case's expert as they ship."""
    steps: list[list[str]] = read_own_yaml(SCRIPTS / f"{case_id}.yaml")["expert"]
    return steps


def mixed(case_id: str, seed: int, *, with_shipped: bool) -> list[str]:
    """Return a mixture drawn by the seed: of the unseen wordings, or of both sorts evenly."""
    chosen = []
    for number, unseen in enumerate(reworded(case_id)):
        rng = stream(seed, "reworded", number, "both" if with_shipped else "unseen")
        pool = shipped(case_id)[number] if with_shipped and rng.random() < 0.5 else unseen
        chosen.append(rng.choice(pool))
    return chosen


def talked(case_id: str, seed: int, lines: Iterable[str]) -> Talk:
    """Return the talk that these lines make, as :func:`simgen.playing.play` plays them."""
    talk = Talk(opened(case_id, seed))
    return _go_on(talk, lines)


def _go_on(talk: Talk, lines: Iterable[str]) -> Talk:
    for line in lines:
        if talk.ended:
            break
        talk.say(fill(line, talk.case.person.slots))
    return talk


@cache
def talked_unseen(case_id: str, seed: int, voice: int) -> Talk:
    """Return the talk of one voice throughout."""
    return talked(case_id, seed, [step[voice] for step in reworded(case_id)])


@cache
def talked_shipped(case_id: str, seed: int, wording: int | None) -> Talk:
    """Return the talk of one shipped wording throughout, or of their mixture."""
    return play(opened(case_id, seed), "expert", seed, wording=wording).talk


@cache
def scores(case_id: str, seed: int) -> dict[str, float]:
    """Return the score of every wording throughout, and of the mixtures, by name."""
    found = {
        f"shipped {'mixed' if each is None else each}": conversation_score(
            talked_shipped(case_id, seed, each)
        )
        for each in WORDINGS
    }
    for voice, name in VOICES.items():
        found[name] = conversation_score(talked_unseen(case_id, seed, voice))
    for name, both in (("unseen mixed", False), ("all mixed", True)):
        lines = mixed(case_id, seed, with_shipped=both)
        found[name] = conversation_score(talked(case_id, seed, lines))
    return found


def spread(case_id: str, seed: int) -> float:
    """Return how far the score moves between all wordings, shipped and unseen, in points of 100."""
    found = scores(case_id, seed).values()
    return max(found) - min(found)


def behind(case_id: str, seeds: Iterable[int]) -> float:
    """Return by how much the mean of the unseen wordings is below that of the shipped."""
    every = [scores(case_id, seed) for seed in seeds]
    old = mean(v for each in every for name, v in each.items() if name.startswith("shipped"))
    return old - mean(each[name] for each in every for name in (*VOICES.values(), "unseen mixed"))


def share_held(case_id: str, seeds: Iterable[int]) -> float:
    """Return the share of seeds in which a paraphrase costs less than it may."""
    return mean(spread(case_id, seed) < SPREAD for seed in seeds)


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


def parts(case_id: str, seeds: Iterable[int], voice: int | None) -> str:
    """Return what makes up a score: of one unseen voice, or of the shipped mixture."""
    talks = [
        talked_shipped(case_id, seed, None)
        if voice is None
        else talked_unseen(case_id, seed, voice)
        for seed in seeds
    ]
    light = mean(len(talk.disclosed) / len(talk.case.scenario.items) for talk in talks)
    felt = mean(debrief(talk).heard.felt for talk in talks)
    return f"trust {mean(talk.trust for talk in talks):.2f}, told {light:.2f}, heard {felt:.2f}"


def rules_otherwise(case_id: str, seeds: Sequence[int], voice: int) -> str:
    """Return the rules that a voice sets in motion more or less often than the shipped mixture."""
    old = Counter[str]()
    new = Counter[str]()
    for seed in seeds:
        for counted, talk in (
            (old, talked_shipped(case_id, seed, None)),
            (new, talked_unseen(case_id, seed, voice)),
        ):
            counted.update(each.rule for turn in talk.turns for each in turn.why)
    rules = sorted(old | new, key=lambda rule: (new[rule] - old[rule], rule))
    return ", ".join(
        f"{rule} {new[rule] / len(seeds):.0f} for {old[rule] / len(seeds):.0f}"
        for rule in rules
        if abs(new[rule] - old[rule]) >= len(seeds)
    )


def never_told(case_id: str, seeds: Sequence[int]) -> list[tuple[str, float, list[float]]]:
    """Return the items that unseen wordings lose: the share of talks that bring each, by wording."""
    found = []
    for item in opened(case_id, seeds[0]).scenario.items:
        old = mean(
            item.id in talked_shipped(case_id, seed, wording).disclosed
            for seed in seeds
            for wording in WORDINGS
        )
        new = [
            mean(item.id in talked_unseen(case_id, seed, voice).disclosed for seed in seeds)
            for voice in VOICES
        ]
        if abs(mean(new) - old) > 0.1 or min(new) < old - 0.3:
            found.append((item.id, old, new))
    return found


def table(seeds: Sequence[int]) -> list[str]:
    """Return the spreads of every case in words and figures."""
    said = []
    for case_id in CASES:
        every = [scores(case_id, seed) for seed in seeds]
        old = [[v for name, v in each.items() if name.startswith("shipped")] for each in every]
        spreads = [spread(case_id, seed) for seed in seeds]
        ours = [max(each) - min(each) for each in old]
        means = {name: mean(each[name] for each in every) for name in every[0]}
        mixtures = [each["unseen mixed"] for each in every]
        said.append(
            f"{case_id}, {len(seeds)} seeds: spread of all wordings {mean(spreads):.1f}"
            f" (most {max(spreads):.1f}), below {SPREAD:.0f} in"
            f" {share_held(case_id, seeds):.0%};"
            f" of the shipped alone {mean(ours):.1f} (most {max(ours):.1f})"
        )
        said.append("  mean score: " + ", ".join(f"{k} {v:.1f}" for k, v in means.items()))
        said.append(
            f"  mixtures of unseen lines: {min(mixtures):.1f} to {max(mixtures):.1f}; a reworded"
            f" expert is behind a shipped one by {behind(case_id, seeds):.1f}"
        )
        for voice, name in ((None, "shipped"), *VOICES.items()):
            said.append(f"  {name}: {parts(case_id, seeds, voice)}")
            if voice is not None:
                said.append(f"    rules: {rules_otherwise(case_id, seeds, voice)}")
        for item, share, shares in never_told(case_id, seeds):
            by_voice = ", ".join(
                f"{VOICES[n]} {each:.0%}" for n, each in zip(VOICES, shares, strict=True)
            )
            said.append(f"  {item}: told in {share:.0%} of the shipped; {by_voice}")
    return said


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

"""
What a paraphrase of the expert costs, on wordings to which nothing was tuned.

``tests/property/reworded`` says every step of the three experts in three further voices, written
before any was played. `make test` holds the figure on a few seeds in ``test_rewording.py``;
`python -m tests.property.reworded_lines` prints the whole table, and the lines that cost most with
what was heard in them.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from simgen.conversation import Talk, debrief
from simgen.own_yaml import read_own_yaml
from simgen.playing import play
from simgen.playing.play import conversation_score
from simgen.playing.policies import SCRIPTS
from simgen.scenario.slots import fill
from simgen.streams import stream
from tests.property.proof import CASES, SPREAD, WORDINGS, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


REWORDED = Path(__file__).with_name("reworded")
"""One file for each case: the steps of its expert, in the same order, each in three voices."""

FRESH = Path(__file__).with_name("fresh")
"""The same in two voices more, on which nothing is tried out: their lines are not read for what fails."""

VOICES = {0: "plain", 1: "wordy", 2: "phone"}
"""Who says them."""


@cache
def reworded(case_id: str) -> list[list[str]]:
    """Return the steps of a case's expert in wordings that nobody tuned to."""
    steps: list[list[str]] = read_own_yaml(REWORDED / f"{case_id}.yaml")
    return steps


@cache
def fresh(case_id: str) -> list[list[str]]:
    """Return the steps of a case's expert in the two voices that nothing is tried on."""
    steps: list[list[str]] = read_own_yaml(FRESH / f"{case_id}.yaml")
    return steps


def fresh_spread(case_id: str, seed: int) -> float:
    """Return how far the score moves between the shipped wordings and those two voices, in points."""
    found = [conversation_score(talked_shipped(case_id, seed, each)) for each in WORDINGS]
    for voice in range(len(fresh(case_id)[0])):
        lines = [step[voice] for step in fresh(case_id)]
        found.append(conversation_score(talked(case_id, seed, lines)))
    return max(found) - min(found)


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

"""
The proof that the conversation measures something, shared by `make test` and `make bench`.

``tests/property/test_playing.py`` plays a sample of 25 seeds in every case within `make test`;
``tests/bench/test_proof_of_play.py`` plays all 200 within `make bench` and prints the figures.
"""

from __future__ import annotations

from functools import cache

from simgen.case import Case, open_case
from simgen.conversation.words import plain
from simgen.playing import Played, play
from simgen.playing.policies import SCRIPTS

CASES = sorted(path.stem for path in SCRIPTS.glob("*.yaml"))
"""Every case that has scripts."""

ORDERED = [
    ("expert", "good"),
    ("good", "novice"),
    ("novice", "fixer"),
    ("novice", "signposter"),
    ("novice", "interrogator"),
]
"""The left is ahead of the right in trust, in what came to light and in score."""

PAIRS_IN_ORDER = 0.99
"""The least share of seeds in which a pair is in order (issue: at least 99 in 100)."""

SPREAD = 5.0
"""An expert's score moves by less than so many of 100 with the wording."""

WORDINGS = (0, 1, 2, None)
"""Each wording throughout, and a mixture drawn by the seed."""


@cache
def opened(case_id: str, seed: int) -> Case:
    return open_case(case_id, seed)


@cache
def played(case_id: str, policy: str, seed: int, wording: int | None = None) -> Played:
    return play(opened(case_id, seed), policy, seed, wording=wording)


def measures(talk: Played) -> tuple[float, int, float]:
    return talk.trust, len(talk.disclosed), talk.score


def in_order(case_id: str, ahead: str, behind: str, seeds: range) -> tuple[float, ...]:
    """Return the share of seeds in which one is ahead: in trust, things told, and score."""
    pairs = [
        (measures(played(case_id, ahead, seed)), measures(played(case_id, behind, seed)))
        for seed in seeds
    ]
    return tuple(sum(left[k] > right[k] for left, right in pairs) / len(pairs) for k in range(3))


def spread(case_id: str, seed: int) -> float:
    """Return how far an expert's score moves with the wording, in points of 100."""
    scores = [played(case_id, "expert", seed, wording).score for wording in WORDINGS]
    return max(scores) - min(scores)


def leaks(talk: Played) -> list[str]:
    """Return what a talk let out below its gate, in words; nothing, it is to be hoped."""
    items = {item.id: item for item in talk.talk.case.scenario.items}
    out: set[str] = set()
    found = []
    for turn in talk.talk.turns:
        where = f"{talk.policy}, seed {talk.seed}, exchange {turn.number}"
        found += [
            f"{where}: {item_id} was told below its gate"
            for item_id in turn.disclosed
            if turn.trust < items[item_id].trust or not set(items[item_id].after) <= out
        ]
        out |= set(turn.disclosed)
        reply = plain(turn.reply)
        for item_id in set(items) - out:
            item = items[item_id]
            if plain(item.own_words) in reply or item.says.guarded in turn.reply:
                found.append(f"{where}: words of {item_id} are in the reply")
    return found

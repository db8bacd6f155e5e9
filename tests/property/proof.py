"""
The proof that the conversation measures something, shared by `make test` and `make bench`.

``tests/property/test_playing.py`` plays a sample of 25 seeds in every case within `make test`,
and two visits for a few; ``tests/bench/test_proof_of_play.py`` plays all 200 within `make bench`,
for one visit and for two, and prints the figures.
"""

from __future__ import annotations

from functools import cache

from simgen.case import Case, open_case
from simgen.conversation.words import plain
from simgen.playing import Played, play
from simgen.playing.policies import SCRIPTS
from simgen.scenario.faults import all_items

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
"""An expert's score moves by less than so many of 100 with the wording, for each visit."""

WORDINGS = (0, 1, 2, None)
"""Each wording throughout, and a mixture drawn by the seed."""


@cache
def opened(case_id: str, seed: int) -> Case:
    return open_case(case_id, seed)


@cache
def played(
    case_id: str, policy: str, seed: int, wording: int | None = None, visits: int = 1
) -> Played:
    return play(opened(case_id, seed), policy, seed, wording=wording, visits=visits)


def measures(talk: Played) -> tuple[float, int, float]:
    return talk.trust, len(talk.disclosed), talk.score


def in_order(
    case_id: str, ahead: str, behind: str, seeds: range, visits: int = 1
) -> tuple[float, ...]:
    """Return the share of seeds in which one is ahead: in trust, things told, and score."""
    pairs = [
        (
            measures(played(case_id, ahead, seed, None, visits)),
            measures(played(case_id, behind, seed, None, visits)),
        )
        for seed in seeds
    ]
    return tuple(sum(left[k] > right[k] for left, right in pairs) / len(pairs) for k in range(3))


def spread(case_id: str, seed: int, visits: int = 1) -> float:
    """Return how far an expert's score moves with the wording, in points of 100."""
    scores = [played(case_id, "expert", seed, wording, visits).score for wording in WORDINGS]
    return max(scores) - min(scores)


def leaks(talk: Played) -> list[str]:
    """
    Return what a talk let out below its gate, in words; nothing, it is to be hoped.

    Over two visits what has passed stands in nobody's way, and the news has gates too.
    """
    items = {item.id: item for item in talk.talk.case.scenario.items}
    passed = _passed(talk)
    out: set[str] = set()
    found = []
    for turn in talk.talk.turns:
        where = f"{talk.policy}, seed {talk.seed}, exchange {turn.number}"
        waived = passed if turn.visit > 1 else set()
        found += [
            f"{where}: {item_id} was told below its gate"
            for item_id in turn.disclosed
            if turn.trust < items[item_id].trust or not set(items[item_id].after) <= out | waived
        ]
        out |= set(turn.disclosed)
        arrival = talk.talk.arrivals[turn.visit - 1]
        first = turn.number == arrival.turns_before + 1
        found += _in_words(
            f"{arrival.opening} {turn.reply}" if first else turn.reply, where, talk, out
        )
    return found


def _in_words(text: str, where: str, talk: Played, out: set[str]) -> list[str]:
    said = plain(text)
    return [
        f"{where}: words of {item.id} are in the reply"
        for _key, item in all_items(talk.talk.case.scenario)
        if item.id not in out and (plain(item.own_words) in said or item.says.guarded in text)
    ]


def _passed(talk: Played) -> set[str]:
    arrivals = talk.talk.arrivals[1:]
    visits = talk.talk.case.scenario.visits
    over = {item_id for visit in visits[: len(arrivals)] for item_id in visit.over}
    return over.union(*(each.over for arrival in arrivals for each in arrival.happened))

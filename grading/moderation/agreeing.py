"""
How far first and second markers agree: weighted kappa, and what it means in words.

Pairs are marks that two people gave the same part of the same hand-in, each
without the other's; what rules gave, and what was agreed afterwards, are no
pairs. A hand-in that was replaced by a newer one still shows how two people mark.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from grading.agreement import Estimate, kappa_in_words, weighted_kappa
from grading.agreement.kappa import FEWEST
from grading.moderation.cases import list_sampled
from grading.moderation.marks import newest


@dataclass(frozen=True, slots=True)
class Pair:
    """Two levels (0 to 3, parts of a level too) of one part; ``work`` is the id of the draw."""

    work: str
    criterion: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How far two markers agree.

    ``pairs`` counts the parts that both marked, ``works`` the submissions they are of,
    ``same`` those with the same level.
    """

    pairs: int
    works: int
    same: int
    kappa: Estimate

    @property
    def enough(self) -> bool:
        """Whether there is enough for an interval."""
        return self.kappa.low is not None

    @property
    def words(self) -> str:
        """The figure in a sentence, with its interval, or that there are too few."""
        if not self.pairs:
            return "Nothing has been marked by two people to the end yet."
        there = f"{_counted(self.pairs, 'pair')} of marks in {_counted(self.works, 'submission')}"
        same = f"{self.same} of {self.pairs} at the same level"
        if self.works < FEWEST:
            return (
                f"Too few to say how far two markers agree: {there}, {same}. It takes {FEWEST} "
                "submissions at least, and some dozens to be sure."
            )
        meaning = kappa_in_words(self.kappa)
        figure = (
            "" if self.kappa.value is None else f" Weighted kappa {self.kappa}, of {there}; {same}."
        )
        return f"{meaning[:1].upper()}{meaning[1:].rstrip('.')}.{figure}"


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """Return how far the two of each pair agree; the interval is over whole submissions."""
    pairs = list(pairs)
    first = np.array([pair.first for pair in pairs], dtype=float)
    second = np.array([pair.second for pair in pairs], dtype=float)
    return Agreement(
        pairs=len(pairs),
        works=len({pair.work for pair in pairs}),
        same=int(np.isclose(first, second).sum()),
        kappa=weighted_kappa(first, second, groups=[pair.work for pair in pairs]),
    )


def pairs_of(connection: Connection, assignment: str) -> list[Pair]:
    """Return what two people gave, of every second marking that is finished; the rest is blind."""
    found = []
    for case in list_sampled(connection, assignment):
        if "finished" not in case.done:
            continue
        first, second = (
            newest(connection, case.submission, role, case.handed_in)
            for role in ("first", "second")
        )
        found += [
            Pair(case.id, criterion, one.level, other.level)
            for criterion, other in second.items()
            if (one := first.get(criterion)) is not None
            and one.level is not None
            and other.level is not None
        ]
    return found


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

"""
Who reads a criterion differently, and which submissions to talk over.

A rater who is severe throughout is not meant here: severity is taken out first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from grading.agreement.ratings import Table
from grading.agreement.severity import beside_others

WIDE = 1.0
"""Mean distance of two raters on a criterion, in levels, that is worth a talk (assumption)."""
UNUSUAL = 1.5
"""And how many times the middle distance of all pairs on it that must be (assumption)."""
ODD = 3.0
"""And how many deviations above the middle distance of all pairs on all criteria: of pairs that differ
by chance alone, about one in seven hundred (a normal's, estimated from the median deviation)."""
FEWEST_DISTANCES = 10
"""Distances before it can be said what is odd among them (assumption)."""
TO_DISCUSS = 3
FEWEST = 3
"""Submissions that a pair must both have marked (assumption)."""

Gaps = dict[tuple[int, int], Table]
"""For two raters, by their rows, how far apart they are on each submission."""


@dataclass(frozen=True, slots=True)
class Reading:
    """
    Raters who read one criterion differently.

    ``raters`` are two, or one who differs from most. ``apart`` is their mean
    distance in levels; ``submissions`` those with the widest, widest first.
    """

    criterion: str
    raters: tuple[str, ...]
    apart: float
    submissions: tuple[str, ...]

    def in_words(self, title: str, named: dict[str, str] | None = None) -> str:
        """Return it as advice; ``named`` gives submissions the names that raters know."""
        shown = ", ".join((named or {}).get(each, each) for each in self.submissions)
        talk = f"discuss {'these' if len(self.submissions) > 1 else 'this'}: {shown}."
        if len(self.raters) == 1:
            return f"{_name(self.raters[0])} reads “{title}” differently from most; {talk}"
        one, other = self.raters
        return f"{_name(one)} and {_name(other, lower=True)} read “{title}” differently; {talk}"


def advise_raters(
    levels: dict[str, Table], raters: Sequence[str], submissions: Sequence[str]
) -> list[Reading]:
    """
    Return who reads which criterion differently, the widest apart first.

    ``levels`` holds for each criterion a table of raters by submissions.
    """
    severity = _severities(levels)
    gaps = {each: _gaps(table - severity[:, None]) for each, table in levels.items()}
    odd = _odd([float(np.nanmean(gap)) for pairs in gaps.values() for gap in pairs.values()])
    found: list[Reading] = []
    for criterion, pairs in gaps.items():
        found += _readings(criterion, pairs, odd, raters, submissions)
    return sorted(found, key=lambda reading: -reading.apart)


def _severities(levels: dict[str, Table]) -> Table:
    beside = beside_others(np.concatenate(list(levels.values()), axis=1))
    there = np.isfinite(beside)
    counts = there.sum(axis=1)
    sums = np.where(there, beside, 0.0).sum(axis=1)
    severities: Table = np.divide(sums, counts, out=np.zeros(len(sums)), where=counts > 0)
    return severities


def _gaps(table: Table) -> Gaps:
    """Return how far apart each two raters are on each submission, where they share enough."""
    gaps: Gaps = {}
    for one, other in combinations(range(len(table)), 2):
        gap = np.abs(table[one] - table[other])
        if np.isfinite(gap).sum() >= FEWEST:
            gaps[one, other] = gap
    return gaps


def _odd(distances: list[float]) -> float:
    """Return the mean distance from which two raters differ by more than everybody does by chance."""
    if len(distances) < FEWEST_DISTANCES:
        return 0.0
    middle = float(np.median(distances))
    return middle + ODD * 1.4826 * float(np.median(np.abs(np.array(distances) - middle)))


def _readings(
    criterion: str, gaps: Gaps, odd: float, raters: Sequence[str], submissions: Sequence[str]
) -> list[Reading]:
    if not gaps:
        return []
    means = {pair: float(np.nanmean(gap)) for pair, gap in gaps.items()}
    usual = float(np.median(list(means.values()))) if len(means) > 2 else 0.0
    wide = [pair for pair, mean in means.items() if mean >= max(WIDE, UNUSUAL * usual, odd)]
    readings = []
    for rater in range(len(raters)):
        theirs = [pair for pair in wide if rater in pair]
        possible = [pair for pair in gaps if rater in pair]
        if len(theirs) >= 2 and len(theirs) * 2 > len(possible):
            gap = np.nanmean([gaps[pair] for pair in theirs], axis=0)
            apart = float(np.mean([means[pair] for pair in theirs]))
            readings.append(_reading(criterion, (raters[rater],), apart, gap, submissions))
            wide = [pair for pair in wide if rater not in pair]
    for one, other in wide:
        pair = raters[one], raters[other]
        readings.append(_reading(criterion, pair, means[one, other], gaps[one, other], submissions))
    return readings


def _reading(
    criterion: str, raters: tuple[str, ...], apart: float, gap: Table, submissions: Sequence[str]
) -> Reading:
    widest = np.argsort(-np.nan_to_num(gap, nan=-1.0), kind="stable")[:TO_DISCUSS]
    named = tuple(submissions[at] for at in widest if np.isfinite(gap[at]) and gap[at] > 0)
    return Reading(criterion, raters, apart, named)


def _name(rater: str, *, lower: bool = False) -> str:
    return rater if lower else rater[:1].upper() + rater[1:]

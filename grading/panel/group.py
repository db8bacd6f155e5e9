"""What raters see of the group in round two: the middle, the spread, and nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from grading.panel.folder import Panel
from grading.panel.gathering import gather

FEWEST = 3
"""Answers before the group is shown; with fewer, one could tell who said what (assumption)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some answers, their 30th and 70th percentile, and how many there are."""

    median: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """
    A round's answers as a group.

    ``importance`` by criterion, ``marks`` by submission and criterion, ``shares``
    by criterion and level. ``reasons`` are what was given for the importance of a
    criterion, in an order that says nothing. Whatever too few answered is left out.
    """

    importance: dict[str, Spread]
    marks: dict[tuple[str, str], Spread]
    shares: dict[tuple[str, int], Spread]
    reasons: dict[str, tuple[str, ...]]


def group_of(panel: Panel, number: int) -> Group:
    """Return the group of a round."""
    found = gather(panel, number)
    marks: dict[tuple[str, str], list[float]] = {}
    for mark in found.marks:
        marks.setdefault((mark.submission, mark.criterion), []).append(mark.level)
    shares: dict[tuple[str, int], list[float]] = {}
    for judge in found.shares.values():
        for criterion, levels in judge.items():
            for level, share in enumerate(levels, start=1):
                shares.setdefault((criterion, level), []).append(share)
    importance = {each: list(ratings.values()) for each, ratings in found.importance.items()}
    reasons: dict[str, set[str]] = {}
    for _rater, row in found.reasons:
        if row.task == "importance" and len(importance[row.criterion]) >= FEWEST:
            reasons.setdefault(row.criterion, set()).add(row.reason)
    return Group(
        {each: _spread(values) for each, values in importance.items() if len(values) >= FEWEST},
        {each: _spread(levels) for each, levels in marks.items() if len(levels) >= FEWEST},
        {place: _spread(values) for place, values in shares.items() if len(values) >= FEWEST},
        {each: tuple(sorted(texts)) for each, texts in reasons.items()},
    )


def _spread(values: Iterable[float]) -> Spread:
    there = np.asarray(list(values), dtype=float)
    low, high = np.percentile(there, [30, 70])
    return Spread(float(np.median(there)), float(low), float(high), len(there))

"""How severe each rater is beside the others, and whether that changes as they go on."""

import numpy as np

from grading.agreement.ratings import CONFIDENCE, Estimate, Table
from grading.agreement.tools import distributions

FEWEST = 3
"""Ratings in common before a rater's severity is worked out (assumption)."""

WORTH_SAYING = 0.25
"""Levels of severity below which nothing is said, a quarter of a level (assumption)."""


def beside_others(table: Table) -> Table:
    """Return each rating less the mean of the other raters' for the same unit."""
    there = np.isfinite(table)
    sums = np.where(there, table, 0.0).sum(axis=0)
    counts = there.sum(axis=0)
    others = counts[None, :] - there
    mean = np.divide(
        sums[None, :] - np.where(there, table, 0.0),
        others,
        out=np.full(table.shape, np.nan),
        where=others > 0,
    )
    beside: Table = table - mean
    return beside


def rater_severity(table: Table) -> list[Estimate]:
    """
    Return for each rater how far they lie above the others, in levels.

    Below zero is severe, above is lenient. The interval is Student's, over the
    units that the rater shares with somebody.
    """
    return [_mean(row[np.isfinite(row)]) for row in beside_others(table)]


def rater_drift(table: Table, order: list[list[int]]) -> list[Estimate]:
    """
    Return for each rater how their severity moves, in levels for ten submissions.

    ``order`` holds for each rater a place, from 0, for every unit: when its
    submission was shown to them. Below zero they grow more severe.
    """
    drifts = []
    for row, places in zip(beside_others(table), order, strict=True):
        there = np.isfinite(row)
        drifts.append(_slope(np.asarray(places, dtype=float)[there], row[there]))
    return drifts


def _mean(values: Table) -> Estimate:
    if len(values) < FEWEST:
        return Estimate(None, count=len(values), why=f"fewer than {FEWEST} ratings in common.")
    half = _student(len(values) - 1) * float(values.std(ddof=1)) / len(values) ** 0.5
    value = float(values.mean())
    return Estimate(value, value - half, value + half, len(values))


def _slope(places: Table, values: Table) -> Estimate:
    if len(set(places.tolist())) < FEWEST:
        return Estimate(None, count=len(values), why=f"fewer than {FEWEST} submissions in order.")
    apart = places - places.mean()
    spread = float((apart**2).sum())
    slope = float((apart * values).sum()) / spread
    rest = values - values.mean() - slope * apart
    error = (float((rest**2).sum()) / max(1, len(values) - 2) / spread) ** 0.5
    half = _student(max(1, len(values) - 2)) * error
    return Estimate(10 * slope, 10 * (slope - half), 10 * (slope + half), len(values))


def _student(freedom: int) -> float:
    """Return Student's two-sided quantile."""
    return float(distributions().t.ppf(1 - (1 - CONFIDENCE) / 2, freedom))

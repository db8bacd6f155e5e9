"""How severe each rater is beside the others, and whether that changes as they go on."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from grading.agreement.ratings import CONFIDENCE, Estimate, Table
from grading.agreement.tools import distributions

FEWEST = 3
"""Ratings in common before a rater's severity is worked out (assumption)."""

WORTH_SAYING = 0.25
"""Levels of severity below which nothing is said, a quarter of a level (assumption)."""

Groups = Sequence[Hashable] | None
"""What each unit belongs to: its submission; None where every unit stands alone."""


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


def rater_severity(table: Table, groups: Groups = None) -> list[Estimate]:
    """
    Return for each rater how far they lie above the others, in levels.

    Below zero is severe, above is lenient. The interval is Student's, over the
    units that the rater shares with somebody; where ``groups`` says which of them
    belong together, as the parts of one submission do, over the groups' means,
    because who is taken with a piece of work marks all its parts higher.
    """
    return [_mean(_of_groups(row, groups)) for row in beside_others(table)]


def rater_drift(table: Table, order: list[list[int]], groups: Groups = None) -> list[Estimate]:
    """
    Return for each rater how their severity moves, in levels for ten submissions.

    ``order`` holds for each rater a place, from 0, for every unit: when its
    submission was shown to them. Below zero they grow more severe. ``groups`` as
    in :func:`rater_severity`.
    """
    drifts = []
    for row, places in zip(beside_others(table), order, strict=True):
        shown = np.where(np.isfinite(row), np.asarray(places, dtype=float), np.nan)
        drifts.append(_slope(_of_groups(shown, groups), _of_groups(row, groups)))
    return drifts


@dataclass(frozen=True, slots=True)
class Leaning:
    """
    Who stands out from the others, and how far.

    ``raters`` is one, by the row in the table; or two, the first below the second,
    where nobody is left to say which of them it is.
    """

    raters: tuple[int, ...]
    estimate: Estimate


def who_stands_out(many: int, figures: Callable[[list[int]], list[Estimate]]) -> list[Leaning]:
    """
    Return who lies far from the others, the farthest first.

    ``figures`` gives the figures of some raters, each beside the others of these. Whoever is
    farthest is set aside before the rest are looked at again: beside one severe rater everybody
    else looks lenient.
    """
    left, found = list(range(many)), []
    while len(left) >= 2:
        far = [
            (abs(each.value or 0.0), rater, each)
            for rater, each in zip(left, figures(left), strict=True)
            if matters(each)
        ]
        if not far:
            break
        _, rater, estimate = max(far, key=lambda each: each[0])
        if len(left) == 2:
            other = next(each for each in left if each != rater)
            below = (estimate.value or 0.0) < 0
            found.append(Leaning((rater, other) if below else (other, rater), estimate))
            break
        found.append(Leaning((rater,), estimate))
        left.remove(rater)
    return found


def matters(estimate: Estimate) -> bool:
    """Tell whether a figure is wide enough to matter and its interval leaves out nought."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return False
    return abs(estimate.value) >= WORTH_SAYING and (estimate.low > 0 or estimate.high < 0)


def _of_groups(values: Table, groups: Groups) -> Table:
    """Return the values that are there, or the mean of those of each group, in its order."""
    if groups is None:
        return values[np.isfinite(values)]
    of: dict[Hashable, list[float]] = {}
    for group, value in zip(groups, values.tolist(), strict=True):
        if np.isfinite(value):
            of.setdefault(group, []).append(value)
    return np.array([sum(each) / len(each) for each in of.values()])


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

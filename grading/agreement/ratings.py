"""Ratings as a table, and figures with their interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]
"""Raters by units; ``nan`` where a rater gave no rating."""

CONFIDENCE = 0.95
"""Of every interval, a convention."""

BOOTSTRAPS = 1_000
"""Resamples for an interval; more moves its ends by less than they are rounded to (assumption)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """
    A figure with its 95% interval.

    ``value`` is None where it cannot be worked out, and ``why`` then says so in
    a sentence; ``low`` and ``high`` are None where only the interval cannot.
    ``count`` is how many units it rests on.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    count: int = 0
    why: str = ""

    def __str__(self) -> str:
        """Return it as people write it: 0.82 (0.70 to 0.91)."""
        if self.value is None:
            return f"not known: {self.why}"
        if self.low is None or self.high is None:
            return f"{self.value:.2f}"
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Mark:
    """One rater's level for one criterion of one submission."""

    rater: str
    submission: str
    criterion: str
    level: float


def table_of(
    marks: Iterable[Mark], raters: Sequence[str], units: Sequence[tuple[str, str]]
) -> Table:
    """
    Return the table of some marks: a row for each rater, a column for each unit.

    A unit is a submission and a criterion. Marks of others are left out; of two
    for the same place the later counts.
    """
    table = np.full((len(raters), len(units)), np.nan)
    row = {rater: at for at, rater in enumerate(raters)}
    column = {unit: at for at, unit in enumerate(units)}
    for mark in marks:
        unit = (mark.submission, mark.criterion)
        if mark.rater in row and unit in column:
            table[row[mark.rater], column[unit]] = mark.level
    return table


def ends(values: npt.NDArray[np.float64]) -> tuple[float, float] | tuple[None, None]:
    """Return the percentile interval of resampled values; None twice when most are undefined."""
    sound = values[np.isfinite(values)]
    if len(sound) < max(20, len(values) / 2):
        return None, None
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(sound, [tail, 100 - tail])
    return float(low), float(high)

"""
Krippendorff's alpha: agreement of any number of raters, with ratings missing.

The formula and the coincidence matrices are those of K. Krippendorff, "Computing
Krippendorff's alpha-reliability" (2011, Annenberg School for Communication),
whose worked example the tests repeat. The known Python package for it is under
the GPL, which the kit's licence cannot take in, hence these lines.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt

from grading.agreement.ratings import BOOTSTRAPS, Estimate, Table, ends
from grading.agreement.severity import Groups

Metric = Literal["nominal", "ordinal", "interval"]
Floats = npt.NDArray[np.float64]

FEWEST = 5
"""Groups, such as submissions, before an interval is given (assumption)."""

RELIABLE = 0.8
TENTATIVE = 0.667
"""Krippendorff, Content Analysis (2004), chapter 11: rely on 0.8 and more, draw tentative
conclusions down to 0.667."""


def krippendorff_alpha(
    table: Table, metric: Metric = "ordinal", *, groups: Groups = None, seed: int = 1
) -> Estimate:
    """
    Return alpha with a bootstrap interval over units; 1 is perfect, 0 is chance.

    Units with fewer than two ratings count for nothing. Undefined, and said so,
    when there are none others or all ratings are the same. Where ``groups`` says
    which units belong together, as the parts of one submission do, whole groups are
    drawn, because what one part is like says something of the next; fewer than
    :data:`FEWEST` groups give no interval.
    """
    values = np.unique(table[np.isfinite(table)])
    counts = (table.T[:, :, None] == values[None, None, :]).sum(axis=1).astype(np.float64)
    shared = counts.sum(axis=1) >= 2
    counts = counts[shared]
    units = len(counts)
    if units < 2:
        return Estimate(
            None, count=units, why="fewer than two submissions were rated by two raters."
        )
    if (counts.sum(axis=0) > 0).sum() < 2:
        return Estimate(
            None, count=units, why="all ratings are the same, so nothing can be told apart."
        )
    pairs = _coincidences(counts)
    value = float(_alphas(pairs.sum(axis=0)[None], values, metric)[0])
    of = [groups[int(at)] for at in np.flatnonzero(shared)] if groups else list(range(units))
    number = {group: at for at, group in enumerate(dict.fromkeys(of))}
    many = len(number)
    if groups and many < FEWEST:
        return Estimate(value, count=units)
    drawn = np.random.default_rng(seed).multinomial(many, np.full(many, 1 / many), size=BOOTSTRAPS)
    resampled = drawn[:, [number[group] for group in of]]
    size = len(values)
    sums = (resampled @ pairs.reshape(units, size * size)).reshape(-1, size, size)
    low, high = ends(_alphas(sums, values, metric))
    return Estimate(value, low, high, units)


def alpha_in_words(estimate: Estimate) -> str:
    """Return what an alpha means for those who use the marks."""
    if estimate.value is None:
        return f"Agreement cannot be worked out: {estimate.why}"
    if estimate.value >= RELIABLE:
        word = "The raters agree well enough to rely on the marks."
    elif estimate.value >= TENTATIVE:
        word = "The raters agree fairly well: draw tentative conclusions only."
    else:
        word = "The raters do not agree well enough yet: talk it over before these marks are used."
    unsure = estimate.low is None or estimate.low < TENTATIVE <= estimate.value
    return word + (" With so few submissions this is itself unsure." if unsure else "")


def _coincidences(counts: Floats) -> Floats:
    """Return each unit's own matrix of coinciding values; their sum is the coincidence matrix."""
    size = counts.shape[1]
    both = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(size)
    result: Floats = both / (counts.sum(axis=1) - 1)[:, None, None]
    return result


def _alphas(coincidences: Floats, values: Floats, metric: Metric) -> Floats:
    """Return one alpha for each coincidence matrix, ``nan`` where nothing differs."""
    totals = coincidences.sum(axis=2)
    apart = _differences(totals, values, metric)
    observed = (coincidences * apart).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * apart).sum(axis=(1, 2))
    expected = expected / np.maximum(totals.sum(axis=1) - 1, 1)
    share = np.full(len(observed), np.nan)
    np.divide(observed, expected, out=share, where=expected > 0)
    return 1 - share


def _differences(totals: Floats, values: Floats, metric: Metric) -> Floats:
    """Return the squared differences between values, for each set of totals."""
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(len(values)), (len(totals), *([len(values)] * 2)))
    if metric == "interval":
        squares = (values[:, None] - values[None, :]) ** 2
        return np.broadcast_to(squares, (len(totals), *squares.shape))
    # Ordinal: how many ratings lie between two values, each of the two counted by half.
    middle = totals.cumsum(axis=1) - totals / 2
    result: Floats = (middle[:, :, None] - middle[:, None, :]) ** 2
    return result

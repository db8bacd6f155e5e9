"""
Intraclass correlations: how far ratings tell submissions apart, against how raters differ.

The six forms and their intervals are those of P. E. Shrout and J. L. Fleiss,
"Intraclass correlations: uses in assessing rater reliability", Psychological
Bulletin 86 (1979), whose table the tests repeat. The statistics package that has
them brings seaborn, matplotlib and statsmodels for this one analysis of
variance, and is under the GPL; so it is worked out here.
"""

from dataclasses import dataclass

import numpy as np

from grading.agreement.ratings import CONFIDENCE, Estimate, Table
from grading.agreement.tools import distributions

POOR, MODERATE, GOOD = 0.5, 0.75, 0.9
"""T. K. Koo and M. Y. Li, Journal of Chiropractic Medicine 15 (2016): below 0.5 poor, to 0.75
moderate, to 0.9 good, above excellent."""

NOTHING = 1e-12
"""A mean square below this is the rounding of a computer, not a difference."""


@dataclass(frozen=True, slots=True)
class Intraclass:
    """
    The six forms: one-way, raters drawn from many, these raters; of one rating, of the mean.

    ``agreement`` (form 2,1) is what a panel looks at: raters are a sample, and
    differences of severity count. ``left_out`` is how many units lacked a rating.
    """

    one_way: Estimate
    agreement: Estimate
    consistency: Estimate
    one_way_mean: Estimate
    agreement_mean: Estimate
    consistency_mean: Estimate
    left_out: int = 0


def intraclass_correlations(table: Table) -> Intraclass:
    """Return the six forms over the units that every rater rated, others left out and counted."""
    whole = table[:, np.isfinite(table).all(axis=0)]
    raters, units = whole.shape
    left_out = table.shape[1] - units
    if raters < 2 or units < 2:
        none = Estimate(None, count=units, why="fewer than two submissions were rated by everyone.")
        return Intraclass(none, none, none, none, none, none, left_out)
    if np.ptp(whole) == 0:
        none = Estimate(None, count=units, why="all ratings are the same.")
        return Intraclass(none, none, none, none, none, none, left_out)
    between, within, judges, error = _mean_squares(whole)
    n, k = units, raters
    if error < NOTHING:
        return _perfect_or_parallel(between, judges, n, k, left_out)
    one_way = (between - within) / (between + (k - 1) * within)
    consistency = (between - error) / (between + (k - 1) * error)
    agreement = (between - error) / (between + (k - 1) * error + k * (judges - error) / n)
    low1, high1 = _limits(between / within, n - 1, n * (k - 1))
    low3, high3 = _limits(between / error, n - 1, (n - 1) * (k - 1))
    low2, high2 = _agreement_limits(agreement, between, judges, error, n, k)
    return Intraclass(
        one_way=Estimate(one_way, _single(low1, k), _single(high1, k), n),
        agreement=Estimate(agreement, low2, high2, n),
        consistency=Estimate(consistency, _single(low3, k), _single(high3, k), n),
        one_way_mean=Estimate((between - within) / between, 1 - 1 / low1, 1 - 1 / high1, n),
        agreement_mean=Estimate(
            (between - error) / (between + (judges - error) / n),
            _of_mean(low2, k),
            _of_mean(high2, k),
            n,
        ),
        consistency_mean=Estimate((between - error) / between, 1 - 1 / low3, 1 - 1 / high3, n),
        left_out=left_out,
    )


def _mean_squares(whole: Table) -> tuple[float, float, float, float]:
    """Return the mean squares between units, within them, between raters, and of error."""
    k, n = whole.shape
    grand = whole.mean()
    between = k * ((whole.mean(axis=0) - grand) ** 2).sum()
    judges = n * ((whole.mean(axis=1) - grand) ** 2).sum()
    total = ((whole - grand) ** 2).sum()
    within = total - between
    error = max(within - judges, 0.0)
    return (
        float(between / (n - 1)),
        float(within / (n * (k - 1))),
        float(judges / (k - 1)),
        float(error / ((n - 1) * (k - 1))),
    )


def _perfect_or_parallel(
    between: float, judges: float, n: int, k: int, left_out: int
) -> Intraclass:
    """Return the forms where raters differ by a constant at most: there is no error to go by."""
    differ = 0.0 if judges < NOTHING else judges
    agreement = between / (between + k * differ / n)
    none = Estimate(None, count=n, why="the raters differ by a constant, so there is no error.")
    one = Estimate(1.0, count=n)
    same = judges < NOTHING
    return Intraclass(
        one if same else none,
        Estimate(agreement, count=n),
        one,
        one if same else none,
        Estimate(between / (between + differ / n), count=n),
        one,
        left_out,
    )


def _limits(ratio: float, above: int, below: int) -> tuple[float, float]:
    """Return the limits of a variance ratio."""
    return ratio / _quantile(above, below), ratio * _quantile(below, above)


def _agreement_limits(
    rho: float, between: float, judges: float, error: float, n: int, k: int
) -> tuple[float, float]:
    ratio = judges / error
    part = n * (1 + (k - 1) * rho) - k * rho
    freedom = ((k - 1) * (n - 1) * (k * rho * ratio + part) ** 2) / (
        (n - 1) * k**2 * rho**2 * ratio**2 + part**2
    )
    upper, lower = _quantile(n - 1, freedom), _quantile(freedom, n - 1)
    rest = k * judges + (k * n - k - n) * error
    return (
        n * (between - upper * error) / (upper * rest + n * between),
        n * (lower * between - error) / (rest + n * lower * between),
    )


def _quantile(above: float, below: float) -> float:
    return float(distributions().f.ppf(1 - (1 - CONFIDENCE) / 2, above, below))


def _single(ratio: float, k: int) -> float:
    return (ratio - 1) / (ratio + k - 1)


def _of_mean(rho: float, k: int) -> float:
    return k * rho / (1 + (k - 1) * rho)

"""
Weighted kappa: how far two raters agree beyond chance, near misses forgiven.

J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968); quadratic weights as
J. L. Fleiss and J. Cohen, Educational and Psychological Measurement 33 (1973).
The figure comes from scikit-learn.
"""

import warnings
from itertools import combinations

import numpy as np

from grading.agreement.ratings import BOOTSTRAPS, Estimate, Table, ends
from grading.agreement.tools import metrics

FEWEST = 5
"""Submissions that two raters must share before an interval is given (assumption)."""


def weighted_kappa(one: Table, other: Table, *, seed: int = 1) -> Estimate:
    """
    Return quadratic weighted kappa of two raters over the units that both rated.

    Ratings between whole levels are weighed by their distance, as whole ones are.
    Undefined, and said so, when they share no unit or both gave one and the same
    rating throughout. The interval is a bootstrap over units.
    """
    shared = np.isfinite(one) & np.isfinite(other)
    first, second = one[shared], other[shared]
    if not len(first):
        return Estimate(None, why="they rated nothing in common.")
    labels = np.unique(np.concatenate([first, second]))
    if len(labels) < 2:
        return Estimate(None, count=len(first), why="both gave the same rating throughout.")
    whole = np.array_equal(labels, np.round(labels))
    value = _by_sklearn(first, second) if whole else float(_kappas(first[None], second[None])[0])
    if len(first) < FEWEST:
        return Estimate(value, count=len(first))
    drawn = np.random.default_rng(seed).integers(0, len(first), size=(BOOTSTRAPS, len(first)))
    low, high = ends(_kappas(first[drawn], second[drawn]))
    return Estimate(value, low, high, len(first))


def pairwise_kappas(table: Table) -> dict[tuple[int, int], Estimate]:
    """Return weighted kappa of every pair of raters, by their rows in the table."""
    return {
        (one, other): weighted_kappa(table[one], table[other])
        for one, other in combinations(range(len(table)), 2)
    }


def _by_sklearn(first: Table, second: Table) -> float:
    # The whole range between, for the weights count categories and not values.
    steps = list(
        range(int(min(first.min(), second.min())), int(max(first.max(), second.max())) + 1)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it warns of is looked for above
        return float(
            metrics().cohen_kappa_score(
                first.astype(int), second.astype(int), labels=steps, weights="quadratic"
            )
        )


def _kappas(first: Table, second: Table) -> Table:
    """
    Return kappa of many resamples at once, ``nan`` where it is undefined.

    With quadratic weights kappa is twice the covariance over the two variances
    and the squared difference of the means (Lin's concordance, 1989).
    """
    mean_one, mean_other = first.mean(axis=1), second.mean(axis=1)
    both = ((first - mean_one[:, None]) * (second - mean_other[:, None])).mean(axis=1)
    apart = first.var(axis=1) + second.var(axis=1) + (mean_one - mean_other) ** 2
    result: Table = np.divide(2 * both, apart, out=np.full(len(apart), np.nan), where=apart > 0)
    return result

"""
Weighted kappa: how far two raters agree beyond chance, near misses forgiven.

J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968); quadratic weights as
J. L. Fleiss and J. Cohen, Educational and Psychological Measurement 33 (1973).
The figure comes from scikit-learn.
"""

import warnings
from collections.abc import Hashable, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from grading.agreement.ratings import BOOTSTRAPS, Estimate, Table, ends
from grading.agreement.tools import metrics

NOTHING = 1e-12
"""Less than this apart is the rounding of a computer, not a difference."""

FEWEST = 5
"""Submissions that two raters must share before an interval is given (assumption)."""

WORDS = (
    (0.80, "almost perfectly"),
    (0.60, "substantially"),
    (0.40, "moderately"),
    (0.20, "fairly"),
    (0.00, "slightly"),
)
"""Above each figure, how far two agree: J. R. Landis and G. G. Koch, "The measurement of observer
agreement for categorical data", Biometrics 33 (1977); they call the bounds arbitrary, and useful."""


def weighted_kappa(
    one: Table, other: Table, *, groups: Sequence[Hashable] | None = None, seed: int = 1
) -> Estimate:
    """
    Return quadratic weighted kappa of two raters over the units that both rated.

    Ratings between whole levels are weighed by their distance, as whole ones are.
    Undefined, and said so, when they share no unit or both gave one and the same
    rating throughout. The interval is a bootstrap over units; where ``groups`` says
    which of them belong together, as the parts of one submission do, over groups,
    because what one part is like says something of the next.
    """
    shared = np.isfinite(one) & np.isfinite(other)
    first, second = one[shared], other[shared]
    if not len(first):
        return Estimate(None, why="they rated nothing in common.")
    labels = np.unique(np.concatenate([first, second]))
    if len(labels) < 2:
        return Estimate(None, count=len(first), why="both gave the same rating throughout.")
    whole = np.array_equal(labels, np.round(labels))
    value = (
        _by_sklearn(first, second)
        if whole
        else float(_kappas(first, second, np.ones((1, len(first))))[0])
    )
    weights = _resampled(shared, groups, seed)
    if weights is None:
        return Estimate(value, count=len(first))
    low, high = ends(_kappas(first, second, weights))
    return Estimate(value, low, high, len(first))


def kappa_in_words(estimate: Estimate) -> str:
    """Return what a weighted kappa means for those who use the marks."""
    if estimate.value is None:
        return f"how far the two agree cannot be worked out: {estimate.why}"
    word = next((word for bound, word in WORDS if estimate.value > bound), "no better than chance")
    said = f"the two agree {word}"
    if estimate.low is None or estimate.high is None:
        return f"{said}, as far as so few can show; too few for an interval"
    lowest = next((word for bound, word in WORDS if estimate.low > bound), "no better than chance")
    return said if lowest == word else f"{said}, or only {lowest}: the interval leaves that open"


def pairwise_kappas(
    table: Table, groups: Sequence[Hashable] | None = None
) -> dict[tuple[int, int], Estimate]:
    """Return weighted kappa of every pair of raters, by their rows; ``groups`` as for one pair."""
    return {
        (one, other): weighted_kappa(table[one], table[other], groups=groups)
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


def _resampled(
    shared: npt.NDArray[np.bool_], groups: Sequence[Hashable] | None, seed: int
) -> Table | None:
    """Return how often each shared unit stands in each resample; None when there are too few groups."""
    there = [int(at) for at in np.flatnonzero(shared)]
    of = [groups[at] for at in there] if groups else list(there)
    names = {name: place for place, name in enumerate(dict.fromkeys(of))}
    place = np.array([names[name] for name in of])
    many = len(names)
    if many < FEWEST:
        return None
    times = np.random.default_rng(seed).multinomial(many, np.full(many, 1 / many), BOOTSTRAPS)
    weights: Table = times[:, place].astype(float)
    return weights


def _kappas(first: Table, second: Table, weights: Table) -> Table:
    """
    Return kappa of many weighings of the same units at once, ``nan`` where it is undefined.

    With quadratic weights kappa is twice the covariance over the two variances
    and the squared difference of the means (Lin's concordance, 1989).
    """
    weights = weights / weights.sum(axis=1, keepdims=True)
    first, second = first - first.mean(), second - first.mean()  # for the rounding of a computer
    mean_one, mean_other = weights @ first, weights @ second
    both = weights @ (first * second) - mean_one * mean_other
    squares = weights @ (first**2 + second**2) - mean_one**2 - mean_other**2
    apart = squares + (mean_one - mean_other) ** 2
    sound = apart > NOTHING
    result: Table = np.divide(2 * both, apart, out=np.full(len(apart), np.nan), where=sound)
    return result

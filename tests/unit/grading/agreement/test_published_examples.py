"""
Every statistic gives what was published for the same ratings.

Each number was looked up where the comment beside it says, not remembered: in the
paper's data as well-kept packages repeat them, and in what those packages print.
What could not be found printed is worked out here from its definition, and says so.
"""

from math import isclose, nan

import numpy as np
import pytest

from grading.agreement import (
    intraclass_correlations,
    krippendorff_alpha,
    pairwise_kappas,
    weighted_kappa,
)
from grading.agreement.alpha import Metric

# K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), part C: four observers,
# twelve units, some of them missing. The data are those of R's package irr (man/kripp.alpha.Rd) and
# of fast-krippendorff (tests/test_krippendorff.py), which repeats 0.815 for them as ordinal; 0.743 as
# nominal and 0.849 as interval are the paper's, as several packages' tests have them. Alpha for
# ratios (0.797 there) is not among the kit's: levels have no zero that means none.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ]
)

# The same paper's part B: two observers, ten units, nominal, alpha 0.095.
TWO_OBSERVERS = np.array(
    [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float
)

# Three coders, fifteen units, most of them missing: fast-krippendorff's README, and its tests with
# 0.691358 as nominal and 0.810845 as interval.
THREE_CODERS = np.array(
    [
        [nan, nan, nan, nan, nan, 3, 4, 1, 2, 1, 1, 3, 3, nan, 3],
        [1, nan, 2, 1, 3, 3, 4, 3, nan, nan, nan, nan, nan, nan, nan],
        [nan, nan, 2, 1, 3, 4, 4, nan, 2, 1, 1, 3, 3, nan, 4],
    ]
)

# P. E. Shrout and J. L. Fleiss, Psychological Bulletin 86 (1979), table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
    dtype=float,
).T

# R's package irr, data set anxiety, its first two of three raters and twenty subjects (also in the
# example of DescTools::KendallW); irr::kappa2(anxiety[, 1:2], "squared") prints Kappa = 0.297.
ANXIETY = np.array(
    [
        [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
        [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    ],
    dtype=float,
)

# J. Cohen, Psychological Bulletin 70 (1968), table 1, of 200; the example of psych::cohen.kappa has
# the shares and says "cohen reports .492 and .348", the latter with weights of his own.
COHEN = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])

# M. Hout, O. D. Duncan and M. E. Sobel, Sociological Methodology 17 (1987): 91 couples, four answers
# each; the same table is in A. Agresti, Categorical Data Analysis, and in R's package vcd.
# No print of its quadratic kappa was found, so it is held to the definition.
COUPLES = np.array([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])


def one_by_one(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    cells = [(a, b) for (a, b), many in np.ndenumerate(counts) for _ in range(many)]
    first, second = np.array(cells, dtype=float).T
    return first, second


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_of_krippendorffs_own_example(metric: Metric, published: float) -> None:
    alpha = krippendorff_alpha(KRIPPENDORFF, metric)
    assert alpha.value is not None
    assert alpha.low is not None
    assert alpha.high is not None
    assert round(alpha.value, 3) == published
    assert alpha.low < alpha.value < alpha.high
    assert alpha.count == 11, "the unit that one observer saw counts for nothing"


@pytest.mark.parametrize(
    ("form", "published", "low", "high"),
    [
        # The paper's table 4, and the limits that psych::ICC prints for it, to as many places.
        ("one_way", 0.17, -0.133, 0.72),
        ("agreement", 0.29, 0.019, 0.76),
        ("consistency", 0.71, 0.342, 0.95),
        ("one_way_mean", 0.44, -0.884, 0.91),
        ("agreement_mean", 0.62, 0.071, 0.93),
        ("consistency_mean", 0.91, 0.676, 0.99),
    ],
)
def test_intraclass_correlations_of_shrout_and_fleiss(
    form: str, published: float, low: float, high: float
) -> None:
    estimate = getattr(intraclass_correlations(SHROUT_FLEISS), form)
    assert round(estimate.value, 2) == published
    assert round(estimate.low, 3) == low
    assert round(estimate.high, 2) == high


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.691358), ("interval", 0.810845)])
def test_alpha_with_most_ratings_missing(metric: Metric, published: float) -> None:
    assert round(krippendorff_alpha(THREE_CODERS, metric).value or 0.0, 6) == published


def test_alpha_of_two_observers() -> None:
    assert round(krippendorff_alpha(TWO_OBSERVERS, "nominal").value or 0.0, 3) == 0.095


def test_quadratic_kappa_of_the_anxiety_ratings() -> None:
    kappa = weighted_kappa(*ANXIETY)
    assert round(kappa.value or 0.0, 3) == 0.297
    assert kappa.count == 20


def by_definition(counts: np.ndarray, power: int) -> float:
    """Cohen (1968): one less weighted disagreement seen over that expected of the margins."""
    apart = np.abs(np.subtract.outer(range(len(counts)), range(len(counts)))) ** power
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return float(1 - (apart * counts).sum() / (apart * expected).sum())


@pytest.mark.parametrize("counts", [COUPLES, COHEN])
def test_quadratic_kappa_is_what_its_definition_gives(counts: np.ndarray) -> None:
    kappa = weighted_kappa(*one_by_one(counts))
    assert isclose(kappa.value or 0.0, by_definition(counts, 2), abs_tol=1e-12)
    assert kappa.count == counts.sum()


def test_the_definition_gives_what_cohen_reports() -> None:
    apart = 1 - np.eye(3)
    expected = np.outer(COHEN.sum(axis=1), COHEN.sum(axis=0)) / 200
    assert round(1 - (apart * COHEN).sum() / (apart * expected).sum(), 3) == 0.492
    his = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
    assert round(1 - (his * COHEN).sum() / (his * expected).sum(), 3) == 0.348


def test_the_interval_of_kappa_is_near_that_of_its_large_sample_error() -> None:
    # J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72 (1969): the variance of
    # weighted kappa, worked out here from its formula.
    shares = COHEN / 200
    weights = 1 - np.subtract.outer(range(3), range(3)) ** 2 / 4
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    seen, chance = (weights * shares).sum(), (weights * np.outer(rows, columns)).sum()
    by_row, by_column = weights @ columns, rows @ weights
    both = by_row[:, None] + by_column[None, :]
    inner = (shares * (weights * (1 - chance) - both * (1 - seen)) ** 2).sum()
    variance = (inner - (seen * chance - 2 * chance + seen) ** 2) / (200 * (1 - chance) ** 4)
    kappa = weighted_kappa(*one_by_one(COHEN))
    assert kappa.value is not None
    assert isclose(kappa.low or 0.0, kappa.value - 1.96 * variance**0.5, abs_tol=0.02)
    assert isclose(kappa.high or 0.0, kappa.value + 1.96 * variance**0.5, abs_tol=0.02)


def test_cohens_own_table_gives_nearly_scotts_pi_by_nominal_alpha() -> None:
    # With two raters and many units, nominal alpha nears Scott's pi, worked out here.
    counts = COHEN
    first, second = one_by_one(counts)
    alpha = krippendorff_alpha(np.array([first, second]), "nominal")
    margins = (counts.sum(axis=0) + counts.sum(axis=1)) / 400
    chance = float((margins**2).sum())
    scott = (0.70 - chance) / (1 - chance)
    assert alpha.value is not None
    assert isclose(alpha.value, scott, abs_tol=0.003)


def test_the_interval_of_kappa_is_made_by_the_same_formula_as_kappa() -> None:
    from grading.agreement.kappa import _kappas

    first, second = one_by_one(COUPLES)
    assert isclose(
        float(_kappas(first, second, np.ones((1, len(first))))[0]),
        weighted_kappa(first, second).value or 0.0,
        abs_tol=1e-9,
    )


def test_every_pair_of_judges_has_its_kappa() -> None:
    assert set(pairwise_kappas(SHROUT_FLEISS)) == {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}

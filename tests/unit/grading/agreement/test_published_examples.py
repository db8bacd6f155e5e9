"""Every statistic gives what was published for the same ratings."""

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
# twelve units, some of them missing.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ]
)

# P. E. Shrout and J. L. Fleiss, Psychological Bulletin 86 (1979), table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
    dtype=float,
).T

# M. Hout, O. D. Duncan and M. E. Sobel, Sociological Methodology 17 (1987): 91 couples, four answers
# each; the same table is in A. Agresti, Categorical Data Analysis, and in R's package vcd.
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
        # The values are the paper's, table 4; the limits those of R's package psych, which repeats it.
        ("one_way", 0.17, -0.133, 0.723),
        ("agreement", 0.29, 0.019, 0.761),
        ("consistency", 0.71, 0.342, 0.946),
        ("one_way_mean", 0.44, -0.884, 0.912),
        ("agreement_mean", 0.62, 0.071, 0.927),
        ("consistency_mean", 0.91, 0.676, 0.986),
    ],
)
def test_intraclass_correlations_of_shrout_and_fleiss(
    form: str, published: float, low: float, high: float
) -> None:
    estimate = getattr(intraclass_correlations(SHROUT_FLEISS), form)
    assert round(estimate.value, 2) == published
    assert isclose(estimate.low, low, abs_tol=6e-4)
    assert isclose(estimate.high, high, abs_tol=6e-4)


def test_quadratic_kappa_of_the_couples() -> None:
    # vcd::Kappa(SexualFun, weights = "Fleiss-Cohen") gives 0.3320.
    kappa = weighted_kappa(*one_by_one(COUPLES))
    assert kappa.value is not None
    assert round(kappa.value, 4) == 0.3320
    assert kappa.count == 91


def test_cohens_own_table_gives_his_unweighted_kappa_by_alphas_cousin() -> None:
    # J. Cohen, Psychological Bulletin 70 (1968), table 1, of 200: kappa 0.492. With two raters and
    # many units, nominal alpha nears Scott's pi, which for these margins is 0.488.
    counts = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
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

"""What the statistics do with ratings that are missing, few, equal or odd."""

from math import nan

import numpy as np
import pytest

from grading.agreement import (
    Estimate,
    Mark,
    advise_raters,
    alpha_in_words,
    intraclass_correlations,
    item_figures,
    krippendorff_alpha,
    rater_drift,
    rater_severity,
    table_of,
    tools,
    weighted_kappa,
)

RNG = np.random.default_rng(7)
TRUE = RNG.integers(0, 4, size=24).astype(float)


def noisy(shift: float = 0.0) -> np.ndarray:
    return np.clip(np.round(TRUE + shift + RNG.normal(0, 0.4, TRUE.shape)), 0, 3)


def test_a_table_has_a_row_for_each_rater_and_holes_where_a_mark_is_missing() -> None:
    marks = [Mark("a", "s1", "c", 2), Mark("b", "s2", "c", 1), Mark("x", "s1", "c", 3)]
    table = table_of(marks, ["a", "b"], [("s1", "c"), ("s2", "c")])
    assert np.array_equal(table, [[2, nan], [nan, 1]], equal_nan=True)


def test_all_the_same_ratings_are_said_to_tell_nothing_apart() -> None:
    same = np.full((3, 5), 2.0)
    assert "all ratings are the same" in krippendorff_alpha(same).why
    assert "all ratings are the same" in intraclass_correlations(same).agreement.why
    assert "same rating throughout" in weighted_kappa(same[0], same[1]).why
    assert "cannot be worked out" in alpha_in_words(krippendorff_alpha(same))


def test_one_rater_alone_has_no_agreement() -> None:
    alone = np.array([[1.0, 2.0, 3.0]])
    assert krippendorff_alpha(alone).value is None
    assert intraclass_correlations(alone).agreement.value is None
    assert rater_severity(alone)[0].value is None


def test_points_between_levels_are_weighed_by_their_distance_and_not_cut_off() -> None:
    whole = weighted_kappa(np.array([0.0, 2, 4, 6]), np.array([0.0, 2, 4, 4]))
    half = weighted_kappa(np.array([0.0, 1, 2, 3]) / 2, np.array([0.0, 1, 2, 2]) / 2)
    assert whole.value == pytest.approx(half.value)
    apart = weighted_kappa(np.array([0.0, 1.5, 2]), np.array([0.0, 1.0, 2]))
    assert apart.value is not None
    assert apart.value < 1


def test_raters_who_share_nothing_have_no_kappa() -> None:
    assert "nothing in common" in weighted_kappa(np.array([1, nan]), np.array([nan, 1])).why


def test_perfect_agreement_is_one_without_an_error_to_divide_by() -> None:
    both = np.array([TRUE, TRUE, TRUE])
    assert krippendorff_alpha(both).value == 1.0
    assert intraclass_correlations(both).agreement.value == 1.0
    assert intraclass_correlations(both).one_way.value == 1.0


def test_raters_a_constant_apart_are_consistent_and_do_not_agree() -> None:
    parallel = intraclass_correlations(np.array([[0.0, 1, 2, 1], [1.0, 2, 3, 2]]))
    assert parallel.consistency.value == 1.0
    assert parallel.agreement.value is not None
    assert parallel.agreement.value < 1.0


def test_units_that_somebody_missed_are_left_out_of_the_intraclass_correlation_and_counted() -> (
    None
):
    table = np.array([noisy(), noisy(), noisy()])
    table[0, 3] = nan
    found = intraclass_correlations(table)
    assert found.left_out == 1
    assert found.agreement.count == 23


def test_severity_is_recovered_in_its_order_with_intervals() -> None:
    table = np.array([noisy(-0.8), noisy(), noisy(), noisy(0.6)])
    severity = rater_severity(table)
    values = [each.value or 0.0 for each in severity]
    assert values[0] == min(values)
    assert values[3] == max(values)
    assert severity[0].high is not None
    assert severity[0].high < 0


def test_drift_is_found_in_the_rater_who_drifts_and_in_no_other() -> None:
    order = [list(range(24))] * 4
    drifting = np.clip(np.round(TRUE + 0.6 - np.arange(24) * 0.09), 0, 3)
    drift = rater_drift(np.array([noisy(), noisy(), drifting, noisy()]), order)
    assert drift[2].high is not None
    assert drift[2].high < 0
    assert [each.value is not None and abs(each.value) < 0.4 for each in (drift[0], drift[1])] == [
        True,
        True,
    ]


def test_a_hard_item_and_one_that_tells_nothing_apart_are_found() -> None:
    skill = np.linspace(0, 3, 12)
    items = np.array(
        [np.round(skill), np.clip(np.round(skill - 1.2), 0, 3), np.resize([3.0, 0.0], 12)]
    ).T
    easy, hard, odd = item_figures(items, 3)
    assert (hard.facility.value or 1) < (easy.facility.value or 0)
    assert (easy.discrimination.value or 0) > 0.4
    assert (odd.discrimination.value or 1) < 0.3
    assert easy.discrimination.low is not None


def test_too_few_submissions_are_said_instead_of_a_correlation() -> None:
    figures = item_figures(np.array([[1.0, 2.0], [2.0, 3.0]]), 3)
    assert "fewer than 4" in figures[0].discrimination.why


def test_the_odd_pair_is_named_with_the_submissions_to_discuss() -> None:
    names = [f"s{number}" for number in range(24)]
    plain = {"listening": np.array([noisy() for _ in range(5)])}
    other = np.array([noisy() for _ in range(5)])
    # Two of five read it the other way round, so each differs from three.
    other[1] = 3 - other[1]
    readings = advise_raters({**plain, "partnership": other}, list("abcde"), names)
    assert {reading.criterion for reading in readings} == {"partnership"}
    assert readings[0].raters == ("b",)
    assert len(readings[0].submissions) == 3
    words = readings[0].in_words("Partnership and choice")
    assert words.startswith(
        "B reads “Partnership and choice” differently from most; discuss these:"
    )


def test_two_raters_alone_who_differ_are_named_together() -> None:
    names = [f"s{number}" for number in range(6)]
    table = np.array([[0.0, 3, 0, 3, 0, 3], [3.0, 0, 3, 0, 3, 0]])
    (reading,) = advise_raters({"fit": table}, ["rater 2", "rater 5"], names)
    assert reading.in_words("Services that fit").startswith("Rater 2 and rater 5 read")


def test_a_rater_who_is_only_severe_reads_nothing_differently() -> None:
    names = [f"s{number}" for number in range(24)]
    severe = np.array([TRUE, TRUE, TRUE - 1.0])
    assert advise_raters({"a": severe, "b": severe}, list("xyz"), names) == []


def test_an_estimate_reads_as_people_write_it() -> None:
    assert str(Estimate(0.815, 0.4, 0.99, 11)) == "0.81 (0.40 to 0.99)"
    assert str(Estimate(0.5)) == "0.50"
    assert str(Estimate(None, why="nobody rated it.")) == "not known: nobody rated it."


@pytest.mark.parametrize("name", ["sklearn.metrics", "scipy.stats"])
def test_without_the_libraries_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(tools.StatisticsMissing, match=r"pip install --editable '\.\[panel\]'"):
        tools.metrics() if name.startswith("sklearn") else tools.distributions()

"""Consensus, stability and the pass mark give what was published."""

from math import isclose

import pytest

from grading import load_rubric
from grading.panel import judge_importance, load_rules, set_standard, share_moved

RULES = load_rules()
CRITERIA = load_rubric().criteria


def test_the_published_example_of_the_rand_ucla_method() -> None:
    # BMJ Open 2012;2:e001431, table 1: fifteen raters, median 7, 30th percentile 7, 70th 8, the
    # corrected range 6.1, and no disagreement.
    ratings = [4, 5, 6, *[7] * 5, *[8] * 5, 9, 9]
    found = judge_importance(ratings, RULES)
    assert (found.median, found.low, found.high) == (7.0, 7.0, 8.0)
    assert found.allowed is not None
    assert isclose(found.allowed, 6.1)
    assert not found.disagrees
    assert found.verdict == "keep"


def test_two_camps_disagree_and_nothing_is_settled() -> None:
    found = judge_importance([1, 1, 2, 2, 8, 9, 9, 9], RULES)
    assert found.disagrees
    assert found.verdict == "unsettled"
    assert "disagree" in found.in_words()


@pytest.mark.parametrize(
    ("ratings", "verdict"),
    [([8] * 9, "keep"), ([2] * 9, "drop"), ([5, 5, 6, 6, 5, 4, 5], "unsettled"), ([], "unsettled")],
)
def test_a_criterion_is_kept_dropped_or_not_settled(ratings: list[int], verdict: str) -> None:
    assert judge_importance(ratings, RULES).verdict == verdict


def test_a_gate_is_never_voted_out() -> None:
    found = judge_importance([1] * 9, RULES, gate=True)
    assert found.verdict == "gate"
    assert "whatever the votes" in found.in_words()


def test_every_rule_has_its_number_and_its_source() -> None:
    for rule in RULES.kept:
        assert rule.source == "assumption" or len(rule.source) > 20
        assert RULES[rule.name] == rule.value


def test_moved_ratings_are_counted_by_their_histograms() -> None:
    assert share_moved([7, 7, 8, 8], [7, 7, 8, 8]) == 0
    assert share_moved([7, 7, 8, 8], [7, 8, 8, 8]) == 0.25
    assert share_moved([1, 1], [9, 9]) == 1
    assert share_moved([], [9]) is None


def shares(one: float, two: float, three: float) -> dict[str, list[float]]:
    return {criterion.id: [one, two, three] for criterion in CRITERIA}


def test_the_pass_mark_is_the_mean_of_the_judges_with_its_standard_error() -> None:
    # By hand, as Hambleton and Plake (1995): 100 + 50 + 0 of 100 is level 1.5, half of the points.
    low, middle, high = shares(100, 20, 0), shares(100, 50, 0), shares(100, 80, 0)
    found = set_standard({"a": low, "b": middle, "c": high}, CRITERIA)
    assert found is not None
    of = sum(criterion.maximum for criterion in CRITERIA)
    assert isclose(found.points, of / 2)
    assert list(found.judges.values()) == pytest.approx([of * 0.4, of * 0.5, of * 0.6])
    # Their deviation is a tenth of the points; over the root of three judges.
    assert isclose(found.standard_error, 0.1 * of / 3**0.5)
    assert isclose(found.expected["listening"], 1.5)


def test_a_panel_of_three_on_two_criteria_of_unlike_weight_worked_by_hand() -> None:
    # By hand; no published table of a panel's shares by level with its pass mark was found.
    #
    #                weight 2          weight 1         levels expected     pass mark
    # judge a     100   60   20      80   40    0       1.8        1.2      2 x 1.8 + 1.2 = 4.8
    # judge b      90   50   10      70   30   10       1.5        1.1      2 x 1.5 + 1.1 = 4.1
    # judge c     100   80   30      90   60   30       2.1        1.8      2 x 2.1 + 1.8 = 6.0
    #
    # Mean 14.9 / 3 = 4.9667 of 9. Deviations -0.1667, -0.8667, 1.0333; squares 0.0278 + 0.7511 +
    # 1.0678 = 1.8467, over 2 is 0.9233, its root 0.9609, over the root of 3 is 0.5548.
    heavy, light = (
        each.model_copy(update={"weight": weight})
        for each, weight in zip(CRITERIA[:2], (2, 1), strict=True)
    )
    judges = {
        "a": {heavy.id: [100, 60, 20], light.id: [80, 40, 0]},
        "b": {heavy.id: [90, 50, 10], light.id: [70, 30, 10]},
        "c": {heavy.id: [100, 80, 30], light.id: [90, 60, 30]},
    }
    found = set_standard(judges, [heavy, light])
    assert found is not None
    assert found.of == 9
    assert list(found.judges.values()) == pytest.approx([4.8, 4.1, 6.0])
    assert round(found.points, 4) == 4.9667
    assert round(found.standard_error, 4) == 0.5548
    assert found.expected[heavy.id] == pytest.approx(1.8)


def test_the_classic_angoff_sum_for_criteria_of_one_level_each() -> None:
    # W. H. Angoff (1971): the sum over items of the share who would get each right.
    one_level = [criterion.model_copy(update={"weight": 1}) for criterion in CRITERIA[:4]]
    rated = {
        each.id: [share, 0.0, 0.0] for each, share in zip(one_level, (90, 70, 50, 40), strict=True)
    }
    found = set_standard({"a": rated, "b": rated}, one_level)
    assert found is not None
    assert isclose(found.points, 2.5)
    assert found.standard_error == 0


def test_a_judge_who_contradicts_themselves_or_left_gaps_is_left_out_and_told() -> None:
    gap = shares(90, 50, 10)
    del gap["safety"]
    found = set_standard(
        {
            "a": shares(90, 50, 10),
            "b": shares(80, 40, 5),
            "odd": shares(10, 50, 90),
            "gap": gap,
        },
        CRITERIA,
    )
    assert found is not None
    assert set(found.judges) == {"a", "b"}
    said = " ".join(found.left_out)
    assert "odd is left out" in said
    assert "“Safety”" in said


def test_one_judge_sets_no_standard() -> None:
    assert set_standard({"a": shares(90, 50, 10)}, CRITERIA) is None

"""How far two markers agree, in words, with an interval, or that there are too few to say."""

import numpy as np
import pytest

from grading.agreement import weighted_kappa
from grading.agreement.kappa import kappa_in_words
from grading.agreement.ratings import Estimate
from grading.moderation.agreeing import Pair, agreement


def pairs(first: list[float], second: list[float], each: int = 1) -> list[Pair]:
    return [
        Pair(str(place // each), f"part-{place % each}", one, other)
        for place, (one, other) in enumerate(zip(first, second, strict=True))
    ]


def test_nothing_and_too_few_are_said() -> None:
    assert agreement([]).words == "Nothing has been marked by two people to the end yet."
    few = agreement(pairs([3, 2, 1, 0], [3, 2, 1, 1]))
    assert not few.enough
    assert few.words.startswith("Too few to say how far two markers agree: 4 pairs of marks in 4")
    assert "3 of 4 at the same level" in few.words


def test_many_parts_of_few_submissions_are_still_too_few() -> None:
    few = agreement(pairs([3, 2, 1, 0] * 4, [3, 2, 1, 1] * 4, each=4))
    assert (few.pairs, few.works) == (16, 4)
    assert not few.enough
    assert "16 pairs of marks in 4 submissions" in few.words


def test_enough_gives_the_figure_its_interval_and_its_pairs() -> None:
    first = [3.0, 2, 1, 0, 3, 2, 1, 0, 2, 2]
    second = [3.0, 2, 1, 0, 2, 2, 1, 1, 2, 3]
    found = agreement(pairs(first, second))
    kappa = weighted_kappa(np.array(first), np.array(second), groups=range(10))
    assert found.enough
    assert found.kappa == kappa
    assert f"Weighted kappa {kappa}, of 10 pairs of marks in 10 submissions" in found.words
    assert "7 of 10 at the same level" in found.words


def test_marks_of_one_submission_count_together_so_the_interval_is_wider() -> None:
    ranks = np.random.default_rng(3)
    works = [int(ranks.integers(0, 4)) for _ in range(30)]
    first = [float(level) for level in works for _ in range(4)]
    slips = [float(ranks.integers(-1, 2)) for _ in works]
    second = [min(3.0, max(0.0, w + s)) for w, s in zip(works, slips, strict=True) for _ in "1234"]
    alone = weighted_kappa(np.array(first), np.array(second))
    together = agreement(pairs(first, second, each=4)).kappa
    assert together.value == pytest.approx(alone.value)
    assert together.low is not None
    assert together.high is not None
    assert alone.low is not None
    assert alone.high is not None
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


def test_two_who_gave_one_and_the_same_level_throughout_are_told_why_there_is_no_figure() -> None:
    words = agreement(pairs([2.0] * 6, [2.0] * 6)).words
    assert (
        words == "How far the two agree cannot be worked out: both gave the same rating throughout."
    )


@pytest.mark.parametrize(
    ("value", "low", "says"),
    [
        (0.9, 0.85, "almost perfectly"),
        (0.7, 0.65, "substantially"),
        (0.5, 0.45, "moderately"),
        (0.3, 0.25, "fairly"),
        (0.1, 0.05, "slightly"),
        (-0.1, -0.3, "no better than chance"),
        (0.7, 0.1, "substantially, or only slightly: the interval leaves that open"),
    ],
)
def test_a_kappa_means_what_landis_and_koch_call_it(value: float, low: float, says: str) -> None:
    assert kappa_in_words(Estimate(value, low, 1.0, 20)) == f"the two agree {says}"

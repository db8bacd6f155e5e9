"""
Advice in words is right where the truth is known: raters made up with it, many panels over.

As real ones do, each marks all parts of a piece of work that takes them a little higher (halo).
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from grading.agreement import (
    advise_raters,
    krippendorff_alpha,
    rater_drift,
    rater_severity,
    who_stands_out,
)

PARTS, WORKS, PANELS = 11, 8, 60
HALO, NOISE = 0.35, 0.5
Named = Counter[tuple[tuple[int, ...], bool]]
"""How often whom, and whether above the others."""
NAMES = [f"rater {number}" for number in range(8)]


@dataclass
class Truth:
    """How many raters there are, and what is odd about which."""

    raters: int = 8
    severity: dict[int, float] = field(default_factory=dict)
    drift: dict[int, float] = field(default_factory=dict)
    other_way: dict[int, int] = field(default_factory=dict)


def panel(truth: Truth, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Marks by rater, part and work, and the place at which each rater saw each work."""
    rng = np.random.default_rng(seed)
    worth = rng.permutation(np.linspace(0, 3, WORKS)) + rng.normal(0, 0.4, (PARTS, WORKS))
    seen = np.array([rng.permutation(WORKS) for _ in range(truth.raters)])
    marks = np.empty((truth.raters, PARTS, WORKS))
    for rater in range(truth.raters):
        read = worth.copy()
        if rater in truth.other_way:
            read[truth.other_way[rater]] = 3 - read[truth.other_way[rater]]
        read += rng.normal(0, HALO, WORKS) + rng.normal(0, NOISE, (PARTS, WORKS))
        read += truth.severity.get(rater, 0) + truth.drift.get(rater, 0) * seen[rater] / 10
        marks[rater] = np.clip(np.round(read), 0, 3)
    return marks, seen


def said(truth: Truth) -> tuple[Named, Named]:
    """How many panels of PANELS name whom for severity, and whom for drift, with the direction."""
    severe: Named = Counter()
    drifting: Named = Counter()
    for seed in range(PANELS):
        marks, seen = panel(truth, seed)
        table = marks.reshape(truth.raters, -1)
        works = list(range(WORKS)) * PARTS

        def severity(rows, table=table, works=works):
            return rater_severity(table[rows], works)

        def drift(rows, table=table, works=works, seen=seen):
            return rater_drift(table[rows], [list(seen[row]) * PARTS for row in rows], works)

        for counter, figures in ((severe, severity), (drifting, drift)):
            for each in who_stands_out(truth.raters, figures):
                counter[each.raters, (each.estimate.value or 0) > 0] += 1
    return severe, drifting


def test_where_nothing_is_odd_hardly_anybody_is_named() -> None:
    severe, drifting = said(Truth())
    assert sum(severe.values()) <= PANELS * 8 * 0.05
    assert sum(drifting.values()) <= PANELS * 8 * 0.08, "a pull on whole works is no drift"


def test_a_severe_rater_is_named_and_does_not_make_the_others_lenient() -> None:
    for raters in (3, 4, 8):
        severe, _ = said(Truth(raters=raters, severity={0: -1.0}))
        assert severe[(0,), False] >= PANELS * 0.9
        others = sum(many for (who, _), many in severe.items() if who != (0,))
        assert others <= PANELS * (raters - 1) * 0.12


def test_of_two_raters_neither_is_called_the_severe_one() -> None:
    severe, _ = said(Truth(raters=2, severity={0: -1.0}))
    assert all(len(who) == 2 for who, _ in severe)
    assert sum(many for (who, _), many in severe.items() if who == (0, 1)) >= PANELS * 0.9


def test_a_rater_who_grows_severe_is_named_more_than_all_others_together() -> None:
    _, drifting = said(Truth(drift={1: -2.5}))
    assert drifting[(1,), False] >= PANELS * 0.5
    assert drifting[(1,), False] > sum(drifting.values()) / 2


def test_two_who_read_a_part_the_other_way_round_are_named_and_few_others() -> None:
    named: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for seed in range(PANELS):
        marks, _ = panel(Truth(other_way={2: 3, 5: 3}), seed)
        levels = {f"part {part}": marks[:, part] for part in range(PARTS)}
        for reading in advise_raters(levels, NAMES, [f"work {n}" for n in range(WORKS)]):
            named[reading.criterion, reading.raters] += 1
    assert named["part 3", ("rater 2",)] >= PANELS * 0.8
    assert named["part 3", ("rater 5",)] >= PANELS * 0.8
    chance = sum(many for (part, _), many in named.items() if part != "part 3")
    assert chance <= PANELS * 2, "one or two by chance, not ten"


def test_an_interval_over_submissions_is_wider_than_one_over_their_parts_and_needs_five() -> None:
    table = panel(Truth(), 5)[0].reshape(8, -1)
    works = list(range(WORKS)) * PARTS
    whole, parts = krippendorff_alpha(table, groups=works), krippendorff_alpha(table)
    assert whole.value == parts.value
    assert (whole.high or 0) - (whole.low or 0) > (parts.high or 0) - (parts.low or 0)
    few = np.isin(works, [0, 1, 2, 3])
    four = krippendorff_alpha(table[:, few], groups=[work for work in works if work < 4])
    assert four.value is not None
    assert four.low is None

"""
Where two markers see the same work differently.

The rows come from whoever keeps second marks: give :func:`raters_apart` a list
of :class:`RaterDifference`. Points are compared as levels, so that a criterion
of weight 2 is not twice as contested.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grading.rubric import TOP_LEVEL

APART = 1.0
"""A level or more apart is worth talking about; assumption."""


@dataclass(frozen=True, slots=True)
class RaterDifference:
    """
    One criterion of one recruit's work, marked twice.

    ``first`` and ``second`` are points from 0 to ``maximum``; ``settled`` is what
    the two agreed on, None while they have not.
    """

    recruit: str
    assignment: str
    criterion_id: str
    first: float
    second: float
    maximum: float
    settled: float | None = None

    @property
    def levels(self) -> float:
        """How many levels the second lies above the first; below it where negative."""
        return (self.second - self.first) / self.maximum * TOP_LEVEL if self.maximum else 0.0


@dataclass(frozen=True, slots=True)
class CriterionApart:
    """
    One criterion over all work that was marked twice.

    ``same`` counts those less than a level apart; ``mean`` is the mean of the
    difference without its sign, in levels; ``widest`` are up to three works to
    talk about, the widest apart first.
    """

    criterion_id: str
    twice: int
    same: int
    mean: float
    leaning: float
    widest: tuple[RaterDifference, ...]

    @property
    def advice(self) -> str:
        """What to do about it, in words."""
        if not self.widest:
            return "Close together."
        who = ", ".join(each.recruit for each in self.widest)
        lean = (
            " The second marker tends to give more."
            if self.leaning >= APART / 2
            else " The second marker tends to give less."
            if self.leaning <= -APART / 2
            else ""
        )
        return f"Read the four levels together, then talk about the work of {who}.{lean}"


def raters_apart(differences: Sequence[RaterDifference]) -> tuple[CriterionApart, ...]:
    """Return each criterion that was marked twice, the most contested first."""
    by_criterion: dict[str, list[RaterDifference]] = {}
    for each in differences:
        by_criterion.setdefault(each.criterion_id, []).append(each)
    rows = [_apart(criterion, found) for criterion, found in by_criterion.items()]
    return tuple(sorted(rows, key=lambda row: (-row.mean, row.criterion_id)))


def _apart(criterion: str, found: Sequence[RaterDifference]) -> CriterionApart:
    gaps = [abs(each.levels) for each in found]
    widest = sorted(
        (each for each in found if abs(each.levels) >= APART),
        key=lambda each: (-abs(each.levels), each.recruit),
    )
    return CriterionApart(
        criterion,
        len(found),
        sum(gap < APART for gap in gaps),
        sum(gaps) / len(gaps),
        sum(each.levels for each in found) / len(found),
        tuple(widest[:3]),
    )

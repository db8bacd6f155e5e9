"""
Where two markers see the same work differently, in levels.

The marks come from whoever keeps second marks, one row for each marker, work and
criterion: :func:`pair_marks` makes differences of them, :func:`raters_apart` a
table of those. Levels and not points, so that a criterion of weight 2 is not
twice as contested.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grading.reporting.marks import CourseMarks

APART = 1.0
"""A level or more apart is worth talking about; assumption."""

_SMALL = 1e-9

RaterRow = tuple[str, str, str, float]
"""Who marked, the id of the submitted notebook, the criterion, and the level given (0 to 3)."""


@dataclass(frozen=True, slots=True)
class RaterDifference:
    """One criterion of one recruit's work, marked twice; ``first`` and ``second`` are levels."""

    recruit: str
    assignment: str
    criterion_id: str
    first: float
    second: float

    @property
    def levels(self) -> float:
        """How many levels the second lies above the first; below it where negative."""
        return self.second - self.first


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


def pair_marks(rows: Iterable[RaterRow], marks: CourseMarks) -> list[RaterDifference]:
    """
    Return what two markers gave the same criterion of the same work, in the rows' order.

    The first two of each are compared. Work that the gradebook does not know is
    left out.
    """
    works = {each.notebook_id: each for each in marks.submissions}
    given: dict[tuple[str, str], list[float]] = {}
    for _rater, submission, criterion, level in rows:
        given.setdefault((submission, criterion), []).append(level)
    return [
        RaterDifference(
            works[submission].recruit, works[submission].assignment, criterion, *levels[:2]
        )
        for (submission, criterion), levels in given.items()
        if len(levels) > 1 and submission in works
    ]


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
        (each for each in found if abs(each.levels) >= APART - _SMALL),
        key=lambda each: (-abs(each.levels), each.recruit),
    )
    return CriterionApart(
        criterion,
        len(found),
        sum(gap < APART - _SMALL for gap in gaps),
        sum(gaps) / len(gaps),
        sum(each.levels for each in found) / len(found),
        tuple(widest[:3]),
    )

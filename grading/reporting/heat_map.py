"""Levels by recruit and criterion: the heat map, which is a table first and a picture second."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low

from grading.reporting.marks import CaseOfCourse, CourseMarks, Mark, Submission
from grading.rubric import TOP_LEVEL

_FIRST = datetime.min  # noqa: DTZ901 - nbgrader's times have no zone; work without one sorts first


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One recruit: a mark for each criterion, None where they have nothing graded there."""

    recruit: str
    cells: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """
    How a criterion went for everybody.

    ``counts`` are the recruits at level 0, 1, 2 and 3, ``waiting`` those not
    marked yet; ``middle`` is the level that half have reached, None where nobody
    is marked.
    """

    criterion_id: str
    title: str
    counts: tuple[int, ...]
    waiting: int
    middle: int | None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The rows, and their spread criterion by criterion, in the order of the rubric."""

    spreads: tuple[Spread, ...]
    rows: tuple[HeatRow, ...]


def heat_map(marks: CourseMarks, cases: Sequence[CaseOfCourse]) -> HeatMap:
    """
    Return the levels of everybody with graded work on some cases.

    Where somebody has a criterion marked in several, the case handed in last
    counts. A mark beyond the rubric has no level and stands in no map.
    """
    titles = {each.id: each.title for case in cases for each in case.rubric.criteria}
    rows = []
    for recruit in marks.recruits:
        done = [
            submission
            for case in cases
            if (submission := marks.submission(recruit.id, case.id)) is not None
        ]
        if done:
            latest_first = sorted(done, key=lambda each: each.handed_in or _FIRST, reverse=True)
            rows.append(HeatRow(recruit.id, tuple(_latest(latest_first, each) for each in titles)))
    return HeatMap(
        tuple(
            _spread(criterion, title, [row.cells[place] for row in rows])
            for place, (criterion, title) in enumerate(titles.items())
        ),
        tuple(rows),
    )


def _latest(latest_first: Sequence[Submission], criterion: str) -> Mark | None:
    found = [mark for each in latest_first if (mark := each.mark(criterion)) is not None]
    return next((mark for mark in found if mark.level is not None), found[0] if found else None)


def _spread(criterion: str, title: str, cells: Sequence[Mark | None]) -> Spread:
    levels = [mark.level for mark in cells if mark is not None and mark.level is not None]
    return Spread(
        criterion,
        title,
        tuple(levels.count(level) for level in range(TOP_LEVEL + 1)),
        sum(mark is not None and mark.level is None for mark in cells),
        median_low(levels) if levels else None,
    )

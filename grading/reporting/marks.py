"""
The marks of a course, as plain facts.

A criterion that nobody has marked yet has no points and no level: it is blank
wherever marks are shown, never nought. Marks by hand win over marks by rules,
as in nbgrader.
"""

from dataclasses import dataclass, field
from datetime import datetime

from grading.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Mark:
    """
    One criterion's mark.

    ``points`` and ``level`` (0 to 3) are None, and ``level_name`` and ``seen``
    empty, while nobody has marked it. ``by_hand`` tells that a trainer gave the
    points; ``comment`` is theirs and must be escaped where it is shown.
    """

    criterion_id: str
    title: str
    points: float | None
    maximum: float
    level: int | None
    level_name: str
    seen: str
    human: bool
    by_hand: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Submission:
    """
    One recruit's marks on one case, in the rubric's order.

    ``handed_in`` is in UTC and None where nbgrader noted no time; ``notebook_id``
    is that of the submitted notebook in the gradebook.
    """

    recruit: str
    assignment: str
    handed_in: datetime | None
    late_penalty: float
    marks: tuple[Mark, ...]
    notebook_id: str = ""

    @property
    def waiting(self) -> tuple[Mark, ...]:
        """The criteria that nobody has marked yet."""
        return tuple(mark for mark in self.marks if mark.points is None)

    @property
    def points_so_far(self) -> float:
        """The points given so far, less what was taken off for lateness; never below 0."""
        given = sum(mark.points for mark in self.marks if mark.points is not None)
        return max(0.0, given - self.late_penalty)

    @property
    def earned(self) -> float | None:
        """All points before anything is taken off for lateness; None while a criterion waits."""
        return None if self.waiting else sum(mark.points or 0.0 for mark in self.marks)

    @property
    def total(self) -> float | None:
        """All points, or None while a criterion waits to be marked."""
        return None if self.waiting else self.points_so_far

    @property
    def maximum(self) -> float:
        """The most points there are."""
        return sum(mark.maximum for mark in self.marks)

    def mark(self, criterion_id: str) -> Mark | None:
        """Return one criterion's mark, or None where the case does not have it."""
        return next((mark for mark in self.marks if mark.criterion_id == criterion_id), None)


@dataclass(frozen=True, slots=True)
class CaseOfCourse:
    """One assignment: ``id`` in nbgrader, ``title`` of its case, and the rubric it is judged by."""

    id: str
    title: str
    rubric: Rubric


@dataclass(frozen=True, slots=True)
class Recruit:
    """Somebody who takes part: ``id`` in nbgrader; the rest is empty where nobody entered it."""

    id: str
    first_name: str = ""
    last_name: str = ""
    lms_id: str = ""


@dataclass(frozen=True, slots=True)
class CourseMarks:
    """All that the gradebook holds, cases in the gradebook's order and recruits by their ids."""

    cases: tuple[CaseOfCourse, ...]
    recruits: tuple[Recruit, ...]
    submissions: tuple[Submission, ...]
    _by_both: dict[tuple[str, str], Submission] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Make submissions quick to find."""
        self._by_both.update({(each.recruit, each.assignment): each for each in self.submissions})

    def submission(self, recruit: str, assignment: str) -> Submission | None:
        """Return one recruit's marks on a case, or None where nothing is graded."""
        return self._by_both.get((recruit, assignment))

    def of(self, assignment: str) -> tuple[Submission, ...]:
        """Return everybody's marks on one case."""
        return tuple(each for each in self.submissions if each.assignment == assignment)

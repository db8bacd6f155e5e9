"""A whole course at one moment: the marks in the gradebook, and the work behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.nbgrader.course import CONFIG_NAME, Course
from grading.nbgrader.views import plain
from grading.reporting.gradebook import read_marks
from grading.reporting.marks import CaseOfCourse, CourseMarks, Submission
from grading.reporting.work import Work, Works
from simgen.errors import ReportError, WorkspaceError


@dataclass(frozen=True, slots=True)
class Cohort:
    """
    The marks of a course and where its work lies.

    ``works`` keeps what was played again, so a cohort that is read anew with the
    same ``works`` plays only what has changed.
    """

    course: Course
    marks: CourseMarks
    works: Works

    def work(self, submission: Submission) -> Work:
        """Return what a recruit did; it is played again when first asked for."""
        try:
            folder = self.course.folder("submitted", submission.recruit, submission.assignment)
        except WorkspaceError as error:
            return Work(problem=plain(str(error)))
        return self.works.read(folder, submission.assignment)

    def waits_to_be_graded(self, recruit: str, assignment: str) -> bool:
        """Tell whether work was collected of which the gradebook knows nothing yet."""
        if self.marks.submission(recruit, assignment) is not None:
            return False
        try:
            return self.course.folder("submitted", recruit, assignment).is_dir()
        except (WorkspaceError, OSError):
            return False


def open_course(root: Path) -> Course:
    """Return the course in a folder; raises :class:`~simgen.errors.ReportError` if none is there."""
    root = root.expanduser()
    if not (root / CONFIG_NAME).is_file():
        raise ReportError(
            f"There is no course in {root}: found no {CONFIG_NAME} there. Name the folder of a course "
            "with --course; linkworker start makes one in workspace/."
        )
    return Course(root)


def read_cohort(course: Course, works: Works | None = None) -> Cohort:
    """Return a course as it stands now."""
    with course.gradebook() as gradebook:
        marks = read_marks(gradebook)
    return Cohort(course, marks, works or Works())


def cases_asked_for(marks: CourseMarks, assignment: str | None) -> Sequence[CaseOfCourse]:
    """
    Return one case, or with None every case that somebody's graded work is on.

    Raises :class:`~simgen.errors.ReportError` when there is no such assignment, or
    nothing of it is graded yet.
    """
    graded = {each.assignment for each in marks.submissions}
    if assignment is None:
        if not graded:
            raise ReportError(f"Nothing is graded yet in this course. {_GRADE_FIRST}")
        return [case for case in marks.cases if case.id in graded]
    case = next((each for each in marks.cases if each.id == assignment), None)
    if case is None:
        names = ", ".join(each.id for each in marks.cases) or "none yet"
        raise ReportError(
            f"There is no assignment {assignment[:60]!r} in this course. There are: {names}."
        )
    if assignment not in graded:
        raise ReportError(f"Nothing is graded yet for '{assignment}'. {_GRADE_FIRST}")
    return [case]


_GRADE_FIRST = "Collect what was handed in and autograde it first, in the formgrader."

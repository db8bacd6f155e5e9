"""
Read a course's marks from nbgrader's gradebook: a handful of queries, whatever its size.

Marks by hand win over marks by rules, and a task that nobody has marked counts
as waiting, where nbgrader's own total would count it as nought.
"""

from collections.abc import Iterable
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)

from grading.nbgrader.cell_kinds import CALLS_ID, rubric_named_in
from grading.nbgrader.views import plain
from grading.reporting.marks import CaseOfCourse, CourseMarks, Mark, Recruit, Submission
from grading.rubric import Criterion, Rubric, load_rubric
from grading.scoring import level_of
from simgen.errors import RubricError, ScenarioError
from simgen.scenario import load_scenario


def read_marks(gradebook: Gradebook) -> CourseMarks:
    """
    Return what the gradebook holds.

    A rubric or case that the kit no longer has leaves the marks as they are,
    under their ids.
    """
    db = gradebook.db
    cases = tuple(_case(db, row) for row in db.query(Assignment).order_by(Assignment.name))
    return CourseMarks(
        cases,
        tuple(_recruits(db)),
        tuple(each for case in cases for each in _submissions(db, case)),
    )


def _recruits(db: Any) -> Iterable[Recruit]:
    rows = db.query(Student.id, Student.first_name, Student.last_name, Student.lms_user_id)
    for student, *rest in rows.order_by(Student.id):
        yield Recruit(student, *(plain(part or "") for part in rest))


def _case(db: Any, assignment: Assignment) -> CaseOfCourse:
    name = str(assignment.name)
    sources = (
        db.query(SourceCell.source)
        .join(Notebook, SourceCell.notebook_id == Notebook.id)
        .filter(Notebook.assignment_id == assignment.id, SourceCell.name == CALLS_ID)
    )
    named = (rubric_named_in(source or "") for (source,) in sources)
    return CaseOfCourse(name, _title(name), _rubric(next((each for each in named if each), None)))


def _title(assignment: str) -> str:
    try:
        return load_scenario(assignment).title
    except ScenarioError:
        return assignment


def _rubric(name: str | None) -> Rubric:
    try:
        return load_rubric(name or "starter")
    except RubricError:
        return load_rubric()


def _submissions(db: Any, case: CaseOfCourse) -> Iterable[Submission]:
    marks = _marks(db, case)
    rows = (
        db.query(
            SubmittedNotebook.id,
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedNotebook.late_submission_penalty,
        )
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name == case.id)
        .order_by(SubmittedAssignment.student_id)
    )
    places = {criterion.id: place for place, criterion in enumerate(case.rubric.criteria)}
    for notebook, student, stamp, penalty in rows:
        ordered = sorted(
            marks.get(notebook, []),
            key=lambda mark: (places.get(mark.criterion_id, len(places)), mark.criterion_id),
        )
        yield Submission(student, case.id, stamp, float(penalty or 0.0), tuple(ordered), notebook)


def _marks(db: Any, case: CaseOfCourse) -> dict[str, list[Mark]]:
    """Return the marks of a case by the submitted notebook they belong to."""
    maxima = _maxima(db, GradeCell, case) | _maxima(db, TaskCell, case)
    comments = _comments(db, case)
    rows = _of_case(
        db.query(
            Grade.notebook_id,
            BaseCell.id,
            BaseCell.name,
            BaseCell.type,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
        ).join(BaseCell, Grade.cell_id == BaseCell.id),
        BaseCell,
        case,
    )
    marks: dict[str, list[Mark]] = {}
    for notebook, cell, name, kind, auto, manual, extra in rows:
        task = kind == "TaskCell"
        points = manual if manual is not None or task else auto
        marks.setdefault(notebook, []).append(
            _mark(
                name,
                _criterion(case.rubric, name),
                case.rubric,
                points=None if points is None else float(points) + float(extra or 0.0),
                maximum=maxima.get(cell, 0.0),
                human=task,
                by_hand=manual is not None,
                comment=comments.get((notebook, name), ""),
            )
        )
    return marks


def _mark(
    name: str,
    criterion: Criterion | None,
    rubric: Rubric,
    *,
    points: float | None,
    maximum: float,
    human: bool,
    by_hand: bool,
    comment: str,
) -> Mark:
    level = None if points is None or criterion is None else level_of(points, criterion)
    return Mark(
        criterion_id=name,
        title=criterion.title if criterion else name,
        points=points,
        maximum=maximum,
        level=level,
        level_name="" if level is None else rubric.level_names[level],
        seen="" if level is None or criterion is None else criterion.levels[level],
        human=human,
        by_hand=by_hand,
        comment=comment,
    )


def _criterion(rubric: Rubric, name: str) -> Criterion | None:
    try:
        return rubric.criterion(name)
    except KeyError:
        return None


def _maxima(db: Any, kind: Any, case: CaseOfCourse) -> dict[str, float]:
    rows = _of_case(db.query(kind.id, kind.max_score), kind, case)
    return {cell: float(maximum or 0.0) for cell, maximum in rows}


def _comments(db: Any, case: CaseOfCourse) -> dict[tuple[str, str], str]:
    rows = _of_case(
        db.query(Comment.notebook_id, BaseCell.name, Comment.manual_comment).join(
            BaseCell, Comment.cell_id == BaseCell.id
        ),
        BaseCell,
        case,
    ).filter(Comment.manual_comment.isnot(None))
    return {(notebook, name): plain(comment) for notebook, name, comment in rows}


def _of_case(query: Any, cells: Any, case: CaseOfCourse) -> Any:
    """Return a query of ``cells`` narrowed to one case."""
    return (
        query.join(Notebook, cells.notebook_id == Notebook.id)
        .join(Assignment, Notebook.assignment_id == Assignment.id)
        .filter(Assignment.name == case.id)
    )

"""
What nbgrader's gradebook says of a submission: points, comments, what still waits.

Read with three queries for any number of submissions, and never written here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from grading.moderation.errors import ModerationError, NotThere
from grading.nbgrader.cell_kinds import CALLS_ID, rubric_named_in
from grading.rubric import Rubric, load_rubric


@dataclass(frozen=True, slots=True)
class Part:
    """
    One criterion of a submission, as the gradebook has it.

    ``points`` is None while a human has still to give them; ``given`` tells
    whether a human gave the points that count. ``by_rules`` is what rules gave,
    None where they give none. ``extra`` points count for the whole alone: markers
    are not compared by them. ``review`` says that a human's points were given to
    work that has been marked by rules anew since, and wait to be looked at again.
    """

    criterion: str
    grade: str
    human: bool
    points: float | None
    maximum: float
    given: bool
    by_rules: float | None
    comment: str
    extra: float = 0.0
    review: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """
    One submission; ``submission`` is the id of its notebook in the gradebook.

    That id stays when a recruit hands in again; ``handed_in`` tells the hand-ins
    apart (:mod:`grading.moderation.tables`).
    """

    submission: str
    assignment: str
    notebook: str
    student: str
    parts: tuple[Part, ...]
    handed_in: str = ""

    @property
    def total(self) -> float:
        """Points so far, before anything is taken off for lateness."""
        return sum((part.points or 0.0) + part.extra for part in self.parts)

    @property
    def marked(self) -> bool:
        """Whether every criterion has its points, and none waits to be looked at again."""
        return all(part.points is not None and not part.review for part in self.parts)

    def part(self, criterion: str) -> Part:
        """Return one criterion; raises ``NotThere`` for an unknown one."""
        for part in self.parts:
            if part.criterion == criterion:
                return part
        raise NotThere(f"This submission has no criterion {criterion[:80]!r}.")


def read_works(gradebook: Gradebook, assignment: str) -> list[Work]:
    """Return all submissions of an assignment; raises ``ModerationError`` when there is none such."""
    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        names = ", ".join(sorted(each.name for each in gradebook.assignments)) or "none yet"
        raise ModerationError(
            f"The gradebook has no assignment {assignment[:80]!r}. It has: {names}."
        ) from None
    return _read(gradebook, SubmittedAssignment.assignment_id == found.id)


def read_work(gradebook: Gradebook, submission: str) -> Work:
    """Return one submission; raises ``NotThere`` when the gradebook has it no longer."""
    works = _read(gradebook, SubmittedNotebook.id == submission)
    if not works:
        raise NotThere("The gradebook has no such submission, or no longer.")
    return works[0]


def hand_ins(gradebook: Gradebook) -> dict[str, str]:
    """Return which hand-in the gradebook now holds, by submission."""
    rows = gradebook.db.execute(
        select(SubmittedNotebook.id, SubmittedAssignment.timestamp).join(
            SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id
        )
    )
    return {row.id: _hand_in(row.timestamp) for row in rows}


def rubric_of(gradebook: Gradebook, assignment: str) -> Rubric:
    """Return the rubric by which an assignment is marked; the starter where its cells name none."""
    for notebook in gradebook.find_assignment(assignment).notebooks:
        for cell in notebook.source_cells:
            named = rubric_named_in(cell.source or "") if cell.name == CALLS_ID else None
            if named:
                return load_rubric(named)
    return load_rubric()


def _read(gradebook: Gradebook, which: Any) -> list[Work]:
    rows = gradebook.db.execute(
        select(
            SubmittedNotebook.id,
            SubmittedNotebook.notebook_id,
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
        )
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(which)
        .order_by(SubmittedNotebook.id)
    ).all()
    cells: dict[str, tuple[str, float, bool]] = {}
    names: dict[str, tuple[str, str]] = {}
    for notebook_id in {row.notebook_id for row in rows}:
        notebook = gradebook.db.get(Notebook, notebook_id)
        names[notebook_id] = (notebook.assignment.name, notebook.name)
        cells |= {cell.id: (cell.name, cell.max_score, False) for cell in notebook.grade_cells}
        cells |= {cell.id: (cell.name, cell.max_score, True) for cell in notebook.task_cells}
    comments = _comments(gradebook, which)
    parts: dict[str, list[Part]] = {row.id: [] for row in rows}
    for grade in _grades(gradebook, which):
        if grade.cell_id in cells:
            name, maximum, human = cells[grade.cell_id]
            comment = comments.get((grade.notebook_id, grade.cell_id), "")
            parts[grade.notebook_id].append(_part(grade, name, maximum, human, comment))
    order = {name: place for place, (name, _, _) in enumerate(cells.values())}
    return [
        Work(
            row.id,
            *names[row.notebook_id],
            row.student_id,
            _sorted(parts[row.id], order),
            _hand_in(row.timestamp),
        )
        for row in rows
    ]


def _hand_in(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _grades(gradebook: Gradebook, which: Any) -> Iterable[Any]:
    rows: Iterable[Any] = gradebook.db.execute(
        select(
            Grade.id,
            Grade.notebook_id,
            Grade.cell_id,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(which)
    )
    return rows


def _comments(gradebook: Gradebook, which: Any) -> Mapping[tuple[str, str], str]:
    rows = gradebook.db.execute(
        select(Comment.notebook_id, Comment.cell_id, Comment.manual_comment)
        .join(SubmittedNotebook, Comment.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(which, Comment.manual_comment.is_not(None))
    )
    return {(row.notebook_id, row.cell_id): row.manual_comment for row in rows}


def _part(grade: Any, name: str, maximum: float, human: bool, comment: str) -> Part:
    given = grade.manual_score is not None
    by_rules = None if human or grade.auto_score is None else float(grade.auto_score)
    return Part(
        criterion=name,
        grade=grade.id,
        human=human,
        points=float(grade.manual_score) if given else by_rules,
        maximum=float(maximum),
        given=given,
        by_rules=by_rules,
        comment=comment,
        extra=float(grade.extra_credit or 0.0),
        review=given and bool(grade.needs_manual_grade),
    )


def _sorted(parts: list[Part], order: Mapping[str, int]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: order[part.criterion]))

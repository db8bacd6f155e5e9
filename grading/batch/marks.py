"""Read from the gradebook what feedback pages show: many submissions with a few queries."""

from collections.abc import Sequence

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.batch.gradebook import Cells
from grading.batch.page_one import CellMarks, Named, NotebookMarks


def read_marks(session: Session, students: Sequence[str], cells: Cells) -> dict[str, NotebookMarks]:
    """Return each student's marks; a student whom the gradebook does not have is left out."""
    found = session.execute(
        select(
            SubmittedAssignment.student_id,
            SubmittedNotebook.id,
            SubmittedNotebook.score,
            SubmittedNotebook.max_score,
            SubmittedNotebook.late_submission_penalty,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(
            SubmittedAssignment.assignment_id == cells.assignment_id,
            SubmittedAssignment.student_id.in_(students),
            SubmittedNotebook.notebook_id == cells.notebook_id,
        )
    ).all()
    by_cell = _cells_of(session, [row.id for row in found])
    assignments = session.execute(
        select(Assignment.id, Assignment.name).order_by(Assignment.duedate, Assignment.name)
    ).all()
    names = {key: Named(name) for key, name in assignments}
    handed_in: dict[str, list[Named]] = {}
    for student, assignment in session.execute(
        select(SubmittedAssignment.student_id, SubmittedAssignment.assignment_id).where(
            SubmittedAssignment.student_id.in_(students)
        )
    ):
        handed_in.setdefault(student, []).append(names[assignment])
    return {
        row.student_id: NotebookMarks(
            score=row.score,
            max_score=row.max_score,
            penalty=row.late_submission_penalty,
            cells=by_cell.get(row.id, {}),
            assignments=tuple(names.values()),
            handed_in=tuple(handed_in[row.student_id]),
        )
        for row in found
    }


def _cells_of(session: Session, notebooks: Sequence[str]) -> dict[str, dict[str, CellMarks]]:
    comments = {
        (notebook, cell): comment
        for notebook, cell, comment in session.execute(
            select(Comment.notebook_id, Comment.cell_id, Comment.comment).where(
                Comment.notebook_id.in_(notebooks)
            )
        )
    }
    rows = session.execute(
        select(
            Grade.notebook_id,
            Grade.cell_id,
            BaseCell.name,
            Grade.score,
            Grade.max_score,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(Grade.notebook_id.in_(notebooks))
    )
    found: dict[str, dict[str, CellMarks]] = {}
    for row in rows:
        found.setdefault(row.notebook_id, {})[row.name] = CellMarks(
            score=row.score,
            max_score=row.max_score,
            auto_score=row.auto_score,
            manual_score=row.manual_score,
            extra_credit=row.extra_credit,
            needs_manual_grade=row.needs_manual_grade,
            comment=comments.get((row.notebook_id, row.cell_id)),
        )
    return found

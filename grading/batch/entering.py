"""
Enter what submissions are worth in the gradebook: the rows that nbgrader would write.

A human's ``manual_score``, ``extra_credit`` and ``manual_comment`` are in no
statement here, so no order of events can lose them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import bindparam, case, insert, select, update
from sqlalchemy.orm import Session

from grading.batch.gradebook import Cells


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission's marks: ``points`` by cell name; ``handed_in`` in UTC, None where not known."""

    student: str
    points: Mapping[str, float]
    handed_in: datetime | None


def enter(
    session: Session, entries: Sequence[Entry], cells: Cells, late: AssignLatePenalties
) -> None:
    """
    Enter some submissions in an open transaction.

    Rows that are missing are made, all others keep what a human put into them.
    Entering the same twice is the same as entering it once.
    """
    if not entries:
        return
    _enter_students(session, entries)
    ids = _enter_submissions(session, entries, cells)
    notebooks = _enter_notebooks(session, ids, cells)
    _enter_grades(session, entries, notebooks, cells)
    _enter_comments(session, notebooks, cells)
    session.flush()
    _enter_penalties(session, ids, notebooks, late)


def _enter_students(session: Session, entries: Sequence[Entry]) -> None:
    wanted = [entry.student for entry in entries]
    there = set(session.scalars(select(Student.id).where(Student.id.in_(wanted))))
    rows = [{"id": student} for student in wanted if student not in there]
    if rows:
        session.execute(insert(Student), rows)


def _enter_submissions(session: Session, entries: Sequence[Entry], cells: Cells) -> dict[str, str]:
    """Return the id of each student's submission, old or new."""
    table = SubmittedAssignment.__table__
    wanted = [entry.student for entry in entries]
    ids = {
        student: key
        for key, student in session.execute(
            select(table.c.id, table.c.student_id).where(
                table.c.assignment_id == cells.assignment_id, table.c.student_id.in_(wanted)
            )
        )
    }
    known = [
        {"key": ids[entry.student], "moment": entry.handed_in}
        for entry in entries
        if entry.student in ids and entry.handed_in is not None
    ]
    if known:
        _execute(
            session,
            update(table)
            .where(table.c.id == bindparam("key"))
            .values(timestamp=bindparam("moment")),
            known,
        )
    rows = [
        {
            "id": new_uuid(),
            "assignment_id": cells.assignment_id,
            "student_id": entry.student,
            "timestamp": entry.handed_in,
        }
        for entry in entries
        if entry.student not in ids
    ]
    if rows:
        _execute(session, insert(table), rows)
    return ids | {row["student_id"]: row["id"] for row in rows}


def _enter_notebooks(session: Session, ids: Mapping[str, str], cells: Cells) -> dict[str, str]:
    """Return the id of each student's notebook, old or new."""
    table = SubmittedNotebook.__table__
    there = {
        submission: key
        for key, submission in session.execute(
            select(table.c.id, table.c.assignment_id).where(
                table.c.notebook_id == cells.notebook_id,
                table.c.assignment_id.in_(list(ids.values())),
            )
        )
    }
    rows = [
        {
            "id": new_uuid(),
            "assignment_id": submission,
            "notebook_id": cells.notebook_id,
            "flagged": False,
        }
        for submission in ids.values()
        if submission not in there
    ]
    if rows:
        _execute(session, insert(table), rows)
    there |= {row["assignment_id"]: row["id"] for row in rows}
    return {student: there[submission] for student, submission in ids.items()}


def _enter_grades(
    session: Session, entries: Sequence[Entry], notebooks: Mapping[str, str], cells: Cells
) -> None:
    table = Grade.__table__
    there = {
        (notebook, cell): key
        for key, notebook, cell in session.execute(
            select(table.c.id, table.c.notebook_id, table.c.cell_id).where(
                table.c.notebook_id.in_(list(notebooks.values()))
            )
        )
    }
    changed: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for entry in entries:
        notebook = notebooks[entry.student]
        for name, cell in (*cells.graded.items(), *cells.tasks.items()):
            points = entry.points.get(name)
            if (notebook, cell) not in there:
                rows.append(
                    {
                        "id": new_uuid(),
                        "notebook_id": notebook,
                        "cell_id": cell,
                        "auto_score": points,
                        "needs_manual_grade": points is None,
                    }
                )
            elif points is not None:
                changed.append({"key": there[notebook, cell], "points": points})
    if changed:
        by_hand = case((table.c.manual_score.is_not(None), True), else_=False)
        _execute(
            session,
            update(table)
            .where(table.c.id == bindparam("key"))
            .values(auto_score=bindparam("points"), needs_manual_grade=by_hand),
            changed,
        )
    if rows:
        _execute(session, insert(table), rows)


def _enter_comments(session: Session, notebooks: Mapping[str, str], cells: Cells) -> None:
    """Make room for the comments on tasks; nothing here comments by itself."""
    table = Comment.__table__
    wanted = list(notebooks.values())
    tasks = list(cells.tasks.values())
    there = {
        (notebook, cell)
        for notebook, cell in session.execute(
            select(table.c.notebook_id, table.c.cell_id).where(table.c.notebook_id.in_(wanted))
        )
    }
    session.execute(
        update(table)
        .where(table.c.notebook_id.in_(wanted), table.c.cell_id.in_(tasks))
        .values(auto_comment=None)
    )
    rows = [
        {"id": new_uuid(), "notebook_id": notebook, "cell_id": cell}
        for notebook in wanted
        for cell in tasks
        if (notebook, cell) not in there
    ]
    if rows:
        _execute(session, insert(table), rows)


def _enter_penalties(
    session: Session,
    ids: Mapping[str, str],
    notebooks: Mapping[str, str],
    late: AssignLatePenalties,
) -> None:
    """Clear the penalties and let the course's own plug-in set those of late submissions."""
    table = SubmittedNotebook.__table__
    session.execute(
        update(table)
        .where(table.c.id.in_(list(notebooks.values())))
        .values(late_submission_penalty=None)
    )
    handed_in = session.scalars(
        select(SubmittedAssignment).where(SubmittedAssignment.id.in_(list(ids.values())))
    ).all()
    for submission in handed_in:
        seconds = submission.total_seconds_late if submission.assignment.duedate else 0
        if seconds <= 0:
            continue
        student = submission.student_id
        notebook = session.get_one(SubmittedNotebook, notebooks[student])
        late.init_plugin()
        penalty = late.plugin_inst.late_submission_penalty(student, notebook.score, seconds)
        if penalty is not None:
            notebook.late_submission_penalty = late._check_late_penalty(notebook, penalty)  # noqa: SLF001 - nbgrader's own limits
    session.flush()


def _execute(session: Session, statement: Any, rows: list[dict[str, Any]]) -> None:
    """Execute one statement for many rows, past the session's own bookkeeping."""
    session.connection().execute(statement, rows)

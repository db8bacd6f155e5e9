"""Everything that grading leaves behind, in a form in which two courses can be compared."""

import stat
from pathlib import Path
from typing import Any

from nbgrader import api
from sqlalchemy import select
from sqlalchemy.orm import undefer

from grading.nbgrader.course import Course

Rows = dict[str, list[tuple[Any, ...]]]


def all_rows(course: Course) -> Rows:
    """Every row of every table of the gradebook, with names in the place of made-up ids."""
    with course.gradebook() as gradebook:
        db = gradebook.db
        grades = db.scalars(select(api.Grade).options(undefer("*"))).all()
        comments = db.scalars(select(api.Comment)).all()
        notebooks = db.scalars(select(api.SubmittedNotebook).options(undefer("*"))).all()
        submissions = db.scalars(select(api.SubmittedAssignment).options(undefer("*"))).all()
        cells = db.scalars(select(api.SourceCell)).all()
        rows: Rows = {
            "course": [(each.id,) for each in db.scalars(select(api.Course))],
            "student": [
                (each.id, each.first_name, each.last_name, each.email, each.lms_user_id, each.score)
                for each in db.scalars(select(api.Student))
            ],
            "submitted_assignment": [
                (
                    each.student_id,
                    each.name,
                    each.timestamp,
                    each.extension,
                    each.score,
                    each.needs_manual_grade,
                    each.late_submission_penalty,
                )
                for each in submissions
            ],
            "submitted_notebook": [
                (
                    each.student.id,
                    each.name,
                    each.flagged,
                    each.late_submission_penalty,
                    each.score,
                    each.code_score,
                    each.written_score,
                    each.task_score,
                    each.failed_tests,
                    each.needs_manual_grade,
                )
                for each in notebooks
            ],
            "grade": [
                (
                    each.student.id,
                    each.notebook.name,
                    each.name,
                    each.auto_score,
                    each.manual_score,
                    each.extra_credit,
                    each.needs_manual_grade,
                    each.score,
                    each.max_score,
                    each.failed_tests,
                    each.cell_type,
                )
                for each in grades
            ],
            "comment": [
                (
                    each.student.id,
                    each.notebook.name,
                    each.name,
                    each.auto_comment,
                    each.manual_comment,
                )
                for each in comments
            ],
            "source_cell": [(each.name, each.source, each.checksum, each.locked) for each in cells],
        }
    return {table: sorted(found, key=repr) for table, found in rows.items()}


def all_files(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Every folder and file below, with its permissions and, for a file, what it holds."""
    return {
        path.relative_to(folder).as_posix(): (
            oct(stat.S_IMODE(path.stat().st_mode)),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }

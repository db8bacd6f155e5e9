"""
CSV: for spreadsheets, for Moodle and for Canvas.

Every text is quoted by the csv module and made harmless
(:mod:`grading.reporting.formulas`); numbers are not quoted.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from grading.reporting.formulas import harmless
from grading.reporting.marks import CaseOfCourse, CourseMarks, Recruit, Submission
from grading.reporting.tables import Cell, Table

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads a CSV file as something other than UTF-8."""


def table_csv(table: Table) -> bytes:
    """Return a table as CSV for spreadsheets."""
    return (BYTE_ORDER_MARK + _csv([table.columns, *table.rows])).encode()


def moodle_csv(marks: CourseMarks, cases: Sequence[CaseOfCourse]) -> bytes:
    """
    Return a file for Moodle's "Grades > Import > CSV file".

    Moodle maps columns when it imports (docs.moodle.org, "Grade import"): here
    ``Username`` is the recruit's id and ``ID number`` the one that nbgrader knows
    them by in a learning platform. Each case has the column names of Moodle's own
    export, ``Assignment: <title> (Real)`` and ``(Feedback)``; Moodle asks that
    both be mapped, because feedback alone wipes a grade. The empty cell stands
    for a mark that is still to come.
    """
    header: list[Cell] = ["Username", "ID number"]
    for case in cases:
        header += [f"Assignment: {case.title} (Real)", f"Assignment: {case.title} (Feedback)"]
    rows: list[list[Cell]] = [header]
    for recruit, submissions in _by_recruit(marks, cases):
        row: list[Cell] = [recruit.id, recruit.lms_id or None]
        for submission in submissions:
            row += [_total(submission), _comments(submission)]
        rows.append(row)
    return _csv(rows).encode()


def canvas_csv(marks: CourseMarks, cases: Sequence[CaseOfCourse]) -> bytes:
    """
    Return a file for Canvas's "Grades > Import".

    Canvas wants ``Student``, ``ID``, ``SIS User ID``, ``SIS Login ID`` and
    ``Section`` first, then one column for each assignment by its title, and a
    row of ``Points Possible`` (``lib/gradebook_importer.rb`` of instructure/canvas-lms).
    It finds people by ID, then by SIS ids, then by name; our id stands as the SIS
    login. Empty cells and people left out are as in :func:`moodle_csv`.
    """
    titles: list[Cell] = [case.title for case in cases]
    rows: list[list[Cell]] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles],
        ["Points Possible", None, None, None, None, *(case.rubric.maximum for case in cases)],
    ]
    for recruit, submissions in _by_recruit(marks, cases):
        name = ", ".join(part for part in (recruit.last_name, recruit.first_name) if part)
        rows.append(
            [
                *(name or recruit.id, recruit.lms_id or None, None, recruit.id, None),
                *map(_total, submissions),
            ]
        )
    return _csv(rows).encode()


def _by_recruit(
    marks: CourseMarks, cases: Sequence[CaseOfCourse]
) -> Iterable[tuple[Recruit, list[Submission | None]]]:
    """Return each recruit with a whole mark on one of the cases, and their work, case by case."""
    for recruit in marks.recruits:
        submissions = [marks.submission(recruit.id, case.id) for case in cases]
        if any(_total(each) is not None for each in submissions):
            yield recruit, submissions


def _total(submission: Submission | None) -> float | None:
    if submission is None or submission.total is None:
        return None
    return round(submission.total, 2)


def _comments(submission: Submission | None) -> str | None:
    if submission is None:
        return None
    said = [f"{mark.title}: {mark.comment}" for mark in submission.marks if mark.comment]
    return "\n".join(said) or None


def _csv(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return str(int(cell)) if float(cell).is_integer() else str(round(cell, 4))

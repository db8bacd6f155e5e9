"""
A workbook for people: the marks, the rubric, and how to read them.

Written with XlsxWriter: it has no dependencies, only writes, and keeps what is
written as text apart from formulas, so no text of anybody's can become one.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from grading.nbgrader.views import plain
from grading.pass_mark import provenance
from grading.reporting.marks import CaseOfCourse
from grading.reporting.tables import Cell, Table
from grading.rubric import Rubric

_WIDE, _NARROW = 24, 12
"""Column widths, in characters."""
LONGEST_CELL = 32_767
"""Characters that a cell may hold (Microsoft, "Excel specifications and limits")."""
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The same marks give the same file, byte for byte."""


def table_xlsx(table: Table, cases: Sequence[CaseOfCourse]) -> bytes:
    """Return a workbook with a table of marks, the rubrics they rest on and notes."""
    file = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, settings) as book:
        book.set_properties({"title": "Marks", "created": _NO_DATE})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _add_sheet(book, "Marks", [table.columns, *table.rows], heading, wrapped)
        rubrics = {(case.rubric.id, case.rubric.version): case.rubric for case in cases}
        rows = [row for rubric in rubrics.values() for row in _rubric_rows(rubric)]
        columns = ("rubric", "criterion", "judged by", "level", "level in words", "seen", "points")
        _add_sheet(book, "Rubric", [columns, *rows], heading, wrapped)
        notes = [(note,) for note in _notes(list(rubrics.values()))]
        _add_sheet(book, "Read me", [("How to read this",), *notes], heading, wrapped)
        book.get_worksheet_by_name("Read me").set_column(0, 0, 90)
    return file.getvalue()


def _add_sheet(
    book: Any, name: str, rows: Sequence[Sequence[Cell]], heading: Any, wrapped: Any
) -> None:
    sheet = book.add_worksheet(name)
    for column, title in enumerate(rows[0]):
        texts = any(isinstance(row[column], str) for row in rows[1:])
        sheet.set_column(column, column, _WIDE if texts else _NARROW)
        sheet.write_string(0, column, str(title), heading)
    for number, row in enumerate(rows[1:], start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, plain(cell)[:LONGEST_CELL], wrapped)
            elif cell is not None:
                sheet.write_number(number, column, cell, wrapped)
    sheet.freeze_panes(1, 1)


def _rubric_rows(rubric: Rubric) -> list[tuple[Cell, ...]]:
    return [
        (
            f"{rubric.id} {rubric.version}",
            criterion.title,
            "trainer" if criterion.judged_by == "human" else "kit",
            level,
            rubric.level_names[level],
            seen,
            level * criterion.weight,
        )
        for criterion in rubric.criteria
        for level, seen in enumerate(criterion.levels)
    ]


def _notes(rubrics: Sequence[Rubric]) -> list[str]:
    return [
        "An empty cell under points or level is a mark that nobody has given yet, not nought.",
        "The column 'status' says what an empty cell waits for.",
        "'points so far' counts only what is marked. 'points' is empty until everything is.",
        "Levels run from 0 to 3; the sheet 'Rubric' describes each.",
        "Minutes add up the pauses between one thing and the next, each ten at most.",
        "Minutes are empty where no times were kept.",
        "A shut gate caps the level of the whole; points never make up for it, nor the pass mark.",
        *(
            f"{rubric.title} ({rubric.status}). {rubric.notice} {provenance(rubric)}"
            for rubric in rubrics
        ),
    ]

"""
The cells of an assignment notebook, by what they are for.

Every cell of ours has an nbgrader ``grade_id``; texts, the case room and the
evidence are locked ("read-only"), machine-judged criteria are locked graded
cells, human-judged ones are tasks. Nothing in the notebook is for the recruit
to fill: their work lies in the case record.

nbformat takes a second to load, and is loaded only where cells are made: the
processes of :mod:`grading.batch` do without. A cell is a mapping to them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat.notebooknode import NotebookNode

ROOM_ID = "case-room"
CALLS_ID = "graded-cells"
EVIDENCE_PREFIX = "evidence-"
QUOTED = "quoted"
"""Key of the metadata that holds text of a handed-in notebook that is not the course's."""
SCHEMA_VERSION = 3
"""Of nbgrader's cell metadata, in nbgrader 0.6 and later."""


def room_source(scenario_id: str) -> str:
    """Return the source of the one cell that opens the case room."""
    return f'from course import case_room\ncase_room("{scenario_id}")'


def calls_source(rubric_name: str) -> str:
    """Return the source of the cell that the graded cells need, and that names their rubric."""
    return f'from grading.cells import criterion, evidence, use_rubric\nuse_rubric("{rubric_name}")'


def rubric_named_in(source: str) -> str | None:
    """Return the rubric that such a cell names, or None for any other source."""
    found = re.fullmatch(re.escape(calls_source("@")).replace("@", "([a-z0-9-]+)"), source)
    return found.group(1) if found else None


def code_cell(
    grade_id: str, source: str, *, tags: list[str], points: float | None = None
) -> NotebookNode:
    """Return a locked code cell with its source hidden; a graded one when ``points`` is given."""
    from nbformat.v4 import new_code_cell

    metadata: dict[str, Any] = {"jupyter": {"source_hidden": True}, "tags": tags}
    metadata["nbgrader"] = _nbgrader(grade_id, grade=points is not None, task=False, points=points)
    return _with_id(new_code_cell(source, metadata=metadata), grade_id)


def text_cell(grade_id: str, source: str) -> NotebookNode:
    """Return a locked Markdown cell."""
    from nbformat.v4 import new_markdown_cell

    metadata = {"nbgrader": _nbgrader(grade_id, grade=False, task=False, points=None)}
    return _with_id(new_markdown_cell(source, metadata=metadata), grade_id)


def task_cell(grade_id: str, source: str, points: float) -> NotebookNode:
    """Return a task: a Markdown cell whose points a human gives."""
    from nbformat.v4 import new_markdown_cell

    metadata = {"nbgrader": _nbgrader(grade_id, grade=False, task=True, points=points)}
    return _with_id(new_markdown_cell(source, metadata=metadata), grade_id)


def is_graded(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell gives points by itself."""
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def is_task(cell: Mapping[str, Any]) -> bool:
    """Tell whether a human gives the cell's points."""
    return bool(cell["metadata"].get("nbgrader", {}).get("task"))


def grade_id_of(cell: Mapping[str, Any]) -> str:
    """Return a cell's nbgrader id, or an empty text."""
    found = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    return found if isinstance(found, str) else ""


def _nbgrader(grade_id: str, *, grade: bool, task: bool, points: float | None) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": True,
        "schema_version": SCHEMA_VERSION,
        "solution": False,
        "task": task,
    }
    return metadata if points is None else metadata | {"points": points}


def _with_id(cell: NotebookNode, grade_id: str) -> NotebookNode:
    """Give a cell a fixed id, so that the same course always builds the same file."""
    cell["id"] = grade_id[:64]
    return cell

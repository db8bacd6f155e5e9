"""
Write into an assignment's cells what its record is worth.

Neither nbgrader nor nbformat is imported here: the processes of
:mod:`grading.batch` fill notebooks without waiting seconds for them to load. A
notebook is the mapping that its file holds.
"""

from collections.abc import Mapping
from typing import Any

from grading.marking import Marking
from grading.nbgrader.cell_kinds import (
    CALLS_ID,
    EVIDENCE_PREFIX,
    QUOTED,
    ROOM_ID,
    grade_id_of,
    is_graded,
    is_task,
    rubric_named_in,
)
from grading.nbgrader.showing import Shown, show_evidence, show_quoted, show_result, show_room
from grading.results import CriterionResult
from grading.rubric import Rubric, load_rubric
from simgen.record import RECORD_NAME

KEPT = frozenset({RECORD_NAME, "timestamp.txt", "submission_secret.txt"})
"""Besides notebooks, the only files of a submission that stay where a trainer's browser can reach."""


def fill(nb: dict[str, Any], marking: Marking) -> None:
    """
    Fill every cell of ours; leave out the lesson's text, which a trainer knows.

    A graded cell gets an explanation and then exactly one result: a Python
    float from 0 to the cell's points, because nbgrader gives full marks to
    nearly everything else.
    """
    nb["cells"] = [cell for cell in nb["cells"] if cell["cell_type"] == "code" or is_task(cell)]
    for cell in nb["cells"]:
        if is_task(cell):
            cell["source"] = _without_marks(cell["source"])
        if cell["cell_type"] == "code":
            cell["outputs"] = _outputs(cell, marking)
            cell["execution_count"] = None
            if not is_graded(cell):  # the formgrader keeps the box for points with the source
                cell["metadata"]["transient"] = {"remove_source": True}


def points_of(cell: Mapping[str, Any], marking: Marking) -> float:
    """Return what a graded cell is worth: a plain float from 0 to the cell's points."""
    result = _result(grade_id_of(cell), marking)
    return clamp(result.points if result else None, cell["metadata"]["nbgrader"]["points"])


def rubric_of(nb: Mapping[str, Any]) -> Rubric:
    """Return the rubric that the course's own cell names; the starter rubric where none does."""
    calls = (cell["source"] for cell in nb["cells"] if grade_id_of(cell) == CALLS_ID)
    named = map(rubric_named_in, calls)
    return load_rubric(next((name for name in named if name), "starter"))


def clamp(points: float | None, maximum: float) -> float:
    """Return points as a plain float from 0 to ``maximum``; 0 where there are none."""
    return float(max(0.0, min(float(points or 0.0), float(maximum))))


def _outputs(cell: Mapping[str, Any], marking: Marking) -> list[dict[str, Any]]:
    grade_id = grade_id_of(cell)
    if QUOTED in cell["metadata"]:
        return [_display(show_quoted(cell["metadata"][QUOTED]))]
    if grade_id == ROOM_ID:
        return [_display(show_room(marking))]
    if grade_id.startswith(EVIDENCE_PREFIX):
        result = _result(grade_id.removeprefix(EVIDENCE_PREFIX), marking)
        return [_display(show_evidence(result, marking))] if result else []
    if is_graded(cell):
        result = _result(grade_id, marking)
        explained = [_display(show_result(result, marking))] if result else []
        return [*explained, _number(points_of(cell, marking))]
    return []


def _result(criterion_id: str, marking: Marking) -> CriterionResult | None:
    try:
        return marking.sheet.result(criterion_id)
    except KeyError:
        return None


def _without_marks(source: str) -> str:
    """Return a task's text without nbgrader's lines around the mark scheme."""
    return "\n".join(line for line in source.splitlines() if not line.startswith("=== "))


def _display(shown: Shown) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": shown.bundle()}


def _number(points: float) -> dict[str, Any]:
    return {
        "output_type": "execute_result",
        "metadata": {},
        "data": {"text/plain": repr(points)},
        "execution_count": None,
    }

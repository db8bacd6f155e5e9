"""
The feedback page: what a recruit reads, made by nbgrader's ``generate_feedback``.

It is made from the data that the evaluator left in the autograded notebook and
from the marks and comments in the gradebook; no cell of the notebook is shown.
"""

from collections.abc import Iterable
from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import GetGrades

from grading.gates import gate_in_words
from grading.nbgrader.cell_kinds import (
    EVIDENCE_PREFIX,
    ROOM_ID,
    grade_id_of,
    is_graded,
    is_task,
)
from grading.nbgrader.showing import MIME, render
from grading.rubric import TOP_LEVEL

MOST_WELL = 5
MOST_NEXT = 3
"""Things named to try next; more than a few are not acted on (assumption)."""
_QUOTES_EACH = 2


class GetMarks(GetGrades):
    """nbgrader's own reader of marks, and whether a human has marked a task yet."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Put score, points, comment and ``waiting`` into the cell's nbgrader metadata."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if is_task(cell) or is_graded(cell):
            grade = self.gradebook.find_grade(
                grade_id_of(cell), self.notebook_id, self.assignment_id, self.student_id
            )
            cell.metadata.nbgrader["waiting"] = is_task(cell) and grade.manual_score is None
            cell.metadata.nbgrader["changed"] = is_graded(cell) and grade.manual_score is not None
        return cell, resources


class FeedbackExporter(Exporter):
    """The exporter of ``GenerateFeedback``: one page of HTML, no code, no script."""

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # text, as nbconvert's own HTML exporter
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[str, Any]:
        """Return the page for an autograded notebook."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return render("feedback.html.j2", view=_view(nb, resources)), resources


def _view(nb: NotebookNode, resources: Any) -> dict[str, Any]:
    shown = {grade_id_of(cell): _data(cell) for cell in nb.cells if grade_id_of(cell)}
    made = (_part(cell, shown) for cell in nb.cells if is_graded(cell) or is_task(cell))
    parts = [part for part in made if part is not None]
    marks = resources["nbgrader"]
    room = shown.get(ROOM_ID) or _room_unseen(parts)
    return {
        "recruit": marks["student"],
        "room": room,
        "unusable": room["unusable"],
        "verdict": room["verdict"],
        "notice": room["notice"],
        "parts": parts,
        "score": marks["score"],
        "maximum": marks["max_score"],
        "late_penalty": marks["late_penalty"],
        "waiting": [part for part in parts if part["waiting"]],
        "did_well": _did_well(parts),
        "try_next": _try_next(parts),
        "comments": [part for part in parts if part["comment"]],
        "shut": _shut(parts),
    }


def _shut(parts: Iterable[dict[str, Any]]) -> list[str]:
    """Return what the gates that stayed shut mean, by the marks as they stand."""
    return [
        gate_in_words(
            part["title"],
            part["level"],
            part["gate"]["needs"],
            part["gate"]["caps_at"],
            part["level_names"],
        )
        for part in parts
        if part.get("gate") and not part["waiting"] and part["level"] < part["gate"]["needs"]
    ]


def _room_unseen(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what is known of the room where a kernel ran the cells and left no transcript."""
    seen = parts[0] if parts else {"unusable": True, "verdict": "There is nothing to show."}
    return {
        "case": None,
        "notices": [],
        "notice": "",
        "unusable": seen["unusable"],
        "verdict": seen["verdict"],
    }


def _data(cell: NotebookNode) -> dict[str, Any] | None:
    for output in cell.get("outputs", []):
        data = output.get("data", {}).get(MIME)
        if isinstance(data, dict):
            return data
    return None


def _part(cell: NotebookNode, shown: dict[str, dict[str, Any] | None]) -> dict[str, Any] | None:
    """Return one criterion with its marks; None where the evaluator left no data for it."""
    grade_id, marks = grade_id_of(cell), cell.metadata.nbgrader
    data = shown.get(EVIDENCE_PREFIX + grade_id if is_task(cell) else grade_id)
    if data is None:
        return None
    score, maximum = float(marks.get("score") or 0.0), float(marks.get("points") or 0.0)
    waiting = bool(marks.get("waiting"))
    level = min(TOP_LEVEL, int(score / maximum * TOP_LEVEL + 1e-9)) if maximum else 0
    return dict(data) | {
        "score": score,
        "maximum": maximum,
        "waiting": waiting,
        "changed": bool(marks.get("changed")),
        "comment": (marks.get("comment") or "").strip(),
        "level": level,
        "level_name": data["level_names"][level],
        "seen": data["levels"][level],
    }


def _did_well(parts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what went well, best first, each with the recruit's own words where there are some."""
    good = [part for part in parts if part["did_well"] and (part["level"] > 0 or part["waiting"])]
    good.sort(key=lambda part: -(part["level"] if not part["waiting"] else 2))
    return [
        {
            "title": part["title"],
            "text": part["did_well"],
            "words": [
                each
                for each in part["evidence"]
                if each["kind"] in {"turn", "plan"} and not each["against"]
            ][:_QUOTES_EACH]
            if part["level"] > 1 or part["waiting"]
            else [],
        }
        for part in good[:MOST_WELL]
    ]


def _try_next(parts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what to try next: the lowest levels first, the weightier first among equals."""
    open_parts = [part for part in parts if part["advice"] and not part["waiting"]]
    below = [part for part in open_parts if part["level"] < TOP_LEVEL] or open_parts
    below.sort(key=lambda part: (part["level"], -part["maximum"]))
    return [{"title": part["title"], "text": part["advice"]} for part in below[:MOST_NEXT]]

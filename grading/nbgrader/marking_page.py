"""
The trainer's page for one submission: what happened beside what is marked.

It stands in place of nbgrader's own page and is made from the data that the
evaluator left in the autograded notebook, never from its HTML, so that nothing
which a recruit wrote can reach the page unescaped. Points and comments still go
through nbgrader's own boxes, scripts and programming interface.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from nbformat.notebooknode import NotebookNode

from grading.nbgrader.cell_kinds import (
    EVIDENCE_PREFIX,
    ROOM_ID,
    grade_id_of,
    is_graded,
    is_task,
)
from grading.nbgrader.showing import MIME, render
from grading.nbgrader.views import plain
from grading.pass_mark import SAYS, WAITING
from grading.rubric import TOP_LEVEL

_LONGEST_OUTPUT = 2_000
"""Characters shown of an output that is not ours."""

_NO_EVIDENCE: Mapping[str, Any] = {
    "title": "",
    "judged_by": "human",
    "level": 0,
    "level_name": "",
    "level_names": [],
    "levels": [],
    "suggested": None,
    "evidence": [],
    "gathers": "",
    "source": "",
    "did_well": "",
    "advice": "",
    "doubt": "",
    "gate": None,
    "unusable": False,
    "verdict": "",
    "person": "The person",
}


def show_marking_page(nb: NotebookNode, resources: Mapping[str, Any]) -> Markup:
    """
    Return the whole page for an autograded notebook; a filter of the formgrader's template.

    ``resources`` is what nbgrader's handler hands to its exporter. Every value
    is escaped; scripts run only with a number drawn for this one page.
    """
    index, total = int(resources.get("index", 0)), int(resources.get("total", 0))
    names = [resources.get("first_name"), resources.get("last_name")]
    page = {
        "assignment": resources["assignment_id"],
        "notebook": resources["notebook_id"],
        "submission": resources["submission_id"],
        "base_url": resources["base_url"],
        "place": index + 1,
        "total": total,
        "before": index,
        "after": total - index - 1,
        "recruit": plain(" ".join(name for name in names if name) or resources["student"]),
        "notebook_path": resources.get("notebook_path", ""),
    }
    return Markup(  # noqa: S704 - made by a template that escapes
        render(
            "marking/first.html.j2", page=page, view=view_marking(nb), nonce=secrets.token_urlsafe()
        )
    )


def view_marking(nb: NotebookNode) -> dict[str, Any]:
    """
    Return an autograded notebook as data for a marker: ``room``, ``pass_mark``, ``criteria``, ``quoted``.

    A criterion's ``levels`` are from 0 to 3, each with its ``name``, ``points``
    and what one would ``see``; ``machine`` holds what rules gave or suggest, or
    None where the notebook does not say.
    """
    shown = {grade_id_of(cell): _data(cell) for cell in nb.cells if grade_id_of(cell)}
    room = shown.get(ROOM_ID)
    return {
        "room": room if room and "unusable" in room else None,
        "pass_mark": _pass_mark(room),
        "criteria": [
            _criterion(cell, shown) for cell in nb.cells if is_graded(cell) or is_task(cell)
        ],
        "quoted": next(
            (data for cell in nb.cells if (data := _data(cell)) and "texts" in data), None
        ),
    }


def _pass_mark(room: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the panel's mark with what is said of points beside it; the page adds up as you mark."""
    mark = room.get("pass_mark") if room and not room.get("unusable", True) else None
    return mark | {"says": SAYS | {"waiting": WAITING}} if mark else None


def _criterion(cell: NotebookNode, shown: Mapping[str, dict[str, Any] | None]) -> dict[str, Any]:
    grade_id = grade_id_of(cell)
    found = shown.get(EVIDENCE_PREFIX + grade_id if is_task(cell) else grade_id)
    data = dict(_NO_EVIDENCE) | (found or {"judged_by": "human" if is_task(cell) else "machine"})
    maximum = float(cell.metadata.nbgrader.get("points") or 0.0)
    levels = [
        {"level": level, "name": name, "points": maximum * level / TOP_LEVEL, "see": see}
        for level, (name, see) in enumerate(zip(data["level_names"], data["levels"], strict=False))
    ]
    machine = None
    if found is not None and not data["unusable"]:
        points = data["suggested"] if data["suggested"] is not None else data.get("points")
        machine = {"level": data["level"], "name": data["level_name"], "points": points or 0.0}
    return data | {
        "id": grade_id,
        "title": data["title"] or grade_id,
        "human": is_task(cell),
        "maximum": maximum,
        "levels": levels,
        "machine": machine,
        "other": "" if found else _other_output(cell),
    }


def _data(cell: NotebookNode) -> dict[str, Any] | None:
    for output in cell.get("outputs", []):
        data = output.get("data", {}).get(MIME)
        if isinstance(data, dict):
            return data
    return None


def _other_output(cell: NotebookNode) -> str:
    """Return, as text, what a kernel left in a cell that the evaluator did not fill."""
    texts = [
        str(output.get("data", {}).get("text/plain", "")) or str(output.get("text", ""))
        for output in cell.get("outputs", [])
    ]
    return plain("\n".join(text for text in texts if text))[:_LONGEST_OUTPUT]

"""
What cells show: self-contained HTML without any script, and the same as data.

The HTML is for the formgrader and for JupyterLab, the data for the feedback
page. Jinja escapes everything; the wrapper's classes keep MathJax from reading
a recruit's dollar signs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.marking import Marking
from grading.nbgrader.views import plain, view_result, view_room
from grading.pages import pages_in
from grading.results import CriterionResult

MIME = "application/vnd.link-worker-kit+json"
"""Media type of the data beside the HTML."""

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell's display: ``html`` for people, ``data`` for the feedback page."""

    html: str
    data: Mapping[str, Any]

    def bundle(self) -> dict[str, Any]:
        """Return the display as a Jupyter MIME bundle."""
        return {"text/html": self.html, MIME: dict(self.data)}


def show_room(marking: Marking) -> Shown:
    """Show the transcript with its codes, the plan, and what came to light."""
    view = view_room(marking)
    return Shown(render("room.html.j2", view=view), view)


def show_result(result: CriterionResult, marking: Marking) -> Shown:
    """Show a machine-judged criterion: level, points, evidence, advice."""
    view = view_result(result, marking)
    return Shown(render("result.html.j2", view=view), view)


def show_evidence(result: CriterionResult, marking: Marking) -> Shown:
    """Show the evidence and the suggestion for a criterion that a human judges."""
    view = view_result(result, marking)
    return Shown(render("evidence.html.j2", view=view), view)


def show_quoted(quoted: Mapping[str, Any]) -> Shown:
    """Show text of a handed-in notebook that is not the course's, as text."""
    view = {
        "texts": [plain(text) for text in quoted["texts"]],
        "count": quoted["count"],
        "remark": plain(quoted["remark"]),
    }
    return Shown(render("quoted.html.j2", view=view), view)


def render(template: str, **values: Any) -> str:
    """Return a template of ours with values, every one of them escaped."""
    return pages_in(TEMPLATES).get_template(template).render(**values).strip()

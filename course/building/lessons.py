"""
Lessons: Markdown that reads well on its own, with two marked places in it.

A lesson names its case and its rubric in its header. A code cell tagged
``case-room`` is where the case room opens; one tagged ``rubric`` is where the
criteria stand. Nothing else in a lesson is code.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbformat.notebooknode import NotebookNode

from simgen.errors import WorkspaceError

LESSONS = Path(__file__).resolve().parents[1] / "lessons"
"""The kit's own lessons, MyST Markdown."""

LAST = 10_000
_ORDER = re.compile(r"(?m)^order:\s*(\d{1,4})\s*$")
ROOM_TAG = "case-room"
RUBRIC_TAG = "rubric"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: ``scenario_id`` is also the assignment's name in nbgrader."""

    path: Path
    scenario_id: str
    rubric_name: str
    cells: tuple[NotebookNode, ...]

    @property
    def title(self) -> str:
        """The lesson's own heading."""
        for cell in self.cells:
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return str(line[2:].strip())
        return self.scenario_id


def list_lessons() -> list[Path]:
    """
    Return the kit's own lessons in the order in which they are meant to be done.

    A line ``order: 2`` in a lesson's header gives its place; lessons without
    one come last, by name.
    """
    return sorted(LESSONS.glob("*.md"), key=lambda path: (_place(path), path.name))


def _place(path: Path) -> int:
    """Return a lesson's place without reading all of it as a notebook: the server's start waits."""
    found = _ORDER.search(path.read_text(encoding="utf-8").partition("\n---\n")[0])
    return int(found.group(1)) if found else LAST


def read_lesson(path: Path) -> Lesson:
    """
    Return a lesson, checked.

    Raises :class:`~simgen.errors.WorkspaceError` when the header lacks
    ``scenario`` or ``rubric``, or a marked place is missing or there twice.
    """
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    header = dict(notebook.metadata)
    for key in ("scenario", "rubric"):
        if not isinstance(header.get(key), str):
            raise WorkspaceError(
                f"{path.name}: the header has no '{key}'; expected a line such as '{key}: "
                f"{'quiet-house' if key == 'scenario' else 'starter'}'."
            )
    if header["scenario"] != path.stem:
        raise WorkspaceError(
            f"{path.name}: found 'scenario: {header['scenario']}', expected '{path.stem}': a lesson "
            "is named after its case."
        )
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for tag in (ROOM_TAG, RUBRIC_TAG):
        found = sum(has_tag(cell, tag) for cell in code)
        if found != 1:
            raise WorkspaceError(
                f"{path.name}: found {found} code cells tagged '{tag}', expected exactly one."
            )
    stray = [cell for cell in code if not (has_tag(cell, ROOM_TAG) or has_tag(cell, RUBRIC_TAG))]
    if stray:
        raise WorkspaceError(
            f"{path.name}: found a code cell of another kind ({stray[0].source[:40]!r}); a recruit "
            "meets no code, so take it out."
        )
    return Lesson(path, header["scenario"], header["rubric"], tuple(notebook.cells))


def has_tag(cell: NotebookNode, tag: str) -> bool:
    """Tell whether a cell carries a tag."""
    return tag in cell.metadata.get("tags", [])

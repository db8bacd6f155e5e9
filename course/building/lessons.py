"""
Lessons: Markdown that reads well on its own, with two marked places in it.

A lesson names its case and its rubric in its header. A code cell tagged
``case-room`` is where the case room opens; one tagged ``rubric`` is where the
criteria stand. Nothing else in a lesson is code.
"""

from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbformat.notebooknode import NotebookNode

from simgen.errors import WorkspaceError

LESSONS = Path(__file__).resolve().parents[1] / "lessons"
"""The kit's own lessons, MyST Markdown."""

ROOM_TAG = "case-room"
RUBRIC_TAG = "rubric"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: ``scenario_id`` is also the assignment's name in nbgrader."""

    path: Path
    scenario_id: str
    rubric_name: str
    cells: tuple[NotebookNode, ...]


def list_lessons() -> list[Path]:
    """Return the kit's own lessons, in order of their names."""
    return sorted(LESSONS.glob("*.md"))


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

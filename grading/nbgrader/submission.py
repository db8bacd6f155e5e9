"""
Read a handed-in notebook as text, never as a page.

nbgrader reads the recruit's notebook, restores the locked cells and keeps the
rest, and both formgrader and feedback would then show that rest as live HTML.
Here the notebook is made afresh from the cells in the gradebook, which only the
trainer wrote. What else the file held is kept as quoted, escaped text. A file
that is no notebook at all is treated the same way, so that the record beside it
is still marked and everyone else's submission with it.
"""

import json
import os
import stat
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum

from grading.nbgrader.cell_kinds import QUOTED, code_cell, task_cell, text_cell

MAX_BYTES = 20 * 1024 * 1024
"""Largest notebook that is read, in bytes; an honest one is under 1 MiB (assumption)."""
MAX_QUOTED = 20
"""Foreign cells that are shown; the rest are counted."""
MAX_CHARACTERS = 2_000
"""Characters shown of each."""


class _NoNotebook(ValueError):
    """The file is no notebook that anybody could read."""


class SubmittedNotebook(NotebookExporter):
    """The exporter of ``Autograde``: what it reads below ``submitted`` is made afresh."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook of a file as nbgrader's preprocessors may see it."""
        resources = resources or {}
        if not self._is_handed_in(filename, resources):
            read: tuple[NotebookNode, dict[str, Any]]
            read = super().from_filename(filename, resources=resources, **kw)
            return read
        path = Path(filename)
        ids = resources["nbgrader"]
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        with Gradebook(ids["db_url"]) as gradebook:
            notebook = course_notebook(gradebook, ids["notebook"], ids["assignment"])
        found, remark = _foreign_cells(path, notebook)
        if found or remark:
            notebook.cells.append(_quoted_cell(found, remark))
        made: tuple[NotebookNode, dict[str, Any]]
        made = self.from_notebook_node(  # type: ignore[no-untyped-call]  # nbconvert's
            notebook, resources=resources, **kw
        )
        return made

    def _is_handed_in(self, filename: str, resources: dict[str, Any]) -> bool:
        coursedir = getattr(self.parent, "coursedir", None)
        ids = resources.get("nbgrader")
        if coursedir is None or ids is None:
            return False
        folder = coursedir.format_path(
            coursedir.submitted_directory, ids["student"], ids["assignment"]
        )
        return Path(filename).parent.absolute() == Path(folder).absolute()


def course_notebook(gradebook: Gradebook, notebook_id: str, assignment_id: str) -> NotebookNode:
    """Return the assignment's notebook as the gradebook holds it, in the course's order."""
    stored = gradebook.find_notebook(notebook_id, assignment_id)
    points = {cell.name: cell.max_score for cell in [*stored.grade_cells, *stored.task_cells]}
    tasks = {cell.name for cell in stored.task_cells}
    notebook: NotebookNode = new_notebook()
    for source in stored.source_cells:
        if source.name in tasks:
            cell = task_cell(source.name, source.source, points[source.name])
        elif source.cell_type == "markdown":
            cell = text_cell(source.name, source.source)
        else:
            cell = code_cell(source.name, source.source, tags=[], points=points.get(source.name))
        cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
        notebook.cells.append(cell)
    return notebook


def _foreign_cells(path: Path, ours: NotebookNode) -> tuple[list[str], str]:
    """Return the texts of the cells that are not the course's, and what is odd about the file."""
    try:
        cells = _read_cells(path)
    except (OSError, ValueError, RecursionError) as error:
        return [], f"The notebook that was handed in could not be read ({_brief(error)})."
    known = {_bare(cell.source) for cell in ours.cells}
    texts = [text for text in map(_text_of, cells) if _bare(text) and _bare(text) not in known]
    # A released task has lost its mark scheme, so it is part of ours rather than equal to it.
    return [text for text in texts if not any(_bare(text) in each for each in known)], ""


def _read_cells(path: Path) -> list[Any]:
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        raise _NoNotebook("it is not a plain file")
    if status.st_size > MAX_BYTES:
        raise _NoNotebook(f"it has {status.st_size:,} bytes, expected at most {MAX_BYTES:,}")
    data = json.loads(path.read_bytes().decode("utf-8"))
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list):
        raise _NoNotebook("it has no list of cells")
    return cells


def _text_of(cell: Any) -> str:
    source = cell.get("source", "") if isinstance(cell, dict) else ""
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _bare(text: str) -> str:
    return " ".join(text.split())


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _quoted_cell(texts: list[str], remark: str) -> NotebookNode:
    """Keep foreign text as metadata, which nothing shows; the evaluator shows it, escaped."""
    quoted = {
        "texts": [text[:MAX_CHARACTERS] for text in texts[:MAX_QUOTED]],
        "count": len(texts),
        "remark": remark,
    }
    cell: NotebookNode = new_code_cell("", metadata={QUOTED: quoted})
    cell["id"] = QUOTED
    return cell

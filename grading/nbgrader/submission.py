"""
Read a handed-in notebook as text, never as a page.

nbgrader reads the recruit's notebook, restores the locked cells and keeps the
rest, and both formgrader and feedback would then show that rest as live HTML.
Here the notebook is made afresh from the cells in the gradebook, which only the
trainer wrote. What else the file held is kept as quoted, escaped text
(:mod:`grading.nbgrader.quoting`). A file that is no notebook at all is treated
the same way, so that the record beside it is still marked and everyone else's
submission with it.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode, from_dict
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum

from grading.nbgrader.cell_kinds import code_cell, task_cell, text_cell
from grading.nbgrader.quoting import quoted_cell


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
        quoted = quoted_cell(path, notebook)
        if quoted is not None:
            notebook.cells.append(from_dict(quoted))
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

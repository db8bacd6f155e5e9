"""
An assignment's notebook as nbgrader's sanitising leaves it: the same for every submission.

nbgrader makes it anew for each one, because a recruit's notebook might be
anything. Ours is made from the gradebook alone (:mod:`grading.nbgrader.submission`),
so once is enough, and nbgrader's own steps do it.
"""

import json
from dataclasses import dataclass
from functools import lru_cache

from nbformat.notebooknode import NotebookNode, from_dict

from grading.nbgrader.cell_kinds import is_graded, is_task


@dataclass(frozen=True, slots=True)
class Template:
    """
    The notebook of an assignment, before anything of a submission is in it.

    ``text`` is its JSON, which processes can hand over; ``name`` is the
    notebook's, without its ending.
    """

    assignment: str
    name: str
    text: str

    def notebook(self) -> NotebookNode:
        """Return a copy whose cells may be filled; their sources are shared."""
        whole = _read(self.text)
        cells = [NotebookNode(cell, metadata=NotebookNode(cell.metadata)) for cell in whole.cells]
        return NotebookNode(whole, cells=cells, metadata=NotebookNode(whole.metadata))

    def graded_ids(self) -> list[str]:
        """Return the ids of the cells that functions judge."""
        return [c.metadata.nbgrader.grade_id for c in _read(self.text).cells if is_graded(c)]

    def task_ids(self) -> list[str]:
        """Return the ids of the cells that a human judges."""
        return [c.metadata.nbgrader.grade_id for c in _read(self.text).cells if is_task(c)]


@lru_cache(maxsize=2)
def _read(text: str) -> NotebookNode:
    notebook: NotebookNode = from_dict(json.loads(text))
    for cell in notebook.cells:
        if isinstance(cell.source, list):
            cell.source = "".join(cell.source)
    return notebook

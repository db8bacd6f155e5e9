"""
An assignment's notebook as nbgrader's sanitising leaves it: the same for every submission.

nbgrader makes it anew for each one, because a recruit's notebook might be
anything. Ours is made from the gradebook alone (:mod:`grading.nbgrader.submission`),
so once is enough, and nbgrader's own steps do it.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


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

    def notebook(self) -> dict[str, Any]:
        """Return a copy whose cells may be filled; what they hold is shared."""
        whole = _read(self.text)
        cells = [{**cell, "metadata": dict(cell["metadata"])} for cell in whole["cells"]]
        return {**whole, "cells": cells}


@lru_cache(maxsize=2)
def _read(text: str) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(text)
    for cell in notebook["cells"]:
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
    return notebook

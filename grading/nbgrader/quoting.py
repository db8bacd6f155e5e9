"""
What a handed-in notebook holds beside the course's own cells, kept as quoted text.

The file is read as JSON of a sane size and never as a page; neither nbgrader nor
nbformat is imported here.
"""

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grading.nbgrader.cell_kinds import QUOTED
from grading.nbgrader.views import plain

MAX_BYTES = 4 * 1024 * 1024
"""Largest notebook that is read, in bytes; an honest one is under 1 MiB (assumption)."""
MAX_CELLS = 2_000
"""Most cells of a notebook that are looked at; an honest one has under 50 (assumption)."""
MAX_QUOTED = 20
"""Foreign cells that are shown; the rest are counted."""
MAX_CHARACTERS = 2_000
"""Characters shown of each."""


class _NoNotebook(ValueError):
    """The file is no notebook that anybody could read."""


def quoted_cell(path: Path, ours: Mapping[str, Any]) -> dict[str, Any] | None:
    """
    Return a cell that keeps what a handed-in file holds beside ``ours``; None when nothing does.

    The text stands in the cell's metadata, which nothing shows; the evaluator
    shows it, escaped. A file that cannot be read gives a remark in words.
    """
    found, remark = _foreign_cells(path, ours)
    if not found and not remark:
        return None
    quoted = {
        "texts": [plain(text[:MAX_CHARACTERS]) for text in found[:MAX_QUOTED]],
        "count": len(found),
        "remark": remark,
    }
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": QUOTED,
        "metadata": {QUOTED: quoted},
        "outputs": [],
        "source": "",
    }


def remark_of(cell: Mapping[str, Any] | None) -> str:
    """Return what is odd about the handed-in file, in one sentence; empty when nothing is."""
    return str(cell["metadata"][QUOTED]["remark"]) if cell is not None else ""


def _foreign_cells(path: Path, ours: Mapping[str, Any]) -> tuple[list[str], str]:
    """Return the texts of the cells that are not the course's, and what is odd about the file."""
    try:
        cells = _read_cells(path)
    except FileNotFoundError:
        return [], f"No notebook with the name {path.name} was handed in."
    except (OSError, ValueError, RecursionError) as error:
        return [], f"The notebook that was handed in could not be read ({_brief(error)})."
    known = {_bare(cell["source"]) for cell in ours["cells"]}
    texts = [text for text in map(_text_of, cells) if _bare(text) and _bare(text) not in known]
    # A released task has lost its mark scheme, so it is part of ours rather than equal to it.
    return [text for text in texts if not any(_bare(text) in each for each in known)], ""


def _read_cells(path: Path) -> list[Any]:
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise _NoNotebook("it is not a plain file")
    size = os.lstat(path).st_size
    if size > MAX_BYTES:
        raise _NoNotebook(f"it has {size:,} bytes, expected at most {MAX_BYTES:,}")
    data = json.loads(path.read_bytes().decode("utf-8"))
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list):
        raise _NoNotebook("it has no list of cells")
    if len(cells) > MAX_CELLS:
        raise _NoNotebook(f"it has {len(cells):,} cells, expected at most {MAX_CELLS:,}")
    return cells


def _text_of(cell: Any) -> str:
    source = cell.get("source", "") if isinstance(cell, dict) else ""
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _bare(text: str) -> str:
    return " ".join(text.split())


def _brief(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) else str(error)
    return plain(" ".join((words or "").split())[:120]) or type(error).__name__

"""
A workspace with notebooks of our own making instead of the course's.

Its case room is two buttons and its notebooks hold cells that must never run, so that the server
and the JupyterLab extension are tested without the rest of the course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import v4

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 'from course import case_room\ncase_room("quiet-house")'
FORBIDDEN = 'open("forbidden-ran", "a").write("x")'
NEARLY_ROOM = ROOM + "; " + FORBIDDEN

# Stands beside the notebook, where the kernel looks first.
STAND_IN = """
import os

import ipywidgets

def case_room(scenario_id):
    with open("room-ran", "a") as log:
        log.write(str(os.getpid()) + "\\n")
    label = ipywidgets.Label("The room is open")
    button = ipywidgets.Button(description="Say hello")
    button.on_click(lambda _: setattr(label, "value", "Hello back"))
    return ipywidgets.VBox([label, button])
"""
FAILING_STAND_IN = """
def case_room(scenario_id):
    raise RuntimeError("The case file is missing.")
"""


def notebook(room: str = ROOM) -> Any:
    """Prose, a room cell, and cells that a recruit's notebook also holds or must not hold."""
    cells = [
        v4.new_markdown_cell("# A quiet street\n\nRead this first."),
        v4.new_code_cell(room, metadata={"jupyter": {"source_hidden": True}}),
        v4.new_code_cell(FORBIDDEN),
        v4.new_code_cell(NEARLY_ROOM),
        v4.new_markdown_cell(
            "Marked by a person",
            metadata={"nbgrader": {"grade": True, "solution": True, "grade_id": "plan"}},
        ),
        v4.new_markdown_cell("## Afterwards\n\nRead this last."),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def lay_out(workspace: Path, *folders: str, stand_in: str = STAND_IN) -> None:
    """Put the notebook, and the stand-in for the case room, into each folder."""
    for name in folders:
        folder = workspace / name
        folder.mkdir(parents=True)
        nbformat.write(notebook(), folder / "quiet-house.ipynb")
        (folder / "course.py").write_text(stand_in, encoding="utf-8")
    exchange = workspace / "exchange"
    exchange.mkdir(exist_ok=True)
    exchange.chmod(0o777)

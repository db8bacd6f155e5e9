"""Which course a command works on: said and found in one way by all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WORKSPACE = Path("workspace")
"""Where ``linkworker start`` makes a course when no other place is named."""


def found(folder: Path) -> Path:
    """Return the folder; the one where the command is given where that is a course itself."""
    here = Path.cwd()
    if folder == WORKSPACE and not folder.is_dir() and (here / "nbgrader_config.py").is_file():
        return here
    return folder


CourseFolder = Annotated[
    Path,
    typer.Option(
        "--course",
        "--workspace",
        callback=found,
        help="The course's folder: the one you are in, or workspace/ in it.",
    ),
]
"""The option that every command on a course takes."""

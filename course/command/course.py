"""`linkworker course`: build a course workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from course.command.output import Json, say, say_json

app = typer.Typer(help="Build a course to run with nbgrader.", no_args_is_help=True)


@app.command("init")
def init(
    folder: Annotated[Path, typer.Argument(help="Where the course is to be; made if need be.")],
    as_json: Json = False,
) -> None:
    """
    Build a course workspace: nbgrader's folders, the assignments, the recruit's desk.

    Safe to run again: what a recruit or a trainer has done there is never touched.
    """
    from course.building import build_workspace

    done = build_workspace(folder)
    if as_json:
        say_json({"workspace": str(folder.resolve()), "done": [str(step) for step in done]})
        return
    for step in done:
        say(f"  {step}")
    say(f"The course is ready in {folder}. Open it with: linkworker start --workspace {folder}")

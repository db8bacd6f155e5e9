"""`linkworker start`: open the course in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from course.command.output import say


def start(
    workspace: Annotated[
        Path, typer.Option(help="The folder in which everything of the course is kept.")
    ] = Path("workspace"),
    port: Annotated[int, typer.Option(help="A busy port gets the next free one.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open a browser where there is one.")] = True,
    password: Annotated[
        bool, typer.Option("--password", help="Ask for a password; only a hash of it is kept.")
    ] = False,
) -> None:
    """
    Open the course: one server for recruit, trainer and self-study.

    Builds the workspace first when it is not there yet. Ctrl-C stops everything.
    """
    from course.building import build_workspace
    from course.serving import start_server

    say(f"Preparing the course in {workspace}")
    build_workspace(workspace)
    start_server(workspace, port, open_browser=browser, ask_password=password)

"""`linkworker demo`: the whole loop without a browser."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from course.command.output import Json, complain, say, say_json


def demo(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder to work in.")],
    as_json: Json = False,
) -> None:
    """
    Run a course with six simulated recruits, from release to feedback, with nbgrader.

    Shows each step as it happens and ends by naming the gradebook and the
    feedback files. With --json progress goes to standard error.
    """
    from course.demo import run_demo

    result = run_demo(folder, report=complain if as_json else say)
    if as_json:
        say_json(
            {
                "root": str(result.root),
                "gradebook": str(result.gradebook),
                "feedback": [str(row.feedback) for row in result.rows],
                "recruits": [{**asdict(row), "feedback": str(row.feedback)} for row in result.rows],
            }
        )

"""`linkworker feedback`: everybody's feedback, as a page and on paper, released together."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from course.command.folder import WORKSPACE, CourseFolder
from course.command.output import Json, complain, say, say_json

MOST_NAMED = 20


def feedback(
    assignment: Annotated[str, typer.Argument(help="The assignment, for example quiet-house.")],
    course: CourseFolder = WORKSPACE,
    as_json: Json = False,
) -> None:
    """
    Make everybody's feedback anew, as a page and as a PDF, and release both.

    Recruits then fetch both at once, in JupyterLab's list of assignments or with
    nbgrader fetch_feedback. Given again after marks have changed, it replaces both.
    """
    from grading.reporting.releasing import release_feedback

    done = release_feedback(course, assignment)
    if as_json:
        say_json(asdict(done))
        return
    say(f"{assignment}: {done.pages} released as a page, {done.papers} of them as a PDF too.")
    if done.waiting:
        complain(
            f"A part has still to be marked, and their feedback says so: {_some(done.waiting)}."
        )
    if done.passed_over:
        complain(
            f"Not released: {_some(done.passed_over)}. Their work did not come through the exchange, "
            "so they cannot fetch anything there; give them the files in feedback/."
        )


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more

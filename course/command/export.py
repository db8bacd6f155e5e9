"""`linkworker export`: marks for a spreadsheet, another system, or the recruits themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from course.command.folder import WORKSPACE, CourseFolder
from course.command.output import Json, complain, say, say_json

if TYPE_CHECKING:
    from grading.reporting.exporting import Format

FORMATS = ("csv", "xlsx", "moodle", "canvas", "xapi", "portfolio", "pdf")
"""As in grading.reporting, which takes seconds to load; a test holds the two equal."""


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    assignment: Annotated[
        str, typer.Argument(help="The case, as nbgrader names it: quiet-house.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="Every case with graded work.")] = False,
    to: Annotated[
        Path | None,
        typer.Option(help="The file to write; for portfolio and pdf the folder."),
    ] = None,
    course: CourseFolder = WORKSPACE,
    home_page: Annotated[
        str, typer.Option(help="For xapi: the address that accounts belong to.")
    ] = "https://link-worker-kit.invalid",
    as_json: Json = False,
) -> None:
    """
    Write out what is graded. What nobody has marked yet is left blank, and said.

    csv and xlsx are for a spreadsheet, moodle and canvas for import there, xapi
    for a learning record store, portfolio is a page for each recruit over all
    their cases, pdf is each recruit's feedback on paper.
    """
    from simgen.errors import ReportError

    if form not in FORMATS:
        raise ReportError(f"There is no format {form[:40]!r}. There are: {', '.join(FORMATS)}.")
    if bool(assignment) == every:
        raise ReportError("Name one assignment, such as quiet-house, or say --all.")
    from grading.reporting.exporting import export as write

    done = write(course, cast("Format", form), assignment or None, to, home_page)
    if as_json:
        say_json({"files": [str(file) for file in done.files], "remarks": list(done.remarks)})
        return
    for file in done.files:
        say(str(file))
    for remark in done.remarks:
        complain(remark)

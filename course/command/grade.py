"""`linkworker grade`: grade everybody's work on an assignment in one run."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from course.command.folder import WORKSPACE, CourseFolder
from course.command.output import Json, complain, say, say_json

if TYPE_CHECKING:
    from grading.batch import BatchReport, SubmissionReport

NOT_ALL = 3
"""Exit code when something could not be graded; 1 is an error, 2 a wrong option."""
STOPPED = 130
"""Exit code after Ctrl+C, as shells have it."""
MOST_TOLD = 40
"""Submissions that are told of one by one; the rest are counted, and in --json all are there."""
MOST_GROUPS = 10


def grade(
    assignment: Annotated[str, typer.Argument(help="The assignment, for example quiet-house.")],
    course: CourseFolder = WORKSPACE,
    student: Annotated[
        list[str] | None, typer.Option(help="Only this student's work; may be given again.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Grade also what was graded before.")
    ] = False,
    feedback: Annotated[
        bool,
        typer.Option(
            "--feedback/--no-feedback",
            help="Write everybody's feedback page afresh, with the marks given by hand.",
        ),
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Programs at work at once; one for each core.")
    ] = None,
    as_json: Json = False,
) -> None:
    """
    Grade everybody's work on an assignment that has been collected.

    Leaves gradebook, autograded notebooks and feedback as nbgrader would, in a
    fraction of the time. Marks and comments given by hand stay. Stopped at any
    moment, the same command goes on from there. Ends with code 0 when all was
    entered in the gradebook and with 3 when something could not be graded.
    """
    from grading.batch import grade_assignment

    shown = _Progress(sys.stderr, quiet=as_json)
    try:
        report = grade_assignment(
            course,
            assignment,
            students=student or (),
            again=force,
            feedback=feedback,
            processes=jobs,
            progress=shown,
        )
    except KeyboardInterrupt:
        shown.clear()
        complain("Stopped. What was graded until now is kept; the same command goes on from there.")
        raise typer.Exit(STOPPED) from None
    finally:
        shown.clear()
    if as_json:
        say_json(asdict(report))
    else:
        _tell(report, feedback=feedback)
    if report.counts["refused"]:
        raise typer.Exit(NOT_ALL)


class _Progress:
    """One line on a terminal that says how far it is; nothing where nobody looks."""

    def __init__(self, to: TextIO, *, quiet: bool) -> None:
        self._to = to
        self._on = to.isatty() and not quiet
        self._next = 0.0
        self._width = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        if not self._on or (time.monotonic() < self._next and done < of):
            return
        self._next = time.monotonic() + 0.1
        line = f"{what}: {done:,} of {of:,}"
        self._to.write(f"\r{line:<{self._width}}")
        self._to.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self._on and self._width:
            self._to.write(f"\r{'':<{self._width}}\r")
            self._to.flush()
            self._width = 0


def _tell(report: BatchReport, *, feedback: bool) -> None:
    _tell_counts(report, feedback=feedback)
    if report.told:
        say("\nTo look at")
        for each in report.told[:MOST_TOLD]:
            _tell_one(each)
        if len(report.told) > MOST_TOLD:
            say(f"\n  and {len(report.told) - MOST_TOLD:,} more; --json lists them all.")
    if report.same_record:
        _tell_groups(report.same_record)
    if report.own_way:
        say("\nnbgrader's own, slower way was used:")
        for reason in report.own_way:
            say(f"  {reason}")
    say(f"\nTook {report.seconds:.1f} seconds.")
    if report.entered:
        say("What people judge waits in the formgrader: linkworker start")


def _tell_counts(report: BatchReport, *, feedback: bool) -> None:
    counts = report.counts
    say(f"{report.assignment}: {_many(sum(counts.values()), 'submission')}\n")
    rows = [
        ("Graded", counts["graded"], ""),
        ("Record unusable", counts["unusable"], "0 points, and a verdict in the feedback"),
        ("Unchanged", counts["unchanged"], "graded before; --force grades them again"),
        ("Not graded", counts["refused"], "nothing was entered; see below"),
    ]
    for name, number, why in rows:
        if number or name == "Graded":
            say(f"  {name:<17}{number:>6,}   {why}".rstrip())
    if feedback:
        say(f"  {'Feedback pages':<17}{report.pages:>6,}")


def _tell_groups(groups: list[tuple[str, ...]]) -> None:
    say("\nThe same case record, handed in by more than one recruit")
    for group in groups[:MOST_GROUPS]:
        more = f" and {len(group) - 6} more" if len(group) > 6 else ""
        say(f"  {', '.join(group[:6])}{more}")
    if len(groups) > MOST_GROUPS:
        say(f"  and {len(groups) - MOST_GROUPS:,} more groups.")
    say("  Each was marked as it stands. Ask them whose work it is.")


def _tell_one(report: SubmissionReport) -> None:
    width = min(shutil.get_terminal_size().columns, 100)
    words = [] if report.outcome == "graded" else [report.verdict]
    text = " ".join([*words, *report.remarks])
    say(f"  {report.student}")
    say(textwrap.fill(text, width, initial_indent="    ", subsequent_indent="    "))


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"

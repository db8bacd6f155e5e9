"""`linkworker moderation`: draw a sample for second marking, see how far it is, take it out."""

from __future__ import annotations

import csv
import getpass
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from course.command.folder import WORKSPACE, CourseFolder
from course.command.output import Json, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbgrader.api import Gradebook
    from sqlalchemy import Engine

    from grading.moderation.agreeing import Pair
    from grading.moderation.sampling import Threshold
    from grading.rubric import Rubric

app = typer.Typer(
    help="Second marking: draw, see how far it is, take it out.", no_args_is_help=True
)

Assignment = Annotated[str, typer.Argument(help="The assignment, for example quiet-house.")]


@app.command("sample")
def sample(
    assignment: Assignment,
    workspace: CourseFolder = WORKSPACE,
    size: Annotated[int, typer.Option(min=0, help="How many at random.")] = 10,
    seed: Annotated[int, typer.Option(help="The same seed draws the same ones.")] = 1,
    pass_mark: Annotated[
        float | None, typer.Option(help="Points that pass; left out: what a panel has published.")
    ] = None,
    within: Annotated[
        float | None, typer.Option(min=0, help="So many points count as near the pass mark.")
    ] = None,
    drawn_by: Annotated[str, typer.Option(help="Who draws; left out: your name here.")] = "",
    as_json: Json = False,
) -> None:
    """
    Draw submissions for second marking: some at random, and all near the pass mark.

    Drawn again, it adds what is new and takes nothing away; what was drawn and has
    been handed in again since is drawn anew, and its older marks are kept. Only submissions
    with points for every part can be drawn.
    """
    from grading.moderation.marks import marker_name
    from grading.moderation.sampling import draw_sample
    from grading.moderation.works import read_works, rubric_of

    with _course(workspace) as (gradebook, engine):
        works = read_works(gradebook, assignment)
        near = _threshold(pass_mark, within, rubric_of(gradebook, assignment))
        drawn = draw_sample(
            engine,
            works,
            assignment,
            size=size,
            seed=seed,
            pass_mark=near,
            drawn_by=marker_name(drawn_by or getpass.getuser()),
            at=datetime.now(UTC),
        )
    if as_json:
        say_json(
            {
                "assignment": assignment,
                "size": size,
                "seed": seed,
                "pass_mark": near.points if near else None,
                "within": near.margin if near else None,
                "new": drawn.new,
                "new_near_pass_mark": drawn.near,
                "new_drawn_anew": drawn.again,
                "drawn_before": drawn.before,
                "waiting_for_first_mark": drawn.waiting,
                "drawn_from": drawn.marked,
            }
        )
        return
    say(
        f"{drawn.new} new to be marked twice, {drawn.near} of them near the pass mark; "
        f"{drawn.before} were drawn before. Drawn from {drawn.marked}, seed {seed}."
    )
    if drawn.again:
        say(f"{drawn.again} of them were drawn before and have been handed in again since.")
    if near is None:
        say("No pass mark is known, so none was drawn for being near it: add --pass-mark POINTS.")
    else:
        say(f"Near means within {near.margin:g} of {near.points:g} points ({near.source}).")
    if drawn.waiting:
        say(f"{drawn.waiting} could not be drawn: they have no complete first mark yet.")
    say("Second markers go to the course's address, /link-worker/moderation.")


@app.command("status")
def status(workspace: CourseFolder = WORKSPACE, as_json: Json = False) -> None:
    """
    Say how far second marking is, and how far first and second markers agree.

    Agreement is weighted kappa (quadratic) with its 95% interval, of marks that two
    people gave; 1 is perfect, 0 is chance. Carries over what was agreed and had not
    reached the gradebook.
    """
    from grading.moderation.agreeing import pairs_of
    from grading.moderation.cases import STATES, list_sampled
    from grading.moderation.settling import write_agreed
    from grading.moderation.works import hand_ins

    with _course(workspace) as (gradebook, engine):
        written = write_agreed(engine, gradebook, marker=getpass.getuser(), at=datetime.now(UTC))
        with engine.connect() as connection:
            listed = list_sampled(connection, hand_ins=hand_ins(gradebook))
            pairs = {
                each: pairs_of(connection, each)
                for each in dict.fromkeys(case.assignment for case in listed)
            }
    counts: dict[str, dict[str, int]] = {}
    for case in listed:
        states = counts.setdefault(case.assignment, dict.fromkeys(STATES, 0))
        states[case.state] += 1
    if as_json:
        agreed = {assignment: _agreed(found) for assignment, found in pairs.items()}
        say_json({"assignments": counts, "carried_over": written, "agreement": agreed})
        return
    if not counts:
        say("Nothing has been drawn yet. Begin with: linkworker moderation sample ASSIGNMENT")
    for assignment, states in counts.items():
        say(f"{assignment}: {sum(states.values()) - states['older']} to be marked twice")
        for state, words in STATES.items():
            if states[state]:
                say(f"  {states[state]:4}  {words.lower()}")
        if states["again"]:
            say(f"  Draw them anew: linkworker moderation sample {assignment}")
        _say_agreed(pairs[assignment])
    if written:
        say(f"{written} settled before had not reached the gradebook; now they have.")


def _agreed(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return agreement over all parts, and by part, for programs."""
    from grading.moderation.agreeing import agreement

    criteria = dict.fromkeys(pair.criterion for pair in pairs)
    groups = {"all": pairs} | {
        each: [pair for pair in pairs if pair.criterion == each] for each in criteria
    }
    return {
        name: {
            "pairs": found.pairs,
            "submissions": found.works,
            "same_level": found.same,
            "weighted_kappa": found.kappa.value,
            "low": found.kappa.low,
            "high": found.kappa.high,
            "in_words": found.words,
        }
        for name, found in ((name, agreement(group)) for name, group in groups.items())
    }


def _say_agreed(pairs: Sequence[Pair]) -> None:
    """Say agreement over all parts, and by part where there is enough to say."""
    from grading.moderation.agreeing import agreement

    say(f"  First and second markers: {agreement(pairs).words}")
    for criterion in dict.fromkeys(pair.criterion for pair in pairs):
        found = agreement(pair for pair in pairs if pair.criterion == criterion)
        if found.enough:
            say(f"    {criterion}: {found.words}")


@app.command("export")
def export(
    assignment: Assignment,
    workspace: CourseFolder = WORKSPACE,
    to: Annotated[Path | None, typer.Option(help="A CSV file; left out: the terminal.")] = None,
    as_json: Json = False,
) -> None:
    """
    Write out every mark that was ever given, who gave it and when; no recruit's name.

    Second marks come out only when they are finished, so that nobody's blind
    marking is spoilt. The columns are: at, submission, criterion, role, marker,
    points, maximum, level, comment, handed_in.
    """
    from grading.moderation.history import COLUMNS, history_rows

    with _course(workspace) as (gradebook, engine):
        del gradebook
        rows = history_rows(engine, assignment)
    if as_json:
        say_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
        return
    out = to.open("w", encoding="utf-8", newline="") if to else sys.stdout
    try:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_safe(value) for value in row] for row in rows)
    finally:
        if to:
            out.close()
    if to:
        say(f"{len(rows)} marks are in {to}.")


def _safe(value: object) -> object:
    """Keep a spreadsheet from taking a text for a formula."""
    if isinstance(value, str) and value.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def _threshold(points: float | None, within: float | None, rubric: Rubric) -> Threshold | None:
    """Return the panel's pass mark where the trainer gives none, and its margin likewise."""
    from grading.moderation.sampling import Threshold, published_pass_mark

    published = published_pass_mark(rubric)
    if points is not None:
        return Threshold(points, within if within is not None else 0.0, "from the trainer")
    if published is None or within is None:
        return published
    return Threshold(published.points, within, f"{published.source}; margin from the trainer")


@contextmanager
def _course(workspace: Path) -> Iterator[tuple[Gradebook, Engine]]:
    """Open the course's gradebook and the database beside it, and close both."""
    from grading.moderation.database import moderation_url, open_database
    from grading.nbgrader.course import Course
    from simgen.errors import WorkspaceError

    if not (workspace / "nbgrader_config.py").is_file():
        raise WorkspaceError(
            f"{workspace} is no course workspace: it has no nbgrader_config.py. Name the course's "
            "folder with --workspace."
        )
    course = Course(workspace)
    engine = open_database(moderation_url(course.root, course.config))
    try:
        with course.gradebook() as gradebook:
            yield gradebook, engine
    finally:
        engine.dispose()

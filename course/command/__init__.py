"""
The `linkworker` command.

One module for each command. An error that the kit raises on purpose is shown as its message,
without a traceback, and ends with exit code 1.
"""

from __future__ import annotations

import sys

import typer

from course.command import (
    course,
    demo,
    export,
    feedback,
    grade,
    moderation,
    panel,
    persona,
    play,
    rubric,
    scenario,
    score,
    start,
    talk,
    utterances,
)
from simgen.errors import KitError

app = typer.Typer(
    name="linkworker",
    help="Practise, teach and grade a first social prescribing conversation.",
    no_args_is_help=True,
    add_completion=False,
)
app.command("start")(start.start)
app.add_typer(course.app, name="course")
app.add_typer(panel.app, name="panel")
app.add_typer(persona.app, name="persona")
app.add_typer(scenario.app, name="scenario")
app.command("talk")(talk.talk)
app.command("play")(play.play)
app.add_typer(utterances.app, name="utterances")
app.add_typer(rubric.app, name="rubric")
app.command("score")(score.score)
app.command("grade")(grade.grade)
app.command("feedback")(feedback.feedback)
app.command("demo")(demo.demo)
app.add_typer(moderation.app, name="moderation")
app.command("export")(export.export)


@app.callback()
def _options() -> None:
    """Practise, teach and grade a first social prescribing conversation."""


def main() -> None:
    """Run the command line; the entry point of the installed program."""
    try:
        app()
    except KitError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)

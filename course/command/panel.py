"""`linkworker panel`: run a panel of experienced link workers on a rubric."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from course.command.folder import WORKSPACE, CourseFolder
from course.command.output import Json, say, say_json

if TYPE_CHECKING:
    from grading.panel import Panel

app = typer.Typer(
    help="Let experienced link workers rate a rubric, mark submissions and set a pass mark.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="The panel's name: small letters, digits, hyphens.")]
ADDRESS = "/voila/render/panel/{name}/panel.ipynb"


@app.command("new")
def new(
    name: Name,
    workspace: CourseFolder = WORKSPACE,
    rubric: Annotated[
        str, typer.Option(help="A rubric's name, or the path of its file.")
    ] = "starter",
    case: Annotated[
        list[str] | None, typer.Option(help="A case whose anchors are marked; may be repeated.")
    ] = None,
    title: Annotated[str, typer.Option(help="What raters see at the top.")] = "",
    simulated: Annotated[
        bool, typer.Option("--simulated", help="With raters made up by a program, to try it out.")
    ] = False,
    as_json: Json = False,
) -> None:
    """
    Make a panel: a folder with the rubric as it is now, and submissions to mark.

    Nothing that is there is overwritten. Every case with anchors is taken when
    none is named.
    """
    from course.panel.notebook import write_notebook
    from grading.panel import make_panel
    from grading.panel.simulating import simulate_panel

    folder = _folder(name, workspace)
    make = simulate_panel if simulated else make_panel
    which = Path(rubric) if rubric.endswith((".yaml", ".yml")) else rubric
    panel = make(folder, rubric=which, cases=case or _cases_with_anchors(), title=title)
    write_notebook(folder, panel.file.title)
    if as_json:
        say_json({"folder": str(folder), "simulated": simulated, "submissions": panel.labels})
        return
    if simulated:
        say("SIMULATED: its raters are made up by a program. Nothing that comes of it may be used.")
    say(f"The panel is in {folder}, with {len(panel.labels)} submissions to mark.")
    say("Next:")
    say(f"  linkworker panel invite {name} --count 9   codes to hand out, shown once")
    if not simulated:
        say(f"  linkworker panel open {name}               opens round one; fixes the rules")
    say("  linkworker start                         the page is at")
    say(f"  {ADDRESS.format(name=name)}")


@app.command("invite")
def invite(
    name: Name,
    workspace: CourseFolder = WORKSPACE,
    count: Annotated[int, typer.Option(help="How many more raters.")] = 1,
    as_json: Json = False,
) -> None:
    """Make codes for more raters; they are shown once and only a hash of each is kept."""
    from grading.panel import invite as invite_raters

    codes = invite_raters(_panel(name, workspace), count)
    if as_json:
        say_json({"codes": codes})
        return
    say("Give each rater one code, and keep no list of who has which. They cannot be shown again.")
    for rater, code in codes.items():
        say(f"  {rater:9} {code}")


@app.command("open")
def open_(name: Name, workspace: CourseFolder = WORKSPACE, as_json: Json = False) -> None:
    """
    Open the next round: the first, which fixes the rules, or the second.

    With the second, the first closes, and raters see the group's median and
    spread beside their own answers.
    """
    from grading.panel import open_round
    from grading.panel.simulating import answer_round

    panel = _panel(name, workspace)
    number = open_round(panel)
    if panel.file.simulated:
        answer_round(panel)
    if as_json:
        say_json({"round": number, "rules": [rule.name for rule in panel.file.rules]})
        return
    say(f"Round {number} is open.")
    if number == 1:
        say("These rules are now fixed for this panel:")
        for rule in panel.file.rules:
            say(f"  {rule.value:g}  {rule.says}")
    else:
        proposals = len(panel.file.rounds[-1].proposals)
        say(f"Round {number - 1} is closed. {proposals} new wordings are put to the vote.")


@app.command("close")
def close(name: Name, workspace: CourseFolder = WORKSPACE) -> None:
    """Close the round that is open; answers stay as they are."""
    from grading.panel import close_round

    number = close_round(_panel(name, workspace))
    say(f"Round {number} is closed. See it: linkworker panel summarise {name}")


@app.command("summarise")
def summarise(
    name: Name,
    workspace: CourseFolder = WORKSPACE,
    number: Annotated[int, typer.Option("--round", help="The newest when not given.")] = 0,
    as_json: Json = False,
) -> None:
    """
    Say what a round brought: in words first, what to do next, then the tables.

    The same is kept in the panel's summary/ folder, with every rating in one CSV.
    """
    from grading.panel.keeping import keep_summary
    from grading.panel.summary import as_data
    from grading.panel.summary import summarise as work_out
    from grading.panel.wording import in_words

    panel = _panel(name, workspace)
    summary = work_out(panel, _round(panel, number))
    kept = keep_summary(summary)
    if as_json:
        say_json(as_data(summary))
        return
    say(in_words(summary))
    say(f"Kept in {kept}")


@app.command("publish")
def publish(
    name: Name,
    workspace: CourseFolder = WORKSPACE,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Though the kit's rubric has moved on meanwhile.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the rubric's next version from the last round, with its audit trail."""
    from grading.panel.publishing import publish as write_version
    from grading.rubric import load_rubric

    path = write_version(_panel(name, workspace), anyway=anyway)
    rubric = load_rubric(path)
    trail = rubric.confirmation
    changes = trail.changes if trail else []
    if as_json:
        counts = rubric.pass_mark.model_dump() if rubric.pass_mark else None
        facts = {"file": str(path), "kind": rubric.kind, "version": rubric.version}
        say_json({**facts, "status": rubric.status, "changes": changes, "pass_mark": counts})
        return
    say(f"{rubric.id}, version {rubric.version}: {rubric.status}")
    for change in changes:
        say(f"  {change}")
    if rubric.pass_mark:
        mark = rubric.pass_mark
        say(f"  Pass mark {mark.points:g} of {mark.of:g} (standard error {mark.standard_error:g}).")
    elif rubric.kind == "simulated":
        say("  Its pass mark does not count: the raters are made up.")
    say(f"Written to {path}")


def _folder(name: str, workspace: Path) -> Path:
    import re

    from grading.panel import PanelError

    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or len(name) > 60:
        raise PanelError(
            f"Found the name {name[:60]!r}; expected small letters, digits and hyphens, such as "
            "'autumn-2026'."
        )
    return workspace / "panel" / name


def _panel(name: str, workspace: Path) -> Panel:
    from grading.panel import open_panel

    return open_panel(_folder(name, workspace))


def _round(panel: Panel, number: int) -> int | None:
    from grading.panel import PanelError

    if number and number not in {each.number for each in panel.file.rounds}:
        raise PanelError(f"'{panel.file.name}' has had {panel.last_round} rounds; found {number}.")
    return number or None


def _cases_with_anchors() -> list[str]:
    from grading.anchors import ANCHORS

    return sorted({path.parent.name for path in ANCHORS.glob("*/*.yaml")})

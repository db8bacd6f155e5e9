"""`linkworker scenario`: list the cases and check one that a trainer has written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from course.command.output import Json, say, say_json

app = typer.Typer(help="List the cases, check one you have written.", no_args_is_help=True)


@app.command("list")
def list_cases(as_json: Json = False) -> None:
    """List the cases that come with the kit."""
    from simgen.scenario import list_scenarios

    cases = list_scenarios()
    if as_json:
        say_json([_summary(case.id) for case in cases])
        return
    for case in cases:
        say(f"{case.id}  {case.title} ({case.minutes} minutes)")
        say(f"    {case.summary}\n")


@app.command("check")
def check(
    which: Annotated[str, typer.Argument(help="A case's id, or the path of a case file.")],
    as_json: Json = False,
) -> None:
    """
    Check a case: its keys, its references, its slots, its order.

    Ends with code 0 when the case can be used, and 1 with every problem named by
    file, line and key when it cannot.
    """
    from simgen.errors import ScenarioError

    try:
        summary = _summary(which)
    except ScenarioError as error:
        if not as_json:
            raise
        say_json({"ok": False, "case": which, "problems": str(error).splitlines()})
        raise typer.Exit(1) from None
    if as_json:
        say_json({"ok": True, **summary})
        return
    say(f"{summary['id']}: this case can be used.")
    kinds = ", ".join(f"{count} {kind}" for kind, count in summary["kinds"].items())
    say(f"  {summary['items']} things can come to light ({kinds})")
    fits = ", ".join(f"{count} {fit}" for fit, count in summary["fits"].items())
    say(f"  {summary['services']} services are weighed ({fits} fit)")
    if summary["visits"]:
        visits = "1 later visit" if summary["visits"] == 1 else f"{summary['visits']} later visits"
        say(f"  {visits}, and {summary['happenings']} things that may have happened in between")
    if summary["advice"]:
        say("  Worth another look:")
    for sentence in summary["advice"]:
        say(f"    {sentence}")


@app.command("schema")
def schema(
    town: Annotated[bool, typer.Option("--town", help="Of a town file, not a case.")] = False,
) -> None:
    """Print the JSON Schema of a case file, for an editor that helps while you write."""
    import json

    from simgen.scenario import scenario_schema, town_schema

    say(json.dumps(town_schema() if town else scenario_schema(), indent=2, ensure_ascii=False))


def _summary(which: str | Path) -> dict[str, Any]:
    from collections import Counter

    from simgen.case import open_case
    from simgen.scenario import advise

    case = open_case(which, seed=1)  # fills every text once, as a recruit would meet it
    scenario = case.written
    return {
        "id": scenario.id,
        "version": scenario.version,
        "title": scenario.title,
        "summary": scenario.summary,
        "minutes": scenario.minutes,
        "town": case.town.id,
        "items": len(scenario.items),
        "kinds": dict(Counter(item.kind for item in scenario.items)),
        "services": len(scenario.services),
        "fits": dict(Counter(fit.fit for fit in scenario.services)),
        "visits": len(scenario.visits),
        "happenings": sum(len(visit.happenings) for visit in scenario.visits),
        "advice": advise(scenario),
    }

"""`linkworker rubric`: check a rubric, print its schema, see how the anchors are judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from course.command.output import Json, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterator

app = typer.Typer(help="Check a rubric and the anchors that show its levels.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(help="A rubric's name, or the path of a rubric file.")]


@app.command("check")
def check(which: Which = "starter", as_json: Json = False) -> None:
    """
    Check a rubric: its keys, its levels, its gates, and who stands behind it.

    Ends with code 1 and every problem by its key when it cannot be used.
    """
    from grading.criteria import JUDGES
    from grading.pass_mark import pass_mark_data, provenance

    rubric = _rubric(which)
    without = [each.id for each in rubric.criteria if each.id not in JUDGES]
    facts = {
        "id": rubric.id,
        "version": rubric.version,
        "kind": rubric.kind,
        "status": rubric.status,
        "criteria": len(rubric.criteria),
        "judged_by_human": sum(each.judged_by == "human" for each in rubric.criteria),
        "gates": [each.id for each in rubric.criteria if each.gate],
        "maximum": rubric.maximum,
        "pass_mark": pass_mark_data(rubric),
        "without_function": without,
    }
    if as_json:
        say_json({"ok": not without, **facts})
    else:
        say(f"{rubric.id}, version {rubric.version}: {rubric.title}")
        say(f"  {rubric.status}")
        say(
            f"  {facts['criteria']} criteria, {facts['judged_by_human']} of them judged by a person"
        )
        say(f"  gates: {', '.join(facts['gates']) or 'none'}; at most {rubric.maximum} points")
        say(f"  {provenance(rubric)}")
        for problem in _without_function(which, without):
            say(f"  {problem}")
    if without:
        raise typer.Exit(1)


def _without_function(which: str, without: list[str]) -> Iterator[str]:
    """Yield where each criterion stands for which no function gathers evidence."""
    from grading.criteria import JUDGES
    from grading.rubric import RUBRICS, read_rubric
    from simgen.scenario.slips import near

    path = Path(which) if _is_file(which) else RUBRICS / f"{which}.yaml"
    written = read_rubric(path)
    for place, criterion in enumerate(written.data["criteria"]):
        if criterion["id"] in without:
            line = written.line_of(("criteria", place, "id"))
            yield (
                f"{path}: line {line}, criteria[{place}].id: found '{criterion['id']}', for which no "
                f"function gathers evidence; expected one of {', '.join(JUDGES)}"
                f"{near(criterion['id'], JUDGES)}"
            )


@app.command("schema")
def schema(
    anchor: Annotated[bool, typer.Option("--anchor", help="Of an anchor file instead.")] = False,
) -> None:
    """Print the JSON Schema of a rubric file, for an editor that helps while you write."""
    import json

    from grading.anchors import anchor_schema
    from grading.rubric import rubric_schema

    say(json.dumps(anchor_schema() if anchor else rubric_schema(), indent=2, ensure_ascii=False))


@app.command("anchors")
def anchors(
    case: Annotated[str, typer.Argument(help="A case's id.")],
    which: Annotated[str, typer.Option("--rubric", help="A rubric's name or file.")] = "starter",
    as_json: Json = False,
) -> None:
    """
    Play a case's anchors and compare the level each was written to show with the rules' level.

    Ends with code 1 when an anchor lacks a criterion or the totals do not follow
    the order in which they were written.
    """
    rows = _compared(case, _rubric(which))
    sound = all(not row["problems"] for row in rows)
    if as_json:
        say_json({"ok": sound, "anchors": rows})
    else:
        _say_compared(case, rows)
    if not sound:
        raise typer.Exit(1)


def _compared(case: str, rubric: Any) -> list[dict[str, Any]]:
    from grading import score
    from grading.anchors import anchors_of, check_anchor, played

    rows: list[dict[str, Any]] = []
    for anchor in anchors_of(case):
        sheet = score(played(anchor), rubric)
        points = sum(
            (result.points if result.points is not None else result.suggested) or 0.0
            for result in sheet.results
        )
        problems = check_anchor(anchor, rubric)
        if rows and rows[-1]["overall"] < anchor.overall and rows[-1]["points"] >= points:
            problems.append(
                f"{anchor.id} gets no more points than {rows[-1]['id']}, written below it."
            )
        rows.append(
            {
                "id": anchor.id,
                "overall": anchor.overall,
                "points": points,
                "maximum": rubric.maximum,
                "problems": problems,
                "criteria": [
                    {
                        "criterion": result.criterion_id,
                        "written": anchor.shows[result.criterion_id].level,
                        "judged": result.level,
                    }
                    for result in sheet.results
                    if result.criterion_id in anchor.shows
                ],
            }
        )
    return rows


def _say_compared(case: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        say(f"The case '{case}' has no anchors yet: grading/anchors/{case}/ holds no file.")
    for row in rows:
        near = sum(abs(each["written"] - each["judged"]) <= 1 for each in row["criteria"])
        say(
            f"{row['id']}: written as {row['overall']} of 3, {row['points']:g} of {row['maximum']} "
            f"points; {near} of {len(row['criteria'])} criteria within one level"
        )
        for each in row["criteria"]:
            apart = "" if each["written"] == each["judged"] else "   <-"
            say(
                f"    {each['criterion']:28} written {each['written']}, judged {each['judged']}{apart}"
            )
        for problem in row["problems"]:
            say(f"  ! {problem}")


def _rubric(which: str) -> Any:
    from grading.rubric import load_rubric

    return load_rubric(Path(which) if _is_file(which) else which)


def _is_file(which: str) -> bool:
    return which.endswith((".yaml", ".yml"))

"""`linkworker score`: what a case record earns by the rubric, and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from course.command.output import Json, say, say_json


def score(
    record: Annotated[Path, typer.Argument(help="A case-record.json.")],
    as_json: Json = False,
) -> None:
    """
    Score a case record: each criterion's points, maximum and evidence.

    Criteria that a human judges have no points, only a suggestion. What kept a
    level down stands behind "but". A talk that is a worked example's is scored
    here to be looked at, and said; graded, it earns nothing. Ends with code 1 and a verdict in words when the record cannot be used.
    """
    from grading import load_rubric
    from grading import score as score_case
    from grading.copying import copied_from
    from simgen.record import read_record, replay

    case = replay(read_record(record))
    copied = copied_from(case)
    rubric = load_rubric()
    sheet = score_case(case, rubric)
    if as_json:
        say_json(
            {
                "scenario": case.case.scenario.id,
                "rubric": rubric.id,
                "rubric_status": rubric.status,
                "total": sheet.total,
                "maximum": sheet.maximum,
                "overall": sheet.overall,
                "shut": [asdict(gate) for gate in sheet.shut],
                "notices": [*case.notices, *([copied] if copied else [])],
                "criteria": [asdict(result) for result in sheet.results],
            }
        )
        return
    say(f"{case.case.scenario.title}: {sheet.total:g} of {sheet.maximum:g} points so far.")
    say(rubric.status)
    for gate in sheet.shut:
        say(gate.words)
    say()
    for result in sheet.results:
        if result.points is None:
            mark = f"judged by a person, suggestion {result.suggested:g} of {result.maximum:g}"
        else:
            mark = f"{result.points:g} of {result.maximum:g}"
        say(f"{result.title}: {result.level_name} ({mark})")
        for evidence in result.evidence:
            turn = f" (exchange {evidence.turn})" if evidence.turn else ""
            say(f"    {'but: ' if evidence.against else ''}{evidence.text}{turn}")
        if result.did_well:
            say(f"  + {result.did_well}")
        if result.advice:
            say(f"  > {result.advice}")
        if result.doubt:
            say(f"  ? {result.doubt}")
        say()
    for notice in [*case.notices, *([f"Graded, this earns nothing. {copied}"] if copied else [])]:
        say(f"Note: {notice}")

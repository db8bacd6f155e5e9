"""`linkworker persona`: simulated persons, one or a million, and what keeps them safe and fair."""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from course.command.output import Json, complain, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simgen.case import Case
    from simgen.person import PersonInCommunity

app = typer.Typer(help="Simulated persons: make them, check texts for real identifiers, audit.")

Seed = Annotated[int, typer.Option(help="Which persons: the same number, the same persons.")]
Year = Annotated[int, typer.Option(help="The year of referral, 2017 to 2030.")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="KEY=VALUE",
        help="What is asked of them, as often as needed, and all of it must hold: age=70-90, "
        "widowed_within=2, lives_alone=yes, digital=none,helped, need=loneliness ...",
    ),
]


@app.callback(invoke_without_command=True)
def persona(
    context: typer.Context,
    scenario: Annotated[
        str | None, typer.Option(help="The person of a case: its id, or the path of its file.")
    ] = None,
    seed: Seed = 1,
    count: Annotated[int, typer.Option(help="How many.")] = 1,
    form: Annotated[
        str | None, typer.Option("--format", help="jsonl, csv or parquet; without it, words.")
    ] = None,
    where: Where = None,
    year: Year = 2026,
    out: Annotated[
        Path | None, typer.Option(help="The file to write; without it, the screen.")
    ] = None,
    as_json: Json = False,
) -> None:
    """
    Show simulated persons; the same seed gives the same persons on any day.

    Every name and number is invented: identifiers come from ranges that no real person has.
    With --scenario it is the person a recruit would meet in that case, and --count goes on to
    the next seeds. Without, it is people who might be referred to a link worker; with --format
    or --out as data, one person a line, however many. --json is the same as --format jsonl.
    """
    _speak_to_any_terminal()
    if context.invoked_subcommand is not None:
        return
    if scenario is not None:
        _case_persons(scenario, seed, count, as_json=as_json or form == "jsonl")
        return
    form = form.lower() if form else None
    if form is None and (as_json or out is not None):
        form = "csv" if out is not None and out.suffix == ".csv" else "jsonl"
        form = "parquet" if out is not None and out.suffix == ".parquet" else form
    _community(seed, count, where or [], year, form, out)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Any text file.")],
    as_json: Json = False,
) -> None:
    """
    Find identifiers in a text that could belong to somebody real; then exit code 1.

    Looks for NHS and National Insurance numbers, telephone numbers, postcodes, e-mail and web
    addresses outside the ranges that are safe to use.
    """
    from simgen.person.checking import check_file

    count = 0
    for finding in check_file(file):
        count += 1
        if as_json:
            say_json(
                {
                    "file": str(file),
                    "line": finding.line,
                    "column": finding.column,
                    "kind": finding.kind,
                    "text": finding.text,
                    "expected": finding.safe,
                }
            )
        else:
            say(f"{file}:{finding}")
    if count:
        complain(
            f"{count} {'identifier' if count == 1 else 'identifiers'} outside the safe ranges."
        )
        raise typer.Exit(1)
    if not as_json:
        say(f"{file}: no identifier outside the safe ranges.")


@app.command()
def draw(
    out: Annotated[Path, typer.Option(help="The page to write: an HTML file.")],
    scenario: Annotated[
        str | None, typer.Option(help="The person of a case: its id, or the path of its file.")
    ] = None,
    seed: Seed = 1,
    where: Where = None,
    year: Year = 2026,
) -> None:
    """
    Draw a person's eco-map and life line, with the same in words, on a page to print.

    The page stands alone: it needs no network, and prints in black and white.
    """
    from simgen.person.cohorts import read_where
    from simgen.person.files import write_text
    from simgen.person.pictures import page

    if scenario is None:
        from simgen.person import generate

        drawn = page(generate(seed, read_where(where or []), year=year))
    else:
        from simgen.case import open_case
        from simgen.person.pictures import case_subject

        case = open_case(scenario, seed)
        drawn = page(case_subject(case.scenario, case.person))
    write_text(drawn, out)
    complain(f"Two pictures in {out}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a person: fields, units and value sets."""
    from simgen.person.schema import person_schema

    say(json.dumps(person_schema(), ensure_ascii=False, indent=2))


@app.command()
def audit(
    count: Annotated[int, typer.Option(help="How many persons to draw.")] = 10_000,
    seed: Seed = 1,
    where: Where = None,
    year: Year = 2026,
    as_json: Json = False,
) -> None:
    """
    Compare needs and strengths by sex, age, ethnicity and deprivation.

    Names what is exclusive to a group or differs by more than chance, the link in the data that
    makes the difference, and its source; links without a source are flagged.
    """
    from dataclasses import asdict

    from simgen.person.audit import audit as audited
    from simgen.person.audit import forbidden_links
    from simgen.person.cohorts import cohort, read_where

    found = audited(_shown(cohort(seed, count, read_where(where or []), year=year), count))
    differences = list(found.differences())
    forbidden = forbidden_links()
    if as_json:
        for difference in differences:
            say_json(asdict(difference))
    else:
        say(f"{found.persons} persons, seed {seed}, referred in {year}\n")
        grouping = ""
        for difference in differences:
            if difference.grouping != grouping:
                grouping = difference.grouping
                say(f"By {grouping}")
            mark = "EXCLUSIVE " if difference.exclusive else ""
            say(
                f"  {mark}{difference.thing}: {difference.share:.0%} of {difference.group}, "
                f"{difference.overall:.0%} of everybody"
            )
            say(f"    {'flagged, ' if difference.flagged else ''}through {difference.through}")
            if difference.source:
                say(f"    source: {difference.source}")
            if difference.direction:
                say(f"    the same way, published: {difference.direction}")
        exclusive = sum(difference.exclusive for difference in differences)
        flagged = [difference for difference in differences if difference.flagged]
        known = sum(bool(difference.direction) for difference in flagged)
        say(
            f"\n{len(differences)} differences, {exclusive} exclusive, {len(flagged)} flagged as "
            f"assumption; of these, published figures go the same way for {known}."
        )
    if forbidden:
        complain("A need must never depend on sex, gender or heritage: " + "; ".join(forbidden))
        raise typer.Exit(1)


def _community(
    seed: int, count: int, where: Iterable[str], year: int, form: str | None, out: Path | None
) -> None:
    from simgen.errors import PersonError
    from simgen.person.cohorts import cohort, read_where
    from simgen.person.files import FORMATS, check_writable, write_file, write_lines

    if form is not None and form not in FORMATS:
        raise PersonError(f"Unknown format '{form}'. Known: {', '.join(FORMATS)}.")
    if form == "parquet" and out is None:
        raise PersonError("Parquet is not for the screen; name a file with --out FILE.")
    persons = cohort(seed, count, read_where(where), year=year)
    if out is not None:
        check_writable(out)
        written = write_file(_shown(persons, count), out, form or "jsonl")
        complain(f"{written} {'person' if written == 1 else 'persons'} in {out}")
        return
    try:
        if form is None:
            for person in persons:
                _portray(person)
        else:
            screen = sys.stdout.isatty()
            write_lines(persons if screen else _shown(persons, count), sys.stdout.buffer, form)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has had enough, as `head` has; nothing is left to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_to_any_terminal() -> None:
    """Show what a terminal has no letters for as "?", rather than stopping half-way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _shown(persons: Iterable[PersonInCommunity], count: int) -> Iterator[PersonInCommunity]:
    """Show progress where there is a terminal to show it on."""
    from simgen.person.cohorts import watched

    if count < 1000 or not sys.stderr.isatty():
        yield from persons
        return
    yield from watched(persons, lambda done: _progress(done, count))
    sys.stderr.write("\r" + " " * 40 + "\r")
    sys.stderr.flush()


def _progress(done: int, count: int) -> None:
    sys.stderr.write(f"\r{done:,} of {count:,} persons ({done * 100 // count}%)")
    sys.stderr.flush()


def _portray(person: PersonInCommunity) -> None:
    address, health = person.address, person.health
    say(
        f"{person.name.full}, {person.age} on {person.reference_date} (seed {person.seed}, place {person.index})"
    )
    rows = {
        "Address": ", ".join([*address.lines, address.town, address.postcode]),
        "Telephone": "; ".join(way for way in (person.phone, person.email) if way),
        "NHS number": person.nhs_number or "none left in the safe range",
        "Languages": ", ".join(f"{one.name} ({one.level})" for one in person.languages),
        "Please": "; ".join(person.communication_needs),
        "Household": f"{person.household.kind}, {person.household.size}"
        + (f"; {person.household.pet}" if person.household.pet else ""),
        "Partner": f"{person.partner.status}"
        + (f", {person.partner.name}" if person.partner.name else ""),
        "Home": f"{person.housing.home}, {person.housing.tenure}, since {person.housing.since}",
        "Work": person.work.status
        + (
            f"; {person.work.jobs[-1].title} {person.work.jobs[-1].place}"
            if person.work.jobs
            else ""
        ),
        "Health": ", ".join(one.name for one in health.conditions),
        "Online": person.digital.use,
        "Gets about": person.transport.usual,
        "Looks after": person.caring_for or "",
        "Referred for": f"{person.referral.reason}, by {person.referral.route}"
        + ("" if person.referral.accepted else "; did not want it"),
    }
    for label, words in rows.items():
        if words:
            say(f"  {label:<13}{words}")
    _list("Life", (f"{event.month[:4]}  {event.text}" for event in person.life_events))
    _list(
        "Around",
        (f"{tie.name} ({tie.relation}): {tie.strength}, {tie.contact}" for tie in person.network),
    )
    _list("Strengths", (f"{one.name} ({one.grown_from})" for one in person.strengths))
    _list("Needs", (f"{need.label}: {need.says}" for need in person.needs))
    _list("What matters", person.what_matters)
    _list("Hopes", person.hopes)
    say()


def _list(heading: str, lines: Iterable[str]) -> None:
    say(f"  {heading}")
    for line in lines:
        say(f"    - {line}")


def _case_persons(scenario: str, seed: int, count: int, *, as_json: bool) -> None:
    from simgen.case import open_case
    from simgen.errors import PersonError

    if count < 1:
        raise PersonError(f"There is at least one person to show; the count was {count}.")
    for number in range(seed, seed + count):
        data = _person_data(open_case(scenario, number))
        if as_json:
            say_json(data)
        else:
            _show(data)


def _person_data(case: Case) -> dict[str, Any]:
    person = case.person
    return {
        "id": f"{case.scenario.id}-{case.seed}",
        "seed": case.seed,
        "scenario": case.scenario.id,
        "reference_date": case.scenario.set_on.isoformat(),
        "name": person.name,
        "known_as": person.known_as,
        "sex": person.sex,
        "age": person.age,
        "date_of_birth": person.date_of_birth.isoformat(),
        "address": {
            "lines": [person.address[0]],
            "town": person.address[-1],
            "postcode": person.postcode,
        },
        "phone": person.phone,
        "nhs_number": person.nhs_number,
        "household": person.household,
        "housing": person.housing,
        "network": [
            {
                "id": known.id,
                "relation": known.relation,
                "name": known.name,
                "age": known.age,
                "alive": known.alive,
            }
            for known in person.people
        ],
    }


def _show(data: dict[str, Any]) -> None:
    address = data["address"]
    say(f"{data['name']}, {data['age']} on {data['reference_date']} (seed {data['seed']})")
    say(f"  Address    {', '.join([*address['lines'], address['town'], address['postcode']])}")
    say(f"  Telephone  {data['phone']}")
    say(f"  NHS number {data['nhs_number']}")
    say(f"  Household  {data['household']}; {data['housing']}")
    for known in data["network"]:
        age = f"{known['age']}" if known["alive"] else "died"
        say(f"  {known['relation'].capitalize()}: {known['name']} ({age})")
    say()

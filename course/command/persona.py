"""`linkworker persona`: show the simulated person of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from course.command.output import Json, say, say_json

if TYPE_CHECKING:
    from simgen.case import Case


def persona(
    scenario: Annotated[
        str, typer.Option(help="A case's id, or the path of a case file.")
    ] = "quiet-house",
    seed: Annotated[int, typer.Option(help="Which person: the same number, the same person.")] = 1,
    count: Annotated[int, typer.Option(min=1, help="How many, from this seed on.")] = 1,
    as_json: Json = False,
) -> None:
    """
    Show the person a recruit would meet; the same seed gives the same person on any day.

    Every name and number is invented: telephone and NHS numbers come from ranges
    that no real person has. With --json, one person is one JSON object on one line.
    """
    from simgen.case import open_case

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

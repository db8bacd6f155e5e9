"""
The JSON Schema of a person in the community: fields, units and value sets.

Made from the model and the data files, so that it cannot say anything
else than the generator does.
"""

from __future__ import annotations

import types
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from simgen.person.life import model
from simgen.person.life.chain import YEAR, YEARS, chain
from simgen.person.life.health import SCORES
from simgen.person.life.places import towns
from simgen.person.life.text import data

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MONTH = {"pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}
_PLAIN = {str: "string", int: "integer", bool: "boolean", float: "number"}


def person_schema() -> dict[str, Any]:
    """Return the JSON Schema of one person as ``linkworker persona`` writes it."""
    parts: dict[str, Any] = {}
    _object(model.PersonInCommunity, parts)
    whole = parts.pop("PersonInCommunity")
    return {
        "$schema": DIALECT,
        "title": "A simulated person in the community",
        "description": "Nobody real: every name and number is invented. Ages are whole years at reference_date.",
        **whole,
        "$defs": parts,
    }


def _object(kind: type[Struct], parts: dict[str, Any]) -> dict[str, str]:
    name = kind.__name__
    if name not in parts:
        parts[name] = {}
        hints = get_type_hints(kind)
        parts[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "properties": {
                field.name: _field(name, field.name, hints[field.name], parts)
                for field in fields(kind)
            },
            "required": [field.name for field in fields(kind)],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _field(owner: str, name: str, hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    return {**_type(hint, parts), **_about().get(f"{owner}.{name}", {})}


def _type(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return dict(_object(hint, parts))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return {"type": "array", "items": _type(inner[0], parts)}
    if origin in (Union, types.UnionType):
        kinds = [_PLAIN[one] for one in inner if one is not type(None)]
        return {"type": [*kinds, "null"]}
    if hint is date:
        return {"type": "string", "format": "date"}
    return {"type": _PLAIN[hint]}


def _about() -> dict[str, dict[str, Any]]:
    """Units and value sets, by class and field."""
    variables = chain(YEAR).variables

    def values(name: str) -> dict[str, Any]:
        return {"enum": list(variables[name].domain)}

    year = {"description": "A year of the calendar."}
    month = {**_MONTH, "description": "A month, YYYY-MM."}
    person = "PersonInCommunity"
    return {
        f"{person}.id": {"pattern": r"^-?\d+-\d+$", "description": "seed-index"},
        f"{person}.sex": {**values("sex"), "description": "As recorded at birth."},
        f"{person}.gender": {"enum": ["woman", "man", "non-binary"]},
        f"{person}.age": {
            "minimum": 18,
            "maximum": 97,
            "description": "Whole years at reference_date.",
        },
        f"{person}.heritage": values("heritage"),
        f"{person}.ethnicity": {
            "enum": sorted({entry["group"] for entry in data("heritages").values()})
        },
        f"{person}.interpreter": {
            "description": "The language an interpreter is needed for, or null."
        },
        f"{person}.phone": {
            "pattern": r"^(01632 960|07700 900)\d{3}$",
            "description": "From Ofcom's ranges for drama; null beyond 1,000 persons of one seed.",
        },
        f"{person}.email": {"pattern": r"^[a-z.]+\d+@example\.org$"},
        f"{person}.nhs_number": {
            "pattern": r"^999 \d{3} \d{4}$",
            "description": "From the range never issued; null beyond 909,091 persons of one seed.",
        },
        "Address.town": {"enum": [town["name"] for town in towns().values()]},
        "Address.postcode": {
            "pattern": r"^ZZ\d{1,2} \d[A-Z]{2}$",
            "description": "Of an area that does not exist; the sector's digit is the decile, 0 for 10.",
        },
        "Address.deprivation_decile": {
            "minimum": 1,
            "maximum": 10,
            "description": "1 is the most deprived tenth.",
        },
        "Household.kind": values("household"),
        "Household.size": {"minimum": 1, "description": "Persons, with this one."},
        "Partner.status": values("partner"),
        "Partner.since": month,
        "Partner.until": month,
        "Relative.lives": {
            "enum": ["home", "town", "away", "abroad", "with their other parent", None]
        },
        "Relative.closeness": {"enum": ["close", "ordinary", "strained", None]},
        "Tie.kind": {"enum": ["person", "group", "place", "animal", "service"]},
        "Tie.strength": {"enum": ["strong", "ordinary", "faint", "strained"]},
        "Language.level": values("english"),
        "Housing.tenure": values("tenure"),
        "Housing.since": year,
        "Job.since": year,
        "Job.until": year,
        "Work.status": values("work"),
        "Work.retired_in": year,
        "Money.managing": {"enum": ["well enough", "just about", "not"]},
        "Education.level": values("schooling"),
        "Education.left_school_in": year,
        "Education.reading": {"enum": ["easy", "slow", "needs help"]},
        "Digital.use": values("digital"),
        "Transport.usual": values("transport"),
        "Condition.since": year,
        "Health.moves": {"enum": ["freely", "slowly", "with difficulty"]},
        **{
            f"Wellbeing.{score}": {"minimum": 0, "maximum": 10, "description": "Points, 0 to 10."}
            for score in SCORES
        },
        "LifeEvent.month": month,
        "LifeEvent.age": {"minimum": 0, "description": "Whole years at the time."},
        "Need.id": {"enum": list(data("words")["needs"])},
        "Strength.family": {"enum": list(data("strengths"))},
        "Strength.id": {
            "enum": [one["id"] for family in data("strengths").values() for one in family]
        },
        "Interest.id": {"enum": [entry["id"] for entry in data("interests")]},
        "Interest.now": {"description": "False for what the person used to do."},
        "Referral.year": {"minimum": YEARS[0], "maximum": YEARS[-1]},
        "Referral.route": {"enum": list(data("referral")["routes"]["value"])},
        "Referral.reason": {"enum": sorted(set(data("referral")["areas"]["value"].values()))},
    }

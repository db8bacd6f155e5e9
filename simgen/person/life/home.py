"""Home: the town and street, who lives there, what it is like."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from simgen.person import identifiers
from simgen.person.life.model import Address, Household, Housing
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life

_GARDENS = {"owned": 0.8, "mortgage": 0.8, "family": 0.7, "social-rent": 0.45, "private-rent": 0.3}


@cache
def towns() -> dict[str, dict[str, Any]]:
    """Return the invented towns by id."""
    return {town["id"]: town for town in data("places")["towns"]}


def move_in(life: Life, town_id: str | None) -> tuple[Address, str]:
    """Return the address and the town's id."""
    draws = life.draws(b"address")
    drawn = draws.pick(tuple(towns()))
    town = towns()[town_id or drawn]
    decile = life.core["decile"]
    street = draws.pick(town["streets"])
    line = f"{draws.between(1, 88)} {street}"
    lines = [f"Flat {draws.between(1, 12)}", line] if _in_flat(life) else [line]
    code = identifiers.sector_postcode(town["district"], decile, draws.word())
    life.slots["town"] = town["name"]
    life.slots["spot"] = draws.pick(town["spots"])
    life.slots["hall"] = town["hall"]
    return Address(lines, town["name"], code, decile), town["id"]


def _in_flat(life: Life) -> bool:
    return life.core["tenure"] in ("temporary", "supported", "sheltered")


def household(life: Life) -> Household:
    """Return the household; its members were named with the family."""
    kind = life.core["household"]
    draws = life.draws(b"household")
    members = list(life.at_home)
    partner = life.partner
    living_together = partner is not None and partner.status in ("married", "living-together")
    if partner is not None and partner.name is not None and living_together:
        members.insert(0, partner.name)
    size = 1 + len(members)
    if kind == "shared":
        size += draws.between(1, 4)
        life.tags["household:shared"] = "shares a home with people who are not family"
    elif kind == "alone":
        life.tags["alone"] = "runs a home alone"
    else:
        life.tags[f"household:{kind}"] = "lives with family"
    return Household(kind, size, members, _pet(life, draws))


def _pet(life: Life, draws: Draws) -> str | None:
    numbers = data("home")
    if life.core["tenure"] in ("temporary", "supported") or not draws.chance(
        numbers["pet"]["value"]
    ):
        return None
    kind = draws.pick(numbers["pet_kinds"]["value"])
    name = draws.pick(numbers["pet_names"]["value"])
    life.taken.add(name)
    life.slots["pet"] = name
    life.tags["pet"] = f"looks after {name}"
    life.tags[f"pet:{kind}"] = f"looks after {name}"
    return f"{name}, a {kind}"


def housing(life: Life) -> Housing:
    """Return what the home is like and since when."""
    numbers = data("home")
    draws = life.draws(b"housing")
    tenure = life.core["tenure"]
    year, age = life.reference.year, life.age
    if tenure == "temporary":
        since = year - draws.between(0, 1)
    elif tenure == "family" and age < 40:
        since = year - draws.between(0, min(age, 12))
    else:
        adult = max(0, age - 19)
        longest = min(adult, {"private-rent": 9, "supported": 4, "sheltered": 9}.get(tenure, 52))
        since = year - min(draws.between(0, longest), draws.between(0, 52))
    came = life.arrived // 12 if life.arrived is not None else life.born.year
    since = max(since, came)
    life.tags[f"tenure:{tenure}"] = numbers["tenures"]["value"][tenure]
    garden = draws.chance(_GARDENS.get(tenure, 0.1))
    if garden:
        life.tags["garden-home"] = "has a garden"
    _tell_of_place(life, draws, year - since)
    trouble = None
    if life.core["need:housing"] == "yes":
        trouble = draws.pick(
            numbers["troubles"]["value"].get(tenure, numbers["troubles"]["value"]["any"])
        )
    home = draws.pick(numbers["homes"]["value"][tenure])
    if since > life.born.year:
        life.happened(
            min(since * 12 + draws.between(0, 11), life.now), "move", "Moved to the present home"
        )
    return Housing(tenure, home, since, garden, trouble)


def _tell_of_place(life: Life, draws: Draws, years: int) -> None:
    town = life.slots["town"]
    if years < 3:
        if draws.chance(0.5):
            life.tags["new-here"] = f"is new in {town}"
    elif years >= 15:
        life.tags["lived-long"] = f"has lived in {town} for {years} years"
        if life.age >= 66:
            life.tags["lived-long-older"] = f"has known {town} for {years} years"
    if life.uk_born and "new-here" not in life.tags and draws.chance(0.45):
        life.tags["grew-up-here"] = f"grew up in {town}"

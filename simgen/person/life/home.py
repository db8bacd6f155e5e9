"""Home: the town and street, who lives there, what it is like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.allocation import postcodes
from simgen.person.life.columns import (
    Column,
    Ints,
    Truths,
    as_column,
    by_owner,
    column,
    row_by_row,
    where_true,
)
from simgen.person.life.draws import Choices
from simgen.person.life.model import Address, Household, Housing
from simgen.person.life.places import towns
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.couple import Couples
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth
    from simgen.person.life.relatives import Relatives

_GARDENS = {"owned": 0.8, "mortgage": 0.8, "family": 0.7, "social-rent": 0.45, "private-rent": 0.3}
_OTHERS_GARDENS = 0.1
_LONGEST = {"private-rent": 9, "supported": 4, "sheltered": 9}
_LONGEST_OF_ALL = 52
_FLATS = ("temporary", "supported", "sheltered")


@dataclass(frozen=True, slots=True)
class Households:
    """
    Who lives in the home; ``pet`` is a number in the cast, for the owners in ``petted``.

    ``shared_with`` counts people who are not family.
    """

    shared_with: Ints
    petted: Ints
    pet: Ints
    animal: Column

    def described(
        self, lives: Lives, couples: Couples, relatives: Relatives, names: Column
    ) -> list[Household]:
        """Return the households, once names are given."""
        partnered = np.flatnonzero(couples.together)
        owners = np.concatenate([partnered, relatives.owners[relatives.at_home]])
        who = np.concatenate([couples.who[partnered], relatives.who[relatives.at_home]])
        order = np.argsort(owners, kind="stable")
        members = by_owner(names[who[order]].tolist(), owners[order], lives.size)
        size = 1 + np.bincount(owners, minlength=lives.size) + self.shared_with
        pets = as_column(None, lives.size)
        pets[self.petted] = column(
            f"{name}, a {kind}" for name, kind in zip(names[self.pet], self.animal, strict=True)
        )
        return row_by_row(Household, lives.core.values("household"), size, members, pets)


def move_in(lives: Lives, town_id: str | None) -> list[Address]:
    """Return the addresses; all are in one town where one is asked for."""
    draws = lives.draws("address")
    everywhere = list(towns().values())
    town = draws.between(0, len(everywhere) - 1)
    if town_id is not None:
        town = np.full(lives.size, list(towns()).index(town_id))
    street = _streets().at(town, draws.word())
    number, flat = draws.between(1, 88), draws.between(1, 12)
    in_flat = lives.has("tenure", *_FLATS)
    decile = lives.core.numbers("decile")
    postcode = postcodes(_districts()[town], decile, draws.word())
    name = column(one["name"] for one in everywhere)[town]
    lives.slots["town"] = name
    lives.slots["spot"] = _spots().at(town, draws.word())
    lives.slots["hall"] = column(one["hall"] for one in everywhere)[town]
    lines = [
        (f"Flat {door}", f"{house} {road}") if inside else (f"{house} {road}",)
        for house, road, inside, door in zip(
            number.tolist(), street, in_flat.tolist(), flat.tolist(), strict=True
        )
    ]
    return row_by_row(Address, lines, name, postcode, decile)


def fill(lives: Lives) -> Households:
    """Say who is in the household besides the family: others, and animals."""
    draws = lives.draws("household")
    shared = lives.has("household", "shared")
    for kind in ("partner", "partner-and-children", "children", "parents", "relatives", "shared"):
        lives.tags.set(f"household:{kind}", lives.has("household", kind))
    lives.tags.set("alone", lives.has("household", "alone"))
    others = np.where(shared, draws.between(1, 4), 0)
    numbers = data("home")
    allowed = ~lives.has("tenure", "temporary", "supported")
    petted = np.flatnonzero(allowed & draws.chance(numbers["pet"]["value"]))
    draws = draws.only(petted)
    animal = draws.pick(numbers["pet_kinds"]["value"])
    pet = lives.cast.enter_animal(petted, draws)
    lives.tags.set("pet", petted)
    lives.slot_named("pet", petted, pet)
    for kind in sorted(set(numbers["pet_kinds"]["value"])):
        lives.tags.set(f"pet:{kind}", petted[animal == kind])
    return Households(others, petted, pet, animal)


def settle(lives: Lives, birth: Birth) -> list[Housing]:
    """Return what the homes are like and since when they have been lived in."""
    draws = lives.draws("housing")
    since = np.maximum(_moved_in(lives, draws), np.where(birth.uk, birth.year, birth.arrived // 12))
    tenure = lives.core.codes["tenure"]
    kinds = lives.core.domains["tenure"]
    for kind in kinds:
        lives.tags.set(f"tenure:{kind}", lives.has("tenure", kind))
    gardens = np.array([_GARDENS.get(kind, _OTHERS_GARDENS) for kind in kinds])
    garden = draws.chance(gardens[tenure])
    lives.tags.set("garden-home", garden)
    _tell_of_place(lives, draws, birth.uk, lives.year - since)
    trouble = _troubles(kinds).at(tenure, draws.word())
    trouble = where_true(lives.has("need:housing", "yes"), trouble)
    home = _homes(kinds).at(tenure, draws.word())
    month = np.maximum(since * 12 + draws.between(0, 11), birth.arrived)
    rows = np.flatnonzero(since > birth.year)
    moved = np.minimum(month, lives.now)[rows]
    lives.events.add(rows, moved, "move", "Moved to the present home")
    return row_by_row(Housing, lives.core.values("tenure"), home, since, garden, trouble)


def _moved_in(lives: Lives, draws: Draws) -> Ints:
    """Draw the year of moving in."""
    kinds = lives.core.domains["tenure"]
    longest = np.array([_LONGEST.get(kind, _LONGEST_OF_ALL) for kind in kinds])
    adult = np.maximum(0, lives.age - 19)
    longest = np.minimum(adult, longest[lives.core.codes["tenure"]])
    grown = np.minimum(draws.between(0, longest), draws.between(0, _LONGEST_OF_ALL))
    with_family = lives.has("tenure", "family") & (lives.age < 40)
    years = np.select(
        [lives.has("tenure", "temporary"), with_family],
        [draws.between(0, 1), draws.between(0, np.minimum(lives.age, 12))],
        grown,
    )
    return lives.year - years


def _tell_of_place(lives: Lives, draws: Draws, uk: Truths, years: Ints) -> None:
    new = (years < 3) & draws.chance(0.5)
    lives.tags.set("new-here", new)
    lives.tags.set("lived-long", years >= 15)
    lives.tags.set("lived-long-older", (years >= 15) & (lives.age >= 66))
    lives.tags.set("grew-up-here", uk & ~new & draws.chance(0.45))
    lives.slots["years_here"] = years


@cache
def _streets() -> Choices:
    return Choices(town["streets"] for town in towns().values())


@cache
def _spots() -> Choices:
    return Choices(town["spots"] for town in towns().values())


@cache
def _districts() -> Column:
    return column(town["district"] for town in towns().values())


@cache
def _homes(kinds: tuple[str, ...]) -> Choices:
    return Choices(data("home")["homes"]["value"][kind] for kind in kinds)


@cache
def _troubles(kinds: tuple[str, ...]) -> Choices:
    troubles = data("home")["troubles"]["value"]
    return Choices(troubles.get(kind, troubles["any"]) for kind in kinds)

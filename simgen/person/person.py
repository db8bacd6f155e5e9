"""Who the simulated person is: plain facts, fixed once made."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """
    Somebody in the person's life.

    ``relation`` is in plain words ("daughter"); ``age`` is in whole years, for
    the dead the age that they would be.
    """

    id: str
    relation: str
    name: str
    age: int
    alive: bool
    note: str


@dataclass(frozen=True, slots=True)
class Person:
    """
    One simulated person.

    ``known_as`` is how a stranger would address them ("Mrs Hale"). ``age`` is in
    whole years at the date of the case. ``phone`` and ``nhs_number`` are from
    ranges that no real person has. ``slots`` fill the case's texts.
    """

    seed: int
    title: str
    first_name: str
    surname: str
    sex: Literal["female", "male"]
    age: int
    date_of_birth: date
    address: tuple[str, ...]
    postcode: str
    phone: str
    nhs_number: str
    household: str
    housing: str
    people: tuple[Acquaintance, ...]
    slots: dict[str, str]

    @property
    def name(self) -> str:
        """The full name with its title: "Mrs Margaret Hale"."""
        return f"{self.title} {self.first_name} {self.surname}"

    @property
    def known_as(self) -> str:
        """Title and surname, as one would say it at the door."""
        return f"{self.title} {self.surname}"

"""
Make the person of a case.

The case fixes what its story needs; the rest is drawn, each from a stream of
its own, so that the same seed gives the same person on any day and machine and
a new field shifts no other. First names by decade, streets and identifiers are
those of the people in the community (:mod:`simgen.person.life`); Faker (pinned
exactly) gives surnames only.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from simgen.person import identifiers
from simgen.person.life.names import common_names
from simgen.person.life.places import towns
from simgen.person.person import Acquaintance, Person
from simgen.streams import Streams

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from simgen.scenario.models import PersonFacts, Relation, Scenario, YearRange

_UNITS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def make_person(scenario: Scenario, seed: int, town_name: str = "") -> Person:
    """
    Return the person of a case for one seed.

    ``seed`` is any whole number; ``town_name`` stands in the address and the
    slot ``{town}`` (the town's id is used where none is given). The age lies in
    the case's range and is counted at the case's own date.
    """
    from simgen.scenario.slots import slot_name

    facts = scenario.person
    town = town_name or scenario.town.capitalize()
    streams = Streams(seed)
    age = _draw(facts.age, streams.of("person", "age"))
    born = _birthday(scenario.set_on, age, streams.of("person", "birthday"))
    surname = _surname(streams.of("person", "faker", "surname"))
    taken: set[str] = set()
    first = _first_name(facts.sex, born.year, streams.of("person", "first name"), taken)
    people = tuple(_acquaintances(facts.people, streams, age, scenario.set_on.year, surname, taken))
    street = streams.of("person", "street").choice(_streets(scenario.town))
    house = streams.of("person", "house number").randint(2, 88)
    slots = {
        "first": first,
        "surname": surname,
        "name": f"{facts.title} {first} {surname}",
        "known_as": f"{facts.title} {surname}",
        "age": str(age),
        "town": town,
        "street": street,
        **{slot_name(person.id): person.name.split()[0] for person in people},
        **_details(facts, streams),
    }
    if facts.months_since_loss:
        months = _draw(facts.months_since_loss, streams.of("person", "months since loss"))
        slots["months"] = in_words(months)
    return Person(
        seed=seed,
        title=facts.title,
        first_name=first,
        surname=surname,
        sex=facts.sex,
        age=age,
        date_of_birth=born,
        address=(f"{house} {street}", town),
        postcode=identifiers.postcode(streams.of("person", "postcode")),
        phone=identifiers.landline(streams.of("person", "phone")),
        nhs_number=identifiers.nhs_number(streams.of("person", "nhs number")),
        household=facts.household,
        housing=facts.housing,
        people=people,
        slots=slots,
    )


def in_words(count: int) -> str:
    """Return a whole number from 0 to 99 in words; larger ones in digits."""
    if not 0 <= count < 100:
        return str(count)
    if count < 20:
        return _UNITS[count]
    tens, units = divmod(count, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")


def _acquaintances(
    relations: Iterable[Relation],
    streams: Streams,
    age: int,
    year: int,
    surname: str,
    taken: set[str],
) -> Iterable[Acquaintance]:
    for relation in relations:
        years = age + _draw(relation.years_older, streams.of("person", relation.id, "years"))
        rng = streams.of("person", relation.id, "first name")
        first = _first_name(relation.sex, year - years, rng, taken)
        if relation.shares_surname:
            last = surname
        else:
            last = _other_surname(streams.of("person", "faker", relation.id, "surname"), surname)
        yield Acquaintance(
            id=relation.id,
            relation=relation.relation,
            name=f"{first} {last}",
            age=years,
            alive=relation.alive,
            note=relation.note,
        )


def _other_surname(rng: random.Random, surname: str) -> str:
    name = _surname(rng)
    while name == surname:
        name = _surname(rng)
    return name


def _surname(rng: random.Random) -> str:
    """Draw a surname as Faker does: from its list, by its weights."""
    names, up_to = _surnames()
    return rng.choices(names, cum_weights=up_to)[0]


@cache
def _surnames() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return Faker's surnames for Great Britain, and their weights, each with those before it."""
    from faker.providers.person.en_GB import Provider

    return tuple(Provider.last_names), tuple(accumulate(Provider.last_names.values()))


def _details(facts: PersonFacts, streams: Streams) -> dict[str, str]:
    from simgen.scenario.slots import slot_name

    return {
        slot_name(key): streams.of("person", "detail", key).choice(choices)
        for key, choices in facts.details.items()
    }


def _first_name(
    sex: Literal["female", "male"], year: int, rng: random.Random, taken: set[str]
) -> str:
    """Draw a name common in the decade of birth; nobody in one life shares a first name."""
    decades = common_names()[sex]
    decade = min(decades, key=lambda start: abs(start + 5 - year))
    name: str = rng.choice([name for name in decades[decade] if name not in taken])
    taken.add(name)
    return name


def _birthday(on: date, age: int, rng: random.Random) -> date:
    """Return a date of birth that makes exactly ``age`` whole years on a day."""
    first_day = _years_before(on, age + 1) + timedelta(days=1)
    days = (_years_before(on, age) - first_day).days
    return first_day + timedelta(days=rng.randint(0, days))


def _years_before(on: date, years: int) -> date:
    """The same day years before; 29 February falls back to 28 February."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _draw(years: YearRange, rng: random.Random) -> int:
    return rng.randint(years.min, years.max)


def _streets(town_id: str) -> list[str]:
    """The streets of a town; those of Tidewell where it is a town without any here."""
    streets: list[str] = towns().get(town_id, towns()["tidewell"])["streets"]
    return streets

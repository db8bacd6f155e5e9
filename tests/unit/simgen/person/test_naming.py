"""Names: of their decade and heritage, from Faker's lists, and deciding nothing."""

import faker
import pytest

from simgen.person import generate
from simgen.person.life.draws import Draws
from simgen.person.life.naming import first_name, surnames
from simgen.person.life.text import data


def test_the_pinned_faker_is_the_one_installed():
    """Another release gives other people: see simgen/person/README.md."""
    assert faker.VERSION == "40.54.0"


@pytest.mark.parametrize("heritage", list(data("heritages")))
def test_every_heritage_has_names_enough(heritage):
    entry = data("heritages")[heritage]
    assert len(surnames(entry["last"])) >= 7
    draws = Draws(b"test", heritage.encode())
    for sex in ("female", "male"):
        taken = set()
        for _ in range(10):
            first_name(draws, heritage, sex, 1960, taken)
        assert len(taken) == 10


def test_names_are_of_their_decade():
    old = {
        generate(21, {"heritage": "british", "age": "85+"}, index=i).name.first for i in range(200)
    }
    young = {
        generate(21, {"heritage": "british", "age": "18-24"}, index=i).name.first
        for i in range(200)
    }
    assert len(old & young) <= 6
    assert {"Jean", "Sheila", "Derek"} & old
    assert {"Chloe", "Jack", "Ellie"} & young


def test_a_name_decides_nothing_else():
    """The same life with another heritage's name: needs come from the chain, not from the name."""
    person = generate(22, {"heritage": "polish", "born": "uk", "english": "first"})
    other = generate(22, {"heritage": "nigerian", "born": "uk", "english": "first"})
    assert person.name != other.name
    assert [need.id for need in person.needs] == [need.id for need in other.needs]
    assert person.health.conditions == other.health.conditions

"""Names: of their decade and heritage, from Faker's lists, and deciding nothing."""

import faker
import numpy as np
import pytest

from simgen.person import cohort, generate
from simgen.person.life.draws import Streams
from simgen.person.life.names import first_names, surnames
from simgen.person.life.naming import Cast
from simgen.person.life.text import data


def test_the_pinned_faker_is_the_one_installed():
    """Another release gives other people: see simgen/person/README.md."""
    assert faker.VERSION == "40.54.0"


@pytest.mark.parametrize("heritage", list(data("heritages")))
def test_every_heritage_has_names_enough(heritage):
    entry = data("heritages")[heritage]
    assert len(surnames(entry["last"])) >= 7
    for sex in ("female", "male"):
        assert len(set(first_names(entry["first"], sex, 1960))) >= 10


def test_nobody_in_the_largest_family_shares_a_name():
    """Thirty sisters of the shortest list and of lists that hold the same names."""
    rows = np.repeat(np.arange(3), 10)
    heritages = np.array(
        [list(data("heritages")).index(one) for one in ("somali", "arab", "irish")]
    )
    cast = Cast(heritages)
    draws = Streams(1, range(3)).of("test").each(rows, np.arange(30))
    cast.enter(rows, np.full(30, True), np.full(30, 1980), draws)
    names = cast.names().reshape(3, 10)
    assert [len(set(life)) for life in names] == [10, 10, 10]


def test_names_are_of_their_decade():
    old, young = (
        {person.name.first for person in cohort(21, 200, {"heritage": "british", "age": age})}
        for age in ("85+", "18-24")
    )
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

"""Persons: the same seed, the same person; never a real one; true to the case's facts."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.case import open_case
from simgen.person import identifiers
from simgen.person.making import in_words
from simgen.streams import stream

_SHOW = """
import sys, time
from faker import Faker
sys.path.insert(0, ".")
from simgen.case import open_case
p = open_case("quiet-house", 11).person
known = ", ".join(f"{k.name} {k.age}" for k in p.people)
print(p.name, p.date_of_birth, *p.address, p.postcode, p.phone, p.nhs_number, known, sep="; ")
"""
_TOMORROW = "import time\ntime.time = lambda: 1_940_000_000.0\n"

WHO_SEED_11_IS = (
    "Mrs Valerie Bond; 1948-06-11; 83 Herring Hill; Tidewell; ZZ94 0ND; 01632 960436; "
    "999 672 0837; Dennis Bond 79, Joanne Murray 46, Stacey Hopkins 38, Ethan Bradley 11, "
    "Sandra Bird 79\n"
)


@settings(deadline=None)
@given(st.integers(0, 2**62))
def test_the_person_keeps_to_the_facts_of_the_case(seed):
    case = open_case("quiet-house", seed)
    facts, person = case.scenario.person, case.person
    assert facts.age.min <= person.age <= facts.age.max
    on = case.scenario.set_on
    had_birthday = (on.month, on.day) >= (person.date_of_birth.month, person.date_of_birth.day)
    assert person.age == on.year - person.date_of_birth.year - (not had_birthday)
    for known, relation in zip(person.people, facts.people, strict=True):
        older = known.age - person.age
        assert relation.years_older.min <= older <= relation.years_older.max
        assert (known.name.split()[-1] == person.surname) == relation.shares_surname
    first_names = [person.first_name, *(known.name.split()[0] for known in person.people)]
    assert len(set(first_names)) == len(first_names)


@settings(deadline=None)
@given(st.integers(0, 2**62))
def test_no_identifier_can_belong_to_anybody(seed):
    person = open_case("quiet-house", seed).person
    assert identifiers.is_safe_nhs_number(person.nhs_number)
    assert person.phone.startswith("01632 960")
    assert len(person.phone) == len("01632 960000")
    district = person.postcode.split()[0]
    assert district.startswith("ZZ")
    assert district != "ZZ99"


@pytest.mark.parametrize(
    ("number", "safe"),
    [
        ("999 000 0018", True),
        ("999 000 0019", False),
        ("943 476 5919", False),  # a valid number outside the range
        ("999", False),
    ],
)
def test_safe_nhs_numbers_are_told_from_others(number, safe):
    assert identifiers.is_safe_nhs_number(number) is safe


def test_a_mobile_number_is_from_the_range_for_drama():
    assert identifiers.mobile(stream(1, "mobile")).startswith("07700 900")


@pytest.mark.parametrize("before", ["", _TOMORROW], ids=["today", "another day"])
@pytest.mark.parametrize("hash_seed", ["0", "424242"])
def test_the_same_seed_gives_the_same_person_in_any_process_on_any_day(before, hash_seed):
    ran = subprocess.run(
        [sys.executable, "-c", before + _SHOW],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "LC_ALL": "C", "TZ": "Pacific/Auckland"},
    )
    assert ran.stdout == WHO_SEED_11_IS


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no"), (7, "seven"), (14, "fourteen"), (20, "twenty"), (21, "twenty-one"), (140, "140")],
)
def test_numbers_are_said_in_words(count, words):
    assert in_words(count) == words


def test_recruits_meet_different_people():
    names = {open_case("quiet-house", seed).person.name for seed in range(50)}
    assert len(names) > 40

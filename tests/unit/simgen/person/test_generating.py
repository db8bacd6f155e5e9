"""One person from one seed: whole, the same everywhere, and a life that can be."""

import hashlib
import json
import os
import subprocess
import sys

import pytest
from msgspec.structs import replace

from simgen.person import cohort, generate
from simgen.person.constraints import read_constraints
from simgen.person.generating import make_block
from simgen.person.invariants import RULES, broken
from simgen.person.life.chain import YEARS, chain
from simgen.person.life.text import data
from simgen.person.writing import as_data

_SHOW = """
import hashlib, json, sys
sys.path.insert(0, ".")
from simgen.person import cohort
from simgen.person.writing import as_data
people = [as_data(person) for person in cohort(20, 200)]
print(hashlib.sha256(json.dumps(people, ensure_ascii=True, sort_keys=True).encode()).hexdigest())
"""
_TOMORROW = "import time\ntime.time = lambda: 1_940_000_000.0\n"

GOLDEN = "5988398ee61476bc6fd4c527f434b8c20d7ada4aa39993ad3b2ab4da42aacf90"
"""Of two hundred persons. Change it only as simgen/person/README.md says."""


def _hash(people):
    text = json.dumps([as_data(person) for person in people], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_seed_gives_the_same_two_hundred_persons():
    assert _hash(cohort(20, 200)) == GOLDEN


@pytest.mark.parametrize("before", ["", _TOMORROW], ids=["today", "another day"])
@pytest.mark.parametrize("hash_seed", ["0", "424242"])
def test_persons_depend_on_nothing_but_the_seed(before, hash_seed):
    ran = subprocess.run(
        [sys.executable, "-c", before + _SHOW],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "LC_ALL": "C", "TZ": "Pacific/Auckland"},
    )
    assert ran.stdout.strip() == GOLDEN


@pytest.mark.parametrize("where", [{}, {"age": "70-90", "lives_alone": "yes", "town": "ashmoor"}])
def test_persons_are_the_same_alone_and_in_blocks_of_any_size(where):
    wanted = read_constraints(where, 2026)
    together = make_block(3, range(600), wanted)
    assert make_block(3, range(250), wanted) + make_block(3, range(250, 600), wanted) == together
    for index in (599, 0, 311, 7):
        assert generate(3, wanted, index=index) == together[index]


def test_there_are_at_least_forty_rules_and_each_says_what_it_holds():
    assert len(RULES) >= 40
    assert all(rule.__doc__ for rule in RULES)
    assert len({rule.__doc__ for rule in RULES}) == len(RULES)


def test_five_thousand_persons_break_no_rule():
    for person in cohort(6, 5_000):
        assert broken(person) == [], person


@pytest.mark.parametrize("year", [YEARS[0], 2020, YEARS[-1]])
def test_no_rule_breaks_in_other_years(year):
    for person in cohort(7, 500, year=year):
        assert broken(person) == []


def test_rules_can_be_broken():
    person = generate(8)
    wrong = replace(
        person, age=person.age + 1, phone="01632 123456", life_events=person.life_events[::-1]
    )
    found = " ".join(broken(wrong))
    assert "whole years from the date of birth" in found
    assert "ranges for drama" in found
    assert "in order" in found


def test_a_new_purpose_shifts_no_other():
    """Each variable has its own word for ever."""
    entries = data("chances")["variables"]
    words = [entry["word"] for entry in entries]
    assert len(set(words)) == len(words)
    assert max(words) < data("chances")["words_used"]


def test_every_number_says_where_it_comes_from():
    for variable in chain(2026).variables.values():
        assert variable.unit
        assert variable.source
    for name in ("family", "home", "health", "around", "referral", "schooling"):
        for key, entry in data(name).items():
            assert entry["unit"], (name, key)
            assert entry["source"], (name, key)


def test_there_are_eighty_strengths_in_six_families():
    strengths = data("strengths")
    assert len(strengths) >= 6
    assert sum(map(len, strengths.values())) >= 80
    met = {one.id for person in cohort(9, 12_000) for one in person.strengths}
    assert met == {one["id"] for family in strengths.values() for one in family}


def test_hundreds_of_different_things_are_said():
    said = set()
    for person in cohort(10, 2_000):
        said.add((*person.what_matters, *person.hopes))
    assert len(said) >= 1_900


def test_every_line_is_said_by_somebody_it_is_true_of():
    """A line that nobody can say is a mistake in words.yaml."""
    heard = set()
    for person in cohort(11, 12_000):
        heard.update(need.says for need in person.needs)
    spoken = [
        entry["says"]
        for need in data("words")["needs"].values()
        for entry in need["lines"]
        if "{" not in entry["says"]
    ]
    assert [line for line in spoken if line not in heard] == []


def test_strengths_come_from_the_life():
    grown = [
        (person, one)
        for person in cohort(12, 800)
        for one in person.strengths
        if one.grown_from.startswith("worked as ")
    ]
    assert grown
    for person, one in grown:
        assert one.grown_from[10:] in {job.title for job in person.work.jobs}

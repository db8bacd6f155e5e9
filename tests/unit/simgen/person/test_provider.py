"""The Faker provider: in Faker's convention, and seeded by Faker."""

import subprocess
import sys

import pytest
from faker import Faker
from msgspec import Struct

from simgen.errors import PersonError
from simgen.person.invariants import broken
from simgen.person.provider import PersonInCommunityProvider

_ALONE = """
import sys
from faker import Faker
from simgen.person.provider import PersonInCommunityProvider
fake = Faker("en_GB")
fake.add_provider(PersonInCommunityProvider)
person = fake.person_in_community()
heavy = {"IPython", "ipywidgets", "nbgrader", "voila", "traitlets", "pandas", "course", "grading"}
print(bool(person.hopes), *sorted(heavy & sys.modules.keys()))
"""


@pytest.fixture
def fake():
    made = Faker("en_GB")
    made.add_provider(PersonInCommunityProvider)
    made.seed_instance(7)
    return made


def test_fakers_seed_gives_the_same_person(fake):
    first = fake.person_in_community()
    fake.seed_instance(7)
    assert fake.person_in_community() == first
    assert broken(first) == []
    assert fake.person_in_community() != first


def test_constraints_are_named_arguments(fake):
    person = fake.person_in_community(age="70-90", lives_alone=True, year=2019)
    assert 70 <= person.age <= 90
    assert person.household.kind == "alone"
    assert person.referral.year == 2019
    with pytest.raises(PersonError, match="Did you mean age"):
        fake.person_in_community(aeg=3)


def test_many_are_the_cohort_of_one_seed(fake):
    people = fake.people_in_community(30, sex="male")
    assert [person.index for person in people] == list(range(30))
    assert len({person.seed for person in people}) == 1
    assert {person.sex for person in people} == {"male"}
    fake.seed_instance(7)
    assert fake.people_in_community(30, sex="male") == people


def test_the_provider_needs_nothing_of_jupyter():
    ran = subprocess.run(
        [sys.executable, "-c", _ALONE], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.split() == ["True"]


def test_every_part_can_be_had(fake):
    assert fake.person_in_community_data()["name"]["full"]
    assert fake.community_address(town="tidewell").town == "Tidewell"
    assert fake.community_name(gender="man").title == "Mr"
    assert fake.community_household(lives_alone=True).size == 1
    assert fake.working_life(work="retired").retired_in
    assert fake.community_health(conditions="several").conditions
    assert fake.community_family(children="2")
    assert fake.community_nhs_number().startswith("999 ")
    for part in (fake.life_events, fake.social_network, fake.social_needs, fake.personal_strengths):
        assert all(isinstance(one, Struct) for one in part())
    assert all(isinstance(words, str) for words in (*fake.what_matters(), *fake.hopes()))

"""The Faker provider: in Faker's convention, and seeded by Faker."""

import pytest
from faker import Faker
from msgspec import Struct

from simgen.errors import PersonError
from simgen.person.invariants import broken
from simgen.person.provider import PersonInCommunityProvider


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


def test_every_part_can_be_had(fake):
    assert fake.person_in_community_data()["name"]["full"]
    assert fake.community_address(town="tidewell").town == "Tidewell"
    assert fake.community_nhs_number().startswith("999 ")
    for part in (fake.life_events, fake.social_network, fake.social_needs, fake.personal_strengths):
        assert all(isinstance(one, Struct) for one in part())
    assert all(isinstance(words, str) for words in (*fake.what_matters(), *fake.hopes()))

"""
The generator as a Faker provider, for people who use Faker.

    from faker import Faker
    from simgen.person.provider import PersonInCommunityProvider

    fake = Faker("en_GB")
    fake.add_provider(PersonInCommunityProvider)
    fake.seed_instance(7)
    fake.person_in_community()                          # a whole person
    fake.person_in_community(age="70-90", lives_alone=True)
    fake.what_matters()                                 # a part of one
    fake.people_in_community(500)                       # many, far quicker than one by one

It needs no more of the kit than :mod:`simgen.person`: no Jupyter, no server, no
command. Each call draws one seed from Faker's own random numbers and makes the person
from it; so Faker's seeds work as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faker.providers import BaseProvider

from simgen.person.cohorts import cohort
from simgen.person.generating import generate
from simgen.person.life.chain import YEAR
from simgen.person.writing import as_data

if TYPE_CHECKING:
    from simgen.person.life.model import (
        Address,
        Health,
        Household,
        LifeEvent,
        Name,
        Need,
        PersonInCommunity,
        Relative,
        Strength,
        Tie,
        Work,
    )

_SEEDS = 2**62


class PersonInCommunityProvider(BaseProvider):
    """
    Persons who might be referred to a link worker, and parts of them.

    Every method takes the constraints of :mod:`simgen.person.constraints` as
    named arguments, and ``year``.
    """

    def person_in_community(self, *, year: int = YEAR, **where: Any) -> PersonInCommunity:
        """Return a whole person."""
        seed = self.generator.random.randrange(_SEEDS)
        return generate(seed, where, year=year)

    def people_in_community(
        self, count: int, *, year: int = YEAR, **where: Any
    ) -> list[PersonInCommunity]:
        """Return many whole persons, the cohort of one seed: far quicker than one by one."""
        seed = self.generator.random.randrange(_SEEDS)
        return list(cohort(seed, count, where, year=year))

    def person_in_community_data(self, *, year: int = YEAR, **where: Any) -> dict[str, Any]:
        """Return a whole person as dicts, lists, texts and numbers."""
        return as_data(self.person_in_community(year=year, **where))

    def community_address(self, **where: Any) -> Address:
        """Return an address in an invented town."""
        return self.person_in_community(**where).address

    def community_name(self, **where: Any) -> Name:
        """Return a name that fits sex, gender, heritage and decade of birth."""
        return self.person_in_community(**where).name

    def community_household(self, **where: Any) -> Household:
        """Return who lives together."""
        return self.person_in_community(**where).household

    def community_family(self, **where: Any) -> tuple[Relative, ...]:
        """Return a family, living and dead."""
        return self.person_in_community(**where).family

    def community_health(self, **where: Any) -> Health:
        """Return long-term conditions, how somebody moves, and how they are."""
        return self.person_in_community(**where).health

    def working_life(self, **where: Any) -> Work:
        """Return the jobs of a life, in order."""
        return self.person_in_community(**where).work

    def community_nhs_number(self, **where: Any) -> str:
        """Return an NHS number from the range that is never issued."""
        return self.person_in_community(**where).nhs_number or ""

    def life_events(self, **where: Any) -> tuple[LifeEvent, ...]:
        """Return the events of a life, in order."""
        return self.person_in_community(**where).life_events

    def social_network(self, **where: Any) -> tuple[Tie, ...]:
        """Return the people, groups and places around somebody."""
        return self.person_in_community(**where).network

    def social_needs(self, **where: Any) -> tuple[Need, ...]:
        """Return the needs of somebody, in their own words."""
        return self.person_in_community(**where).needs

    def personal_strengths(self, **where: Any) -> tuple[Strength, ...]:
        """Return strengths, each with what it has grown from."""
        return self.person_in_community(**where).strengths

    def what_matters(self, **where: Any) -> tuple[str, ...]:
        """Return what matters to somebody, in their own words."""
        return self.person_in_community(**where).what_matters

    def hopes(self, **where: Any) -> tuple[str, ...]:
        """Return what somebody hopes for, in their own words."""
        return self.person_in_community(**where).hopes

"""
Whom the pictures can show: a person of the community, or the person of a case.

Both are seen through :class:`Pictured`. The person of a case is put together
here from what the case says is around them and what happened when.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from simgen.person.life.model import LifeEvent, Tie

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from simgen.person.person import Person
    from simgen.scenario.models import Milestone, Scenario


class Called(Protocol):
    """A name: how a stranger would say it."""

    @property
    def known_as(self) -> str:
        """Title and surname."""
        ...


class Pictured(Protocol):
    """What a picture needs of a person."""

    @property
    def id(self) -> str:
        """Makes the ids in the image unique."""
        ...

    @property
    def name(self) -> Called:
        """What they are called."""
        ...

    @property
    def age(self) -> int:
        """In whole years."""
        ...

    @property
    def reference_date(self) -> date:
        """The day that the picture is of."""
        ...

    @property
    def network(self) -> Sequence[Tie]:
        """Who and what is around them."""
        ...

    @property
    def life_events(self) -> Sequence[LifeEvent]:
        """What happened, in order."""
        ...


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Only how a stranger would say the name."""

    known_as: str


@dataclass(frozen=True, slots=True)
class CaseSubject:
    """The person of a case, as the pictures see them."""

    id: str
    name: KnownAs
    age: int
    reference_date: date
    network: tuple[Tie, ...]
    life_events: tuple[LifeEvent, ...]


def case_subject(scenario: Scenario, person: Person) -> CaseSubject:
    """
    Return the person of a case for the pictures.

    ``scenario`` has its slots filled. Milestones are put in order; those of the
    same year stay in the order of the case.
    """
    known = {each.id: each for each in person.people}
    people = [
        Tie(
            kind="person",
            name=known[relation.id].name.split()[0],
            relation=relation.relation,
            age=known[relation.id].age if relation.alive else None,
            strength=relation.tie,
            contact=relation.contact or relation.relation,
        )
        for relation in scenario.person.people
    ]
    others = [
        Tie(
            kind=tie.kind,
            name=tie.name,
            relation=tie.relation,
            age=None,
            strength=tie.tie,
            contact=tie.contact,
        )
        for tie in scenario.person.ties
    ]
    dated = [(_years_ago(each, person), each) for each in scenario.person.life]
    year = scenario.set_on.year
    events = [
        LifeEvent(
            month=f"{year - ago}",
            age=max(0, person.age - ago),
            kind=milestone.kind,
            text=milestone.text,
        )
        for ago, milestone in sorted(dated, key=lambda pair: -pair[0])
    ]
    return CaseSubject(
        id=f"{scenario.id}-{person.seed}",
        name=KnownAs(person.known_as),
        age=person.age,
        reference_date=scenario.set_on,
        network=(*people, *others),
        life_events=tuple(events),
    )


def _years_ago(milestone: Milestone, person: Person) -> int:
    if milestone.years_ago is not None:
        return milestone.years_ago
    if milestone.at_age is not None:
        return max(0, person.age - milestone.at_age)
    return next(known.age for known in person.people if known.id == milestone.birth_of)

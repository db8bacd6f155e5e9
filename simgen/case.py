"""One recruit's case: the written scenario, as it reads for the person they meet."""

from dataclasses import dataclass
from pathlib import Path

from simgen.person import Person, make_person
from simgen.scenario import Scenario, Town, load_both
from simgen.scenario.slots import fill_scenario


@dataclass(frozen=True, slots=True)
class Case:
    """
    A scenario, its town and its person, together.

    ``written`` is the scenario as the trainer wrote it; in ``scenario`` every
    slot is filled for this person, so no reader of it meets a brace.
    """

    written: Scenario
    scenario: Scenario
    town: Town
    person: Person
    seed: int


def open_case(which: str | Path, seed: int) -> Case:
    """
    Return the case with this seed's person.

    ``which`` is the id of one of the kit's cases or the path of a file. Raises
    :class:`~simgen.errors.ScenarioError` when there is none or it is broken.
    """
    written, town = load_both(which)
    return case_for(written, town, seed)


def case_for(written: Scenario, town: Town, seed: int) -> Case:
    """Return the case of an already loaded scenario with this seed's person."""
    person = make_person(written, seed, town.name)
    return Case(
        written=written,
        scenario=fill_scenario(written, person.slots),
        town=town,
        person=person,
        seed=seed,
    )

"""
The slots in a case's texts, such as ``{husband}``, and how they are filled.

A brace that is not a slot is an error in the case, found by
:mod:`simgen.scenario.checks`, so filling can be strict.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simgen.scenario.models import Scenario

ALWAYS = ("name", "first", "surname", "known_as", "age", "town", "street")
"""Slots that every case may use."""

_SLOT = re.compile(r"\{([^{}]*)\}")


def known_slots(scenario: Scenario) -> set[str]:
    """Return the names of the slots that this case's texts may use."""
    facts = scenario.person
    named = {*ALWAYS, *(slot_name(key) for key in facts.details)}
    named |= {slot_name(relation.id) for relation in facts.people}
    return named | ({"months"} if facts.months_since_loss else set())


def slots_in(text: str) -> list[str]:
    """Return the slot names that a text uses, in order."""
    return _SLOT.findall(text)


def fill(text: str, slots: Mapping[str, str]) -> str:
    """Return a text with its slots filled; ``KeyError`` for a slot without a value."""
    return _SLOT.sub(lambda match: slots[match.group(1)], text)


def fill_scenario(scenario: Scenario, slots: Mapping[str, str]) -> Scenario:
    """Return the case as it reads for one person: no slot is left in any text."""
    return Scenario.model_validate(_filled(scenario.model_dump(), slots))


def texts(
    value: Any, key: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text below a value of plain data, with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, (*key, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts(part, (*key, index))


def slot_name(key: str) -> str:
    """Return the slot's name for a relation's or detail's id: hyphens become underscores."""
    return key.replace("-", "_")


def _filled(value: Any, slots: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return fill(value, slots)
    if isinstance(value, dict):
        return {name: _filled(part, slots) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, slots) for part in value]
    return value

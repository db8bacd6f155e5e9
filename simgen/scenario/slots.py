"""
The slots in a case's texts, such as ``{husband}``, and how they are filled.

A brace that is not a slot is an error in the case, found by
:mod:`simgen.scenario.checks`, so filling can be strict.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pydantic import BaseModel

from simgen.latest import Latest
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
    """
    Return the case as it reads for one person: no slot is left in any text.

    What holds no slot, or reads the same for them, is shared between people, so
    nothing in it may be changed.
    """
    filler = _fillers.of(scenario, lambda: _filler(scenario))
    filled: Scenario = scenario if filler is None else filler(slots)
    return filled


Filler = Callable[[Mapping[str, str]], Any]
_fillers = Latest[Filler | None]()


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


MOST_ALIKE = 64
"""Readings kept of one part of a case: more than there are first names for one of its people."""

FEW_SLOTS = 2
"""Slots up to which a part is likely to read the same for another person."""


def _filler(value: Any) -> Filler | None:
    """Return what fills the slots of a value, or None where it has none."""
    if isinstance(value, str):
        return (lambda slots: fill(value, slots)) if "{" in value else None
    if isinstance(value, BaseModel):
        parts = _fillers_of((name, getattr(value, name)) for name in type(value).model_fields)
        if not parts:
            return None
        return _once_for_each_reading(
            sorted(_slots_of(value)),
            lambda slots: value.model_copy(update={k: f(slots) for k, f in parts}),
        )
    if isinstance(value, dict):
        parts = _fillers_of(value.items())
        return (lambda slots: {**value, **{k: f(slots) for k, f in parts}}) if parts else None
    if isinstance(value, list):
        places = _fillers_of(enumerate(value))
        return (lambda slots: _replaced(value, places, slots)) if places else None
    return None


def _slots_of(value: Any) -> set[str]:
    """Return the slots that a value uses in any of its texts."""
    if isinstance(value, str):
        return set(slots_in(value)) if "{" in value else set()
    if isinstance(value, BaseModel):
        value = value.__dict__
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(_slots_of, value)) if isinstance(value, list) else set()


def _once_for_each_reading(names: list[str], filler: Filler) -> Filler:
    """Return a filler that works once for all people who have the same in a part's few slots."""
    if len(names) > FEW_SLOTS:
        return filler

    @lru_cache(maxsize=MOST_ALIKE)
    def filled(*values: str) -> Any:
        return filler(dict(zip(names, values, strict=True)))

    if len(names) == 1:
        name = names[0]
        return lambda slots: filled(slots[name])
    in_order = itemgetter(*names)
    return lambda slots: filled(*in_order(slots))


def _fillers_of(parts: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Filler]]:
    found = [(key, _filler(part)) for key, part in parts]
    return [(key, filler) for key, filler in found if filler is not None]


def _replaced(
    value: list[Any], places: list[tuple[int, Filler]], slots: Mapping[str, str]
) -> list[Any]:
    filled = list(value)
    for place, filler in places:
        filled[place] = filler(slots)
    return filled

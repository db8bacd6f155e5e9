"""
What goes on in the person beside trust: comfort, energy, confidence, readiness.

Comfort falls when deep things are drawn out one after the other and settles
towards trust; energy runs down; confidence grows as strengths are seen; and
readiness is for each thing that came to light. The numbers are in ``inner.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from simgen.conversation.turn import Movement
from simgen.own_yaml import read_own_yaml
from simgen.scenario.parts import Item

PRIVATE = 3
"""The deepest level, of what is drawn out only so often in a row."""


@dataclass(frozen=True, slots=True)
class Inner:
    """
    The person's inner state; every number is from 0 to 1.

    ``depth`` is the deepest level reached so far (0 none, 1 surface, 2 personal,
    3 private). ``deep_run`` counts deep answers drawn out by questions in a row.
    ``readiness`` is by item id.
    """

    comfort: float
    energy: float = 1.0
    confidence: float = 0.3
    depth: int = 0
    deep_run: int = 0
    readiness: Mapping[str, float] = field(default_factory=dict)


def at_first() -> Inner:
    """Return how a person is before the first word."""
    return Inner(comfort=_value("comfort_at_first"), confidence=_value("confidence_at_first"))


def depth_of(item: Item) -> int:
    """Return how deep a thing lies, 1 to 3: as the case says, else by its threshold."""
    if item.depth is not None:
        return item.depth
    deep = _value("deep_from")
    return 3 if item.trust >= deep else 2 if item.trust >= deep / 2 else 1


def pulls_back(inner: Inner) -> bool:
    """Tell whether the next deep question is one too many."""
    return inner.deep_run >= _value("deep_in_a_row")


def moved(
    inner: Inner,
    *,
    trust: float,
    why: tuple[Movement, ...],
    told: tuple[Item, ...],
    spoken_of: tuple[str, ...],
    questioned: bool,
    tiring: float,
) -> Inner:
    """
    Return the inner state after a turn.

    ``told`` came to light in it, ``spoken_of`` are the items it was about,
    ``questioned`` tells that it came from a question without a reflection, and
    ``tiring`` is the factor of the person's manner on what a turn costs.
    """
    rules = {movement.rule for movement in why}
    deep = any(depth_of(item) == PRIVATE for item in told)
    gained = sum(movement.by for movement in why if movement.by > 0)
    lost = -sum(movement.by for movement in why if movement.by < 0)
    comfort = inner.comfort + _value("comfort_settles") * (trust - inner.comfort)
    comfort += _value("comfort_per_gain") * gained - _value("comfort_per_loss") * lost
    comfort += _value("comfort_per_deep_answer") if deep and questioned else 0
    energy = inner.energy - tiring * (
        _value("energy_per_turn") + (_value("energy_per_deep_answer") if deep else 0)
    )
    confidence = inner.confidence
    confidence += _value("confidence_per_affirmation") * ("affirmation" in rules)
    confidence += _value("confidence_per_autonomy") * ("autonomy" in rules)
    confidence += _value("confidence_per_advice_too_soon") * ("advised_too_soon" in rules)
    confidence += _value("confidence_per_strength") * sum(i.kind == "strength" for i in told)
    return Inner(
        comfort=_unit(comfort),
        energy=_unit(energy),
        confidence=_unit(confidence),
        depth=max([inner.depth, *(depth_of(item) for item in told)]),
        deep_run=inner.deep_run + 1 if deep and questioned else inner.deep_run * questioned,
        readiness=_ready(inner, rules, told, spoken_of),
    )


def _ready(
    inner: Inner, rules: set[str], told: tuple[Item, ...], spoken_of: tuple[str, ...]
) -> dict[str, float]:
    """Readiness moves for what was spoken of; what has just come to light starts at nothing."""
    ready = {**dict.fromkeys((item.id for item in told), 0.0), **inner.readiness}
    by = 0.0
    for rule, key in (
        ("reflection", "readiness_per_reflection"),
        ("collaboration", "readiness_per_collaboration"),
        ("advised_too_soon", "readiness_per_advice_too_soon"),
    ):
        by += _value(key) if rule in rules else 0
    for item_id in spoken_of:
        if item_id in ready:
            ready[item_id] = _unit(ready[item_id] + by)
    return ready


def _unit(number: float) -> float:
    return round(min(1.0, max(0.0, number)), 4)


def _value(name: str) -> float:
    return _values()[name]


@cache
def _values() -> dict[str, float]:
    path = Path(__file__).with_name("inner.yaml")
    numbers = read_own_yaml(path)
    return {name: float(number["value"]) for name, number in numbers.items()}

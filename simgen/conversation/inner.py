"""
What goes on in the person beside trust: comfort, energy, confidence, readiness.

Comfort falls when deep things are drawn out one after the other and settles
towards trust; energy runs down; confidence grows as strengths are seen; and
readiness is for each thing that came to light. The numbers are in ``inner.yaml``.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from simgen.conversation.turn import Movement
from simgen.own_yaml import read_own_yaml
from simgen.scenario.parts import Item

PRIVATE = 3
"""The deepest level, of what is drawn out only so often in a row."""


class Inner(Struct, frozen=True, gc=False):
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


class Numbers(Struct, frozen=True):
    """The numbers of ``inner.yaml``; the meaning of each stands there."""

    comfort_at_first: float
    comfort_settles: float
    comfort_per_deep_answer: float
    comfort_per_gain: float
    comfort_per_loss: float
    energy_per_turn: float
    energy_per_deep_answer: float
    confidence_at_first: float
    confidence_per_affirmation: float
    confidence_per_strength: float
    confidence_per_autonomy: float
    confidence_per_advice_too_soon: float
    readiness_per_reflection: float
    readiness_per_collaboration: float
    readiness_per_advice_too_soon: float
    deep_from: float
    deep_in_a_row: float


def at_first() -> Inner:
    """Return how a person is before the first word."""
    return Inner(comfort=_numbers().comfort_at_first, confidence=_numbers().confidence_at_first)


def depth_of(item: Item) -> int:
    """Return how deep a thing lies, 1 to 3: as the case says, else by its threshold."""
    if item.depth is not None:
        return item.depth
    deep = _numbers().deep_from
    return 3 if item.trust >= deep else 2 if item.trust >= deep / 2 else 1


def pulls_back(inner: Inner) -> bool:
    """Tell whether the next deep question is one too many."""
    return inner.deep_run >= _numbers().deep_in_a_row


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
    numbers = _numbers()
    rules = {movement.rule for movement in why}
    depth = max([inner.depth, *map(depth_of, told)]) if told else inner.depth
    deep = bool(told) and any(depth_of(item) == PRIVATE for item in told)
    gained = lost = 0.0
    for movement in why:
        if movement.by > 0:
            gained += movement.by
        else:
            lost -= movement.by
    comfort = inner.comfort + numbers.comfort_settles * (trust - inner.comfort)
    comfort += numbers.comfort_per_gain * gained - numbers.comfort_per_loss * lost
    tired = numbers.energy_per_turn
    if deep:
        tired += numbers.energy_per_deep_answer
        comfort += numbers.comfort_per_deep_answer if questioned else 0
    return Inner(
        comfort=_unit(comfort),
        energy=_unit(inner.energy - tiring * tired),
        confidence=_confidence(inner.confidence, rules, told),
        depth=depth,
        deep_run=inner.deep_run + 1 if deep and questioned else inner.deep_run * questioned,
        readiness=_ready(inner.readiness, rules, told, spoken_of),
    )


def _confidence(confidence: float, rules: set[str], told: tuple[Item, ...]) -> float:
    numbers = _numbers()
    before = confidence
    if "affirmation" in rules:
        confidence += numbers.confidence_per_affirmation
    if "autonomy" in rules:
        confidence += numbers.confidence_per_autonomy
    if "advised_too_soon" in rules:
        confidence += numbers.confidence_per_advice_too_soon
    if told:
        confidence += numbers.confidence_per_strength * sum(i.kind == "strength" for i in told)
    return before if confidence == before else _unit(confidence)


def _ready(
    ready: Mapping[str, float], rules: set[str], told: tuple[Item, ...], spoken_of: tuple[str, ...]
) -> Mapping[str, float]:
    """Readiness moves for what was spoken of; what has just come to light starts at nothing."""
    numbers, by = _numbers(), 0.0
    if "reflection" in rules:
        by += numbers.readiness_per_reflection
    if "collaboration" in rules:
        by += numbers.readiness_per_collaboration
    if "advised_too_soon" in rules:
        by += numbers.readiness_per_advice_too_soon
    if not told and not (by and spoken_of):
        return ready
    changed = {**dict.fromkeys((item.id for item in told), 0.0), **ready}
    for item_id in spoken_of:
        if item_id in changed:
            changed[item_id] = _unit(changed[item_id] + by)
    return changed


def _unit(number: float) -> float:
    return round(min(1.0, max(0.0, number)), 4)


@cache
def _numbers() -> Numbers:
    path = Path(__file__).with_name("inner.yaml")
    numbers = read_own_yaml(path)
    return Numbers(**{name: float(number["value"]) for name, number in numbers.items()})

"""How a person resists: styles as data, combined into one manner."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import prod
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from simgen.own_yaml import read_own_yaml


class Manner(Struct, frozen=True):
    """
    What the styles of one person come to.

    ``gains`` and ``losses`` are factors on rules of trust by name, ``fullness``
    and ``energy`` factors; ``tangent_every`` counts turns (0: never).
    """

    gains: Mapping[str, float] = field(default_factory=dict)
    losses: Mapping[str, float] = field(default_factory=dict)
    fullness: float = 1.0
    energy: float = 1.0
    tangent_every: int = 0
    goes_along: bool = False

    def factor(self, rule: str) -> float:
        """Return the factor on a rule of trust; 1 where no style says otherwise."""
        return self.gains.get(rule, 1.0) * self.losses.get(rule, 1.0)


def style_names() -> tuple[str, ...]:
    """Return the names of all styles."""
    return tuple(_styles())


def manner_of(styles: Sequence[str]) -> Manner:
    """Return the manner of a person with these styles; ``KeyError`` for an unknown one."""
    return _manner(tuple(styles))


@lru_cache(maxsize=64)
def _manner(names: tuple[str, ...]) -> Manner:
    styles = [_styles()[name] for name in names]
    return Manner(
        gains=_multiplied([style.get("gains", {}) for style in styles]),
        losses=_multiplied([style.get("losses", {}) for style in styles]),
        fullness=prod(style.get("fullness", 1.0) for style in styles),
        energy=prod(style.get("energy", 1.0) for style in styles),
        tangent_every=max((style.get("tangent_every", 0) for style in styles), default=0),
        goes_along=any(style.get("goes_along", False) for style in styles),
    )


def _multiplied(parts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    names = {name for part in parts for name in part}
    return {name: prod(part.get(name, 1.0) for part in parts) for name in sorted(names)}


@cache
def _styles() -> dict[str, Any]:
    path = Path(__file__).with_name("styles.yaml")
    styles: dict[str, Any] = read_own_yaml(path)
    return styles

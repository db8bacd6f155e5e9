"""
The lists of names: the kit's own, and those of Faker's locales.

Faker's lists are read once and drawn from with the kit's own streams, so that
Faker is nowhere in the way of a fast cohort.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from simgen.own_yaml import read_own_yaml
from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Iterable

DECADES = range(1890, 2040, 10)
"""Decades of birth that anybody in a life may be of."""

_ONE_WORD = re.compile(r"[A-ZÀ-ŽȘȚĐ][a-zà-žșțđạ-ỹ]+(['’-][A-Za-zà-ž]+)?")


@cache
def first_names(source: str, sex: str, decade: int) -> tuple[str, ...]:
    """
    Return the first names of a list in ``names.yaml`` or of one of Faker's locales.

    Only the list "cohort" goes by the decade of birth.
    """
    if source == "cohort":
        common, wider = common_names()[sex], data("names")["cohort"][sex]
        return tuple(dict.fromkeys([*_nearest(common, decade), *_nearest(wider, decade)]))
    listed = data("names").get(source)
    return tuple(listed[sex]) if listed else _words(_locale(source), f"first_names_{sex}")


@cache
def surnames(source: str) -> tuple[str, ...]:
    """Return the surnames of a list in ``names.yaml`` or of one of Faker's locales."""
    listed = data("names").get(source)
    if listed:
        return tuple(listed["last"])
    for attribute in ("last_romanized_names", "unisex_last_names", "last_names"):
        names = _words(_locale(source), attribute)
        if names:
            return names
    raise ValueError(f"Faker's locale {source} has no surnames in Latin script")


@cache
def common_names() -> dict[str, dict[int, list[str]]]:
    """Return the most frequent first names, by sex and the year a decade begins (../names.yaml)."""
    path = Path(__file__).parents[1] / "names.yaml"
    loaded: dict[str, dict[int, list[str]]] = read_own_yaml(path)
    return loaded


def _nearest(by_decade: dict[int, list[str]], decade: int) -> list[str]:
    return by_decade[min(by_decade, key=lambda start: abs(start - decade))]


def _locale(source: str) -> object:
    module = import_module(f"faker.providers.person.{source}")
    provider: object = module.Provider
    return provider


@cache
def _words(provider: object, attribute: str) -> tuple[str, ...]:
    """Each name once, in Faker's order: single words in Latin script, of 3 to 14 letters."""
    names: Iterable[str] = getattr(provider, attribute, ())
    fitting = (name for name in names if 3 <= len(name) <= 14 and _ONE_WORD.fullmatch(name))
    return tuple(dict.fromkeys(fitting))

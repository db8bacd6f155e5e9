"""
Names: by decade of birth and by heritage.

British first names go by the decade (``../names.yaml`` and ``names.yaml``). For
other heritages the names are those of Faker's own locales where these are in
Latin script, otherwise the lists of ``names.yaml``. Faker's lists are read once
and drawn from with the kit's own streams, so that Faker is nowhere in the way
of a fast cohort. Nobody in one life shares a first name.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simgen.person.life.draws import Draws

_ONE_WORD = re.compile(r"[A-ZÀ-ŽȘȚĐ][a-zà-žșțđạ-ỹ]+(['’-][A-Za-zà-ž]+)?")
_TRIES = 6


def first_name(
    draws: Draws, heritage: str, sex: str, born: int, taken: set[str], *, uk: bool = False
) -> str:
    """
    Draw a first name of a heritage, sex and year of birth that is not taken yet.

    ``uk``: born in the United Kingdom, where two families in five choose from
    the names of the decade (assumption).
    """
    pool = _pool(heritage, sex, born // 10 * 10, uk and draws.chance(0.4))
    name = draws.pick(pool)
    tries = 0
    while name in taken:
        tries += 1
        name = pool[(pool.index(name) + 1) % len(pool)] if tries > _TRIES else draws.pick(pool)
    taken.add(name)
    return name


def surname(draws: Draws, heritage: str, first: str = "") -> str:
    """Draw a surname of a heritage, other than ``first``."""
    pool = surnames(data("heritages")[heritage]["last"])
    name = draws.pick(pool)
    return name if name != first else pool[(pool.index(name) + 1) % len(pool)]


@cache
def _pool(heritage: str, sex: str, decade: int, by_decade: bool) -> tuple[str, ...]:
    source = "cohort" if by_decade else data("heritages")[heritage]["first"]
    if source != "cohort":
        return _first_names(source, sex)
    common = common_names()[sex]
    wider = data("names")["cohort"][sex]
    near = min(wider, key=lambda start: abs(start - decade))
    nearest = min(common, key=lambda start: abs(start - decade))
    return tuple(dict.fromkeys([*common[nearest], *wider[near]]))


@cache
def _first_names(source: str, sex: str) -> tuple[str, ...]:
    listed = data("names").get(source)
    if listed:
        return tuple(listed[sex])
    provider = _locale(source)
    return _words(getattr(provider, f"first_names_{sex}"))


@cache
def surnames(source: str) -> tuple[str, ...]:
    """Return the surnames of a list in ``names.yaml`` or of one of Faker's locales."""
    listed = data("names").get(source)
    if listed:
        return tuple(listed["last"])
    provider = _locale(source)
    for attribute in ("last_romanized_names", "unisex_last_names", "last_names"):
        names = _words(getattr(provider, attribute, ()))
        if names:
            return names
    raise ValueError(f"Faker's locale {source} has no surnames in Latin script")


def _locale(source: str) -> object:
    module = import_module(f"faker.providers.person.{source}")
    provider: object = module.Provider
    return provider


def _words(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in Faker's order: single words in Latin script, of 3 to 14 letters."""
    fitting = (name for name in names if 3 <= len(name) <= 14 and _ONE_WORD.fullmatch(name))
    return tuple(dict.fromkeys(fitting))


@cache
def common_names() -> dict[str, dict[int, list[str]]]:
    """Return the most frequent first names, by sex and the year a decade begins (../names.yaml)."""
    path = Path(__file__).parents[1] / "names.yaml"
    loaded: dict[str, dict[int, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded

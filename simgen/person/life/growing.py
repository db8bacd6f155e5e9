"""
Strengths: each grows from something in the life.

``strengths.yaml`` says from which tags a strength can grow. A person has a
strength only when one of its tags holds for them, and carries the words for
where it comes from.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simgen.person.life.model import Strength
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Life

FEWEST, MOST = 4, 8
FAMILIES = 3
_PER_FAMILY = 2
_TRIES = 40


@cache
def _by_tag() -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for family, strengths in data("strengths").items():
        for entry in strengths:
            for tag in entry["from"]:
                found.setdefault(tag, []).append((entry["id"], family, entry["name"]))
    return {tag: tuple(entries) for tag, entries in found.items()}


def strengths(life: Life) -> list[Strength]:
    """
    Return four to eight strengths, at most two of a family, in the order drawn.

    First a part of the life is drawn, then a strength that grows from it.
    """
    draws = life.draws(b"strengths")
    by_tag = _by_tag()
    tags = life.tags
    roots = list(filter(by_tag.__contains__, tags))
    count = draws.between(FEWEST + 1, MOST)
    families: dict[str, int] = {}
    taken: dict[str, Strength] = {}
    word = draws.word
    for _ in range(_TRIES):
        tag = roots[word() * len(roots) >> 32]
        fitting = by_tag[tag]
        one, family, name = fitting[word() * len(fitting) >> 32]
        if one not in taken and families.get(family, 0) < _PER_FAMILY:
            families[family] = families.get(family, 0) + 1
            taken[one] = Strength(one, family, name, tags[tag])
            if len(taken) == count:
                break
    if len(taken) < FEWEST or len(families) < FAMILIES:
        _fill(life, roots, taken, families)
    return list(taken.values())


def _fill(
    life: Life, roots: list[str], taken: dict[str, Strength], families: dict[str, int]
) -> None:
    """A short life gave too little by chance: take what else grows, families not met first."""
    rest = [(one, tag) for tag in roots for one in _by_tag()[tag]]
    rest.sort(key=lambda one: families.get(one[0][1], 0))
    for (one, family, name), tag in rest:
        if len(taken) >= FEWEST and len(families) >= FAMILIES:
            return
        if one not in taken and (len(taken) < FEWEST or family not in families):
            families[family] = families.get(family, 0) + 1
            taken[one] = Strength(one, family, name, life.tags[tag])

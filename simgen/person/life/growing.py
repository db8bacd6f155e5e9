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
_PER_FAMILY = 2


@cache
def _by_tag() -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for family, strengths in data("strengths").items():
        for entry in strengths:
            for tag in entry["from"]:
                found.setdefault(tag, []).append((entry["id"], family, entry["name"]))
    return {tag: tuple(entries) for tag, entries in found.items()}


def strengths(life: Life) -> list[Strength]:
    """Return four to eight strengths, at most two of a family, in the order drawn."""
    draws = life.draws(b"strengths")
    by_tag = _by_tag()
    ready: dict[str, tuple[str, str, str, str]] = {}
    for tag, words in life.tags.items():
        for one, family, name in by_tag.get(tag, ()):
            if one not in ready:
                ready[one] = (one, family, name, words)
    count = draws.between(FEWEST + 1, MOST)
    rest = list(ready.values())
    families: dict[str, int] = {}
    taken: list[Strength] = []
    while rest and len(taken) < count:
        one, family, name, words = rest.pop(draws.word() * len(rest) >> 32)
        if families.get(family, 0) < _PER_FAMILY:
            families[family] = families.get(family, 0) + 1
            taken.append(Strength(one, family, name, words))
    return taken

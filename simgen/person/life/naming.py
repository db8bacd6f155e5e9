"""
First names: by decade of birth and by heritage; nobody in one life shares one.

British first names go by the decade (``../names.yaml`` and ``names.yaml``). For
other heritages the names are those of Faker's own locales where these are in
Latin script, otherwise the lists of ``names.yaml`` (:mod:`simgen.person.life.names`
reads them all, once).

Everybody in a life is entered in a :class:`Cast` as they come up: the person
first, then partner, children, friends. Names are given when all are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Ints, Truths, column, filled
from simgen.person.life.names import DECADES, first_names
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws

BY_DECADE = 0.4
"""Share of families of other heritages in the United Kingdom who choose from the decade's names (assumption)."""

_ANIMALS = -1
_ROUNDS = 60


@dataclass(slots=True)
class Cast:
    """
    Everybody in the lives of a block, in a long table.

    ``heritages`` are those of the persons themselves, as places in
    ``heritages.yaml``. Somebody's number is their row in the table.
    """

    heritages: Ints
    _owners: list[Ints] = field(default_factory=list)
    _pools: list[Ints] = field(default_factory=list)
    _words: list[Ints] = field(default_factory=list)
    _size: int = 0

    def enter(
        self,
        owners: Ints,
        female: Truths,
        born: Ints,
        draws: Draws,
        *,
        uk: bool | Truths = False,
        own: bool | Truths = True,
    ) -> Ints:
        """
        Enter one person for each owner and return their numbers.

        ``born`` is the year of birth. ``uk``: of a family in the United Kingdom,
        which may choose from the names of the decade. ``own``: of the owner's
        heritage; otherwise British.
        """
        british = list(data("heritages")).index("british")
        heritage = np.where(own, self.heritages[owners], british)
        by_decade = draws.chance(BY_DECADE) & uk
        decade = np.clip((born - DECADES[0]) // 10, 0, len(DECADES) - 1)
        pools = ((heritage * 2 + by_decade) * 2 + female) * len(DECADES) + decade
        return self._add(owners, pools, draws.word())

    def enter_animal(self, owners: Ints, draws: Draws) -> Ints:
        """Enter one animal for each owner and return their numbers."""
        return self._add(owners, np.full(len(owners), _ANIMALS), draws.word())

    def _add(self, owners: Ints, pools: Ints, words: Ints) -> Ints:
        self._owners.append(owners)
        self._pools.append(pools)
        self._words.append(words)
        first = self._size
        self._size += len(owners)
        return np.arange(first, self._size)

    def names(self) -> Column:
        """
        Return everybody's first name, by their number.

        Whoever would share a name with somebody entered before them in the same
        life takes the next in their list, until nobody does. (Every list is
        longer than a family; the rounds end for certain all the same.)
        """
        lists = _lists()
        owners, pools = np.concatenate(self._owners), np.concatenate(self._pools)
        counts, starts = lists.counts[pools], lists.starts[pools]
        places = np.concatenate(self._words) * counts >> 32
        given = lists.names[starts + places]
        moved = np.arange(self._size)
        for _ in range(_ROUNDS):
            shared = np.flatnonzero(np.isin(owners, owners[moved]))
            moved = _repeated(owners * lists.size + given, shared)
            if not len(moved):
                break
            places[moved] = (places[moved] + 1) % counts[moved]
            given[moved] = lists.names[starts[moved] + places[moved]]
        return lists.words[given]


def with_names(words: str, names: Column) -> Column:
    """Return the words with each of the names where "{}" stands."""
    before, gap, after = words.partition("{}")
    if not gap:
        return filled(len(names), words)
    if not before and not after:
        return names
    return column([before + name + after for name in names])


def _repeated(keys: Ints, rows: Ints) -> Ints:
    """Return those of the rows whose key an earlier one of them has."""
    order = rows[np.argsort(keys[rows], kind="stable")]
    again: Ints = order[1:][keys[order[1:]] == keys[order[:-1]]]
    return again


@dataclass(frozen=True, slots=True)
class _Lists:
    """Every list of first names in one: where each begins, how long it is, and the names."""

    starts: Ints
    counts: Ints
    names: Ints
    words: Column

    @property
    def size(self) -> int:
        return len(self.words)


@cache
def _lists() -> _Lists:
    lists = [
        first_names("cohort" if by_decade else entry["first"], sex, decade)
        for entry in data("heritages").values()
        for by_decade in (False, True)
        for sex in ("male", "female")
        for decade in DECADES
    ]
    lists.append(tuple(data("home")["pet_names"]["value"]))  # the last: _ANIMALS
    numbers = {
        name: number for number, name in enumerate(dict.fromkeys(n for one in lists for n in one))
    }
    counts = np.array([len(one) for one in lists], dtype=np.int64)
    return _Lists(
        starts=np.cumsum(counts) - counts,
        counts=counts,
        names=np.array([numbers[name] for one in lists for name in one], dtype=np.int64),
        words=column(numbers),
    )

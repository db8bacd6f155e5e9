"""
The workbench on which a block of lives is made, room by room.

A block is some hundreds of persons of one cohort, next to each other. Each room
works on all of them at once, in columns: what it decides is one line for a
thousand lives. What persons have several of (children, jobs, ties) is a long
table, whose rows say whose they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from simgen.person.life.columns import (
    Column,
    Ints,
    Truths,
    by_owner,
    column,
    either,
    filled,
    row_by_row,
)
from simgen.person.life.draws import Streams
from simgen.person.life.model import LifeEvent, Relative
from simgen.person.life.naming import Cast
from simgen.person.life.phrases import Slots
from simgen.person.life.tags import TagTable

if TYPE_CHECKING:
    from simgen.person.life.chances import Core
    from simgen.person.life.draws import Draws

_MONTHS = range(1880 * 12, 2040 * 12)
"""Months that anything in a life may happen in."""

NOBODY = -1
"""In a column of numbers of the cast: there is none."""

REFERENCE = (10, 1)
"""Month and day: everybody is described as on 1 October of their year."""


@dataclass(frozen=True, slots=True)
class Relatives:
    """
    Relatives in a long table: living and dead, owner by owner.

    ``lives`` and ``closeness`` are None for the dead, and ``age`` their age at death.
    """

    owners: Ints
    who: Ints
    relation: Column
    female: Truths
    age: Ints
    lives: Column
    closeness: Column

    @property
    def alive(self) -> Truths:
        """Tell of each whether they live."""
        return np.asarray(self.lives != None)  # noqa: E711 - asks each element of the column

    @property
    def at_home(self) -> Truths:
        """Tell of each whether they live with the person."""
        return np.asarray(self.lives == "home")

    def told(self, names: Column, size: int) -> list[tuple[Relative, ...]]:
        """Return each person's family, once names are given."""
        relatives = row_by_row(
            Relative,
            self.relation,
            names[self.who],
            either(self.female, "female", "male"),
            self.age,
            self.alive,
            self.lives,
            self.closeness,
        )
        return by_owner(relatives, self.owners, size)


@dataclass(slots=True)
class Family:
    """The relatives of a block, as room after room finds them."""

    parts: list[Relatives] = field(default_factory=list)

    def add(self, relatives: Relatives) -> Relatives:
        """Enter relatives and return them."""
        self.parts.append(relatives)
        return relatives

    def whole(self) -> Relatives:
        """Return all relatives, each person's in the order in which they were entered."""
        whole = [
            np.concatenate([getattr(part, column.name) for part in self.parts])
            for column in fields(Relatives)
        ]
        order = np.argsort(whole[0], kind="stable")
        return Relatives(*(values[order] for values in whole))

    def somebody_at_home(self, size: int) -> Truths:
        """Tell of each person whether any relative entered so far lives with them."""
        found = np.zeros(size, dtype=np.bool_)
        for part in self.parts:
            found[part.owners[part.at_home]] = True
        return found


class Lives:
    """
    What is known so far of a block of persons.

    ``core`` holds the chain's values. ``tags`` say what holds for each life:
    strengths and lines grow from tags alone. ``slots`` fill the gaps in words.
    Months count from the year 0, twelve a year.
    """

    def __init__(self, seed: int, places: range, core: Core, year: int) -> None:
        self.size = len(places)
        self.everybody = np.arange(self.size)
        self.core = core
        self.year = year
        self.now = year * 12 + REFERENCE[0] - 1
        self.reference = date(year, *REFERENCE)
        self.age = core.numbers("age")
        self.streams = Streams(seed, places)
        self.tags = TagTable(self.size)
        self.slots = Slots(self.size)
        self.cast = Cast(core.codes["heritage"])
        self.family = Family()
        self.events = Events()
        self.untold_loss = core.numbers("loss_years") >= 0
        self.untold_loss &= core.numbers("loss_years") != core.numbers("widowed_years")
        self._named: list[tuple[str, Ints, str, Ints]] = []

    def draws(self, purpose: str, rows: Ints | None = None) -> Draws:
        """Return the draws of one purpose, for everybody or for some."""
        draws = self.streams.of(purpose)
        return draws if rows is None else draws.only(rows)

    def has(self, name: str, *values: Any) -> Truths:
        """Tell of each person whether a variable of the chain has one of some values."""
        return self.core.has(name, *values)

    def slot_named(self, name: str, rows: Ints, who: Ints, words: str = "{}") -> None:
        """Let a slot of some persons hold a name, with words around it; the latest counts."""
        self._named.append((name, rows, words, who))

    def fill_names(self, names: Column) -> None:
        """Give the slots that wait for names what they wait for."""
        for name, rows, words, who in self._named:
            self.slots[name][rows] = with_names(words, names[who])


def with_names(words: str, names: Column) -> Column:
    """Return the words with each of the names where "{}" stands."""
    before, gap, after = words.partition("{}")
    if not gap:
        return as_column(words, len(names))
    if not before and not after:
        return names
    return column([before + name + after for name in names])


@dataclass(slots=True)
class Events:
    """What happened, in a long table; texts with a gap get a name when names are known."""

    _owners: list[Ints] = field(default_factory=list)
    _months: list[Ints] = field(default_factory=list)
    _kinds: list[Column] = field(default_factory=list)
    _texts: list[Column | str] = field(default_factory=list)
    _who: list[Ints | None] = field(default_factory=list)

    def add(
        self, owners: Ints, months: Ints, kind: str, text: Column | str, who: Ints | None = None
    ) -> None:
        """Note one event for each owner; where ``who`` is given, "{}" in the text is their name."""
        self._owners.append(owners)
        self._months.append(months)
        self._kinds.append(as_column(kind, len(owners)))
        self._texts.append(text)
        self._who.append(who)

    def told(self, lives: Lives, names: Column, born: Ints) -> list[tuple[LifeEvent, ...]]:
        """Return each person's events in order of time; those of one month as they were noted."""
        texts = [
            as_column(text, len(kinds)) if who is None else with_names(str(text), names[who])
            for text, kinds, who in zip(self._texts, self._kinds, self._who, strict=True)
        ]
        owners, months = np.concatenate(self._owners), np.concatenate(self._months)
        order = np.argsort(owners * _MONTHS[-1] + months, kind="stable")
        owners, months = owners[order], months[order]
        events = row_by_row(
            LifeEvent,
            month_texts(months),
            (months - born[owners]) // 12,
            np.concatenate(self._kinds)[order],
            np.concatenate(texts)[order],
        )
        return by_owner(events, owners, lives.size)


def as_column(value: Column | str | None, size: int) -> Column:
    """Return a column as it is, or one value for everybody as a column."""
    return value if isinstance(value, np.ndarray) else filled(size, value)


def month_texts(months: Ints) -> Column:
    """Return counted months as ``YYYY-MM``."""
    texts: Column = _all_months()[months - _MONTHS[0]]
    return texts


@cache
def _all_months() -> Column:
    return column(f"{month // 12}-{month % 12 + 1:02d}" for month in _MONTHS)

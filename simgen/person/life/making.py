"""
The workbench on which a block of lives is made, room by room.

A block is some hundreds of persons of one cohort, next to each other. Each room
works on all of them at once, in columns: what it decides is one line for a
thousand lives. What persons have several of (children, jobs, ties) is a long
table, whose rows say whose they are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from simgen.person.life.draws import Streams
from simgen.person.life.events import Events
from simgen.person.life.naming import Cast, with_names
from simgen.person.life.phrases import Slots
from simgen.person.life.relatives import Family
from simgen.person.life.tags import TagTable

if TYPE_CHECKING:
    from simgen.person.life.chances import Core
    from simgen.person.life.columns import Column, Ints, Truths
    from simgen.person.life.draws import Draws

NOBODY = -1
"""In a column of numbers of the cast: there is none."""

REFERENCE = (10, 1)
"""Month and day: everybody is described as on 1 October of their year."""


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

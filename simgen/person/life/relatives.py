"""Relatives: a long table of everybody's family, as room after room finds it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np

from simgen.person.life.columns import Column, Ints, Truths, by_owner, either, row_by_row
from simgen.person.life.model import Relative


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

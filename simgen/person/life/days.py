"""The days: interests had and lost, faith, caring for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import (
    Column,
    Ints,
    Truths,
    any_of,
    by_owner,
    column,
    either,
    first_of_each,
    true_cells,
    where_true,
    whichever,
)
from simgen.person.life.draws import SCALE, Tables
from simgen.person.life.making import NOBODY
from simgen.person.life.model import Interest
from simgen.person.life.tags import rows_of
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.children import Kids
    from simgen.person.life.couple import Couples
    from simgen.person.life.kin import Parents
    from simgen.person.life.making import Lives

FEWEST, MOST = 2, 4
_NONE = -1


@dataclass(frozen=True, slots=True)
class Interests:
    """A row a person: places in ``interests.yaml``, ``count`` of them, and whether still alive."""

    which: Ints
    count: Ints
    now: Truths

    def listed(self) -> list[tuple[Interest, ...]]:
        """Return each person's interests."""
        owners, places = true_cells(np.arange(MOST) < self.count[:, None])
        which, now = self.which[owners, places], self.now[owners, places]
        each = _listed()[which * 2 + now]
        return by_owner(each.tolist(), owners, len(self.count))


@dataclass(frozen=True, slots=True)
class Cared:
    """Whom somebody looks after: a number in the cast or NOBODY, and who that is to them."""

    who: Ints
    relation: Column

    def told(self, names: Column) -> list[str | None]:
        """Return it in words, once names are given."""
        return [
            f"{name}, {relation}" if who != NOBODY else None
            for who, name, relation in zip(
                self.who.tolist(), names[self.who], self.relation, strict=True
            )
        ]


def like(lives: Lives) -> Interests:
    """Draw two to four interests; of the later ones there is now and then only the memory."""
    draws = lives.draws("interests")
    count = draws.between(FEWEST, MOST)
    word = np.stack([draws.word() for _ in range(MOST)], axis=1)
    which = _draw(lives, count)
    held = np.arange(MOST) < count[:, None]
    hindered = lives.tags.holds("moves-badly") | lives.tags.holds("pain")
    hard = hindered[:, None] & _active()[which]
    lost = word < np.where(hard, 0.6, 0.2) * SCALE
    lost[:, 0] = False
    interests = Interests(which, count, ~lost)
    _tell(lives, which, held & ~lost, held & lost)
    lives.tags.set("faith", lives.has("faith", "yes"))
    meets = lives.tags.holds("second-language") & draws.chance(0.4)
    lives.tags.set("language-group", meets)
    return interests


def _draw(lives: Lives, count: Ints) -> Ints:
    """Draw different interests by age until everybody has as many as they should."""
    third = (lives.age >= 40).astype(np.int64) + (lives.age >= 66)
    draws = lives.draws("which interests")
    which = np.full((lives.size, MOST), _NONE, dtype=np.int64)
    found = np.zeros(lives.size, dtype=np.int64)
    while True:
        drawn = _tables().at(third, draws.word())
        new = (found < count) & ~(which == drawn[:, None]).any(axis=1)
        rows = np.flatnonzero(new)
        which[rows, found[rows]] = drawn[rows]
        found[rows] += 1
        if (found == count).all():
            return which


def _tell(lives: Lives, which: Ints, alive: Truths, lost: Truths) -> None:
    owners, places = true_cells(alive)
    lives.tags.set_rows(_tag_rows()[which[owners, places]], owners)
    everybody, entries = lives.everybody, data("interests")
    lives.tags.set("interested", everybody)
    lives.slots["doing"] = column(entry["doing"] for entry in entries)[which[:, 0]]
    latest = MOST - 1 - np.argmax(lost[:, ::-1], axis=1)
    before = column(entry["before"] for entry in entries)[which[everybody, latest]]
    lives.slots["before"] = where_true(any_of(lost), before)
    lives.tags.set("interest-lost", any_of(lost))


def care(lives: Lives, couples: Couples, parents: Parents, kids: Kids) -> Cared:
    """Say whom the person looks after: partner, own parent or a child at home."""
    for kind in ("partner", "parent", "child"):
        lives.tags.set(f"carer:{kind}", lives.has("carer", kind))
    lives.tags.set("carer", ~lives.has("carer", "no"))
    before = lives.has("carer", "no") & (lives.age >= 45) & lives.draws("cared").chance(0.15)
    lives.tags.set("cared-before", before)
    whose, child, daughter = _youngest_at_home(lives, kids)
    partner, parent = lives.has("carer", "partner"), lives.has("carer", "parent")
    who = np.where(partner, couples.who, parents.cared)
    who[whose] = child
    relation = whichever(
        [partner, parent & parents.father, parent], ["partner", "father", "mother"], ""
    )
    relation[whose] = either(daughter, "daughter", "son")
    named = np.flatnonzero(~lives.has("carer", "no") & ~parent)
    lives.slot_named("cared", named, who[named])
    for short, called, rows in (
        ("dad", "Dad", np.flatnonzero(parent & parents.father)),
        ("mum", "Mum", np.flatnonzero(parent & ~parents.father)),
    ):
        lives.tags.set(f"caring-for:{short}", rows)
        lives.slot_named("cared", rows, who[rows], called)
    return Cared(who, relation)


def _youngest_at_home(lives: Lives, kids: Kids) -> tuple[Ints, Ints, Truths]:
    """Whoever looks after a child, the child, and whether it is a daughter."""
    cared = kids.at_home & lives.has("carer", "child")[kids.owners]
    whose, last = first_of_each(kids.owners[cared][::-1])
    return whose, kids.who[cared][::-1][last], kids.female[cared][::-1][last]


@cache
def _tag_rows() -> Ints:
    return rows_of(f"interest:{entry['id']}" for entry in data("interests"))


@cache
def _tables() -> Tables:
    entries = data("interests")
    return Tables([[entry["weight"][third] for entry in entries] for third in range(3)])


@cache
def _active() -> Truths:
    return np.array([not entry.get("still") for entry in data("interests")])


@cache
def _listed() -> Column:
    """Every interest, lost and alive."""
    return column(
        Interest(entry["id"], entry["label"], now)
        for entry in data("interests")
        for now in (False, True)
    )

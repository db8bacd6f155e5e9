"""The people, animals, groups and places around somebody now."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import (
    Column,
    Ints,
    Truths,
    as_column,
    by_owner,
    column,
    either,
    row_by_row,
)
from simgen.person.life.model import Tie
from simgen.person.life.naming import with_names
from simgen.person.life.phrases import Phrases
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.couple import Couples
    from simgen.person.life.days import Interests
    from simgen.person.life.home import Households
    from simgen.person.life.making import Lives
    from simgen.person.life.relatives import Relatives

_CONTACT = {
    "home": "every day",
    "town": "every week",
    "away": "a call on most weekends",
    "abroad": "a video call now and then",
    "with their other parent": "some weekends",
}
_STRENGTH = {"close": "strong", "ordinary": "ordinary", "strained": "strained"}
_OUT_OF_TOUCH = "none for some time"
_MOST_RELATIVES = 7
_FRIENDS = ("friend", "old friend", "neighbour", "workmate")
_SPREAD = {"old friend": 3}
_USUAL_SPREAD = 14
"""Years between somebody and their friends, at most."""

_MEET = {
    "friend": "every week",
    "old friend": "a call every week",
    "neighbour": "over the fence",
    "workmate": "now and then",
}
_FRIENDLY, _NEIGHBOURLY = ("strong", "ordinary"), ("ordinary", "faint", "strong")


@dataclass(slots=True)
class Ties:
    """Ties in a long table, the nearest first; the names of persons come last."""

    _owners: list[Ints] = field(default_factory=list)
    _kinds: list[Column] = field(default_factory=list)
    _names: list[Column | None] = field(default_factory=list)
    _who: list[Ints] = field(default_factory=list)
    _relations: list[Column] = field(default_factory=list)
    _ages: list[Column] = field(default_factory=list)
    _strengths: list[Column] = field(default_factory=list)
    _contacts: list[Column] = field(default_factory=list)

    def add(
        self,
        owners: Ints,
        kind: str,
        name: Column | str | Ints,
        relation: Column | str,
        strength: Column | str,
        contact: Column | str,
        age: Ints | None = None,
    ) -> None:
        """Tie something to each owner; whoever has a name to come is named by number."""
        size = len(owners)
        numbered = isinstance(name, np.ndarray) and name.dtype != np.object_
        self._owners.append(owners)
        self._kinds.append(as_column(kind, size))
        self._names.append(None if numbered else as_column(name, size))
        self._who.append(np.asarray(name) if numbered else np.zeros(size, np.int64))
        self._relations.append(as_column(relation, size))
        self._ages.append(as_column(None, size) if age is None else age.astype(object))
        self._strengths.append(as_column(strength, size))
        self._contacts.append(as_column(contact, size))

    def without_strong_ones(self, size: int) -> Truths:
        """Tell who has no strong tie to any person."""
        owners, kinds, strengths = map(np.concatenate, (self._owners, self._kinds, self._strengths))
        strong = (kinds == "person") & (strengths == "strong")
        return np.asarray(np.bincount(owners[strong], minlength=size) == 0)

    def told(self, names: Column, size: int) -> list[tuple[Tie, ...]]:
        """Return each person's ties, once names are given."""
        called = [
            names[who] if name is None else name
            for name, who in zip(self._names, self._who, strict=True)
        ]
        owners = np.concatenate(self._owners)
        order = np.argsort(owners, kind="stable")
        columns = (
            np.concatenate(parts)[order]
            for parts in (
                self._kinds,
                called,
                self._relations,
                self._ages,
                self._strengths,
                self._contacts,
            )
        )
        return by_owner(row_by_row(Tie, *columns), owners, size)


def surround(
    lives: Lives,
    couples: Couples,
    relatives: Relatives,
    households: Households,
    interests: Interests,
) -> Ties:
    """Return the ties, the nearest first."""
    ties = Ties()
    _tie_partner(lives, ties, couples)
    _tie_relatives(lives, ties, couples, relatives)
    _tie_housemate(lives, ties)
    _tie_friends(lives, ties)
    _tie_groups(lives, ties, interests)
    kind = column(f"a {animal}" for animal in households.animal)
    ties.add(households.petted, "animal", households.pet, kind, "strong", "every day")
    spot = lives.slots["spot"]
    ties.add(lives.everybody, "place", spot, "a favourite spot", "ordinary", "when the day allows")
    ill = lives.tags.holds("conditions")
    known = either(ill, "ordinary", "faint")
    often = either(ill, "every month", "seldom")
    ties.add(lives.everybody, "service", "the surgery", "GP practice", known, often)
    lives.tags.set("few-ties", ties.without_strong_ones(lives.size))
    return ties


def _tie_partner(lives: Lives, ties: Ties, couples: Couples) -> None:
    rows = np.flatnonzero(couples.together)
    strained = lives.has("need:family", "yes") & lives.draws("strain").chance(0.4)
    strength = either(strained[rows], "strained", "strong")
    who, age = couples.who[rows], couples.age[rows]
    ties.add(rows, "person", who, "partner", strength, "every day", age)


def _tie_relatives(lives: Lives, ties: Ties, couples: Couples, relatives: Relatives) -> None:
    """The living of the family, up to so many that a map of them can be read."""
    rows = np.flatnonzero(relatives.alive)
    owners = relatives.owners[rows]
    counts = np.bincount(owners, minlength=lives.size)
    rank = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = rows[rank < _MOST_RELATIVES - couples.together[owners]]
    where, closeness = relatives.lives[rows], relatives.closeness[rows]
    strength = column(map(_STRENGTH.__getitem__, closeness.tolist()))
    contact = column(map(_CONTACT.__getitem__, where.tolist()))
    contact[(strength == "strained") & (where != "home")] = _OUT_OF_TOUCH
    ties.add(
        relatives.owners[rows],
        "person",
        relatives.who[rows],
        relatives.relation[rows],
        strength,
        contact,
        relatives.age[rows],
    )


def _tie_housemate(lives: Lives, ties: Ties) -> None:
    rows = np.flatnonzero(lives.has("household", "shared"))
    who, age = _somebody(lives, "housemate", rows, 12, 97)
    ties.add(rows, "person", who, "shares the house", "faint", "in passing", age)


def _somebody(
    lives: Lives, purpose: str, rows: Ints, spread: int, oldest: int
) -> tuple[Ints, Ints]:
    """Most people's friends are of many heritages; two in five here of the person's own."""
    draws = lives.draws(purpose, rows)
    age = np.clip(lives.age[rows] + draws.between(-spread, spread), 18, oldest)
    female, own = draws.chance(0.5), draws.chance(0.4)
    return lives.cast.enter(rows, female, lives.year - age, draws, own=own), age


def _tie_friends(lives: Lives, ties: Ties) -> None:
    for relation in _FRIENDS:
        chances = data("around")[relation]["value"]
        draws = lives.draws(f"has {relation}")
        lonely = lives.has("lonely", "yes")
        has = draws.chance(np.where(lonely, chances["lonely"], chances["not_lonely"]))
        if relation == "friend":
            has &= ~lives.tags.holds("new-here")
        if relation == "workmate":
            has &= lives.slots["job"].astype(bool)
        rows = np.flatnonzero(has)
        strengths = _NEIGHBOURLY if relation == "neighbour" else _FRIENDLY
        strength = draws.pick(strengths)[rows]
        who, age = _somebody(lives, relation, rows, _SPREAD.get(relation, _USUAL_SPREAD), 95)
        tag = relation.replace(" ", "-")
        lives.tags.set(tag, rows)
        lives.slot_named(relation.replace(" ", "_"), rows, who)
        ties.add(rows, "person", who, relation, strength, _MEET[relation], age)
        if relation == "old friend":
            lives.tags.set("friend", rows)
            lives.slot_named("friend", rows, who)


def _tie_groups(lives: Lives, ties: Ties, interests: Interests) -> None:
    _tie_club(lives, ties, interests)
    draws = lives.draws("groups")
    strength = draws.pick(("ordinary", "strong", "faint"))
    rows = np.flatnonzero(lives.tags.holds("faith"))
    ties.add(rows, "group", "the congregation", "faith", strength[rows], "most weeks")
    rows = np.flatnonzero(lives.tags.holds("young-children"))
    ties.add(rows, "place", "the school gate", "other parents", "faint", "on school days")
    rows = np.flatnonzero(lives.tags.holds("language-group"))
    name = with_names("people who speak {}", lives.slots["language"][rows])
    ties.add(rows, "group", name, "first language", "ordinary", "now and then")


def _tie_club(lives: Lives, ties: Ties, interests: Interests) -> None:
    """Somebody belongs, or belonged, to a group for the first interest that brings them to one."""
    draws = lives.draws("clubs")
    joined = np.zeros(lives.size, dtype=np.bool_)
    for place in range(interests.which.shape[1]):
        which, now = interests.which[:, place], interests.now[:, place]
        joins = draws.chance(data("around")["in_a_group"]["value"]) & _has_group()[which]
        rows = np.flatnonzero(joins & ~joined & (place < interests.count))
        joined[rows] = True
        clubs, labels = _groups()
        name = clubs.filled(which[rows], rows, lives.slots)
        alive = now[rows]
        strength = either(alive, "ordinary", "faint")
        contact = either(alive, "every week", "has not been for a while")
        ties.add(rows, "group", name, labels[which[rows]], strength, contact)


@cache
def _groups() -> tuple[Phrases, Column]:
    """The group of each interest ("" for none) and the interest's label."""
    groups = data("around")["groups"]["value"]
    entries = data("interests")
    clubs = Phrases(groups.get(entry["id"], "") for entry in entries)
    return clubs, column(entry["label"] for entry in entries)


@cache
def _has_group() -> Truths:
    groups = data("around")["groups"]["value"]
    return np.array([entry["id"] in groups for entry in data("interests")])

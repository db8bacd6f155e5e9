"""Own parents, brothers and sisters, and whoever else is lived with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Ints, Truths, as_column, either, whichever
from simgen.person.life.loss import age_at_death, lose
from simgen.person.life.making import NOBODY
from simgen.person.life.relatives import Relatives
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth

_OLDEST = 100
_OLDEST_LOST = 104
_MOTHER_AT_FIRST, _MOTHER_AT_LAST = 16, 45
"""Ages at which one's mother had her first child and her last, at the outside."""

_SIBLINGS = 3
_YOUNGEST_SIBLING = 14


@dataclass(frozen=True, slots=True)
class Parents:
    """
    The mother's age at the person's birth, and the parent whom the person looks after.

    ``cared`` is a number in the cast or NOBODY; ``father`` tells whether it is him.
    """

    mother_at: Ints
    cared: Ints
    father: Truths


def have_parents(lives: Lives) -> Parents:
    """Make mother and father where they live, or died of late."""
    numbers, draws = data("family"), lives.draws("parents")
    cares = lives.has("carer", "parent")
    father = cares & draws.chance(numbers["cared_parent_is_father"]["value"])
    mother_needed = (cares | lives.has("household", "parents")) & ~father
    mother_at = draws.between(19, 30)
    mother_at = np.where(mother_needed, np.minimum(mother_at, 24), mother_at)
    father_at = draws.between(19, 30) + draws.between(0, 8)
    father_at = np.where(father, np.minimum(father_at, 28), father_at)
    mothers = _have_parent(lives, mother_at, needed=mother_needed, mother=True)
    fathers = _have_parent(lives, father_at, needed=father, mother=False)
    cared = np.where(cares, np.where(father, fathers, mothers), NOBODY)
    return Parents(mother_at, cared, father)


def _have_parent(lives: Lives, years_older: Ints, *, needed: Truths, mother: bool) -> Ints:
    """Make one parent of those who still have it, or lost it of late; return their numbers."""
    relation, word = ("mother", "mum") if mother else ("father", "dad")
    draws, age = lives.draws(relation), lives.age + years_older
    chances = np.array(data("family")["parent_alive"]["value"])
    alive = (draws.chance(chances[np.minimum(9, age // 10)]) & (age <= _OLDEST)) | needed
    died = ~alive & (age <= _OLDEST_LOST) & lives.untold_loss
    rows = np.flatnonzero(alive | died)
    alive, age, draws = alive[rows], age[rows], draws.only(rows)
    female = np.full(len(rows), mother)
    who = lives.cast.enter(rows, female, lives.year - age, draws)
    close = draws.chance(0.5)
    where = _where_a_parent_lives(lives, draws, rows, needed[rows])
    closeness = either(close, "close", "ordinary")
    age = np.where(alive, age, age_at_death(lives, rows, age))
    where[~alive] = closeness[~alive] = None
    lives.family.add(
        Relatives(rows, who, as_column(relation, len(rows)), female, age, where, closeness)
    )
    lose(lives, draws.only(~alive), rows[~alive], who[~alive], relation, f"my {word}")
    near = alive & close
    lives.tags.set("parent-close", rows[near])
    lives.slot_named("parent", rows[near], who[near])
    numbers = np.full(lives.size, NOBODY, dtype=np.int64)
    numbers[rows] = who
    return numbers


def _where_a_parent_lives(lives: Lives, draws: Draws, rows: Ints, needed: Truths) -> Column:
    """Say where a living parent lives; whoever is looked after is not far."""
    with_children = lives.tags.holds("children")
    home = lives.has("household", "relatives") & ~with_children
    home |= lives.has("household", "parents")
    abroad = lives.tags.holds("family-abroad") & ~lives.has("carer", "parent")
    near = draws.chance(2 / 3) | needed
    return whichever([home[rows], abroad[rows], near], ["home", "abroad", "town"], "away")


def have_siblings(lives: Lives, birth: Birth, parents: Parents) -> None:
    """Make brothers and sisters, and the death of one or of a friend where there was one."""
    count = lives.draws("siblings").between(0, _SIBLINGS)
    relatives = lives.has("household", "relatives")
    count = np.where(
        relatives & ~lives.family.somebody_at_home(lives.size), np.maximum(1, count), count
    )
    draws = lives.draws("siblings")
    gaps = _Gaps(lives, parents.mother_at)
    for place in range(_SIBLINGS):
        each = draws.each(lives.everybody, np.full(lives.size, place))
        years = gaps.next(each)
        rows = np.flatnonzero((count > place) & (years != 0))
        last = count == place + 1
        _have_sibling(
            lives, birth, each.only(rows), rows, lives.age[rows] + years[rows], last[rows]
        )
    _live_with_cousin(lives, relatives & ~lives.family.somebody_at_home(lives.size))
    _lose_friend(lives, lives.untold_loss.copy())


class _Gaps:
    """
    Years between somebody and their brothers and sisters, so that one mother fits all.

    Each next one is older or younger by some years more than the last on that
    side, as long as their mother was then of an age to have them.
    """

    def __init__(self, lives: Lives, mother_at: Ints) -> None:
        self._most_older = mother_at - _MOTHER_AT_FIRST
        self._most_younger = np.minimum(_MOTHER_AT_LAST - mother_at, lives.age - _YOUNGEST_SIBLING)
        self._older = np.zeros(lives.size, dtype=np.int64)
        self._younger = np.zeros(lives.size, dtype=np.int64)

    def next(self, draws: Draws) -> Ints:
        """Return how many years older the next is; below 0 for younger, 0 where there can be none."""
        would_be_older = draws.chance(0.5)
        older = self._older + draws.between(1, 3)
        younger = self._younger + draws.between(1, 5)
        fits_older, fits_younger = older <= self._most_older, younger <= self._most_younger
        is_older = fits_older & (would_be_older | ~fits_younger)
        is_younger = fits_younger & ~is_older
        self._older = np.where(is_older, older, self._older)
        self._younger = np.where(is_younger, younger, self._younger)
        return np.where(is_older, older, np.where(is_younger, -younger, 0))


def _have_sibling(
    lives: Lives, birth: Birth, draws: Draws, rows: Ints, age: Ints, last: Truths
) -> None:
    female = draws.chance(0.5)
    abroad = birth.arrived[rows] > 0
    where = draws.pick(("town", "away", "elsewhere"))
    where[where == "elsewhere"] = np.where(abroad, "abroad", "away")[where == "elsewhere"]
    closeness = draws.pick(("close", "ordinary", "ordinary"))
    died = (lives.age[rows] >= 40) & lives.untold_loss[rows] & draws.chance(0.5)
    who = lives.cast.enter(rows, female, lives.year - age, draws, uk=birth.uk[rows])
    needed = (
        last
        & lives.has("household", "relatives")[rows]
        & ~lives.family.somebody_at_home(lives.size)[rows]
    )
    young = (age < 22) & lives.has("household", "parents")[rows]
    where[needed | young] = "home"
    where[died] = closeness[died] = None
    relation = either(female, "sister", "brother")
    lived = np.where(died, age_at_death(lives, rows, age), age)
    lives.family.add(Relatives(rows, who, relation, female, lived, where, closeness))
    for of_sex, whom in ((died & female, "my sister {}"), (died & ~female, "my brother {}")):
        lose(lives, draws.only(of_sex), rows[of_sex], who[of_sex], "sibling", whom)
    brother = ~died & ~female
    lives.tags.set("brother", rows[brother])
    lives.slot_named("brother", rows[brother], who[brother])
    near = (where == "town") & (closeness == "close")
    lives.tags.set("sibling-near", rows[near])
    lives.slot_named("sibling", rows[near], who[near])


def _live_with_cousin(lives: Lives, needed: Truths) -> None:
    rows = np.flatnonzero(needed)
    draws = lives.draws("cousin", rows)
    female = draws.chance(0.5)
    age = np.maximum(18, lives.age[rows] - draws.between(1, 20))
    who = lives.cast.enter(rows, female, lives.year - age, draws)
    relation, home, ordinary = (
        as_column(word, len(rows)) for word in ("cousin", "home", "ordinary")
    )
    lives.family.add(Relatives(rows, who, relation, female, age, home, ordinary))


def _lose_friend(lives: Lives, needed: Truths) -> None:
    """Whoever is left: a friend, or a grandparent for the young."""
    rows = np.flatnonzero(needed & (lives.age >= 36))
    draws = lives.draws("loss of a friend", rows)
    female = draws.chance(0.5)
    age = lives.age[rows] + draws.between(-6, 8)
    who = lives.cast.enter(rows, female, lives.year - age, draws)
    lose(lives, draws, rows, who, "friend", "my friend {}")
    rows = np.flatnonzero(needed & (lives.age < 36))
    draws = lives.draws("loss of a grandparent", rows)
    female = draws.chance(0.5)
    age = lives.age[rows] + draws.between(46, 56)
    who = lives.cast.enter(rows, female, lives.year - age, draws)
    nowhere = as_column(None, len(rows))
    relation = either(female, "grandmother", "grandfather")
    died_at = age_at_death(lives, rows, age)
    lives.family.add(Relatives(rows, who, relation, female, died_at, nowhere, nowhere))
    for of_sex, whom in ((female, "my nan"), (~female, "my grandad")):
        lose(lives, draws.only(of_sex), rows[of_sex], who[of_sex], "grandparent", whom)

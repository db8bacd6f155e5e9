"""Children and grandchildren: when they were born, where they live, how near they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import (
    Column,
    Ints,
    Truths,
    as_column,
    column,
    either,
    filled,
    first_of_each,
    whichever,
)
from simgen.person.life.couple import TOGETHER
from simgen.person.life.draws import Table
from simgen.person.life.loss import age_at_death, lose
from simgen.person.life.making import NOBODY
from simgen.person.life.relatives import Relatives
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.couple import Couples
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth

_FAR = ("Canada", "Australia", "New Zealand", "Spain", "Ireland", "Germany")
_YOUNGEST_PARENT = 16 * 12
_FEWEST_MONTHS, _MOST_MONTHS = 11, 48
"""Between one birth and the next."""


@dataclass(frozen=True, slots=True)
class Kids(Relatives):
    """The children of a block, each life's eldest first; ``place`` counts them from 0."""

    place: Ints

    def owned(self, rows: Truths, size: int) -> Truths:
        """Tell of each person whether any of these rows is theirs."""
        return np.bincount(self.owners[rows], minlength=size) > 0


def bring_up(lives: Lives, birth: Birth, couples: Couples) -> Kids:
    """Make the children; their mother was 16 to 45, their father 16 to 56."""
    counts = lives.core.numbers("children")
    owners = np.repeat(lives.everybody, counts)
    place = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    months = _months_at_births(lives, birth, couples, counts)[owners, place]
    born = birth.month[owners] + months
    draws = lives.draws("children").each(owners, place)
    female = draws.chance(0.5)
    who = lives.cast.enter(owners, female, born // 12, draws, uk=True)
    lives.events.add(owners, born, "birth", "{} was born", who)
    age = (lives.now - born) // 12
    died = _lose_one(lives, owners, place, counts, age, who, female)
    age[died] = age_at_death(lives, owners[died], age[died])
    where = _live_somewhere(lives, draws, owners, age)
    where[died] = None
    _bring_one_home(lives, owners, where)
    grown = age >= 18
    strained = grown & (where != "home") & draws.chance(0.09)
    close = ~grown | draws.chance(0.6)
    closeness = whichever([strained, close], ["strained", "close"], "ordinary")
    closeness[died] = None
    relation = either(female, "daughter", "son")
    kids = Kids(owners, who, relation, female, age, where, closeness, place)
    lives.family.add(kids)
    _tell(lives, draws, kids, months)
    _tell_of_upbringing(lives, kids)
    return kids


def _months_at_births(lives: Lives, birth: Birth, couples: Couples, counts: Ints) -> Ints:
    """
    The person's age in months at each birth, a row a person.

    Most children are born while the couple is together, and the mother, whichever
    of the two she is, is then no older than the oldest mother. No two births are
    nearer to each other than eleven months.
    """
    numbers, draws = data("family"), lives.draws("births")
    mother, father = numbers["oldest_mother"]["value"], numbers["oldest_father"]["value"]
    woman = lives.has("sex", "female")
    top = np.minimum(lives.age, np.where(woman, mother, father))
    paired = (couples.who != NOBODY) & draws.chance(numbers["born_together"]["value"])
    since = (couples.since - birth.month) // 12
    until = (couples.until - birth.month) // 12
    wife = paired & couples.female & ~woman
    top = np.where(wife, np.minimum(top, mother - (couples.age - until)), top)
    within = paired & (since <= np.minimum(top, until) - counts)
    low = np.where(within, np.maximum(18, since), 18)
    top = np.where(within, np.minimum(top, until), top)
    low = np.where(top - low < counts, np.maximum(16, top - 2 * counts), low)
    eldest = draws.between(low, np.maximum(low, np.minimum(low + 7, top))) * 12
    months = [eldest + draws.between(0, 11)]
    for _ in range(int(max(counts.max(), 1)) - 1):
        months.append(months[-1] + draws.between(_FEWEST_MONTHS, _MOST_MONTHS))
    table = np.stack(months, axis=1)
    last = table[lives.everybody, np.maximum(counts - 1, 0)]
    over = np.maximum(0, last - np.minimum(top * 12 + 11, lives.now - birth.month))
    floor = _YOUNGEST_PARENT + _FEWEST_MONTHS * np.arange(table.shape[1])
    months_at: Ints = np.maximum(floor, table - over[:, None])
    return months_at


def _lose_one(
    lives: Lives, owners: Ints, place: Ints, counts: Ints, age: Ints, who: Ints, female: Truths
) -> Ints:
    """Return the rows of those who died: a latest death was now and then an eldest child's."""
    old_enough = age > lives.core.numbers("loss_years")[owners] + 1
    might = (place == 0) & (counts[owners] >= 2) & lives.untold_loss[owners] & old_enough
    rows = np.flatnonzero(might)
    draws = lives.draws("loss of a child", owners[rows])
    happened = draws.chance(data("family")["loss_was_a_child"]["value"])
    rows, draws = rows[happened], draws.only(happened)
    for of_sex, whom in ((female[rows], "my daughter {}"), (~female[rows], "my son {}")):
        lose(lives, draws.only(of_sex), owners[rows][of_sex], who[rows][of_sex], "child", whom)
    return rows


def _with_children(lives: Lives) -> Truths:
    return lives.has("household", "children", "partner-and-children", "relatives")


def _live_somewhere(lives: Lives, draws: Draws, owners: Ints, age: Ints) -> Column:
    """Say where each child lives: minors with the person or their other parent."""
    with_children = _with_children(lives)[owners]
    minor_at_home = with_children | lives.has("household", "parents")[owners]
    minors = either(minor_at_home, "home", "with their other parent")
    still_home = with_children & (age < 30) & draws.chance(0.35)
    grown = np.where(still_home, "home", _grown_live().at(draws.word()))
    return np.where(age < 18, minors, grown)


def _bring_one_home(lives: Lives, owners: Ints, where: Column) -> None:
    """Whom the household needs is at home: the youngest, where none of them was."""
    somebody = np.bincount(owners[where == "home"], minlength=lives.size) > 0
    youngest = np.append(owners[1:] != owners[:-1], [True])[: len(owners)]
    needed = youngest & (_with_children(lives) & ~somebody)[owners]
    where[needed & (where != None)] = "home"  # noqa: E711 - asks each element of the column


def _tell(lives: Lives, draws: Draws, kids: Kids, months: Ints) -> None:
    tags, owners = lives.tags, kids.owners
    eldest = kids.place == 0
    at = np.zeros(lives.size, dtype=np.int64)
    at[owners[eldest]] = months[eldest] // 12
    lives.slots["parent_at"] = at
    tags.set("young-parent", (at > 0) & (at < 21))
    living = np.bincount(owners[kids.alive], minlength=lives.size)
    lives.slots["children"] = living
    tags.set("children", living > 0)
    tags.set("many-children", living >= 3)
    strained = kids.closeness == "strained"
    whose, rows = first_of_each(owners[strained])
    tags.set("child-strained", whose)
    lives.slot_named("strained", whose, kids.who[strained][rows])
    near = kids.at_home | (kids.lives == "town")
    tags.set("son", owners[~kids.female & (kids.age >= 10) & near])
    well = kids.alive & (kids.age >= 18) & ~strained
    _tell_of_grown_at_home(lives, kids, well & kids.at_home)
    _tell_of_grown_away(lives, draws, kids, well & ~kids.at_home)


def _tell_of_grown_at_home(lives: Lives, kids: Kids, which: Truths) -> None:
    whose, rows = first_of_each(kids.owners[which])
    lives.tags.set("household-children-grown", whose)
    lives.slot_named("grown_child", whose, kids.who[which][rows])


def _tell_of_grown_away(lives: Lives, draws: Draws, kids: Kids, which: Truths) -> None:
    """Of the grown children elsewhere the eldest is the one talked about."""
    far = draws.pick(_FAR)
    whose, rows = first_of_each(kids.owners[which])
    where = kids.lives[which][rows]
    lives.tags.set("child-any", whose)
    lives.slot_named("child", whose, kids.who[which][rows])
    for place, tag in (("town", "child-near"), ("away", "child-away"), ("abroad", "child-abroad")):
        lives.tags.set(tag, whose[where == place])
    country = filled(lives.size, None)
    country[whose] = far[which][rows]
    lives.slots["far"] = country


def _tell_of_upbringing(lives: Lives, kids: Kids) -> None:
    owners, tags = kids.owners, lives.tags
    young = kids.at_home & (kids.age < 16)
    alone = ~lives.has("partner", *TOGETHER)
    whose, last = first_of_each(owners[young][::-1])
    youngest = kids.who[young][::-1][last]
    tags.set("young-children", whose)
    lives.slot_named("young", whose, youngest)
    raised = column(["brought children up alone"]).repeat(lives.size)
    lives.slots["raised"] = raised
    tags.set("single-parent", whose[alone[whose]])
    lives.slot_named("raised", whose[alone[whose]], youngest[alone[whose]], "brings up {} alone")
    grown = kids.alive & (kids.age >= 18)
    parted = lives.has("partner", "single", "divorced", "separated") & ~kids.owned(
        young, lives.size
    )
    all_grown = kids.owned(grown, lives.size) & ~kids.owned(
        kids.alive & (kids.age < 18), lives.size
    )
    tags.set("single-parent", parted & all_grown)
    elsewhere = kids.lives == "with their other parent"
    tags.set("children-elsewhere", owners[elsewhere])


def have_grandchildren(lives: Lives, kids: Kids) -> None:
    """Make the grandchildren of grown children; two at most are named, the eldest child's."""
    parents = kids.alive & (kids.age >= 22)
    whose, rows = first_of_each(kids.owners[parents])
    eldest = np.zeros(lives.size, dtype=np.int64)
    eldest[whose] = kids.age[parents][rows]
    draws = lives.draws("grandchildren")
    each = draws.each(kids.owners[parents], kids.place[parents]).between(0, 2)
    counts = np.bincount(kids.owners[parents], weights=each, minlength=lives.size)
    counts = np.where(eldest >= 24, np.minimum(counts, 2), 0).astype(np.int64)
    lives.tags.set("grandchildren", counts > 0)
    owners = np.repeat(lives.everybody, counts)
    place = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    draws = lives.draws("each grandchild").each(owners, place)
    age = draws.between(0, np.minimum(eldest[owners] - 20, 40))
    female = draws.chance(0.5)
    who = lives.cast.enter(owners, female, lives.now // 12 - age, draws, uk=True)
    relation = either(female, "granddaughter", "grandson")
    away, close = as_column("away", len(owners)), as_column("close", len(owners))
    lives.family.add(Relatives(owners, who, relation, female, age, away, close))


@cache
def _grown_live() -> Table:
    places = data("family")["grown_children_live"]["value"]
    return Table(places, places.values())

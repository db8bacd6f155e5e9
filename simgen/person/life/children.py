"""Children and grandchildren: when they were born, where they live, how near they are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simgen.person.life.couple import TOGETHER
from simgen.person.life.draws import Table
from simgen.person.life.loss import lose_relative, loses
from simgen.person.life.model import Relative
from simgen.person.life.naming import first_name
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life

_CHILD = {"female": "daughter", "male": "son"}
_FAR = ("Canada", "Australia", "New Zealand", "Spain", "Ireland", "Germany")


@cache
def _where() -> Table[str]:
    places = data("family")["grown_children_live"]["value"]
    return Table(places, places.values())


def children(life: Life) -> None:
    """Make the children, eldest first; their mother was 16 to 44, their father 16 to 55."""
    count = life.core["children"]
    if not count:
        return
    draws = life.draws(b"children")
    ages = _ages_at_births(life, draws, count)
    at = [min(year, life.age) for year in ages]
    kids = []
    for parent_age in at:
        age = life.age - parent_age
        sex = "female" if draws.word() & 1 else "male"
        born = max(life.now - age * 12 - draws.between(0, 11), life.born_month + parent_age * 12)
        age = (life.now - born) // 12
        name = first_name(draws, life.heritage, sex, born // 12, life.taken, uk=True)
        life.happened(born, "birth", f"{name} was born")
        kids.append(Relative(_CHILD[sex], name, sex, age, True, None, "ordinary"))
    living = _lose_child(life, kids)
    _place(life, draws, living)
    life.family += living
    _tell_of_children(life, draws, living, at[0])


def _ages_at_births(life: Life, draws: Draws, count: int) -> list[int]:
    """
    The person's age at each birth, rising by a year at least.

    Most children are born while the couple is together, and the mother, whichever
    of the two she is, is then no older than the oldest mother.
    """
    numbers = data("family")
    mother, father = numbers["oldest_mother"]["value"], numbers["oldest_father"]["value"]
    woman = life.core["sex"] == "female"
    low, top = 18, min(life.age, mother if woman else father)
    partner = life.partner
    if (
        partner is not None
        and partner.since is not None
        and draws.chance(numbers["born_together"]["value"])
    ):
        since, until = _years(life, partner.since), _years(life, partner.until)
        older = (partner.age or 0) - until
        if partner.sex == "female" and not woman:
            top = min(top, mother - older)
        if since <= min(top, until) - count:
            low, top = max(low, since), min(top, until)
    if top - low < count:
        low = max(16, top - 2 * count)
    eldest = draws.between(low, max(low, min(low + 7, top)))
    at = [eldest]
    for _ in range(count - 1):
        at.append(at[-1] + draws.between(1, 4))
    over = at[-1] - top
    if over > 0:
        at = [max(16 + place, year - over) for place, year in enumerate(at)]
    return at


def _years(life: Life, month: str | None) -> int:
    """The person's age in a month; now, where there is none."""
    if month is None:
        return life.age
    return (int(month[:4]) * 12 + int(month[5:]) - 1 - life.born_month) // 12


def _lose_child(life: Life, kids: list[Relative]) -> list[Relative]:
    """Return the living: a death within nine years was now and then a child's, grown or not."""
    if len(kids) < 2 or not loses(life) or kids[0].age <= life.core["loss_years"] + 1:
        return kids
    draws = life.draws(b"loss of a child")
    if not draws.chance(data("family")["loss_was_a_child"]["value"]):
        return kids
    kid = kids[0]
    lose_relative(life, draws, "child", kid, f"my {kid.relation} {kid.name}")
    return kids[1:]


def _place(life: Life, draws: Draws, kids: list[Relative]) -> None:
    """Say where each child lives; whoever the household needs is at home."""
    kind = life.core["household"]
    with_children = kind in ("children", "partner-and-children", "relatives")
    somebody = False
    for kid in kids:
        if kid.age < 18:
            if with_children or kind == "parents":
                kid.lives, somebody = "home", True
            else:
                kid.lives = "with their other parent"
        elif with_children and kid.age < 30 and draws.chance(0.35):
            kid.lives, somebody = "home", True
        else:
            kid.lives = _where().at(draws.word())
    if with_children and not somebody and kids:
        kids[-1].lives = "home"


def _tell_of_children(life: Life, draws: Draws, kids: list[Relative], first_at: int) -> None:
    tags = life.tags
    if first_at < 21:
        tags["young-parent"] = f"became a parent at {first_at}"
    if not kids:
        return
    tags["children"] = "has children"
    if len(kids) >= 3:
        tags["many-children"] = f"has {len(kids)} children"
    for kid in kids:
        grown = kid.age >= 18
        if grown and kid.lives != "home" and draws.chance(0.09):
            kid.closeness = "strained"
            tags["child-strained"] = f"on bad terms with {kid.name}"
            life.slots["strained"] = kid.name
        elif not grown or draws.chance(0.6):
            kid.closeness = "close"
        _tell_of_child(life, kid, grown=grown)
    _tell_of_upbringing(life, kids)
    life.at_home += [kid.name for kid in kids if kid.lives == "home"]


def _tell_of_upbringing(life: Life, kids: list[Relative]) -> None:
    tags, status = life.tags, life.core["partner"]
    at_home = [kid for kid in kids if kid.age < 16 and kid.lives == "home"]
    if at_home:
        tags["young-children"] = f"bringing up {at_home[-1].name}"
        if status not in TOGETHER:
            tags["single-parent"] = f"brings up {at_home[-1].name} alone"
    elif status in ("single", "divorced", "separated") and kids[-1].age >= 18:
        tags["single-parent"] = "brought children up alone"
    if any(kid.lives == "with their other parent" for kid in kids):
        tags["children-elsewhere"] = "has children who live with their other parent"


def _tell_of_child(life: Life, kid: Relative, *, grown: bool) -> None:
    tags, slots = life.tags, life.slots
    if kid.relation == "son" and kid.age >= 10 and kid.lives in ("home", "town"):
        tags["son"] = f"has a son, {kid.name}"
    if not grown or kid.closeness == "strained":
        return
    if kid.lives == "home":
        tags["household-children-grown"] = f"lives with {kid.name}"
    elif "child" in slots:
        return
    elif kid.lives == "town":
        tags["child-near"] = f"has {kid.name} close by"
    elif kid.lives == "away":
        tags["child-away"] = f"keeps up with {kid.name} at a distance"
    else:
        tags["child-abroad"] = f"has {kid.name} abroad"
        slots["far"] = _FAR[sum(map(ord, kid.name)) % len(_FAR)]
    if kid.lives != "home":
        tags["child-any"] = f"has {kid.name}"
        slots["child"] = kid.name


def grandchildren(life: Life) -> None:
    """Make the grandchildren of grown children; only the eldest two are named."""
    parents = [kid for kid in life.family if kid.age >= 22 and kid.alive]
    if not parents or parents[0].age < 24:
        return
    draws = life.draws(b"grandchildren")
    count = sum(draws.between(0, 2) for _ in parents)
    if not count:
        return
    life.tags["grandchildren"] = "has grandchildren"
    eldest = parents[0]
    for _ in range(min(2, count)):
        age = draws.between(0, min(eldest.age - 20, 40))
        sex = "female" if draws.word() & 1 else "male"
        name = first_name(draws, life.heritage, sex, life.now // 12 - age, life.taken, uk=True)
        relation = "granddaughter" if sex == "female" else "grandson"
        life.family.append(Relative(relation, name, sex, age, True, "away", "close"))

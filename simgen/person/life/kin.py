"""Own parents, brothers and sisters, and whoever else is lived with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.life.loss import lose, lose_relative, loses
from simgen.person.life.model import Relative
from simgen.person.life.naming import first_name
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life

_OLDEST = 100
_OLDEST_LOST = 104
_SIBLING = {"female": "sister", "male": "brother"}


def own_parents(life: Life) -> None:
    """Make mother and father where they live, or died of late."""
    draws = life.draws(b"parents")
    needed = life.core["household"] == "parents" or life.core["carer"] == "parent"
    chances = data("family")["parent_alive"]["value"]
    for sex, relation, word in (("female", "mother", "mum"), ("male", "father", "dad")):
        age = life.age + draws.between(19, 30) + (draws.between(0, 8) if sex == "male" else 0)
        alive = draws.chance(chances[min(9, age // 10)]) and age <= _OLDEST
        if needed and sex == "female":
            age, alive = min(age, life.age + 24), True
        died = not alive and age <= _OLDEST_LOST and loses(life)
        if not alive and not died:
            continue
        name = first_name(draws, life.heritage, sex, life.now // 12 - age, life.taken)
        parent = Relative(relation, name, sex, age, True, "town", draws.pick(("close", "ordinary")))
        if died:
            lose_relative(life, draws, relation, parent, f"my {word}")
            continue
        parent.lives = _where_a_parent_lives(life, draws, sex)
        life.family.append(parent)
        if parent.closeness == "close":
            life.tags["parent-close"] = f"is close to {name}"
        if parent.lives == "home":
            life.at_home.append(name)


def _where_a_parent_lives(life: Life, draws: Draws, sex: str) -> str:
    household, cared_for = life.core["household"], life.core["carer"] == "parent"
    if household == "parents" or (household == "relatives" and "children" not in life.tags):
        return "home"
    if "family-abroad" in life.tags and not cared_for:
        return "abroad"
    lives = draws.pick(("town", "town", "away"))
    return "town" if cared_for and sex == "female" else lives


def siblings(life: Life) -> None:
    """Make brothers and sisters, and the death of one or of a friend where there was one."""
    draws = life.draws(b"siblings")
    household = life.core["household"]
    wanted = household == "relatives" and not life.at_home
    count = draws.between(0, 3)
    if wanted:
        count = max(1, count)
    for place in range(count):
        one = _sibling(life, draws)
        if life.age >= 40 and loses(life) and draws.chance(0.5):
            lose_relative(life, draws, "sibling", one, f"my {one.relation} {one.name}")
            continue
        last = place == count - 1 and wanted and not life.at_home
        if last or (household == "parents" and one.age < 22):
            one.lives = "home"
        life.family.append(one)
        _tell_of_sibling(life, one)
    if wanted and not life.at_home:
        _live_with_cousin(life, draws)
    if loses(life):
        _lose_friend(life, draws)


def _sibling(life: Life, draws: Draws) -> Relative:
    age = life.age + draws.between(-11, 11)
    sex = "female" if draws.word() & 1 else "male"
    if not 14 <= age <= 96 or age == life.age:
        age = max(14, min(96, life.age + 2))
    born = life.now // 12 - age
    name = first_name(draws, life.heritage, sex, born, life.taken, uk=life.uk_born)
    lives = draws.pick(("town", "away", "abroad" if life.arrived else "away"))
    closeness = draws.pick(("close", "ordinary", "ordinary"))
    return Relative(_SIBLING[sex], name, sex, age, True, lives, closeness)


def _tell_of_sibling(life: Life, one: Relative) -> None:
    if one.relation == "brother":
        life.tags["brother"] = f"has a brother, {one.name}"
    if one.lives == "home":
        life.at_home.append(one.name)
    elif one.lives == "town" and one.closeness == "close":
        life.tags["sibling-near"] = f"has {one.name} in town"
        life.slots["sibling"] = one.name


def _live_with_cousin(life: Life, draws: Draws) -> None:
    sex = "female" if draws.word() & 1 else "male"
    age = max(18, life.age - draws.between(1, 20))
    name = first_name(draws, life.heritage, sex, life.now // 12 - age, life.taken)
    life.family.append(Relative("cousin", name, sex, age, True, "home", "ordinary"))
    life.at_home.append(name)


def _lose_friend(life: Life, draws: Draws) -> None:
    """Whoever is left: a friend, or a grandparent for the young."""
    young = life.age < 36
    sex = "female" if draws.word() & 1 else "male"
    age = life.age + (draws.between(46, 56) if young else draws.between(-6, 8))
    name = first_name(draws, life.heritage, sex, life.now // 12 - age, life.taken)
    if young:
        relation, whom = (
            ("grandmother", "my nan") if sex == "female" else ("grandfather", "my grandad")
        )
        grandparent = Relative(relation, name, sex, age, True, None, None)
        lose_relative(life, draws, "grandparent", grandparent, whom)
    else:
        lose(life, draws, "friend", name, f"my friend {name}")

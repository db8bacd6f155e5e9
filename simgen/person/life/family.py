"""Partner, children, parents, brothers and sisters: with ages that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.life.draws import Table
from simgen.person.life.making import month_text
from simgen.person.life.model import Partner, Relative
from simgen.person.life.naming import first_name
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life

SAME_SEX_MARRIAGE = 2014 * 12 + 2
"""March 2014, when same-sex couples could first marry in England and Wales."""

_OLDEST = 100
TOGETHER = ("married", "living-together")
_CHILD = {"female": "daughter", "male": "son"}
_SIBLING = {"female": "sister", "male": "brother"}
_WHERE = Table(*zip(*data("family")["grown_children_live"]["value"].items(), strict=True))
_FAR = ("Canada", "Australia", "New Zealand", "Spain", "Ireland", "Germany")


def couple(life: Life) -> Partner:
    """Make the present or latest partner, and what happened between the two."""
    status = life.core["partner"]
    if status == "single":
        life.partner = Partner("single", None, None, None, None, None)
        return life.partner
    numbers = data("family")
    draws = life.draws(b"partner")
    same = draws.chance(numbers["same_sex_couples"]["value"])
    sex = life.core["sex"]
    other = sex if same else ("male" if sex == "female" else "female")
    gone = life.core["widowed_years"]
    ended = _ended(life, draws, status, gone)
    own_age = (ended - life.born_month) // 12
    gap = draws.between(-3, 3) + draws.between(-3, 3) + (2 if other == "male" else -2)
    age = min(max(18, own_age + gap), 99)
    name = first_name(draws, life.heritage, other, ended // 12 - age, life.taken, uk=life.uk_born)
    years = _years_together(draws, min(own_age, age) - 18, status)
    since = ended - years * 12 - draws.between(0, 11)
    since = max(since, life.born_month + 18 * 12, ended - (age - 17) * 12)
    since = min(since, ended)
    wed = status != "living-together" and not (same and since < SAME_SEX_MARRIAGE)
    verb = "Married" if wed else "Got together with"
    life.happened(since, "marriage" if wed else "together", f"{verb} {name}")
    over = status not in TOGETHER
    life.partner = Partner(
        status, name, other, age, month_text(since), month_text(ended) if over else None
    )
    _tell_of_partner(life, name, (ended - since) // 12, ended)
    return life.partner


def _ended(life: Life, draws: Draws, status: str, gone: int) -> int:
    """The month in which the couple ended; now, when it has not."""
    if status in TOGETHER:
        return life.now
    if status == "widowed":
        back = gone * 12 + draws.between(0, 11)
    else:
        longest = max(0, min(25, life.age - 22)) if status == "divorced" else 4
        back = draws.between(0, min(longest, max(0, life.age - 20))) * 12 + draws.between(0, 11)
    return max(life.now - back, life.born_month + 19 * 12)


def _years_together(draws: Draws, most: int, status: str) -> int:
    if most <= 0:
        return 0
    if status in ("divorced", "separated"):
        return draws.between(min(1, most), min(most, 22))
    if status == "living-together":
        return draws.between(0, min(most, 15))
    return draws.between(most * 2 // 5, most)


def _tell_of_partner(life: Life, name: str, years: int, ended: int) -> None:
    status, tags = life.core["partner"], life.tags
    if status in TOGETHER:
        tags["partner"] = f"lives with {name}"
        life.slots["partner"] = name
        if years >= 25 and status == "married":
            tags["long-marriage"] = f"{years} years with {name}"
            life.slots["years_together"] = str(years)
    elif status == "widowed":
        life.slots["partner"] = name
        life.happened(ended, "bereavement", f"{name} died")
        tags["widowed"] = f"lost {name}"
        if life.core["widowed_years"] <= 2:
            tags["widowed-recent"] = f"lost {name} not long ago"
        if years >= 25:
            tags["widowed-long-marriage"] = f"{years} years with {name}"
    else:
        tags[status] = "came through a separation"
        word = "Divorced from" if status == "divorced" else "Separated from"
        life.happened(ended, "separation", f"{word} {name}")


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
    _lose_child(life, kids)
    living = [kid for kid in kids if kid.alive]
    _place(life, draws, living)
    life.family += kids
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


def _lose_child(life: Life, kids: list[Relative]) -> None:
    """A death within nine years was now and then a child's, grown or not."""
    years = life.core["loss_years"]
    if years < 0 or years == life.core["widowed_years"] or len(kids) < 2:
        return
    draws = life.draws(b"loss of a child")
    if not draws.chance(data("family")["loss_was_a_child"]["value"]):
        return
    kid = kids[0]
    month = life.now - years * 12 - draws.between(0, 11)
    if kid.age <= years + 1:
        return
    kid.age -= years + 1
    kid.alive, kid.closeness = False, None
    lose(life, month, "child", kid.name, f"my {kid.relation} {kid.name}")


def lose(life: Life, month: int, kind: str, name: str, whom: str) -> None:
    """Note a death of somebody other than the partner."""
    life.happened(month, "bereavement", f"{name}, {kind}, died")
    life.tags[f"loss:{kind}"] = f"lost {name}"
    life.slots["lost"] = whom


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
            kid.lives = _WHERE.at(draws.word())
    if with_children and not somebody and kids:
        kids[-1].lives = "home"


def _tell_of_children(life: Life, draws: Draws, kids: list[Relative], first_at: int) -> None:
    tags, slots = life.tags, life.slots
    if first_at < 21:
        tags["young-parent"] = f"became a parent at {first_at}"
    if not kids:
        return
    tags["children"] = "has children"
    if len(kids) >= 3:
        tags["many-children"] = f"has {len(kids)} children"
    together = life.core["partner"] in TOGETHER
    for kid in kids:
        grown = kid.age >= 18
        if grown and kid.lives in ("town", "away", "abroad") and draws.chance(0.09):
            kid.closeness = "strained"
            tags["child-strained"] = f"on bad terms with {kid.name}"
            slots["strained"] = kid.name
        elif not grown or draws.chance(0.6):
            kid.closeness = "close"
        _tell_of_child(life, kid, grown=grown)
    at_home = [kid for kid in kids if kid.age < 16 and kid.lives == "home"]
    if at_home:
        tags["young-children"] = f"bringing up {at_home[-1].name}"
        if not together:
            tags["single-parent"] = f"brings up {at_home[-1].name} alone"
    elif life.core["partner"] in ("single", "divorced", "separated") and kids[-1].age >= 18:
        tags["single-parent"] = "brought children up alone"
    if any(kid.lives == "with their other parent" for kid in kids):
        tags["children-elsewhere"] = "has children who live with their other parent"
    life.at_home += [kid.name for kid in kids if kid.lives == "home"]


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


def own_parents(life: Life) -> None:
    """Make mother and father where they live, or died of late."""
    numbers = data("family")
    draws = life.draws(b"parents")
    household = life.core["household"]
    needed = household == "parents" or life.core["carer"] == "parent"
    losing = _loses(life) and "loss:child" not in life.tags
    for sex, relation in (("female", "mother"), ("male", "father")):
        age = life.age + draws.between(19, 30) + (draws.between(0, 8) if sex == "male" else 0)
        chance = numbers["parent_alive"]["value"][min(9, age // 10)]
        alive = draws.chance(chance) and age <= _OLDEST
        name_word = draws
        if needed and sex == "female":
            age, alive = min(age, life.age + 24), True
        died = not alive and losing and "lost" not in life.slots and age <= 104
        if not alive and not died:
            continue
        name = first_name(name_word, life.heritage, sex, life.now // 12 - age, life.taken)
        if died:
            years = life.core["loss_years"]
            lose(
                life,
                life.now - years * 12 - draws.between(0, 11),
                relation,
                name,
                f"my {'mum' if sex == 'female' else 'dad'}",
            )
            life.family.append(Relative(relation, name, sex, age - years - 1, False, None, None))
            continue
        home = household == "parents" or (household == "relatives" and "children" not in life.tags)
        abroad = life.arrived is not None and "family-abroad" in life.tags and not needed
        lives = "home" if home else "abroad" if abroad else draws.pick(("town", "town", "away"))
        if life.core["carer"] == "parent" and sex == "female" and lives == "away":
            lives = "town"
        closeness = draws.pick(("close", "ordinary"))
        if closeness == "close":
            life.tags["parent-close"] = f"is close to {name}"
        life.family.append(Relative(relation, name, sex, age, True, lives, closeness))
        if lives == "home":
            life.at_home.append(name)


def _loses(life: Life) -> bool:
    """Tell whether somebody other than the partner died within nine years."""
    years = life.core["loss_years"]
    return bool(years >= 0 and years != life.core["widowed_years"])


def siblings(life: Life) -> None:
    """Make brothers and sisters, and the death of one or of a friend where there was one."""
    draws = life.draws(b"siblings")
    household = life.core["household"]
    count = draws.between(0, 3)
    if household == "relatives" and not life.at_home:
        count = max(1, count)
    losing = _loses(life) and "lost" not in life.slots
    for place in range(count):
        age = life.age + draws.between(-11, 11)
        sex = "female" if draws.word() & 1 else "male"
        if not 14 <= age <= 96 or age == life.age:
            age = max(14, min(96, life.age + 2))
        name = first_name(
            draws, life.heritage, sex, life.now // 12 - age, life.taken, uk=life.uk_born
        )
        relation = _SIBLING[sex]
        if losing and life.age >= 40 and draws.chance(0.5):
            losing = False
            years = life.core["loss_years"]
            lose(
                life,
                life.now - years * 12 - draws.between(0, 11),
                "sibling",
                name,
                f"my {relation} {name}",
            )
            life.family.append(Relative(relation, name, sex, age - years - 1, False, None, None))
            continue
        lives = draws.pick(("town", "away", "abroad" if life.arrived else "away"))
        if (household == "relatives" and not life.at_home and place == count - 1) or (household == "parents" and age < 22):
            lives = "home"
        closeness = draws.pick(("close", "ordinary", "ordinary"))
        life.family.append(Relative(relation, name, sex, age, True, lives, closeness))
        if relation == "brother":
            life.tags["brother"] = f"has a brother, {name}"
        if lives == "home":
            life.at_home.append(name)
        elif lives == "town" and closeness == "close":
            life.tags["sibling-near"] = f"has {name} in town"
            life.slots["sibling"] = name
    if household == "relatives" and not life.at_home:
        _live_with_cousin(life, draws)
    if losing:
        _lose_friend(life, draws)


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
    years = life.core["loss_years"]
    age = life.age + (draws.between(46, 56) if young else draws.between(-6, 8))
    name = first_name(draws, life.heritage, sex, life.now // 12 - age, life.taken)
    month = life.now - years * 12 - draws.between(0, 11)
    if young:
        word = "grandmother" if sex == "female" else "grandfather"
        whom = "my nan" if sex == "female" else "my grandad"
        lose(life, month, "grandparent", name, whom)
        life.family.append(Relative(word, name, sex, age - years - 1, False, None, None))
    else:
        lose(life, month, "friend", name, f"my friend {name}")

"""The couple: present or past, its years and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.life.making import month_text
from simgen.person.life.model import Partner
from simgen.person.life.naming import first_name
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life

SAME_SEX_MARRIAGE = 2014 * 12 + 2
"""March 2014, when same-sex couples could first marry in England and Wales."""

TOGETHER = ("married", "living-together")
"""States of a couple that is not over."""


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

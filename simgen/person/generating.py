"""
Make a person in the community, from nothing but a seed.

The order is the order in which one thing causes another: first the chain of
chances (:mod:`simgen.person.life.chain`), then birth and name, family, school,
work, home, means, health, the days, the people around, and last what the person
needs, is good at, cares about and hopes for. Later rooms read what earlier ones
found; none changes it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from simgen.person import identifiers
from simgen.person.constraints import Wanted, read_constraints
from simgen.person.life import (
    around,
    children,
    couple,
    days,
    growing,
    health,
    home,
    kin,
    means,
    origins,
    referral,
    schooling,
    voice,
    work,
)
from simgen.person.life.chain import YEAR
from simgen.person.life.draws import prefix
from simgen.person.life.making import Life
from simgen.person.life.model import PersonInCommunity
from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = (10, 1)
"""Everybody is described as on 1 October of their year."""


def generate(
    seed: int,
    where: Mapping[str, object] | Wanted | None = None,
    *,
    year: int = YEAR,
    index: int = 0,
) -> PersonInCommunity:
    """
    Return one person.

    ``seed`` is any whole number and ``index`` the place in the seed's cohort,
    from 0: the same two give the same person on any day and machine. ``where``
    holds constraints such as ``{"age": "70-90", "widowed_within": 2}``
    (:mod:`simgen.person.constraints` lists them), ``year`` the year of referral.
    Raises :class:`~simgen.errors.PersonError` for a constraint that is unknown,
    that cannot be read, or that nobody meets together with the others.
    """
    wanted = where if isinstance(where, Wanted) else _wanted(_frozen(where), year)
    return _make(seed, index, wanted)


def _frozen(where: Mapping[str, object] | None) -> tuple[tuple[str, object], ...]:
    if not where:
        return ()
    plain = {
        key: tuple(value) if isinstance(value, list | set | frozenset) else value
        for key, value in where.items()
    }
    return tuple(plain.items())


@lru_cache(maxsize=64)
def _wanted(where: tuple[tuple[str, object], ...], year: int) -> Wanted:
    return read_constraints(dict(where), year)


def _make(seed: int, index: int, wanted: Wanted) -> PersonInCommunity:
    key = prefix(seed, index)
    conditioned = wanted.conditioned
    core = dict(zip(conditioned.names, conditioned.draw(key), strict=True))
    reference = date(wanted.year, *_DAY)
    life = Life(key, core, reference, reference.year * 12 + reference.month - 1, core["heritage"])
    origins.begin(life)
    name = origins.call(life)
    born_in, languages, interpreter = origins.speak(life)
    partner = couple.couple(life)
    children.children(life)
    children.grandchildren(life)
    kin.own_parents(life)
    kin.siblings(life)
    education = schooling.educate(life)
    working = work.work(life)
    address, _ = home.move_in(life, wanted.town)
    household = home.household(life)
    housing = home.housing(life)
    money = means.money(life)
    digital, transport = means.online_and_about(life)
    condition = health.health(life)
    communication = health.communication(life, interpreter, education.reading)
    cared = days.caring(life)
    interests = days.interests(life)
    network = around.network(life, household, interests)
    _tell_of_now(life)
    needs = voice.needs(life)
    numbers = identifiers.allocation(seed)
    return PersonInCommunity(
        id=f"{seed}-{index}",
        seed=seed,
        index=index,
        reference_date=reference,
        name=name,
        sex=core["sex"],
        gender=core["gender"],
        age=life.age,
        date_of_birth=life.born,
        ethnicity=data("heritages")[life.heritage]["group"],
        heritage=life.heritage,
        born_in=born_in,
        languages=languages,
        interpreter=interpreter,
        communication_needs=communication,
        address=address,
        phone=numbers.phone(index, mobile=core["digital"] not in ("none", "helped")),
        email=numbers.email(index, name.first, name.surname)
        if core["digital"] in ("confident", "phone-only", "some")
        else None,
        nhs_number=numbers.nhs_number(index),
        household=household,
        partner=partner,
        family=life.family,
        caring_for=cared,
        network=network,
        housing=housing,
        work=working,
        money=money,
        education=education,
        digital=digital,
        transport=transport,
        health=condition,
        life_events=sorted(life.events, key=_MONTH),
        needs=needs,
        strengths=growing.strengths(life),
        interests=interests,
        what_matters=voice.what_matters(life),
        hopes=voice.hopes(life),
        referral=referral.refer(life, needs),
    )


def _tell_of_now(life: Life) -> None:
    if life.age >= 66:
        life.tags["older"] = f"is {life.age}"
    elif life.age < 30:
        life.tags["younger"] = f"is {life.age}"
    if life.core["accepted"] == "yes":
        life.tags["accepted"] = "said yes to meeting a link worker"
    else:
        life.tags["declined"] = "said no to what was not wanted"
    losses = life.core["loss_years"]
    if losses >= 0:
        life.tags["loss-recent" if losses <= 2 else "loss-earlier"] = "has lost somebody close"
        if losses == life.core["widowed_years"]:
            life.slots["lost"] = life.slots["partner"]
    if life.core["widowed_years"] > 2:
        life.tags["loss-earlier"] = f"lived on after losing {life.slots['partner']}"


_MONTH = attrgetter("month")

"""
Make persons in the community, from nothing but a seed.

The order is the order in which one thing causes another: first the chain of
chances (:mod:`simgen.person.life.chain`), then birth and name, family, school,
work, home, means, health, the days, the people around, and last what the person
needs, is good at, cares about and hopes for. Later rooms read what earlier ones
found; none changes it.

Persons are made a block at a time, because a thousand are made as quickly as
ten. A person is the same in a block of any size.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import repeat

from simgen.errors import PersonError
from simgen.person.constraints import Wanted, Where, read_constraints
from simgen.person.life import (
    around,
    children,
    couple,
    days,
    growing,
    health,
    home,
    kin,
    loss,
    means,
    origins,
    referral,
    schooling,
    voice,
    work,
)
from simgen.person.life.allocation import allocation
from simgen.person.life.chain import YEAR
from simgen.person.life.columns import row_by_row
from simgen.person.life.draws import Streams
from simgen.person.life.making import Lives
from simgen.person.life.model import PersonInCommunity
from simgen.person.life.text import data

_NEIGHBOURS = 64
"""Persons made where one is asked for; they take hardly longer than one."""

_ONLINE = ("confident", "phone-only", "some")
"""Uses of the internet with which somebody has an e-mail address."""


def generate(
    seed: int,
    where: Where | Wanted | None = None,
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
    that cannot be read, or that nobody meets together with the others, and for
    a place below 0. For many, :func:`simgen.person.cohort` is far quicker.
    """
    if index < 0:
        raise PersonError(f"Places in a cohort count from 0; the place was {index}.")
    wanted = where if isinstance(where, Wanted) else _wanted(_frozen(where), year)
    first = index - index % _NEIGHBOURS
    return _neighbours(int(seed), first, wanted)[index - first]


@lru_cache(maxsize=4)
def _neighbours(seed: int, first: int, wanted: Wanted) -> list[PersonInCommunity]:
    """Some persons next to each other: who asks for one often asks for the next."""
    return make_block(seed, range(first, first + _NEIGHBOURS), wanted)


def _frozen(where: Where | None) -> tuple[tuple[str, object], ...]:
    if not where:
        return ()
    return tuple(
        (name, tuple(value) if isinstance(value, list | set | frozenset) else value)
        for name, value in (where.items() if isinstance(where, Mapping) else where)
    )


@lru_cache(maxsize=64)
def _wanted(where: tuple[tuple[str, object], ...], year: int) -> Wanted:
    return read_constraints(where, year)


def make_block(seed: int, places: range, wanted: Wanted) -> list[PersonInCommunity]:
    """Return the persons at some places of a seed's cohort, one after another."""
    core = wanted.conditioned.draw(Streams(seed, places).of("core"))
    lives = Lives(seed, places, core, wanted.year)

    birth = origins.be_born(lives)
    called = origins.call(lives, birth)
    speech = origins.speak(lives, birth)
    couples = couple.pair_off(lives, birth)
    kids = children.bring_up(lives, birth, couples)
    children.have_grandchildren(lives, kids)
    parents = kin.have_parents(lives)
    kin.have_siblings(lives, birth, parents)
    relatives = lives.family.whole()
    loss.tell_of_losses(lives)

    education = schooling.educate(lives, birth)
    career = work.work(lives, birth, education)
    addresses = home.move_in(lives, wanted.town)
    households = home.fill(lives)
    housing = home.settle(lives, birth)
    money = means.earn(lives, birth, couples)
    online, transport = means.go_online(lives), means.get_about(lives, birth)
    conditions = health.fall_ill(lives, birth)
    healths = health.feel(lives, conditions)
    helps = health.say_what_helps(lives, speech, education.reading)
    interests = days.like(lives)
    cared = days.care(lives, couples, parents, kids)
    ties = around.surround(lives, couples, relatives, households, interests)
    needs = voice.find_needs(lives)
    referrals = referral.refer(lives, needs)

    given = lives.cast.names()
    lives.fill_names(given)
    names = called.names(given)
    numbers = allocation(seed)
    smart = lives.has("digital", *_ONLINE)
    heritages = lives.core.values("heritage")
    return row_by_row(
        PersonInCommunity,
        [f"{seed}-{place}" for place in places],
        repeat(seed),
        places,
        repeat(lives.reference),
        names,
        lives.core.values("sex"),
        lives.core.values("gender"),
        lives.age,
        birth.days,
        [data("heritages")[heritage]["group"] for heritage in heritages],
        heritages,
        birth.country,
        speech.languages,
        speech.interpreter,
        helps,
        addresses,
        numbers.phones(places, mobile=~lives.has("digital", "none", "helped")),
        numbers.emails(places, names, having=smart),
        numbers.nhs_numbers(places),
        households.described(lives, couples, relatives, given),
        couples.partners(given),
        relatives.told(given, lives.size),
        cared.told(given),
        ties.told(given, lives.size),
        housing,
        work.working_lives(lives, career, birth),
        money,
        education.education,
        online,
        transport,
        healths,
        lives.events.told(given, birth.month),
        voice.say_needs(lives, needs),
        growing.grow(lives, career),
        interests.listed(),
        voice.say_what_matters(lives),
        voice.say_hopes(lives),
        referrals,
    )

"""Means: money, getting online, getting about."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Truths, column, constant, row_by_row, whichever
from simgen.person.life.draws import Choices
from simgen.person.life.model import Digital, Money, Transport
from simgen.person.life.work import IN_WORK, gets_pension

if TYPE_CHECKING:
    from simgen.person.life.couple import Couples
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth

_EARNED = (None, "wages", "own business", "student loan")
_OTHERWISE = (None, "a partner's earnings", "family", "savings")
_NONE: tuple[str, ...] = ()
_DEVICES = {
    "none": (("a landline",), ("a landline", "an old mobile phone")),
    "helped": (("a landline", "a mobile phone"), ("a tablet that a relative set up",)),
    "some": (("a mobile phone", "a tablet"), ("a smartphone",)),
    "phone-only": (("a smartphone on pay-as-you-go",), ("a smartphone",)),
    "confident": (("a smartphone", "a laptop"), ("a smartphone", "a tablet")),
}


def earn(lives: Lives, birth: Birth, couples: Couples) -> list[Money]:
    """Return where money comes from and how far it goes."""
    draws = lives.draws("money")
    pension = gets_pension(lives, birth)
    retired = lives.has("work", "retired")
    occupational = retired & (draws.chance(0.55) | ~pension)
    on_benefits = lives.has("benefits", "yes")
    benefits = np.where(on_benefits, _benefits(lives, draws, pension), column([_NONE]))
    earned = np.select(
        [lives.has("work", name) for name in ("employed", "self-employed", "student")], [1, 2, 3], 0
    )
    nothing = (earned == 0) & ~pension & ~occupational & ~on_benefits
    other = np.where(couples.together, 1, np.where(lives.age < 30, 2, 3))
    income = _incomes()[
        ((earned * 2 + pension) * 2 + occupational) * 4 + np.where(nothing, other, 0)
    ]
    hard = lives.has("need:money", "yes") | lives.has("need:debt", "yes")
    badly = hard & draws.chance(0.45)
    barely = hard | draws.chance(0.3)
    managing = whichever([badly, barely], ["not", "just about"], "well enough")
    lives.tags.set("benefits", on_benefits)
    lives.tags.set("managed-on-little", badly | barely | draws.chance(0.12))
    return row_by_row(Money, income, benefits, managing)


@cache
def _incomes() -> Column:
    """Every set of incomes, by what is earned, State Pension, pension from work, and all else."""
    return column(
        tuple(
            part
            for part in (
                earned,
                "State Pension" if pension else None,
                "a pension from work" if occupational else None,
                other,
            )
            if part is not None
        )
        for earned, pension, occupational, other in product(
            _EARNED, (False, True), (False, True), _OTHERWISE
        )
    )


def _benefits(lives: Lives, draws: Draws, pension: Truths) -> Column:
    """The benefits of whoever gets any."""
    attendance = (lives.age >= 75) & draws.chance(0.5)
    reduction = draws.chance(0.4)
    independence = draws.chance(0.6)
    in_work = lives.has("work", *IN_WORK)
    topped_up = lives.has("work", "unemployed", "at-home") | (in_work & draws.chance(0.7))
    kinds = (
        ("Attendance Allowance", "Council Tax Reduction"),
        ("Attendance Allowance",),
        ("Pension Credit", "Council Tax Reduction"),
        ("Pension Credit",),
        ("Universal Credit", "Personal Independence Payment"),
        ("Universal Credit",),
        ("Carer's Allowance", "Universal Credit"),
        ("Universal Credit",),
        ("Personal Independence Payment",),
    )
    unable, carer = lives.has("work", "unable"), ~lives.has("carer", "no") & ~in_work
    which = np.select(
        [
            pension & attendance & reduction,
            pension & attendance,
            pension & reduction,
            pension,
            unable & independence,
            unable,
            carer,
            topped_up,
        ],
        range(8),
        8,
    )
    benefits: Column = constant(kinds)[which]
    return benefits


def go_online(lives: Lives) -> list[Digital]:
    """Return how people get online."""
    uses = lives.core.domains["digital"]
    for use in uses:
        lives.tags.set(f"digital:{use}", lives.has("digital", use))
    devices = _devices(uses).at(lives.core.codes["digital"], lives.draws("online").word())
    return row_by_row(Digital, lives.core.values("digital"), devices)


def get_about(lives: Lives, birth: Birth) -> list[Transport]:
    """Return how people get about."""
    for usual in lives.core.domains["transport"]:
        lives.tags.set(f"transport:{usual}", lives.has("transport", usual))
    might = (lives.age >= 21) & lives.has("transport", "bus", "walks", "bicycle")
    drives = might & lives.draws("getting about").chance(0.12) | lives.has("transport", "car")
    bus_pass = gets_pension(lives, birth) & (lives.age >= 66)
    usual = lives.core.values("transport")
    return row_by_row(Transport, usual, drives, bus_pass)


@cache
def _devices(uses: tuple[str, ...]) -> Choices:
    return Choices(_DEVICES[use] for use in uses)

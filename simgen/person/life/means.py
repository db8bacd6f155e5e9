"""Means: money, getting online, getting about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.life.model import Digital, Money, Transport
from simgen.person.life.work import IN_WORK, gets_pension

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life

_DEVICES = {
    "none": (["a landline"], ["a landline", "an old mobile phone"]),
    "helped": (["a landline", "a mobile phone"], ["a tablet that a relative set up"]),
    "some": (["a mobile phone", "a tablet"], ["a smartphone"]),
    "phone-only": (["a smartphone on pay-as-you-go"], ["a smartphone"]),
    "confident": (["a smartphone", "a laptop"], ["a smartphone", "a tablet"]),
}


def money(life: Life) -> Money:
    """Return where money comes from and how far it goes."""
    draws = life.draws(b"money")
    status = life.core["work"]
    pension = gets_pension(life)
    income: list[str] = []
    if status == "employed":
        income.append("wages")
    elif status == "self-employed":
        income.append("own business")
    elif status == "student":
        income.append("student loan")
    if pension:
        income.append("State Pension")
    if status == "retired" and (not pension or draws.chance(0.55)):
        income.append("a pension from work")
    benefits = _benefits(life, draws, pension=pension) if life.core["benefits"] == "yes" else []
    partner = life.partner is not None and life.partner.status in ("married", "living-together")
    if not income and not benefits:
        income.append(
            "a partner's earnings" if partner else "family" if life.age < 30 else "savings"
        )
    hard = life.core["need:money"] == "yes" or life.core["need:debt"] == "yes"
    managing = (
        "not"
        if hard and draws.chance(0.45)
        else "just about"
        if hard or draws.chance(0.3)
        else "well enough"
    )
    if benefits:
        life.tags["benefits"] = "knows the benefits system from inside"
    if managing != "well enough" or draws.chance(0.12):
        life.tags["managed-on-little"] = "has managed on little"
    return Money(income, benefits, managing)


def _benefits(life: Life, draws: Draws, *, pension: bool) -> list[str]:
    status, carer = life.core["work"], life.core["carer"] != "no"
    if pension:
        first = "Attendance Allowance" if life.age >= 75 and draws.chance(0.5) else "Pension Credit"
        return [first, "Council Tax Reduction"] if draws.chance(0.4) else [first]
    if status == "unable":
        return (
            ["Universal Credit", "Personal Independence Payment"]
            if draws.chance(0.6)
            else ["Universal Credit"]
        )
    if carer and status not in IN_WORK:
        return ["Carer's Allowance", "Universal Credit"]
    if status in ("unemployed", "at-home"):
        return ["Universal Credit"]
    if status in IN_WORK and draws.chance(0.7):
        return ["Universal Credit"]
    return ["Personal Independence Payment"]


def online_and_about(life: Life) -> tuple[Digital, Transport]:
    """Return how the person gets online, and how they get about."""
    draws = life.draws(b"online and about")
    use, usual = life.core["digital"], life.core["transport"]
    words = "is at home online" if use == "confident" else "gets online only so far"
    life.tags[f"digital:{use}"] = words
    life.tags[f"transport:{usual}"] = "gets about"
    devices = list(draws.pick(_DEVICES[use]))
    might_drive = life.age >= 21 and usual in ("bus", "walks", "bicycle")
    drives = usual == "car" or (might_drive and draws.chance(0.12))
    bus_pass = gets_pension(life) and life.age >= 66
    return Digital(use, devices), Transport(usual, drives, bus_pass)

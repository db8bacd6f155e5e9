"""The referral: who made it, what they wrote down, and the answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simgen.person.life.draws import Table
from simgen.person.life.model import Need, Referral
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Life


def refer(life: Life, needs: list[Need]) -> Referral:
    """Return the referral; its reason is the area of one of the needs."""
    draws = life.draws(b"referral")
    weights = _weights()
    total = 0
    for need in needs:
        total += weights[need.id][1]
    reached = draws.word() * total
    for need in needs:
        reason, weight = weights[need.id]
        reached -= weight << 32
        if reached < 0:
            break
    route = _routes().at(draws.word())
    return Referral(life.reference.year, route, reason, life.core["accepted"] == "yes")


@cache
def _weights() -> dict[str, tuple[str, int]]:
    """The area of each need, and its weight in tenths."""
    weights = data("referral")["weights"]["value"]
    areas = data("referral")["areas"]["value"]
    return {need: (area, round(10 * weights.get(area, 1))) for need, area in areas.items()}


@cache
def _routes() -> Table[str]:
    routes = data("referral")["routes"]["value"]
    return Table(routes, routes.values())

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
    areas = data("referral")["areas"]["value"]
    weights = data("referral")["weights"]["value"]
    table = Table(
        [areas[need.id] for need in needs], [weights.get(areas[need.id], 1) for need in needs]
    )
    reason = table.at(draws.word())
    route = _routes().at(draws.word())
    return Referral(life.reference.year, route, reason, life.core["accepted"] == "yes")


@cache
def _routes() -> Table[str]:
    routes = data("referral")["routes"]["value"]
    return Table(routes, routes.values())

"""The referral: who made it, what they wrote down, and the answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Ints, column
from simgen.person.life.draws import Table
from simgen.person.life.model import Referral
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Lives
    from simgen.person.life.voice import Needs


def refer(lives: Lives, needs: Needs) -> list[Referral]:
    """Return the referrals; the reason is the area of one of the needs."""
    draws = lives.draws("referral")
    areas, weights = _areas()
    reached = np.cumsum(weights[needs.which])
    totals = np.bincount(needs.owners, weights[needs.which], lives.size).astype(np.int64)
    before = np.cumsum(totals) - totals
    row = np.searchsorted(reached, before + (draws.word() * totals >> 32), side="right")
    reason = areas[needs.which[row]]
    route = _routes().at(draws.word())
    accepted = lives.has("accepted", "yes")
    lives.tags.set("accepted", accepted)
    lives.tags.set("declined", ~accepted)
    return [
        Referral(lives.year, *one) for one in zip(route, reason, accepted.tolist(), strict=True)
    ]


@cache
def _areas() -> tuple[Column, Ints]:
    """The area of each need, and its weight in tenths."""
    weights = data("referral")["weights"]["value"]
    areas = data("referral")["areas"]["value"]
    each = [areas[need] for need in data("words")["needs"]]
    return column(each), np.array([round(10 * weights.get(area, 1)) for area in each])


@cache
def _routes() -> Table:
    routes = data("referral")["routes"]["value"]
    return Table(routes, routes.values())

"""The couple: present or past, its years and its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.events import month_texts
from simgen.person.life.making import NOBODY
from simgen.person.life.model import Partner
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.columns import Column, Ints, Truths
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth

SAME_SEX_MARRIAGE = 2014 * 12 + 2
"""March 2014, when same-sex couples could first marry in England and Wales."""

TOGETHER = ("married", "living-together")
"""States of a couple that is not over."""

_SINGLE = Partner("single", None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Couples:
    """
    The present or latest partners: ``who`` is NOBODY for the single.

    ``since`` and ``until`` count months, ``until`` now for those that last;
    ``age`` is the partner's, at the end where there was one.
    """

    together: Truths
    status: Column
    who: Ints
    female: Truths
    age: Ints
    since: Ints
    until: Ints

    def partners(self, names: Column) -> list[Partner]:
        """Return the partners, once first names are given."""
        partners = [_SINGLE] * len(self.who)
        rows = np.flatnonzero(self.who != NOBODY)
        for row, status, name, female, age, since, until, lasts in zip(
            rows.tolist(),
            self.status[rows],
            names[self.who[rows]],
            self.female[rows].tolist(),
            self.age[rows].tolist(),
            month_texts(self.since[rows]),
            month_texts(self.until[rows]),
            self.together[rows].tolist(),
            strict=True,
        ):
            partners[row] = Partner(
                status,
                name,
                "female" if female else "male",
                age,
                since,
                None if lasts else until,
            )
        return partners


def pair_off(lives: Lives, birth: Birth) -> Couples:
    """Make the present or latest partner, and what happened between the two."""
    rows = np.flatnonzero(~lives.has("partner", "single"))
    draws = lives.draws("partner", rows)
    same = draws.chance(data("family")["same_sex_couples"]["value"])
    female = (lives.has("sex", "female")[rows]) == same
    born = birth.month[rows]
    until = _ended(lives, draws, rows, born)
    own_age = (until - born) // 12
    gap = draws.between(-3, 3) + draws.between(-3, 3) + np.where(female, -2, 2)
    age = np.clip(own_age + gap, 18, 99)
    years = _years_together(lives, draws, rows, np.minimum(own_age, age) - 18)
    since = until - years * 12 - draws.between(0, 11)
    since = np.maximum(np.maximum(since, born + 18 * 12), until - (age - 17) * 12)
    since = np.minimum(since, until)
    who = lives.cast.enter(rows, female, until // 12 - age, draws, uk=birth.uk[rows])
    wed = ~lives.has("partner", "living-together")[rows] & ~(same & (since < SAME_SEX_MARRIAGE))
    for some, kind, text in (
        (wed, "marriage", "Married {}"),
        (~wed, "together", "Got together with {}"),
    ):
        lives.events.add(rows[some], since[some], kind, text, who[some])
    couples = Couples(
        together=lives.has("partner", *TOGETHER),
        status=lives.core.values("partner"),
        who=_spread(lives, rows, who, NOBODY),
        female=_spread(lives, rows, female.astype(np.int64), 0).astype(bool),
        age=_spread(lives, rows, age, 0),
        since=_spread(lives, rows, since, lives.now),
        until=_spread(lives, rows, until, lives.now),
    )
    _tell(lives, couples)
    return couples


def _spread(lives: Lives, rows: Ints, values: Ints, otherwise: int) -> Ints:
    whole = np.full(lives.size, otherwise, dtype=np.int64)
    whole[rows] = values
    return whole


def _ended(lives: Lives, draws: Draws, rows: Ints, born: Ints) -> Ints:
    """The month in which the couple ended; now, when it has not."""
    widowed = lives.has("partner", "widowed")[rows]
    divorced = lives.has("partner", "divorced")[rows]
    age = lives.age[rows]
    longest = np.where(divorced, np.clip(age - 22, 0, 25), 4)
    years = draws.between(0, np.minimum(longest, np.maximum(0, age - 20)))
    years = np.where(widowed, lives.core.numbers("widowed_years")[rows], years)
    ended = np.maximum(lives.now - years * 12 - draws.between(0, 11), born + 19 * 12)
    return np.where(lives.has("partner", *TOGETHER)[rows], lives.now, ended)


def _years_together(lives: Lives, draws: Draws, rows: Ints, most: Ints) -> Ints:
    most = np.maximum(most, 0)
    parted = lives.has("partner", "divorced", "separated")[rows]
    unwed = lives.has("partner", "living-together")[rows]
    low = np.where(parted, np.minimum(1, most), np.where(unwed, 0, most * 2 // 5))
    high = np.where(parted, np.minimum(most, 22), np.where(unwed, np.minimum(most, 15), most))
    return draws.between(low, high)


def _tell(lives: Lives, couples: Couples) -> None:
    tags = lives.tags
    years = (couples.until - couples.since) // 12
    rows = np.flatnonzero(couples.who != NOBODY)
    lives.slot_named("partner", rows, couples.who[rows])
    lives.slots["years_together"] = years
    tags.set("partner", couples.together)
    tags.set("long-marriage", lives.has("partner", "married") & (years >= 25))
    widowed = lives.has("partner", "widowed")
    gone = lives.core.numbers("widowed_years")
    tags.set("widowed", widowed)
    tags.set("widowed-recent", widowed & (gone <= 2))
    tags.set("loss-earlier", widowed & (gone > 2))
    tags.set("widowed-long-marriage", widowed & (years >= 25))
    _tell_of_end(lives, couples, widowed, "bereavement", "{} died")
    lost = np.flatnonzero(widowed & (gone == lives.core.numbers("loss_years")))
    lives.slot_named("lost", lost, couples.who[lost])
    for status, words in (("divorced", "Divorced from {}"), ("separated", "Separated from {}")):
        over = lives.has("partner", status)
        tags.set(status, over)
        _tell_of_end(lives, couples, over, "separation", words)


def _tell_of_end(lives: Lives, couples: Couples, over: Truths, kind: str, words: str) -> None:
    rows = np.flatnonzero(over)
    lives.events.add(rows, couples.until[rows], kind, words, couples.who[rows])

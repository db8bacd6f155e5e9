"""Events: a long table of what happened, and months as one writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from simgen.person.life.columns import Column, Ints, as_column, by_owner, column, row_by_row
from simgen.person.life.model import LifeEvent
from simgen.person.life.naming import with_names

_MONTHS = range(1880 * 12, 2040 * 12)
"""Months that anything in a life may happen in."""


@dataclass(slots=True)
class Events:
    """What happened, in a long table; texts with a gap get a name when names are known."""

    _owners: list[Ints] = field(default_factory=list)
    _months: list[Ints] = field(default_factory=list)
    _kinds: list[Column] = field(default_factory=list)
    _texts: list[Column | str] = field(default_factory=list)
    _who: list[Ints | None] = field(default_factory=list)

    def add(
        self, owners: Ints, months: Ints, kind: str, text: Column | str, who: Ints | None = None
    ) -> None:
        """Note one event for each owner; where ``who`` is given, "{}" in the text is their name."""
        self._owners.append(owners)
        self._months.append(months)
        self._kinds.append(as_column(kind, len(owners)))
        self._texts.append(text)
        self._who.append(who)

    def told(self, names: Column, born: Ints) -> list[tuple[LifeEvent, ...]]:
        """Return each person's events in order of time; those of one month as they were noted."""
        texts = [
            as_column(text, len(kinds)) if who is None else with_names(str(text), names[who])
            for text, kinds, who in zip(self._texts, self._kinds, self._who, strict=True)
        ]
        owners, months = np.concatenate(self._owners), np.concatenate(self._months)
        order = np.argsort(owners * _MONTHS[-1] + months, kind="stable")
        owners, months = owners[order], months[order]
        events = row_by_row(
            LifeEvent,
            month_texts(months),
            (months - born[owners]) // 12,
            np.concatenate(self._kinds)[order],
            np.concatenate(texts)[order],
        )
        return by_owner(events, owners, len(born))


def month_texts(months: Ints) -> Column:
    """Return counted months as ``YYYY-MM``."""
    texts: Column = _all_months()[months - _MONTHS[0]]
    return texts


@cache
def _all_months() -> Column:
    return column(f"{month // 12}-{month % 12 + 1:02d}" for month in _MONTHS)

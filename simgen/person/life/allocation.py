"""
The identifiers of one seed's cohort, by the place of each person in it.

Each kind is a permutation of its whole safe range (:mod:`simgen.person.identifiers`)
that begins somewhere and goes on in steps, both from the seed; so no two places
share one. Where a range is used up there is None.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import gcd
from typing import TYPE_CHECKING, Protocol

import numpy as np

from simgen.person.identifiers import (
    NHS_NUMBERS,
    PHONES,
    POSTCODE_LETTERS,
    nhs_tables,
    plain_letters,
)
from simgen.person.life.columns import Column, Ints, column, constant
from simgen.streams import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAILBOXES = 1_000_003
_UNITS = tuple(first + second for first in POSTCODE_LETTERS for second in POSTCODE_LETTERS)
"""The last two letters of a postcode."""


class Named(Protocol):
    """A name: what an e-mail address is made of."""

    @property
    def first(self) -> str:
        """The first name."""
        ...

    @property
    def surname(self) -> str:
        """The surname."""
        ...


class Allocation:
    """
    One seed's identifiers.

    NHS numbers end after 909,091 persons and telephone numbers after 1,000.
    E-mail addresses carry the permuted place itself and never end.
    """

    __slots__ = ("_mail", "_nhs", "_phone")

    def __init__(self, seed: int) -> None:
        self._nhs = _steps(seed, "nhs number", NHS_NUMBERS)
        self._mail = _steps(seed, "mail", _MAILBOXES)
        self._phone = _steps(seed, "phone", PHONES)

    def nhs_numbers(self, places: range) -> list[str | None]:
        """Return the NHS numbers of some places from 0, grouped 3-3-4; None from 909,091 on."""
        within = places[: max(0, NHS_NUMBERS - places.start)]
        start, step = self._nhs
        numbers = nhs_numbers((start + step * np.array(within, dtype=np.int64)) % NHS_NUMBERS)
        return [*numbers, *([None] * (len(places) - len(within)))]

    def phones(self, places: range, *, mobile: Iterable[bool]) -> list[str | None]:
        """Return the telephone numbers of some places, mobile or landline; None from 1,000 on."""
        start, step = self._phone
        return [
            f"{'07700 900' if is_mobile else '01632 960'}{(start + step * place) % PHONES:03d}"
            if place < PHONES
            else None
            for place, is_mobile in zip(places, mobile, strict=True)
        ]

    def emails(
        self, places: range, names: Sequence[Named], *, having: Iterable[bool]
    ) -> list[str | None]:
        """Return addresses at example.org that agree with the names, of those who have one."""
        start, step = self._mail
        return [
            f"{plain_letters(name.first)}.{plain_letters(name.surname)}"
            f"{(start + step * place) % _MAILBOXES + place // _MAILBOXES * _MAILBOXES}@example.org"
            if has
            else None
            for place, name, has in zip(places, names, having, strict=True)
        ]


@lru_cache(maxsize=8)
def allocation(seed: int) -> Allocation:
    """Return the identifiers of one seed's cohort."""
    return Allocation(seed)


def nhs_numbers(places: Ints) -> Column:
    """Return the valid NHS numbers at places from 0 to 909,090, as ``nth_nhs_number`` does."""
    before, heads, offsets, tails = _nhs_columns()
    high = np.searchsorted(before, places, side="right") - 1
    numbers: Column = heads[high] + tails[offsets[high] + places - before[high]]
    return numbers


def postcodes(districts: Column, deciles: Ints, words: Ints) -> Column:
    """
    Return postcodes of districts; the sector is the deprivation decile, 10 as 0.

    So that one postcode never stands for two deciles. ``words`` are 32-bit draws.
    """
    sectors = constant(tuple(f" {decile % 10}" for decile in range(11)))
    units = constant(_UNITS)[words * len(_UNITS) >> 32]
    found: Column = districts + sectors[deciles] + units
    return found


@cache
def _nhs_columns() -> tuple[Ints, Column, Ints, Column]:
    before, remainders, fitting = nhs_tables()
    counts = np.array([len(tails) for tails in fitting])
    return (
        np.array(before),
        column(f"999 {high:03d} " for high in range(1000)),
        (np.cumsum(counts) - counts)[remainders],
        column(tail for tails in fitting for tail in tails),
    )


def _steps(seed: int, kind: str, size: int) -> tuple[int, int]:
    """Return where a permutation of ``size`` places starts, and its step."""
    drawn = number(seed, "identifiers", kind)
    step = drawn // size % size
    while gcd(step, size) != 1:
        step += 1
    return drawn % size, step

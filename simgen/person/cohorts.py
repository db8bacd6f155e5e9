"""
Cohorts: many persons of one seed, a block at a time.

Memory does not grow with their number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.errors import PersonError
from simgen.person.constraints import Wanted, Where, read_constraints
from simgen.person.generating import make_block
from simgen.person.life.chain import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simgen.person.life.model import PersonInCommunity

_BLOCK = 4_000
"""Persons made at once: more are not made any quicker, and take more memory."""


def cohort(
    seed: int, count: int, where: Where | None = None, *, year: int = YEAR
) -> Iterator[PersonInCommunity]:
    """
    Yield ``count`` persons of one seed, places 0 to ``count`` - 1.

    Constraints are read at once, before the first person is asked for. Raises
    :class:`~simgen.errors.PersonError` for a count below 1, and as
    :func:`simgen.person.generate` does.
    """
    if count < 1:
        raise PersonError(f"A cohort has at least one person; the count was {count}.")
    wanted = read_constraints(where or {}, year)
    return _each(seed, count, wanted)


def _each(seed: int, count: int, wanted: Wanted) -> Iterator[PersonInCommunity]:
    places = range(count)
    for first in range(0, count, _BLOCK):
        yield from make_block(seed, places[first : first + _BLOCK], wanted)


def watched(
    persons: Iterable[PersonInCommunity], tell: Callable[[int], None], every: int = 500
) -> Iterator[PersonInCommunity]:
    """Yield persons and tell now and then how many there were."""
    for count, person in enumerate(persons, 1):
        yield person
        if count % every == 0:
            tell(count)


def read_where(pairs: Iterable[str]) -> list[tuple[str, str]]:
    """
    Return constraints written as ``KEY=VALUE``; each must hold, also where two have one key.

    Raises ``PersonError`` where there is no "=".
    """
    where = []
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise PersonError(
                f"Cannot read the constraint '{pair}'; write KEY=VALUE, as in age=70-90."
            )
        where.append((key.strip().replace("-", "_"), value.strip()))
    return where

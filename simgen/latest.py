"""What follows from something large, kept for the latest few of its kind."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

R = TypeVar("R")

MOST_KEPT = 16
"""Things of one kind of which is kept what follows: more cases than anybody has open at once."""


class Latest(Generic[R]):
    """
    Keeps what was worked out of a thing that cannot be hashed, such as a written case.

    It is known by itself, not by what it holds: nothing in it may be changed. Any number of
    threads may ask; at worst the same is worked out twice.

    >>> lengths = Latest[int]()
    >>> numbers = [1, 2, 3]
    >>> lengths.of(numbers, lambda: len(numbers))
    3
    """

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._kept: dict[tuple[Hashable, ...], tuple[object, R]] = {}

    def of(self, thing: object, work: Callable[[], R], *also: Hashable) -> R:
        """Return what ``work`` makes of a thing, and of whatever it depends on ``also``."""
        key = (id(thing), *also)
        known = self._kept.get(key)
        if known is None or known[0] is not thing:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            known = self._kept[key] = (thing, work())
        return known[1]

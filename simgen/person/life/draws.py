"""
Many small draws, quickly, each purpose from words of its own.

A ``random.Random`` costs more to seed than a whole room of a life needs. Here
one BLAKE2b hash of ``kit | seed | community | index | purpose`` gives sixteen
32-bit words, and one draw takes one word. So the same seed, index and purpose
give the same draws on every machine and every day, and a new purpose shifts no
other. It is the rule of :mod:`simgen.streams` with a cheaper generator.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, count
from struct import Struct
from typing import Generic, TypeVar

from simgen.streams import KIT

_T = TypeVar("_T")

_WORDS = Struct("<16I").unpack
_SCALE = 1 << 32


class Table(Generic[_T]):
    """
    Values with weights, ready to be drawn from.

    Weights are any numbers from 0 up with a sum above 0; they need not add up
    to 1. Raises ``ValueError`` otherwise.
    """

    __slots__ = ("bounds", "values")

    def __init__(self, values: Iterable[_T], weights: Iterable[float]) -> None:
        pairs = [
            (value, weight) for value, weight in zip(values, weights, strict=True) if weight > 0
        ]
        total = sum(weight for _, weight in pairs)
        if not pairs or total <= 0:
            raise ValueError("a table needs at least one weight above 0")
        self.values = tuple(value for value, _ in pairs)
        running = 0.0
        bounds = []
        for _, weight in pairs[:-1]:
            running += weight
            bounds.append(round(running / total * _SCALE))
        self.bounds = bounds

    def at(self, word: int) -> _T:
        """Return the value that a 32-bit word falls on."""
        return self.values[bisect_right(self.bounds, word)]


def prefix(seed: int, index: int) -> bytes:
    """Return what every purpose of one person's draws begins with."""
    return f"{KIT}|{int(seed)}|community|{int(index)}|".encode()


def words(person: bytes, purpose: bytes) -> tuple[int, ...]:
    """Return the sixteen 32-bit words of one purpose."""
    return _WORDS(blake2b(person + purpose).digest())


class Draws:
    """
    One purpose's draws, one after another; after each sixteen it hashes again.

    ``word()`` returns the next 32-bit word.
    """

    __slots__ = ("word",)

    def __init__(self, person: bytes, purpose: bytes) -> None:
        key = person + purpose
        self.word: Callable[[], int] = chain(_WORDS(blake2b(key).digest()), _more(key)).__next__

    def pick(self, values: Sequence[_T]) -> _T:
        """Return one of the values, each equally likely."""
        return values[self.word() * len(values) >> 32]

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + (self.word() * (high - low + 1) >> 32)

    def chance(self, p: float) -> bool:
        """Return True with probability ``p``, 0 to 1."""
        return self.word() < p * _SCALE


def _more(key: bytes) -> Iterator[int]:
    for block in count(1):
        yield from _WORDS(blake2b(key + b"/%d" % block).digest())

"""
Many small draws, quickly: each question is asked of a whole block of persons at once.

A purpose ("work", "home") has a stream of its own for every person, keyed by
``kit | seed | community | purpose`` and by the person's place; within it the
first question takes the first word, the second the second, whoever it concerns.
So the same seed, place, purpose and question give the same answer on every
machine and every day, alone or in a cohort, and neither a new purpose nor a
question added at the end of one shifts any other.

The words are those of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable
pseudorandom number generators"), whose n-th word can be had without the ones
before it: a key plus n times a fixed step, mixed. All arithmetic is on whole
numbers of 64 bits, so that no machine rounds differently.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simgen.person.life.columns import Column, Ints, Truths, column, constant
from simgen.streams import KIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Keys = NDArray[np.uint64]

SCALE = 1 << 32
"""A word is a whole number from 0 to this, exclusive."""

_ALL_BITS = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15


class Streams:
    """The streams of the persons at some places of one seed's cohort."""

    __slots__ = ("_seed", "_spread")

    def __init__(self, seed: int, places: range) -> None:
        self._seed = int(seed)
        first = np.uint64(places.start & _ALL_BITS)
        self._spread = (np.arange(len(places), dtype=np.uint64) + first) * np.uint64(_STEP)

    def of(self, purpose: str) -> Draws:
        """Return the draws of one purpose, for everybody."""
        return Draws(_mixed(self._spread + np.uint64(_key(self._seed, purpose))))


class Draws:
    """
    One purpose's draws, a question at a time.

    Every answer is a column: one value for each person, or for each row where
    :meth:`only` or :meth:`each` has turned persons into rows.
    """

    __slots__ = ("_asked", "_keys", "_low")

    def __init__(self, keys: _Keys, asked: int = 0) -> None:
        self._keys = keys
        self._asked = asked
        self._low: Ints | None = None

    @property
    def size(self) -> int:
        """Return how many rows there are."""
        return len(self._keys)

    def only(self, rows: Ints | Truths) -> Draws:
        """Return the same draws for some of the rows; questions go on from here."""
        return Draws(self._keys[rows], self._asked)

    def each(self, owners: Ints, places: Ints) -> Draws:
        """Return draws for things that persons have several of: row by row, whose and which."""
        which = places.astype(np.uint64) + np.uint64(1)
        return Draws(_mixed(_mixed(self._keys[owners]) + which * np.uint64(_STEP)))

    def word(self) -> Ints:
        """Return the next 32-bit word of each row."""
        self._asked += 1
        if self._low is None:
            return self.word_at(self._asked)
        low, self._low = self._low, None
        return low

    def word_at(self, number: int) -> Ints:
        """Return the word of a numbered question, from 1 on; two questions share 64 bits."""
        mixed = _mixed(self._keys + np.uint64((number + 1) // 2 * _STEP & _ALL_BITS))
        low = (mixed & np.uint64(SCALE - 1)).view(np.int64)
        if number % 2 == 0:
            return low
        self._low = low if number == self._asked else None
        mixed >>= np.uint64(32)
        return mixed.view(np.int64)

    def chance(self, p: float | NDArray[np.float64]) -> Truths:
        """Return True with probability ``p``, 0 to 1."""
        return np.asarray(self.word() < p * SCALE)

    def between(self, low: int | Ints, high: int | Ints) -> Ints:
        """Return whole numbers from ``low`` to ``high``, both included; ``low`` where they cross."""
        return low + (self.word() * np.maximum(high - low + 1, 1) >> 32)

    def pick(self, values: Sequence[Any]) -> Column:
        """Return one of the values for each row, each equally likely."""
        picked: Column = constant(tuple(values))[self.word() * len(values) >> 32]
        return picked


class Tables:
    """
    Tables of weights over the same values 0, 1, 2, ..., one table a row.

    Weights are any numbers from 0 up; a row whose weights are all 0 must never
    be drawn from. What has no weight is never drawn.
    """

    __slots__ = ("_bounds", "_line", "_width")

    def __init__(self, rows: Sequence[Sequence[float]] | NDArray[np.float64]) -> None:
        self._bounds = _bounds(np.asarray(rows, dtype=np.float64))
        self._width = self._bounds.shape[1]
        # All tables in one rising line, each a whole scale after the one before.
        self._line = (self._bounds + SCALE * np.arange(len(self._bounds))[:, None]).ravel()

    def at(self, rows: Ints, words: Ints) -> Ints:
        """Return what each word falls on in the table of its row."""
        if self._width == 1:
            return np.asarray(words >= self._bounds[rows, 0]).astype(np.int64)
        found: Ints = np.searchsorted(self._line, words + rows * SCALE, side="right")
        found -= rows * self._width
        return found


class Table:
    """
    Values with weights, ready to be drawn from.

    Raises ``ValueError`` where no weight is above 0.
    """

    __slots__ = ("_bounds", "values")

    def __init__(self, values: Iterable[Any], weights: Iterable[float]) -> None:
        weights = list(weights)
        if not any(weights):
            raise ValueError("a table needs at least one weight above 0")
        self.values = column(values)
        self._bounds = _bounds(np.array([weights], dtype=np.float64))[0]

    def at(self, words: Ints) -> Column:
        """Return the value that each word falls on."""
        return self.values[np.searchsorted(self._bounds, words, side="right")]


class Choices:
    """Lists of values, one list a row, each value of a list equally likely."""

    __slots__ = ("_counts", "_starts", "_values")

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        rows = list(rows)
        self._values = column(value for row in rows for value in row)
        self._counts = np.array([len(row) for row in rows], dtype=np.int64)
        self._starts = np.cumsum(self._counts) - self._counts

    def at(self, rows: Ints, words: Ints) -> Column:
        """Return the value that each word falls on in the list of its row."""
        return self._values[self._starts[rows] + (words * self._counts[rows] >> 32)]


def _bounds(weights: NDArray[np.float64]) -> Ints:
    """The words at which each value after the first begins, row by row."""
    running = np.cumsum(weights, axis=1)
    totals = np.where(running[:, -1:] > 0, running[:, -1:], 1)
    begins = np.rint(running[:, :-1] / totals * SCALE).astype(np.int64)
    begins[running[:, -1] <= 0] = SCALE
    return begins


def _mixed(keys: _Keys) -> _Keys:
    """SplitMix64's output function; it works in place, for this is where the time goes."""
    mixed = keys >> np.uint64(30)
    mixed ^= keys
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


@lru_cache(maxsize=4096)
def _key(seed: int, purpose: str) -> int:
    text = f"{KIT}|{seed}|community|{purpose}"
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")

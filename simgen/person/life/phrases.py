"""
Words with gaps, such as "lost {partner}", and the slots that fill them.

A block of lives keeps its slots as a table, one row a slot and one column a
person, so that the words of a thousand lives are filled piece by piece.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Ints, column
from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GAP = re.compile(r"{(\w+)}")
_NO_GAP = -1
_LARGEST = 3_000


@cache
def slot_rows() -> Mapping[str, int]:
    """Return the row of each slot in a block's table: all that any words have a gap for."""
    words = data("words")
    texts = [
        *data("tags")["tags"].values(),
        *data("around")["groups"]["value"].values(),
        *(line["says"] for need in words["needs"].values() for line in need["lines"]),
        *(line["says"] for section in ("matters", "hopes") for line in words[section]),
    ]
    return {
        gap: row for row, gap in enumerate(sorted({gap for t in texts for gap in _GAP.findall(t)}))
    }


class Slots:
    """
    What fills the gaps in a block's words: texts, or None where there is nothing.

    Raises ``KeyError`` for a slot that no words have a gap for.
    """

    __slots__ = ("table",)

    def __init__(self, persons: int) -> None:
        self.table = np.empty((len(slot_rows()), persons), dtype=np.object_)

    def __getitem__(self, name: str) -> Column:
        held: Column = self.table[slot_rows()[name]]
        return held

    def __setitem__(self, name: str, values: Column) -> None:
        numbers = values.dtype != np.object_
        self.table[slot_rows()[name]] = _numerals()[values] if numbers else values


class Phrases:
    """
    Words by number, some with gaps.

    A whole sentence that begins with a gap begins with a capital letter all the same.
    """

    __slots__ = ("_begin", "_gaps", "_go_on", "_sentence")

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        pieces = [_GAP.split(text) for text in texts]
        self._begin = column(piece[0] for piece in pieces)
        gaps = zip_longest(*(_numbered(piece[1::2]) for piece in pieces), fillvalue=_NO_GAP)
        self._gaps = [np.array(row) for row in gaps]
        after = zip_longest(*(piece[2::2] for piece in pieces), fillvalue="")
        self._go_on = [column(row) for row in after]
        self._sentence = np.array([t[:1] == "{" and t[-1:] in ".!?" for t in texts], dtype=bool)

    def filled(self, numbers: Ints, persons: Ints, slots: Slots) -> Column:
        """Return the words of each number, filled for the person beside it."""
        filled = self._begin[numbers]
        for gaps, go_on in zip(self._gaps, self._go_on, strict=True):
            rows = np.flatnonzero(gaps[numbers] != _NO_GAP)
            which = numbers[rows]
            filled[rows] += slots.table[gaps[which], persons[rows]] + go_on[which]
        rows = np.flatnonzero(self._sentence[numbers])
        filled[rows] = column(words[0].upper() + words[1:] for words in filled[rows])
        return filled


def _numbered(gaps: list[str]) -> list[int]:
    return [slot_rows()[gap] for gap in gaps]


@cache
def _numerals() -> Column:
    """Whole numbers in digits: ages, counts and years."""
    return column(map(str, range(_LARGEST)))

"""
Tags: what holds for a life, and the words for it.

``tags.yaml`` lists them. A block of lives keeps them as a table of True and
False, one row a tag and one column a person, so that a line's conditions are
asked of everybody at once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simgen.person.life.columns import Ints, Truths


@cache
def rows() -> Mapping[str, int]:
    """Return the row of each tag in a block's table."""
    return {name: row for row, name in enumerate(words())}


@cache
def words() -> Mapping[str, str]:
    """Return every tag with the words for it."""
    families, occupations = data("tags")["families"], data("occupations")
    trades = (trade for one in occupations for trade in one["trades"])
    return {
        **data("tags")["tags"],
        **{f"job:{one['id']}": families["job"].format(**one) for one in occupations},
        **{f"trade:{trade}": families["trade"] for trade in trades},
        **{
            f"condition:{one['id']}": one.get("holds", families["condition"].format(**one))
            for one in data("conditions")
        },
        **{
            f"interest:{one['id']}": families["interest"].format(**one) for one in data("interests")
        },
        **{f"need:{need}": families["need"] for need in data("words")["needs"]},
    }


ALWAYS, NEVER = -2, -1
"""Rows of a table after those of the tags: what holds for everybody, and for nobody."""


class TagTable:
    """Which tags hold for whom in a block; raises ``KeyError`` for a tag that does not exist."""

    __slots__ = ("table",)

    def __init__(self, persons: int) -> None:
        self.table = np.zeros((len(rows()) + 2, persons), dtype=np.bool_)
        self.table[ALWAYS] = True

    def set(self, tag: str, where: Truths | Ints) -> None:
        """Let a tag hold for some persons: those for whom it is true, or those named."""
        if where.dtype == np.bool_:
            self.table[rows()[tag]] |= where
        else:
            self.table[rows()[tag], where] = True

    def set_rows(self, tags: Ints, persons: Ints) -> None:
        """Let the tag of each row hold for the person beside it."""
        self.table[tags, persons] = True

    def holds(self, tag: str) -> Truths:
        """Tell of each person whether a tag holds."""
        held: Truths = self.table[rows()[tag]]
        return held


def rows_of(names: Iterable[str]) -> Ints:
    """Return the rows of some tags."""
    return np.array([rows()[name] for name in names], dtype=np.int64)

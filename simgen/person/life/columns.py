"""
Columns: one value for each person of a block, or for each row of a longer table.

Whole numbers and truths are numpy's own; texts and everything else are columns
of Python objects, which hold what they hold without copying it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]
Column = NDArray[Any]


def column(values: Iterable[Any]) -> Column:
    """Return any values as a column of Python's own objects."""
    values = list(values)
    return np.fromiter(values, dtype=np.object_, count=len(values))


@lru_cache(maxsize=1024)
def constant(values: tuple[Any, ...]) -> Column:
    """Return a column of fixed values, the same one each time: to be looked up in, never changed."""
    return column(values)


def filled(size: int, value: Any) -> Column:
    """Return one value so many times (``np.full`` is far slower for objects)."""
    same = np.empty(size, dtype=np.object_)
    same[:] = value
    return same


def as_column(value: Column | str | None, size: int) -> Column:
    """Return a column as it is, or one value for everybody as a column."""
    return value if isinstance(value, np.ndarray) else filled(size, value)


def either(truths: Truths, yes: Any, no: Any) -> Column:
    """Return one value where it is true and another elsewhere."""
    return constant((no, yes)).take(truths)


def whichever(conditions: Sequence[Truths], values: Sequence[Any], otherwise: Any) -> Column:
    """Return the value of the first condition that is true, row by row."""
    which = np.select(list(conditions), range(len(values)), len(values))
    found: Column = constant((*values, otherwise))[which]
    return found


def where_true(truths: Truths, values: Column) -> Column:
    """Return the values where it is true, and None elsewhere."""
    found = filled(len(truths), None)
    found[truths] = values[truths]
    return found


def any_of(table: Truths) -> Truths:
    """Tell of each row of a table whether anything in it is true."""
    return np.asarray(table.any(axis=1))


def true_cells(table: Truths) -> tuple[Ints, Ints]:
    """Return row and column of each true cell, row by row (``np.nonzero`` is far slower here)."""
    cells = np.flatnonzero(table)
    rows = cells // table.shape[1]
    return rows, cells - rows * table.shape[1]


def first_of_each(owners: Ints) -> tuple[Ints, Ints]:
    """Return the owners that occur, each once, and the first row of each."""
    found, rows = np.unique(owners, return_index=True)
    return found, rows


def row_by_row(make: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """Return what is made of each row of some columns, as Python's own values."""
    plain = (one.tolist() if isinstance(one, np.ndarray) else one for one in columns)
    return list(map(make, *plain))


def by_owner(things: Iterable[Any], owners: Ints, size: int) -> list[tuple[Any, ...]]:
    """Return what each of ``size`` persons has of things that come owner by owner."""
    things = tuple(things.tolist() if isinstance(things, np.ndarray) else things)
    ends = np.cumsum(np.bincount(owners, minlength=size)).tolist()
    return [things[start:end] for start, end in zip([0, *ends], ends, strict=False)]

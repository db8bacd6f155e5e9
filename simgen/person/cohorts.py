"""
Cohorts: many persons of one seed, one at a time, written as they come.

Memory does not grow with their number. A file appears under its final name only
when it is whole: until then it is written beside it. Raises
:class:`~simgen.errors.PersonError` for a count below 1, a format that is not
known, a place that cannot be written, and Parquet without pyarrow.
"""

from __future__ import annotations

import csv
import json
import os
import tempfile
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from simgen.errors import PersonError
from simgen.person.constraints import Wanted, read_constraints
from simgen.person.generating import generate
from simgen.person.life.chain import YEAR
from simgen.person.writing import COLUMNS, as_data, as_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from simgen.person.life.model import PersonInCommunity

FORMATS = ("jsonl", "csv", "parquet")
_BATCH = 2_000
"""Persons in one row group of a Parquet file."""


def cohort(
    seed: int, count: int, where: Mapping[str, object] | None = None, *, year: int = YEAR
) -> Iterator[PersonInCommunity]:
    """
    Yield ``count`` persons of one seed, places 0 to ``count`` - 1.

    Constraints are read at once, before the first person is asked for.
    """
    if count < 1:
        raise PersonError(f"A cohort has at least one person; the count was {count}.")
    wanted = read_constraints(where or {}, year)
    return _each(seed, count, wanted)


def _each(seed: int, count: int, wanted: Wanted) -> Iterator[PersonInCommunity]:
    for index in range(count):
        yield generate(seed, wanted, index=index)


def write_lines(persons: Iterable[PersonInCommunity], out: IO[str], form: str) -> int:
    """Write persons to an open text as ``jsonl`` or ``csv``; return how many."""
    count = 0
    if form == "csv":
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()
        for count, person in enumerate(persons, 1):  # noqa: B007 - the last count is the result
            table.writerow({name: _harmless(value) for name, value in as_row(person).items()})
        return count
    for count, person in enumerate(persons, 1):  # noqa: B007 - the last count is the result
        out.write(json.dumps(as_data(person), ensure_ascii=False, allow_nan=False) + "\n")
    return count


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets a quote before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def write_file(persons: Iterable[PersonInCommunity], path: Path, form: str) -> int:
    """Write persons to a file of a format, whole or not at all; return how many."""
    if form not in FORMATS:
        raise PersonError(f"Unknown format '{form}'. Known: {', '.join(FORMATS)}.")
    arrow = _pyarrow() if form == "parquet" else None
    with _whole_file(path) as beside:
        if arrow is not None:
            return _write_parquet(persons, beside, arrow)
        with beside.open("w", encoding="utf-8", newline="") as out:
            return write_lines(persons, out, form)


def check_writable(path: Path) -> None:
    """Raise ``PersonError`` when nothing can be written at a path."""
    with _whole_file(path, keep=False):
        pass


@contextmanager
def _whole_file(path: Path, *, keep: bool = True) -> Iterator[Path]:
    beside = None
    try:
        if path.is_dir():
            raise PersonError(f"Cannot write {path}: it is a folder. Give the name of a file.")
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
        beside = Path(name)
        yield beside
        if keep:
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
    except OSError as error:
        raise PersonError(
            f"Cannot write {path}: {error.strerror or error}. "
            "Choose a folder that is there and that you may write to."
        ) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _pyarrow() -> Any:
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise PersonError(
            "Writing Parquet needs pyarrow, which is not installed. "
            "Install it with: pip install 'link-worker-kit[cohorts]'  or choose --format csv."
        ) from error


def _write_parquet(persons: Iterable[PersonInCommunity], path: Path, arrow: Any) -> int:
    schema = arrow.schema([(name, _arrow_type(name, arrow)) for name in COLUMNS])
    rows = map(as_row, persons)
    count = 0
    with arrow.parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


_WHOLE = {
    "index",
    "age",
    "deprivation_decile",
    "household_size",
    "children",
    "grandchildren",
    "close_people",
    "satisfied",
    "worthwhile",
    "happy",
    "anxious",
    "referral_year",
}
_TRUTH = {"pain", "lonely", "referral_accepted"}


def _arrow_type(name: str, arrow: Any) -> Any:
    if name in _WHOLE:
        return arrow.int32()
    return arrow.bool_() if name in _TRUTH else arrow.string()


def watched(
    persons: Iterable[PersonInCommunity], tell: Callable[[int], None], every: int = 500
) -> Iterator[PersonInCommunity]:
    """Yield persons and tell now and then how many there were."""
    for count, person in enumerate(persons, 1):
        yield person
        if count % every == 0:
            tell(count)


def read_where(pairs: Iterable[str]) -> dict[str, object]:
    """
    Return constraints written as ``KEY=VALUE``.

    A key given twice adds its values. Raises ``PersonError`` where there is no "=".
    """
    where: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise PersonError(
                f"Cannot read the constraint '{pair}'; write KEY=VALUE, as in age=70-90."
            )
        key = key.strip().replace("-", "_")
        known = cast("list[str]", where.setdefault(key, []))
        known.append(value.strip())
    return where

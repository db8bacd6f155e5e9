"""
Persons in files: lines of JSON, a table of CSV or of Parquet, written as they come.

A file appears under its final name only when it is whole: until then it is
written beside it. All are UTF-8, whatever the machine is set to. Raises
:class:`~simgen.errors.PersonError` for a format that is not known, a place that
cannot be written, and Parquet without pyarrow.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from contextlib import contextmanager, suppress
from importlib import import_module
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec.json import Encoder

from simgen.errors import PersonError
from simgen.person.writing import COLUMNS, TRUTHS, WHOLE_NUMBERS, as_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simgen.person.life.model import PersonInCommunity

FORMATS = ("jsonl", "csv", "parquet")
_BATCH = 500
"""Persons written at once."""

_ROW_GROUP = 2_000
"""Persons in one row group of a Parquet file."""


def write_lines(persons: Iterable[PersonInCommunity], out: BinaryIO, form: str) -> int:
    """Write persons to an open file as ``jsonl`` or ``csv``; return how many."""
    return _write_table(persons, out) if form == "csv" else _write_json(persons, out)


def _write_json(persons: Iterable[PersonInCommunity], out: BinaryIO) -> int:
    encode, persons, count = Encoder().encode_lines, iter(persons), 0
    while batch := list(islice(persons, _BATCH)):
        out.write(encode(batch))
        count += len(batch)
    return count


def _write_table(persons: Iterable[PersonInCommunity], out: BinaryIO) -> int:
    lines = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    count = 0
    try:
        table = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        table.writeheader()
        for count, person in enumerate(persons, 1):  # noqa: B007 - the last count is the result
            table.writerow({name: _harmless(value) for name, value in as_row(person).items()})
    finally:
        lines.detach()
    return count


_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets a quote before it."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def write_file(persons: Iterable[PersonInCommunity], path: Path, form: str) -> int:
    """Write persons to a file of a format, whole or not at all; return how many."""
    if form not in FORMATS:
        raise PersonError(f"Unknown format '{form}'. Known: {', '.join(FORMATS)}.")
    arrow = _pyarrow() if form == "parquet" else None
    with _file_to_write(path) as beside:
        if arrow is not None:
            return _write_parquet(persons, beside, arrow)
        with beside.open("wb") as out:
            return write_lines(persons, out, form)


def write_text(text: str, path: Path) -> None:
    """Write one text to a file, whole or not at all."""
    with _file_to_write(path) as beside:
        beside.write_text(text, encoding="utf-8")


def check_writable(path: Path) -> None:
    """Raise ``PersonError`` when nothing can be written at a path."""
    with _file_to_write(path, keep=False):
        pass


@contextmanager
def _file_to_write(path: Path, *, keep: bool = True) -> Iterator[Path]:
    """A file beside the one that is wanted, which takes its place when it is whole."""
    beside = None
    try:
        if path.is_dir():
            raise PersonError(f"Cannot write {path}: it is a folder. Give the name of a file.")
        if path.exists() and not path.is_file():
            # A device or a pipe, such as /dev/null, is written to and never replaced.
            yield path
            return
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
        while batch := list(islice(rows, _ROW_GROUP)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def _arrow_type(name: str, arrow: Any) -> Any:
    if name in WHOLE_NUMBERS:
        return arrow.int64() if name == "index" else arrow.int32()
    return arrow.bool_() if name in TRUTHS else arrow.string()

"""
Read a case record that anybody may have written, and never trust it.

Every way in which a file can be wrong ends in one of the record errors of
:mod:`simgen.errors`, whose text is a verdict for the gradebook and the feedback.
"""

import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from simgen.errors import (
    RecordBroken,
    RecordForeign,
    RecordMissing,
    RecordTooLarge,
    RecordTooNew,
)
from simgen.record.events import MAX_BYTES, SCHEMA_VERSION, CaseRecord
from simgen.record.migrating import migrate

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

RECORD_NAME = "case-record.json"


def read_record(path: Path, *, expect: str | None = None) -> CaseRecord:
    """
    Return the record in a file.

    ``expect`` is the id of the case it should belong to. Raises
    ``RecordMissing``, ``RecordTooLarge``, ``RecordBroken``, ``RecordTooNew`` or
    ``RecordForeign``. A link is not followed and a folder or device is not read.
    """
    return parse_record(_read_bytes(path), name=path.name, expect=expect)


def parse_record(
    content: bytes, *, name: str = RECORD_NAME, expect: str | None = None
) -> CaseRecord:
    """
    Return the record in some bytes; raises as :func:`read_record` does.

    A mark at the beginning that some editors write before UTF-8 is passed over.
    """
    if len(content) > MAX_BYTES:
        raise _too_large(name, len(content))
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise RecordBroken(
            f"{name} is broken: byte {error.start} is not UTF-8 text. {_MEND}"
        ) from None
    except json.JSONDecodeError as error:
        raise RecordBroken(
            f"{name} is broken: it stops making sense at line {error.lineno} ({error.msg}). {_MEND}"
        ) from None
    except RecursionError:
        raise RecordBroken(
            f"{name} is broken: its brackets stand inside each other too many times, which no case room "
            f"writes. {_MEND}"
        ) from None
    except ValueError as error:
        found = "a number in it has thousands of digits" if _LONG in str(error) else _brief(error)
        raise RecordBroken(f"{name} is broken: {found}. {_MEND}") from None
    return _validated(data, name, expect)


_LONG = "integer string conversion"
"""What Python's refusal of an endless whole number says."""

_MEND = "The last good copy may lie beside it, in " + "case-record.last-good.json."


def _validated(data: Any, name: str, expect: str | None) -> CaseRecord:
    if not isinstance(data, dict) or "schema_version" not in data:
        raise RecordBroken(f"{name} is not a case record: it has no schema_version. {_MEND}")
    version = data["schema_version"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise RecordBroken(
            f"{name} is broken: schema_version is {_brief(version)}, expected a whole number. {_MEND}"
        )
    if version > SCHEMA_VERSION:
        raise RecordTooNew(
            f"{name} was written by a newer kit (record version {_brief(version)}); this kit reads up to "
            f"{SCHEMA_VERSION}. Update the kit that marks it."
        )
    try:
        record = CaseRecord.model_validate(migrate(data))
    except ValidationError as error:
        detail = error.errors()[0]
        key = ".".join(
            _brief(part) if isinstance(part, str) else str(part) for part in detail["loc"]
        )
        raise RecordBroken(
            f"{name} is broken at {key or 'its top'}: {_said(detail)}. {_MEND}"
        ) from None
    if expect is not None and record.scenario.id != expect:
        raise RecordForeign(
            f"{name} belongs to another case: found '{record.scenario.id}', expected '{expect}'."
        )
    return record


def _read_bytes(path: Path) -> bytes:
    """Read a plain file of a sane size; links are not followed, so they lead nowhere."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if path.is_symlink():
            raise RecordBroken(f"{path.name} is a link to another place and was not followed.")
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise RecordMissing(
            f"There is no {path.name}: nothing was saved here, or it was not handed in."
        ) from None
    except OSError as error:
        raise RecordBroken(f"{path.name} cannot be read ({error.strerror}).") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise RecordBroken(f"{path.name} is not a plain file and was not read.")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > MAX_BYTES:
            raise _too_large(path.name, status.st_size)
        return file.read(MAX_BYTES + 1)


def _too_large(name: str, size: int) -> RecordTooLarge:
    return RecordTooLarge(
        f"{name} is too large: found {size:,} bytes or more, expected at most {MAX_BYTES:,}. "
        "It was not read."
    )


def _refuse_constant(name: str) -> float:
    raise ValueError(f"found the number {name}, which JSON does not have")


def _said(detail: "ErrorDetails") -> str:
    """Return what pydantic found wrong, short however long the value is that it quotes."""
    if detail["type"] == "union_tag_invalid":
        about = detail["ctx"]
        key = about["discriminator"].strip("'")
        return f"found {key} '{_brief(about['tag'])}', expected one of {about['expected_tags']}"
    return detail["msg"]


def _brief(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "..."

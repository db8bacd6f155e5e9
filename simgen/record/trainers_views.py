"""
A trainer's views of what utterances did, in the trainer's own file.

They lie beside the gradebook, in the course's folder, and never in a submission:
whoever hands a record in could write anything into it, a trainer's name included. Each
names its record, attempt and turn, and a digest of what was said there, so that it can
be laid on no other words. Views are only ever added; the latest of a turn counts.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from simgen.conversation.turn import Code, Family
from simgen.errors import KitError
from simgen.record.replay import Correction, ReplayedCase

VIEWS_NAME = "trainer-corrections.json"
_COURSE_FILE = "nbgrader_config.py"
_STEPS = ("submitted", "autograded")
"""Folders of a course below which records lie as student/assignment/record."""

LOCK_SECONDS = 5
MAX_BYTES = 16 * 1024 * 1024
"""Largest file of views that is read (assumption: some 60,000 views)."""


class CorrectionError(KitError):
    """A correction cannot be made or kept, or the file of corrections cannot be added to."""


class TrainersView(BaseModel):
    """What a trainer says that one utterance did; ``attempt`` and ``turn`` count from 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    record_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    attempt: Annotated[int, Field(ge=1)]
    turn: Annotated[int, Field(ge=1)]
    said: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    family: Family
    codes: tuple[Code, ...] = ()
    at: Annotated[str, StringConstraints(max_length=40)] = ""


class _Views(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1] = 1
    views: tuple[TrainersView, ...] = ()


def views_beside(record: Path) -> Path | None:
    """
    Return where the views of a record's course are kept; None where it lies in no course.

    Only ``COURSE/submitted/STUDENT/ASSIGNMENT`` and ``COURSE/autograded/...`` count, so that no
    file that was handed in can stand for it.
    """
    parents = record.absolute().parents
    if len(parents) < 4 or parents[2].name not in _STEPS:
        return None
    course = parents[3]
    return course / VIEWS_NAME if (course / _COURSE_FILE).is_file() else None


def read_views(path: Path) -> tuple[TrainersView, ...]:
    """
    Return the views in a trainer's file; none where there is no file.

    Raises :class:`CorrectionError` where it cannot be read; it is then left as it is.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CorrectionError(f"{path} is too large: expected at most {MAX_BYTES:,} bytes.")
        return _Views.model_validate_json(path.read_bytes()).views
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CorrectionError(f"{path} cannot be read ({error.strerror or error}).") from None
    except ValidationError as error:
        detail = error.errors()[0]
        key = ".".join(map(str, detail["loc"])) or "its top"
        raise CorrectionError(
            f"{path} is broken at {key}: {detail['msg']}. Put a copy back, or move it aside; "
            "trainers' corrections are kept nowhere else."
        ) from None


def add_views(path: Path, views: Iterable[TrainersView]) -> int:
    """
    Add views to a trainer's file, all or none, and return how many were not there yet.

    Nothing that stands there is changed. Raises :class:`CorrectionError` where the file
    cannot be read or written.
    """
    try:
        with FileLock(path.with_name(f".{path.stem}.lock"), timeout=LOCK_SECONDS):
            there = read_views(path)
            latest = {(each.record_id, each.attempt, each.turn): each for each in there}
            new = [each for each in views if not _same(latest.get(_place(each)), each)]
            if new:
                _write(path, _Views(views=(*there, *new)))
            return len(new)
    except Timeout:
        raise CorrectionError(f"{path} is kept busy by somebody else; try again.") from None
    except OSError as error:
        raise CorrectionError(f"{path} cannot be written ({error.strerror or error}).") from None


def view_of(correction: Correction, case: ReplayedCase, at: str) -> TrainersView:
    """Return a correction as a trainer's view of a record."""
    return TrainersView(
        record_id=case.record.record_id,
        attempt=correction.attempt,
        turn=correction.turn.number,
        said=_digest(correction.turn.said),
        family=correction.family,
        codes=correction.codes,
        at=at,
    )


def with_views(case: ReplayedCase, views: Iterable[TrainersView]) -> ReplayedCase:
    """Return a case with the trainers' views of it; those of other words are passed over."""
    found = []
    for view in views:
        if view.record_id != case.record.record_id:
            continue
        made = case.correction(view.attempt, view.turn, view.family, view.codes, "trainer")
        if made is not None and _digest(made.turn.said) == view.said:
            found.append(made)
    return case.with_corrections(found) if found else case


def _place(view: TrainersView) -> tuple[str, int, int]:
    return view.record_id, view.attempt, view.turn


def _same(one: TrainersView | None, other: TrainersView) -> bool:
    return one is not None and (one.said, one.family, one.codes) == (
        other.said,
        other.family,
        other.codes,
    )


def _digest(said: str) -> str:
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _write(path: Path, views: _Views) -> None:
    """Write beside, flush, rename: at no moment is there half a file."""
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(views.model_dump_json(indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise

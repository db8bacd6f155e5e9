"""
Keep a case record on disk so that nothing saved is ever lost.

Every change takes a lock, reads what is on disk, adds to that, writes beside
it, flushes to the disk and renames; the copy before it is kept as
``case-record.last-good.json``. So a killed process leaves the old or the new
record, never half of one, and two windows on one case add to the same record.
"""

import contextlib
import os
import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from simgen.errors import RecordBroken, RecordMissing, RecordNotSaved
from simgen.record.events import MAX_BYTES, MAX_EVENTS, CaseRecord, Desk, Event, ScenarioStamp
from simgen.record.reading import read_record
from simgen.scenario import load_both, scenario_hash
from simgen.version import __version__

LOCK_SECONDS = 10
"""Longest wait for another window that is writing, in seconds (assumption)."""


class RecordStore:
    """
    One case record and the file that it is kept in.

    Use :meth:`open`; then :meth:`add` for each thing the recruit does.
    """

    def __init__(self, path: Path, record: CaseRecord) -> None:
        """Keep ``record`` at ``path``; most callers want :meth:`open`."""
        self.path = path
        self.record = record
        self.saved_at: datetime | None = None
        self._waiting: list[Event] = []
        self._desk: Desk | None = None
        self._seen: tuple[int, int] | None = None

    @classmethod
    def open(cls, path: Path, scenario: str | Path, *, seed: int | None = None) -> "RecordStore":
        """
        Open the record at a path, or begin a new one there.

        ``scenario`` is the case's id or file; ``seed`` is the person's, drawn at
        random where none is given. A new record reaches the disk with its first
        event. Raises :class:`~simgen.errors.RecordError` when there is a file that cannot be
        used, and nothing is changed then; when only the newest copy is broken,
        the last good one is opened and the broken one kept beside it.
        """
        written, _town = load_both(scenario)
        path = Path(path)
        try:
            store = cls(path, read_record(path, expect=written.id))
            store._note_disk()
        except RecordMissing:
            store = cls(
                path, _new_record(written.id, written.version, scenario_hash(written), seed)
            )
        except RecordBroken as broken:
            try:
                good = read_record(last_good(path), expect=written.id)
            except RecordMissing:
                raise broken from None
            store = cls(path, good)
            store._note_disk()  # the broken copy is set aside by the first write, not by a look
        return store

    @property
    def unsaved(self) -> int:
        """How many events the disk has refused so far; they are kept and tried again."""
        return len(self._waiting)

    def add(self, event: Event) -> None:
        """
        Add one event; it is on the disk when this returns.

        Raises :class:`~simgen.errors.RecordNotSaved` when it could not be written: the event is
        kept in memory and goes to disk with the next success.
        """
        self._waiting.append(event)
        self.record = self.record.with_event(event)
        self._write()

    def set_desk(self, *, step: str | None = None, draft: str | None = None) -> None:
        """Remember the open step and the unsent words; raises as :meth:`add` does."""
        desk = self.record.desk
        changed = Desk(
            step=desk.step if step is None else step,
            draft=desk.draft if draft is None else draft,
        )
        if changed != desk:
            self._desk = changed
            self.record = self.record.model_copy(update={"desk": changed})
            self._write()

    def save_again(self) -> None:
        """Try once more to write what the disk refused; raises as :meth:`add` does."""
        if self._waiting or self._desk is not None:
            self._write()

    def refresh(self) -> bool:
        """Take in what another window wrote; True when there was something."""
        if self._disk_state() in (None, self._seen):
            return False
        with contextlib.suppress(RecordMissing):
            self.record = self._merged(read_record(self.path, expect=self.record.scenario.id))
            self._note_disk()
            return True
        return False

    def _write(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_name(f".{self.path.stem}.lock"), timeout=LOCK_SECONDS):
                try:
                    on_disk = read_record(self.path, expect=self.record.scenario.id)
                except (RecordMissing, RecordBroken):
                    _set_aside(self.path)
                    merged = self.record
                else:
                    merged = self._merged(on_disk)
                _write_record(self.path, merged)
        except Timeout:
            raise RecordNotSaved(
                f"Not saved: another window has kept {self.path.name} busy for {LOCK_SECONDS} "
                "seconds. Close other windows of this case; saving is tried again."
            ) from None
        except OSError as error:
            raise RecordNotSaved(
                f"Not saved: the disk refused ({error.strerror or error}). What was saved before is "
                "safe. Free some space, or ask whoever runs this computer; saving is tried again."
            ) from None
        self.record = merged
        self._waiting.clear()
        self._desk = None
        self.saved_at = datetime.now(UTC)
        self._note_disk()

    def _merged(self, on_disk: CaseRecord) -> CaseRecord:
        """Return what is on disk with what is waiting here added at its end."""
        update: dict[str, object] = {"events": [*on_disk.events, *self._waiting]}
        if self._desk is not None:
            update["desk"] = self._desk
        return on_disk.model_copy(update=update)

    def _disk_state(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    def _note_disk(self) -> None:
        self._seen = self._disk_state()


def last_good(path: Path) -> Path:
    """Return where the copy before the newest one is kept."""
    return path.with_name(f"{path.stem}.last-good{path.suffix}")


def begin_afresh(path: Path) -> Path | None:
    """Move a record that cannot be used aside; return its new place, None if there was none."""
    last = last_good(path)
    if last.exists():
        _set_aside(last)
    return _set_aside(path)


def _new_record(scenario_id: str, version: int, sha256: str, seed: int | None) -> CaseRecord:
    return CaseRecord(
        kit_version=__version__,
        record_id=secrets.token_hex(16),
        scenario=ScenarioStamp(id=scenario_id, version=version, sha256=sha256),
        person_seed=secrets.randbelow(2**31) if seed is None else seed,
    )


def _write_record(path: Path, record: CaseRecord) -> None:
    """Write beside, flush, keep the old copy, rename: at no moment is there no good copy."""
    content = record.model_dump_json(indent=1).encode()
    if len(content) > MAX_BYTES or len(record.events) > MAX_EVENTS:
        raise OSError(0, f"this case has grown beyond {MAX_BYTES // 1024 // 1024} MB")
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)  # nbgrader's exchange must be able to copy it
        if path.exists():
            _keep_last_good(path)
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise
    _flush_folder(path.parent)


def _keep_last_good(path: Path) -> None:
    """Give the present copy a second name before its first is taken over."""
    kept = last_good(path)
    beside = kept.with_name(f".{kept.name}.new")
    beside.unlink(missing_ok=True)
    try:
        os.link(path, beside)
    except OSError:  # a file system without hard links
        beside.write_bytes(path.read_bytes())
    beside.replace(kept)


def _set_aside(path: Path) -> Path | None:
    """Move a file that cannot be used out of the way under a free name; never delete it."""
    if not path.exists() and not path.is_symlink():
        return None
    count = 1
    while (aside := path.with_name(f"{path.stem}.set-aside-{count}{path.suffix}")).exists():
        count += 1
    path.replace(aside)
    return aside


def _flush_folder(folder: Path) -> None:
    """Flush the rename itself, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

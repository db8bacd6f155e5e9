"""Write a file so that at no moment there is no good copy, and two writers do not collide."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from grading.panel.errors import PanelError

LOCK_SECONDS = 10
"""Longest wait for another window that is writing, in seconds (assumption)."""


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """
    Keep others from writing a file meanwhile.

    Raises :class:`PanelError` when somebody else holds it for too long, or the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.stem}.lock"), timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise PanelError(
            f"Not saved: another window has kept {path.name} busy for {LOCK_SECONDS} seconds. Close "
            "other windows of this panel and try again."
        ) from None
    except OSError as error:
        raise PanelError(
            f"Not saved: the disk refused {path.name} ({error.strerror or error}). What was saved "
            "before is safe. Free some space, or ask whoever runs this computer."
        ) from None


def write(path: Path, text: str) -> None:
    """Write beside, flush, keep the old copy as ``<name>.last-good``, rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            kept = last_good(path)
            kept.unlink(missing_ok=True)
            kept.write_bytes(path.read_bytes())
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise


def last_good(path: Path) -> Path:
    """Return where the copy before the newest lies."""
    return path.with_name(f".{path.name}.last-good")


def set_aside(path: Path) -> Path:
    """Move a file that cannot be used out of the way under a free name; never delete it."""
    count = 1
    while (aside := path.with_name(f"{path.stem}.set-aside-{count}{path.suffix}")).exists():
        count += 1
    path.replace(aside)
    return aside

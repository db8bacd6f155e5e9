"""Write a report so that there is always a whole file: the old one or the new one."""

import contextlib
import os
import re
import tempfile
from pathlib import Path
from urllib.parse import quote

from simgen.errors import ReportError

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")


def write_report(path: Path, content: bytes) -> Path:
    """
    Write beside, flush, rename; return the path.

    Folders on the way are made. Raises :class:`~simgen.errors.ReportError` in
    plain words when the place cannot be written to; what was there then stays.
    """
    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise ReportError(f"Not written: {path} is a folder; name a file.")
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o600 if _others_kept_out(path.parent) else 0o644)
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
        raise ReportError(
            f"Not written: {path} ({error.strerror or error}). Choose a place that you may write "
            "to, with --to."
        ) from None
    return path


def file_name(name: str) -> str:
    """
    Return a name that is safe as one part of a path, whatever it holds.

    Names of letters, digits, dots, hyphens and underscores stay as they are;
    everything else is percent-encoded, so that two names never meet in one file.
    """
    if _PLAIN_NAME.fullmatch(name):
        return name
    return quote(name, safe="").replace(".", "%2E").replace("-", "%2D")[:200] or "%00"


def _others_kept_out(folder: Path) -> bool:
    """Marks in a private folder stay private."""
    return not folder.stat().st_mode & 0o077

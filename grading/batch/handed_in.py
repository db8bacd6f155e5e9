"""
The files of one submission, read so that none of them can do anything.

No link is followed, no device opened, nothing large copied: what is odd becomes
a sentence for the trainer. A recruit may have written any of them.
"""

import os
import stat
from pathlib import Path

from grading.nbgrader.filling import KEPT
from simgen.record.events import MAX_BYTES

TIMESTAMP = "timestamp.txt"
MAX_TIMESTAMP = 200
"""Longest time of handing in that is read, in bytes; nbgrader's own has 30."""


class OddFile(Exception):
    """A file is not what it should be; ``str()`` says so in half a sentence."""


def read_plain(path: Path, limit: int) -> bytes | None:
    """
    Return a plain file's bytes; None where there is none.

    Raises :class:`OddFile` for a link, a folder, a device, a file over
    ``limit`` bytes and one that may not be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if path.is_symlink():
            raise OddFile("is a link to another place and was not followed")
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OddFile(f"cannot be read ({error.strerror})") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise OddFile("is not a plain file and was not read")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > limit:
            raise OddFile(f"has {status.st_size:,} bytes, expected at most {limit:,}")
        return file.read(limit)


def copy_kept(folder: Path, to: Path) -> list[str]:
    """
    Copy the files of a submission that stay with its marks; return what was odd, in sentences.

    A file that is odd is left where it is; what the record itself is worth is
    said elsewhere, so nothing is said of it here.
    """
    odd = []
    for name in sorted(KEPT):
        try:
            content = read_plain(folder / name, MAX_BYTES)
        except OddFile as error:
            odd.append(f"{name} {error}.")
            continue
        if content is not None:
            (to / name).write_bytes(content)
    return odd


def read_timestamp(folder: Path) -> str:
    """
    Return when a submission was handed in, as its file says; empty where it does not.

    Raises :class:`OddFile` as :func:`read_plain` does, and for what is no text.
    """
    content = read_plain(folder / TIMESTAMP, MAX_TIMESTAMP)
    try:
        return (content or b"").decode("utf-8").strip()
    except UnicodeDecodeError:
        raise OddFile("holds no text") from None


def has_extras(folder: Path) -> bool:
    """Tell whether there is anything besides notebooks."""
    return any(path.suffix != ".ipynb" for path in folder.iterdir())

"""
A case of the kit's own as it was last read and checked, kept beside it.

To read half a megabyte of YAML and check it takes longer than everything else with which
a conversation begins. What came of it is kept in ``__pycache__``, as Python keeps compiled
modules: derived, safe to delete, and used only while the case, its town and the code that
reads them are as they were. Where nothing can be written nothing is kept, and all goes on
a little slower. Nobody's own files are kept, and what is read back is validated again.
"""

import hashlib
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_READING = Path(__file__).parent


class Kept(msgspec.Struct, frozen=True):
    """What two files held, and fingerprints of all that it depends on."""

    of: str
    case: dict[str, Any]
    town: dict[str, Any]
    town_file: str


def read_kept(path: Path) -> Kept | None:
    """Return what is kept of a case; None where there is nothing, or it is of another state."""
    try:
        kept = msgspec.msgpack.decode(_place(path).read_bytes(), type=Kept)
        same = kept.of == _fingerprint(path, path.parents[1] / "towns" / kept.town_file)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None
    return kept if same else None


def keep(path: Path, case: dict[str, Any], town_file: Path, town: dict[str, Any]) -> None:
    """Keep what a case and its town were read as, if anything can be written there."""
    place = _place(path)
    with suppress(OSError):
        of = _fingerprint(path, town_file)
        place.parent.mkdir(exist_ok=True)
        # Another process may be reading: the file is there whole, or as it was.
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(msgspec.msgpack.encode(Kept(of, case, town, town_file.name)))
        made = Path(file.name)
        made.chmod(0o644)
        made.replace(place)


def _place(path: Path) -> Path:
    return path.parent / "__pycache__" / f"{path.stem}.case"


def _fingerprint(*files: Path) -> str:
    digest = hashlib.sha256(_of_the_code().encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _of_the_code() -> str:
    """Return a fingerprint of the code that reads and checks: its files, sizes and times."""
    files = sorted(_READING.glob("*.py"))
    return " ".join(f"{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files)

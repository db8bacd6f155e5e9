"""
Folders that are made beside their place and moved there when all is done.

A killed run leaves the folder that was there, or none: never half a one. What
it left beside is cleared away by the next run. nbgrader takes a folder that is
there for one that is done, so it must not be there before the marks are.
"""

import secrets
import shutil
import stat
from pathlib import Path

_MAKING, _LEAVING = ".making", ".leaving"
"""How the names of folders end that are not in place yet, or not any longer."""


def staged(place: Path) -> Path:
    """Return where to make what will be moved to ``place``: beside it, with a name of its own."""
    return place.with_name(f".{place.name}.{secrets.token_hex(4)}{_MAKING}")


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder and those above it; ``mode`` is for it alone, as the umask allows."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=mode)


def put_in_place(folder: Path, place: Path) -> None:
    """Move a finished folder to its place, and what was there away."""
    leaving = place.with_name(f".{place.name}.{secrets.token_hex(4)}{_LEAVING}")
    try:
        place.rename(leaving)
    except FileNotFoundError:
        folder.rename(place)
        return
    folder.rename(place)
    remove(leaving)


def remove(folder: Path) -> None:
    """Remove a folder with all in it; nothing happens where there is none."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def clear_leftovers(places: list[Path]) -> int:
    """Remove what a killed run left beside these places; return how many folders that were."""
    removed = 0
    for parent, names in _by_parent(places).items():
        try:
            hidden = [path for path in parent.iterdir() if path.name.startswith(".")]
        except OSError:
            continue
        for entry in hidden:
            name, _, ending = entry.name[1:].rpartition(".")
            if f".{ending}" in {_MAKING, _LEAVING} and name.rpartition(".")[0] in names:
                remove(entry)
                removed += 1
    return removed


def share(folder: Path, *, files: int, group: bool) -> None:
    """Set the files' permissions; ``group`` lets the group's members change the folder."""
    for path in folder.iterdir():
        path.chmod(files)
    if group:
        mode = stat.S_IMODE(folder.stat().st_mode)
        folder.chmod((mode | 0o2770) & 0o2777)


def _by_parent(places: list[Path]) -> dict[Path, set[str]]:
    found: dict[Path, set[str]] = {}
    for place in places:
        found.setdefault(place.parent, set()).add(place.name)
    return found

"""The password that keeps other people on the same computer out."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

from simgen.errors import WorkspaceError

if TYPE_CHECKING:
    from pathlib import Path

SHORTEST = 8


def password_file(private: Path) -> Path:
    """Where the hash of the password lies; `private` is the workspace's `.jupyter` folder."""
    return private / "password-hash"


def ask_password(private: Path) -> str:
    """
    Only a hash is kept, readable by its owner alone.

    Asks twice on the terminal, without showing what is typed. Returns the hash (argon2).
    Raises `WorkspaceError` when the two differ or the password has fewer than `SHORTEST`
    characters.
    """
    from jupyter_server.auth.security import passwd

    first = getpass.getpass("Choose a password for this course: ")
    if len(first) < SHORTEST:
        raise WorkspaceError(
            f"That password has {len(first)} characters; at least {SHORTEST} are needed. "
            "Nothing was changed: start again with --password."
        )
    if getpass.getpass("The same again: ") != first:
        raise WorkspaceError(
            "The two passwords differ. Nothing was changed: start again with --password."
        )
    hashed = str(passwd(first))
    path = password_file(private)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(hashed)
    return hashed


def stored_password(private: Path) -> str:
    """A password once set stays until its file is deleted: returns its hash, or ""."""
    path = password_file(private)
    return path.read_text().strip() if path.exists() else ""

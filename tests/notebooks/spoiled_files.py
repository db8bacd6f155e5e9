"""Files and folders that should not be there, or are no files: each function's name says how."""

import os
import random
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from simgen.record import RECORD_NAME
from tests.notebooks.handing_over import ASSIGNMENT
from tests.notebooks.hostile import NOTEBOOK, RUNS, TEXTS, record_of, remove


def odd_names(chance: random.Random) -> Iterator[bytes]:
    """Yield names of students' folders that somebody might have made."""
    names = [text.replace("/", "_").replace("\x00", "") for text in TEXTS if "\ud800" not in text]
    for name in names:
        yield name[:60].encode() + b"%d" % chance.randrange(1000)
    yield b"line\nfeed"
    yield b"not \xff\xfe text"
    yield b"y" * 200
    yield b" "
    yield "ŷ\u0302 ☕ 名前".encode()
    yield b"[a-z]*"


def sparse(folder: Path, chance: random.Random) -> None:
    name = chance.choice([RECORD_NAME, NOTEBOOK, "timestamp.txt", "submission_secret.txt"])
    with (folder / name).open("r+b" if (folder / name).is_file() else "wb") as file:
        file.truncate(8 * 2**30)


def not_a_file(folder: Path, chance: random.Random) -> None:
    name = chance.choice([RECORD_NAME, NOTEBOOK, "timestamp.txt", "submission_secret.txt"])
    path = folder / name
    remove(path)
    kind = chance.choice(["folder", "full folder", "pipe", "socket", "link", "loop", "dangling"])
    if kind == "folder":
        path.mkdir()
    elif kind == "full folder":
        (path / "deep").mkdir(parents=True)
        (path / "deep" / name).write_text(TEXTS[0], encoding="utf-8")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        _make_socket(path)
    else:
        targets = {"link": "/etc/passwd", "loop": str(path), "dangling": "/no/such/place"}
        path.symlink_to(targets[kind])


def unreadable(folder: Path, chance: random.Random) -> None:
    chance.choice([record_of(folder), folder / NOTEBOOK, folder / "timestamp.txt"]).chmod(0)


def linked_elsewhere(folder: Path, chance: random.Random) -> None:
    target = chance.choice(["/etc/passwd", "/dev/zero", "/", "../../../gradebook.db"])
    name = chance.choice(["extra.txt", RECORD_NAME, "submission_secret.txt", "up"])
    remove(folder / name)
    (folder / name).symlink_to(target)


def odd_timestamp(folder: Path, chance: random.Random) -> None:
    content = chance.choice(
        [
            b"",
            b"\n",
            b"yesterday",
            b"2026-10-20 10:00:00 Mars/Olympus",
            b"9999-99-99",
            b"0001-01-01 00:00:00 UTC",
            b"9999-12-31 23:59:59 -1200",
            b"1e999",
            b"1" * 150,
            b"x" * 5_000,
            b"\xff\xfe\x00",
            TEXTS[0].encode(),
        ]
    )
    (folder / "timestamp.txt").write_bytes(content)


def extra_files(folder: Path, chance: random.Random) -> None:
    names = [
        "page.html",
        "evil.py",
        "conftest.py",
        "sitecustomize.py",
        "nbgrader_config.py",
        "gradebook.db",
        ".hidden.html",
        "line\nfeed.html",
        "[a]/inner.ipynb",
        "deep/" * 30 + "x.html",
        "deep/" + RECORD_NAME,
        "feedback/x.html",
        ".ipynb_checkpoints/" + NOTEBOOK,
        "Z" * 200 + ".ipynb",
        "another.ipynb",
        f"{ASSIGNMENT}.html",
    ]
    for name in chance.sample(names, chance.randrange(1, 8)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(chance.choice([RUNS, TEXTS[0]]), encoding="utf-8")
    if chance.random() < 0.1:
        for number in range(300):
            (folder / f"{number}.html").write_text(TEXTS[0], encoding="utf-8")


def nothing_there(folder: Path, _chance: random.Random) -> None:
    for path in folder.iterdir():
        remove(path)


def no_folder(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    kind = chance.choice(["file", "link", "loop", "pipe"])
    if kind == "file":
        folder.write_text(TEXTS[0], encoding="utf-8")
    elif kind == "pipe":
        os.mkfifo(folder)
    else:
        folder.symlink_to("/etc" if kind == "link" else folder)


def _make_socket(path: Path) -> None:
    made = socket.socket(socket.AF_UNIX)
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)  # a socket's path may be 107 characters long
        made.bind(path.name)
    finally:
        os.fchdir(before)
        os.close(before)
        made.close()


SPOILED_FILES = [
    odd_timestamp,
    extra_files,
    sparse,
    unreadable,
    not_a_file,
    linked_elsewhere,
    nothing_there,
    no_folder,
]
"""In the order in which they can be put together: what is no file any longer comes last."""

"""A case room on a folder of its own, driven without a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course.room.room import Room, _open_rooms, case_room
from tests.unit.course.room.driving import OpenRoom, Press

SEED = 7


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder that looks like a course workspace."""
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    (tmp_path / "recruit" / "quiet-house").mkdir(parents=True)
    (tmp_path / "self-study").mkdir()
    return tmp_path


@pytest.fixture
def desk(workspace: Path) -> Path:
    """Where a recruit's notebook lies."""
    return workspace / "recruit" / "quiet-house"


@pytest.fixture
def open_room(desk: Path) -> Iterator[OpenRoom]:
    """Opens the case room in a folder, the recruit's own unless another is given."""

    def opened(folder: Path = desk) -> Room:
        return case_room("quiet-house", folder=folder, seed=SEED)

    yield opened
    for room in list(_open_rooms.values()):
        room.close_all()
    _open_rooms.clear()


@pytest.fixture
def press() -> Press:
    """Sends what a control in the browser would send."""

    def pressed(control: Any, kind: str, **more: object) -> None:
        control._handle_custom_msg({"kind": kind, "token": "t", **more}, [])

    return pressed

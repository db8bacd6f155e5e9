"""Shorthands for driving a case room without a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from course.room.room import Room
from course.room.work import Work
from simgen.record import read_record

OpenRoom = Callable[..., Room]
Press = Callable[..., None]


def step(room: Room, name: str) -> Any:
    """One step of the room, with whatever controls it has."""
    return room.steps[name]


def work(room: Room) -> Work:
    """The work that an opened room is about."""
    assert room.work is not None
    return room.work


def section(room: Room, name: str) -> Any:
    """One heading of the plan."""
    return next(each for each in step(room, "plan").sections if each.name == name)


def events(folder: Path) -> list[Any]:
    """What the record in a folder holds."""
    return list(read_record(folder / "case-record.json").events)

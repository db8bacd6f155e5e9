"""The case room: one widget in which a recruit works on one case."""

from course.room.room import Room, case_room

__all__ = ["Room", "case_room"]

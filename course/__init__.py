"""
What people open: the case room, the course, the command.

``case_room`` is the one name a notebook calls. It is fetched when first asked
for, so that ``import course`` stays light.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.room import case_room as case_room

__all__ = ["case_room"]


def __getattr__(name: str) -> Any:
    """Return ``case_room``, importing the widgets only now."""
    if name == "case_room":
        from course.room import case_room

        return case_room
    raise AttributeError(f"module 'course' has no attribute {name!r}")

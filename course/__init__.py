"""
What people open: the case room, the panel's page, the course, the command.

``case_room`` and ``panel_page`` are the names that notebooks call. They are fetched
when first asked for, so that ``import course`` stays light.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.panel import panel_page as panel_page
    from course.room import case_room as case_room

__all__ = ["case_room", "panel_page"]


def __getattr__(name: str) -> Any:
    """Return one of the names above, importing the widgets only now."""
    if name == "case_room":
        from course.room import case_room

        return case_room
    if name == "panel_page":
        from course.panel import panel_page

        return panel_page
    raise AttributeError(f"module 'course' has no attribute {name!r}")

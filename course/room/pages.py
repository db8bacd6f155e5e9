"""
Render the room's pages.

Every value is escaped (:mod:`grading.pages`) unless a page marks it safe; no page
does, and a test holds them to that.
"""

from pathlib import Path

from grading.pages import pages_in

_pages = pages_in(Path(__file__).parent / "pages")


def page(name: str, /, **values: object) -> str:
    """Return the HTML of ``pages/<name>.html`` with ``values`` in it, escaped."""
    return _pages.get_template(f"{name}.html").render(values)

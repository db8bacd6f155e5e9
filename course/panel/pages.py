"""Render the panel's pages."""

from pathlib import Path

from grading.pages import pages_in

_pages = pages_in(Path(__file__).parent / "pages")


def page(name: str, /, **values: object) -> str:
    """Return the HTML of ``pages/<name>.html`` with ``values`` in it, escaped."""
    return _pages.get_template(f"{name}.html").render(values)

"""Render the panel's pages, as :mod:`course.room.pages` does the room's: everything is escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(name: str, /, **values: object) -> str:
    """Return the HTML of ``pages/<name>.html`` with ``values`` in it, escaped."""
    return _environment.get_template(f"{name}.html").render(values)

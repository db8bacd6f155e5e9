"""
Render the room's pages.

Every value is escaped by Jinja2 unless a page marks it safe; no page does, and a
test holds them to that.
"""

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

"""Render the report pages: whole files without a script, every value in them escaped."""

from pathlib import Path
from typing import Any

from grading.pages import pages_in

TEMPLATES = Path(__file__).resolve().parent / "templates"


def page(template: str, /, **values: Any) -> str:
    """Return a page of ours with values, escaped."""
    return pages_in(TEMPLATES).get_template(template).render(**values)

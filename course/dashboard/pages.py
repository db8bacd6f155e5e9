"""Render the dashboard's page, every value in it escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from grading.pages import pages_in

HERE = Path(__file__).resolve().parent


def board_page(view: dict[str, Any]) -> str:
    """Return the page's HTML for a view (:mod:`course.dashboard.view`)."""
    return pages_in(HERE / "pages").get_template("board.html").render(view=view, css=_css())


@cache
def _css() -> Markup:
    return Markup((HERE / "board.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file

"""The invented towns."""

from functools import cache
from typing import Any

from simgen.person.life.text import data


@cache
def towns() -> dict[str, dict[str, Any]]:
    """Return the invented towns by id."""
    return {town["id"]: town for town in data("places")["towns"]}

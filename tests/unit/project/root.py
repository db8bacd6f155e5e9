"""Where the project's own files are, for the tests that read them."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


def text(name: str) -> str:
    """A file of the project, by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def pyproject() -> dict[str, Any]:
    """pyproject.toml, parsed."""
    return tomllib.loads(text("pyproject.toml"))

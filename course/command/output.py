"""How commands print: words for people, JSON lines for programs."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]
"""The option that every command with a result takes."""


def say(text: str = "") -> None:
    """Print a line for people, at once, so that a pipe sees it as it happens."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say_json(data: Any) -> None:
    """Print one JSON value on one line."""
    say(json.dumps(data, ensure_ascii=False, allow_nan=False))


def complain(text: str) -> None:
    """Print a line where errors and progress belong."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()

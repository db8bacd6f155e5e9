"""How commands print: words for people, JSON lines for programs."""

from __future__ import annotations

import json
import re
import sys
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]
"""The option that every command with a result takes."""


_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but for a tab and a new line, and marks that turn the reading order."""


def say(text: str = "") -> None:
    """
    Print a line for people, at once, so that a pipe sees it as it happens.

    Signs that command a terminal are left out: what a recruit wrote is printed here too.
    """
    sys.stdout.write(f"{_COMMANDS.sub('', text)}\n")
    sys.stdout.flush()


def say_json(data: Any) -> None:
    """Print one JSON value on one line, every sign of it kept, those for a terminal in escapes."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    say(_COMMANDS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def complain(text: str) -> None:
    """Print a line where errors and progress belong; signs that command a terminal are left out."""
    sys.stderr.write(f"{_COMMANDS.sub('', text)}\n")
    sys.stderr.flush()

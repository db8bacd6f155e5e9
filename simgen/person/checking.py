"""
Find identifiers in a text that could belong to somebody real.

Looks for NHS numbers, telephone numbers, National Insurance numbers, postcodes,
e-mail addresses and web domains, and names those outside the ranges that
:mod:`simgen.person.identifiers` knows to be safe. A run of ten digits counts as
an NHS number when its check digit is right. Better one finding too many than
one too few: a finding is a question, not a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simgen.errors import PersonError
from simgen.person import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_BYTES = 200_000_000
"""Files above this size are refused: 200 MB."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubtful identifier; ``line`` and ``column`` count from 1, in characters."""

    line: int
    column: int
    kind: str
    text: str
    safe: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.kind} {self.text} is not {self.safe}"


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    pattern: re.Pattern[str]
    real: Callable[[str], bool]
    safe: Callable[[str], bool]
    range: str


def _is_nhs_number(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return identifiers.nhs_check_digit(digits[:9]) == int(digits[9])


def _always(_text: str) -> bool:
    return True


def _mail_domain(text: str) -> bool:
    return identifiers.is_safe_domain(text.rsplit("@", 1)[1])


def _web_domain(text: str) -> bool:
    return identifiers.is_safe_domain(
        re.sub(r"^https?://|[/:?#].*$", "", text, flags=re.IGNORECASE)
    )


_KINDS = (
    _Kind(
        "e-mail address",
        re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        _always,
        _mail_domain,
        "at example.org, example.com, example.net, .example or .test",
    ),
    _Kind(
        "web address",
        re.compile(r"https?://[^\s\"'<>)]+|(?<![@\w.-])www\.[\w-]+(?:\.[\w-]+)+", re.IGNORECASE),
        _always,
        _web_domain,
        "at example.org, example.com, example.net, .example or .test",
    ),
    _Kind(
        "NHS number",
        re.compile(r"(?<![\w.+/-])\d{3}([ -]?)\d{3}\1\d{4}(?![\w]|[.-]\d)"),
        _is_nhs_number,
        identifiers.is_safe_nhs_number,
        "from 999 000 0000 to 999 999 9999",
    ),
    _Kind(
        "telephone number",
        re.compile(
            r"(?<![\w.])(?:\+44[\s.-]?(?:\(0\)[\s.-]?)?|0044[\s.-]?|\(?0)\d(?:[\s().-]{0,2}\d){7,9}(?![\w])"
        ),
        _always,
        identifiers.is_safe_phone,
        "from 01632 960000 to 960999 or 07700 900000 to 900999",
    ),
    _Kind(
        "National Insurance number",
        re.compile(r"(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)", re.IGNORECASE),
        _always,
        identifiers.is_safe_nino,
        "of the prefix QQ",
    ),
    _Kind(
        "postcode",
        re.compile(r"(?<![\w-])(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?![\w-])"),
        _always,
        identifiers.is_safe_postcode,
        "of the area ZZ (ZZ1 to ZZ98)",
    ),
)


def find_unsafe(text: str, line: int = 1) -> list[Finding]:
    """Return what is doubtful in a text of one or more lines, in order."""
    found = [
        finding
        for number, words in enumerate(text.splitlines(), line)
        for finding in _in_line(words, number)
    ]
    return sorted(found, key=lambda finding: (finding.line, finding.column))


def check_file(path: Path) -> Iterator[Finding]:
    """
    Yield what is doubtful in a text file, line by line.

    Raises :class:`~simgen.errors.PersonError` when the file cannot be read as
    UTF-8 text or is larger than ``MOST_BYTES``.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise PersonError(f"{path} is too large to check: {size} bytes, at most {MOST_BYTES}.")
        with path.open(encoding="utf-8-sig", newline=None) as lines:
            for number, words in enumerate(lines, 1):
                yield from _in_line(words.rstrip("\n"), number)
    except UnicodeDecodeError as error:
        raise PersonError(f"{path} is not UTF-8 text; only text files can be checked.") from error
    except OSError as error:
        raise PersonError(f"Cannot read {path}: {error.strerror or error}.") from error


def _in_line(words: str, number: int) -> list[Finding]:
    taken: list[tuple[int, int]] = []
    found = []
    for kind in _KINDS:
        for match in kind.pattern.finditer(words):
            start, end = match.span()
            overlaps = any(start < other_end and other < end for other, other_end in taken)
            if overlaps or not kind.real(match.group()):
                continue
            taken.append((start, end))
            if not kind.safe(match.group()):
                found.append(Finding(number, start + 1, kind.name, match.group(), kind.range))
    return found

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
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from simgen.errors import PersonError
from simgen.person import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PIECE, _OVERLAP = 1_000_000, 1_000
"""Characters of a line read at once, and how far back the next piece of a longer one begins."""

_BEGINNING = 8_192
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN "
    "DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA "
    "LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG "
    "SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
"""Postcode areas: only these are looked for in small letters, of which ordinary text is full."""


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
        re.compile(
            r"(?<![\w-])(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|"
            rf"(?i:(?:{_AREAS.replace(' ', '|')})\d[a-z\d]? \d(?!st|nd|rd|th)[abd-hjlnp-uw-z]{{2}}))"
            r"(?![\w-])"
        ),
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
    Yield what is doubtful in a text file, line by line, however large it is.

    The text may be in UTF-8, in UTF-16 with its mark, or in any encoding that has
    Latin letters and digits where ASCII has them. Raises
    :class:`~simgen.errors.PersonError` when the file cannot be read, or holds no
    text at all.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
        wide = beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        if not wide and b"\0" in beginning:
            raise PersonError(f"{path} is not text; only text files can be checked.")
        encoding, errors = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
        with path.open(encoding=encoding, errors=errors, newline=None) as lines:
            yield from _in_lines(lines)
    except OSError as error:
        raise PersonError(f"Cannot read {path}: {error.strerror or error}.") from error


def _in_lines(lines: IO[str]) -> Iterator[Finding]:
    """Look at line after line; at a very long one piece by piece, each beginning in the one before."""
    number, before, kept = 1, 0, ""
    while read := lines.readline(_PIECE):
        words = kept + read.rstrip("\n")
        ended = read.endswith("\n")
        cut = len(words) if ended or len(read) < _PIECE else max(0, len(words) - _OVERLAP)
        for finding in _in_line(words, number):
            if finding.column <= cut:
                yield replace(finding, column=before + finding.column)
        number, before, kept = (number + 1, 0, "") if ended else (number, before + cut, words[cut:])


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

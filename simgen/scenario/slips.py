"""
What went wrong in a YAML file, in words for whoever wrote it.

A parser says what it stumbled over, in its own terms and often a line too late.
The slips that people make are few: a tab, a line moved in or out, a colon left
out, a colon or a quotation mark too many, a file saved in another encoding. Each
is named here with its line, what was found, and how to mend it.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

import yaml

CURLY = "“”‘’„\u201a«»"
"""Quotation marks that YAML takes for letters."""

_INDENT = re.compile(r"^ *(?:- +)*")
_OPENED = re.compile(r"""(?:: |- )(?:'[^']*|"[^"]*)$""")
_LONGEST = 60


class Slip(NamedTuple):
    """A slip with its ``line``, from 1; ``expected`` also says how to mend it."""

    line: int
    found: str
    expected: str


def slip_of(text: str, error: yaml.MarkedYAMLError) -> Slip:
    """Return what is wrong with a text that a parser refused."""
    lines = text.splitlines() or [""]
    mark = error.problem_mark or error.context_mark
    at = min(mark.line if mark else 0, len(lines) - 1)
    for look in (_tab, _colon, _quotation, _moved):
        slip = look(lines, at, error)
        if slip is not None:
            return slip
    return Slip(
        at + 1,
        short(lines[at]) if lines[at].strip() else str(error.problem),
        "YAML: keys with a colon, lists with a hyphen, and quotes round a text that starts with a "
        "bracket, a brace or a sign such as @, *, & or %",
    )


def encoding_slip(data: bytes, error: UnicodeDecodeError) -> Slip:
    """Return what is wrong with bytes that are not UTF-8."""
    mend = "UTF-8: open it in your editor, choose Save As, and UTF-8 as the encoding"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Slip(1, "a file saved as UTF-16 (some editors call it Unicode)", mend)
    letter = bytes([data[error.start]]).decode("cp1252", errors="replace")
    line = data[: error.start].count(b"\n") + 1
    found = f"a byte that is not UTF-8 (in Windows-1252 it would be {letter!r})"
    return Slip(line, found, mend)


def near(word: object, words: Iterable[str]) -> str:
    """Return a question after the word that was probably meant, or nothing."""
    found = get_close_matches(str(word).strip(CURLY), list(words), n=1)
    return f". Did you mean '{found[0]}'?" if found else ""


def short(value: object) -> str:
    """Return a value in quotes, cut where it is long."""
    text = " ".join(str(value).split())
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "...")


def _tab(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Slip | None:
    """Return a tab before a line's first word."""
    here = lines[at]
    if "\\t" not in str(error.problem) and "\t" not in here[: len(here) - len(here.lstrip())]:
        return None
    return Slip(at + 1, "a tab", "blanks: YAML is moved in by blanks alone; replace each tab")


def _colon(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Slip | None:
    """Return a colon that was left out, or one too many."""
    if "could not find expected ':'" in str(error.problem):
        at = error.context_mark.line if error.context_mark else at
        return Slip(at + 1, short(lines[at]), "a key, a colon and a blank, such as 'title: words'")
    if "mapping values are not allowed" not in str(error.problem):
        return None
    return Slip(
        at + 1,
        short(lines[at]),
        "no second colon: put quotes round a text that holds one. If the text has none, look whether "
        "this line is moved in too far, or the line above lacks its colon",
    )


def _quotation(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Slip | None:
    """Return a text that begins with a quotation mark and does not end with one."""
    begun = error.context_mark.line if error.context_mark else at
    if "<scalar>" in str(error.problem):  # one that was never closed ends at the next apostrophe
        begun = next((above for above in range(at, -1, -1) if _OPENED.search(lines[above])), -1)
    elif "quoted scalar" not in str(error.context):
        return None
    if not 0 <= begun < len(lines):
        return None
    return Slip(
        begun + 1,
        short(lines[begun]),
        "a quotation mark at the end of this text as well; where a text in 'single' quotes has an "
        'apostrophe, write it twice or use "double" ones',
    )


def _moved(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Slip | None:
    """Return a line that is moved in or out beside those above it."""
    if "block" not in str(error.problem) and "block" not in str(error.context):
        return None
    here = len(lines[at]) - len(lines[at].lstrip(" "))
    above = [line for line in lines[:at] if line.strip() and not line.lstrip().startswith("#")]
    match = _INDENT.match(above[-1]) if above else None
    before = len(match.group()) if match else 0
    return Slip(
        at + 1,
        f"{short(lines[at])}, moved in by {_blanks(here)}",
        f"the same as the lines it belongs to; the line above begins after {_blanks(before)}",
    )


def _blanks(number: int) -> str:
    return f"{number} blank" if number == 1 else f"{number} blanks"

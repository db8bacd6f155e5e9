"""
Trying the coder on a labelled file of anybody's: CSV with text, previous and label.

The file is only read; nothing is learned from it and nothing is kept.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simgen.conversation.hearing.corpus import FAMILIES, CorpusError
from simgen.conversation.hearing.figures import Guess, Scores, measure
from simgen.conversation.hearing.trained_coder import TrainedCoder
from simgen.conversation.turn import Family

NEEDED = ("text", "label")
"""Columns without which nothing can be measured; ``previous`` helps where there is one."""

MOST_NAMED = 5
"""Unknown labels that a message names."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line of such a file."""

    text: str
    previous: str
    label: Family


def evaluate(path: Path) -> Scores:
    """Return how the shipped coder does on a file; raises as :func:`read_labelled`."""
    coder = TrainedCoder()
    guesses = []
    for row in read_labelled(path):
        heard = coder.weigh(row.text, row.previous)
        guesses.append(Guess(row.label, heard.family, heard.p, heard.abstained))
    return measure(guesses)


def read_labelled(path: Path) -> list[Labelled]:
    """
    Return the rows of a file.

    Raises :class:`CorpusError`, which names file and line, when it is missing,
    not UTF-8, not CSV, without a needed column, without rows, or holds labels
    other than the four families.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows, unknown = _rows(path.name, csv.DictReader(file))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path.name}: not UTF-8 (byte {error.start}). Save it as CSV UTF-8 and try again."
        ) from None
    except csv.Error as error:
        raise CorpusError(f"{path.name}: not a CSV file that can be read ({error}).") from None
    if unknown:
        named = ", ".join(
            f"{label!r} (line {line})" for label, line in list(unknown.items())[:MOST_NAMED]
        )
        more = f" and {len(unknown) - MOST_NAMED} more" if len(unknown) > MOST_NAMED else ""
        raise CorpusError(
            f"{path.name}: unknown labels {named}{more}; expected {', '.join(FAMILIES)}."
        )
    if not rows:
        raise CorpusError(f"{path.name}: no rows below the line of column names.")
    return rows


def _rows(name: str, lines: "csv.DictReader[str]") -> tuple[list[Labelled], dict[str, int]]:
    """Return the rows and the unknown labels with the line of each first one."""
    missing = [column for column in NEEDED if column not in (lines.fieldnames or ())]
    if missing:
        raise CorpusError(
            f"{name}, line 1: no column {' and '.join(missing)}; "
            "expected text, previous (may be left out) and label."
        )
    rows: list[Labelled] = []
    unknown: dict[str, int] = {}
    for line in _whole(name, lines):
        label = line["label"].strip().lower()
        family = next((known for known in FAMILIES if known == label), None)
        if family is None:
            unknown.setdefault(label[:40], lines.line_num)
        else:
            rows.append(Labelled(line["text"], line.get("previous") or "", family))
    return rows, unknown


def _whole(name: str, lines: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    for line in lines:
        if any(line[column] is None for column in NEEDED):
            raise CorpusError(
                f"{name}, line {lines.line_num}: fewer columns than in line 1; "
                "put texts that hold a comma in double quotes."
            )
        yield line

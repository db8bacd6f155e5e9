"""
The labelled utterances that the coder learns from.

Each file of ``utterances/`` is one subject of conversation; each row one utterance
with what the person said before it. ``source`` names the scene it was written
for: rows of one source are wordings of one moment, so the split between learning
and testing never divides a source. What the labels mean stands in
``utterances/DEFINITIONS.md``.
"""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from simgen.conversation.turn import Code, Family
from simgen.errors import KitError

UTTERANCES = Path(__file__).with_name("utterances")
STRANGERS = Path(__file__).with_name("strangers")
"""Whole talks of which nothing is learned: how the coder does on a hand it has not met."""

COLUMNS = ["text", "previous", "family", "codes", "source", "note"]
FAMILIES: tuple[Family, ...] = get_args(Family)
CODES: tuple[Code, ...] = get_args(Code)

HELD_OUT_PERCENT = 20
"""Share of the sources kept for testing (assumption: a common choice)."""


class CorpusError(KitError):
    """A file of labelled utterances cannot be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled utterance; ``subject`` is the file that it stands in."""

    text: str
    previous: str
    family: Family
    codes: tuple[Code, ...]
    source: str
    note: str
    subject: str

    @property
    def held_out(self) -> bool:
        """Tell whether the row is kept for testing, by its source alone."""
        digest = hashlib.blake2b(self.source.encode(), digest_size=4).digest()
        return int.from_bytes(digest, "big") % 100 < HELD_OUT_PERCENT


def read_corpus(folder: Path = UTTERANCES) -> list[Row]:
    """
    Return all labelled utterances, by file and line.

    Raises :class:`CorpusError` for a missing column, an unknown label, an empty
    source, or a source that stands in two files.
    """
    rows = [row for path in sorted(folder.glob("*.csv")) for row in _read(path)]
    if not rows:
        raise CorpusError(f"{folder}: no labelled utterances; expected files such as grief.csv.")
    where: dict[str, str] = {}
    for row in rows:
        if where.setdefault(row.source, row.subject) != row.subject:
            raise CorpusError(
                f"{row.subject}.csv: the source {row.source!r} is also in "
                f"{where[row.source]}.csv; a source belongs to one file."
            )
    return rows


def corpus_hash(rows: Iterable[Row]) -> str:
    """Return a fingerprint of all that is learned from: texts, labels and sources."""
    digest = hashlib.blake2b(digest_size=16)
    for row in rows:
        fields = (row.text, row.previous, row.family, " ".join(row.codes), row.source)
        digest.update("\x1f".join(fields).encode() + b"\x1e")
    return digest.hexdigest()


def _read(path: Path) -> Iterable[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        if lines.fieldnames != COLUMNS:
            raise CorpusError(
                f"{path.name}, line 1: expected the columns {', '.join(COLUMNS)}, "
                f"found {', '.join(lines.fieldnames or ['nothing'])}."
            )
        for line in lines:
            yield _row(line, f"{path.name}, line {lines.line_num}", path.stem)


def _row(line: dict[str, str], where: str, subject: str) -> Row:
    family = next((known for known in FAMILIES if known == line["family"]), None)
    if family is None:
        raise CorpusError(
            f"{where}: unknown family {line['family']!r}; expected one of {', '.join(FAMILIES)}."
        )
    codes = tuple(known for known in CODES if known in line["codes"].split())
    unknown = set(line["codes"].split()) - set(codes)
    if unknown:
        raise CorpusError(
            f"{where}: unknown code {min(unknown)!r}; expected some of {', '.join(CODES)}."
        )
    if not line["source"]:
        raise CorpusError(f"{where}: no source; name the scene that the wording belongs to.")
    return Row(line["text"], line["previous"], family, codes, line["source"], line["note"], subject)

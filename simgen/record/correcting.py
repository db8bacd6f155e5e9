"""
Corrections of unsure codes, as a trainer adds one and as new rows to learn from.

Rows have the columns of ``hearing/utterances/*.csv``, are marked as corrections,
and carry nobody's identity: no recruit, record or place is named, a name by
which somebody introduced themselves becomes ``NAMED``, and an utterance with a
number or an address that could be real is left out. A name in the middle of a
sentence is not recognised; somebody reads the rows before they are learned from.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simgen.conversation.hearing.corpus import CODES, COLUMNS
from simgen.conversation.turn import Code, Family
from simgen.conversation.words import STOP_WORDS
from simgen.errors import KitError
from simgen.person.checking import find_unsafe
from simgen.record.events import Recoded
from simgen.record.reading import RECORD_NAME, read_record
from simgen.record.replay import Correction, ReplayedCase, replay
from simgen.record.store import RecordStore

NAMED = "Robin"
"""Stands for whatever name a recruit gave themselves."""

_NAME = r"[^\W\d_a-z](?:[’'][^\W\d_a-z])?[^\W\d_][\w’'-]*"
"""A word with a capital, of two letters at least; the capital need not be of A to Z."""

_TITLE = r"(?:(?:Mr|Mrs|Miss|Ms|Mx|Dr)\.?\s+)?"
_INTRODUCED = (
    re.compile(
        rf"\b((?i:my name[’']?s|my name is|the name[’']?s)\s+{_TITLE})([^\W\d_][\w’'-]*(?:\s+{_NAME})*)"
    ),
    re.compile(
        rf"\b((?i:call me|i am|i[’']?m|this is|it[’']?s|it is)\s+{_TITLE})({_NAME}(?:\s+{_NAME})*)"
    ),
)
"""How people say who they are; after "my name is" a name may have no capital."""

_RUNS_IN_A_SPREADSHEET = "=+-@\t\r "


class CorrectionError(KitError):
    """A correction cannot be made, or the file of corrections cannot be added to."""


@dataclass(slots=True)
class Gathered:
    """
    What was gathered from records: rows to learn from, and what was left out, by why.

    ``unsettled`` counts utterances that people called different things, with no
    trainer to settle it; ``unsafe`` those with an identifier that could be real.
    """

    rows: list[dict[str, str]] = field(default_factory=list)
    unsettled: int = 0
    unsafe: int = 0


def find_records(path: Path) -> list[Path]:
    """Return the case records at a path: the file itself, or all below a folder, in order."""
    if path.is_dir():
        return sorted(found for found in path.rglob(RECORD_NAME) if not found.is_symlink())
    return [path]


def correct(
    path: Path, turn: int, family: Family, codes: tuple[Code, ...], *, attempt: int | None, at: str
) -> Correction:
    """
    Add a trainer's view of one utterance to a record, and return it.

    ``attempt`` counts from 1; the present one where None. ``at`` is the moment,
    ISO 8601. Raises :class:`CorrectionError` where nothing was said in that turn, and as
    :func:`~simgen.record.read_record` and :meth:`RecordStore.add` do.
    """
    case = replay(read_record(path))
    attempts = [*case.earlier, case.talk]
    number = len(attempts) if attempt is None else attempt
    turns = attempts[number - 1].turns if 1 <= number <= len(attempts) else ()
    if not 1 <= turn <= len(turns):
        raise CorrectionError(
            f"{path.name} has no turn {turn} in attempt {number}: it has {len(attempts)} "
            f"attempt(s), the last with {len(attempts[-1].turns)} turns. Look at the transcript in "
            "formgrader, or leave --attempt out for the last."
        )
    if not turns[turn - 1].said.strip():
        raise CorrectionError(
            f"Nothing was said in turn {turn} of attempt {number}; a silence has no code."
        )
    store = RecordStore.open(path, case.case.scenario.id)
    store.add(Recoded(at=at, attempt=number, turn=turn, family=family, codes=codes, by="trainer"))
    corrected = replay(store.record, case.case).corrected(turns[turn - 1])
    return next(each for each in corrected if each.by == "trainer")


def gather(cases: Iterable[ReplayedCase]) -> Gathered:
    """
    Return all corrections as rows, each utterance once.

    Copies of one record count once. Where people differ a trainer's view holds;
    where trainers differ, or only recruits spoke and differ, the utterance is left out.
    """
    views: dict[tuple[str, str], list[tuple[Correction, dict[str, str]]]] = {}
    gathered = Gathered()
    unsafe = set()
    for case in cases:
        for correction in case.corrections:
            row = _row(correction, case)
            if not row["text"]:
                continue
            if find_unsafe(row["text"]):
                unsafe.add(_key(row))
            else:
                views.setdefault(_key(row), []).append((correction, row))
    gathered.unsafe = len(unsafe)
    for said in views.values():
        trainers = [row for correction, row in said if correction.by == "trainer"]
        held = trainers or [row for _correction, row in said]
        if len({(row["family"], row["codes"]) for row in held}) == 1:
            gathered.rows.append(held[0])
        else:
            gathered.unsettled += 1
    return gathered


def add_rows(content: str, rows: Sequence[dict[str, str]]) -> tuple[str, int]:
    """
    Return a file's content with rows added, and how many were new.

    What stands there stays to the letter, labels mended by hand included; only
    utterances that it does not hold are added. Empty content becomes a new file. Raises
    :class:`CorrectionError` when it is not a file of labelled utterances.
    """
    there = csv.DictReader(io.StringIO(content))
    if content and there.fieldnames != COLUMNS:
        raise CorrectionError(
            f"line 1: expected the columns {', '.join(COLUMNS)}, found "
            f"{', '.join(there.fieldnames or ['nothing'])}. Name another file."
        )
    known = {_key(row) for row in there}
    new = [row for row in rows if _key(row) not in known]
    added = io.StringIO()
    writer = csv.DictWriter(added, COLUMNS, lineterminator="\n")
    if not content:
        writer.writeheader()
    writer.writerows(new)
    gap = "\n" if content and not content.endswith("\n") else ""
    return content + gap + added.getvalue(), len(new)


def _row(correction: Correction, case: ReplayedCase) -> dict[str, str]:
    previous = _tidy(correction.previous)
    moment = hashlib.blake2b(previous.encode(), digest_size=4).hexdigest()
    who = "a trainer" if correction.by == "trainer" else "the recruit"
    return {
        "text": _unnamed(_tidy(correction.turn.said)),
        "previous": previous,
        "family": correction.family,
        "codes": " ".join(code for code in CODES if code in correction.codes),
        "source": f"correction-{case.case.scenario.id}-{moment}",
        "note": f"correction by {who}",
    }


def _tidy(text: str) -> str:
    """
    Return a text on one line, without what a spreadsheet would run.

    Nobody says a leading "=" or "@", so nothing is lost with it.
    """
    return " ".join(text.split()).lstrip(_RUNS_IN_A_SPREADSHEET)


def _unnamed(text: str) -> str:
    """Return a text with the name by which its speaker introduced themselves replaced."""

    def replaced(match: re.Match[str]) -> str:
        first = match.group(2).split()[0].casefold()
        return match.group() if first in STOP_WORDS | _NO_NAMES else f"{match.group(1)}{NAMED}"

    for introduced in _INTRODUCED:
        text = introduced.sub(replaced, text)
    return text


_NO_NAMES = frozenset(
    [
        "sorry",
        "glad",
        "sure",
        "afraid",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
"""Words that may follow "I'm" or "it's" with a capital and are nobody's name."""


def _key(row: dict[str, str]) -> tuple[str, str]:
    return row["text"].casefold(), row["previous"].casefold()

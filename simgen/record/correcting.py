"""
Corrections of unsure codes, as a trainer keeps one and as new rows to learn from.

Rows have the columns of ``hearing/utterances/*.csv``, are marked as corrections,
and carry nobody's identity: no recruit or record is named, names, places, numbers and
addresses in the sentences are masked (:mod:`simgen.record.masking`), and an utterance
in which one that could be real is left all the same is left out. Somebody still reads
the rows before they are learned from.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simgen.conversation.hearing.corpus import CODES, COLUMNS
from simgen.conversation.turn import Code, Family
from simgen.person.checking import find_unsafe
from simgen.record.masking import mask
from simgen.record.reading import RECORD_NAME, read_record
from simgen.record.replay import Correction, ReplayedCase, replay
from simgen.record.trainers_views import CorrectionError, add_views, view_of, views_beside

_RUNS_IN_A_SPREADSHEET = "=+-@\t\r "


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
    path: Path,
    turn: int,
    family: Family,
    codes: tuple[Code, ...],
    *,
    attempt: int | None,
    at: str,
    views: Path | None = None,
) -> Correction:
    """
    Keep a trainer's view of one utterance of a record in the trainer's file, and return it.

    The record itself is not touched. ``attempt`` counts from 1; the present one where None.
    ``at`` is the moment, ISO 8601. ``views`` is the file; that of the record's course where
    None. Raises :class:`CorrectionError` where nothing was said in that turn or no course is
    found, and as :func:`~simgen.record.read_record` does.
    """
    case = replay(read_record(path))
    number = len(case.attempts) if attempt is None else attempt
    made = case.correction(number, turn, family, codes, "trainer")
    if made is None:
        raise CorrectionError(
            f"{path.name} has no turn {turn} in attempt {number}: it has {len(case.attempts)} "
            f"attempt(s), the last with {len(case.talk.turns)} turns. Look at the transcript in "
            "formgrader, or leave --attempt out for the last."
        )
    if not made.turn.said.strip():
        raise CorrectionError(
            f"Nothing was said in turn {turn} of attempt {number}; a silence has no code."
        )
    add_views(trainers_file(path, views), [view_of(made, case, at)])
    return made


def confirm(path: Path, *, at: str, views: Path | None = None) -> tuple[Correction, ...]:
    """
    Take what a record says is a trainer's over into the trainer's own file, and return it.

    For records of an older kit, which kept trainers' views in them: only a trainer can know
    whether they are. Raises as :func:`correct` does.
    """
    case = replay(read_record(path))
    claimed = unconfirmed(case)
    file = trainers_file(path, views)
    if claimed:
        add_views(file, [view_of(each, case, at) for each in claimed])
    return claimed


def unconfirmed(case: ReplayedCase) -> tuple[Correction, ...]:
    """Return the views that a record says are a trainer's, and no trainer has confirmed."""
    mine = {
        (each.attempt, each.turn.number, each.family, each.codes)
        for each in case.corrections
        if each.by == "trainer"
    }
    return tuple(
        each
        for each in case.corrections
        if each.by == "unconfirmed"
        and (each.attempt, each.turn.number, each.family, each.codes) not in mine
    )


def trainers_file(record: Path, views: Path | None) -> Path:
    """Return the trainers' file for a record; raises :class:`CorrectionError` where none is known."""
    found = views or views_beside(record)
    if found is None:
        raise CorrectionError(
            f"{record} lies in no course (COURSE/submitted/STUDENT/ASSIGNMENT), so there is no "
            "place for a trainer's view. Say with --views in which file it is to be kept."
        )
    return found


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
            if find_unsafe(row["text"]) or find_unsafe(row["previous"]):
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
    previous = mask(_tidy(correction.previous), case.case)
    moment = hashlib.blake2b(previous.encode(), digest_size=4).hexdigest()
    who = "a trainer" if correction.by == "trainer" else "the recruit"
    return {
        "text": mask(_tidy(correction.turn.said), case.case),
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


def _key(row: dict[str, str]) -> tuple[str, str]:
    return row["text"].casefold(), row["previous"].casefold()

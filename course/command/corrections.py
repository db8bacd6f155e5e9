"""`linkworker utterances corrections` and `correct`: what people say that utterances did."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from course.command.output import complain, say
from simgen.errors import KitError, RecordError, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simgen.conversation.turn import Code, Family
    from simgen.record import ReplayedCase


class LabelError(KitError):
    """A label is not one that utterances can have."""


def corrections(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Case records, or folders such as a course's, with records."),
    ],
    to: Annotated[
        Path | None, typer.Option(help="CSV file to add the rows to; the screen when left out.")
    ] = None,
) -> None:
    """
    Gather corrected codes as new rows for the coder to learn from.

    Each utterance stands there once, in the columns of the kit's own labelled utterances, with
    nobody's identity. Rows that a file already holds stay as they are, so labels mended by hand
    are safe. Where people differ a trainer's view holds; without one the utterance is left out.
    Read the rows before you train on them: a name in the middle of a sentence is not recognised.
    """
    from simgen.record.correcting import CorrectionError, add_rows, gather

    gathered = gather(_cases(paths))
    before = ""
    if to is not None and to.exists():
        try:
            before = to.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CorrectionError(f"{to}: cannot be read as text ({error}).") from None
    try:
        content, new = add_rows(before, gathered.rows)
    except CorrectionError as error:
        raise CorrectionError(f"{to}, {error}") from None
    if to is None:
        sys.stdout.write(content)
    else:
        _replace(to, content)
        there = len(gathered.rows) - new
        say(f"{new} rows added to {to}" + (f"; {there} were there already." if there else "."))
    _say_left_out(gathered.unsettled, "people called it different things and no trainer settled it")
    _say_left_out(gathered.unsafe, "it holds a number or an address that could be real")
    complain("Read the rows before you train on them; a name inside a sentence is not recognised.")


def correct(
    record: Annotated[Path, typer.Argument(help="A case-record.json, such as one handed in.")],
    turn: Annotated[int, typer.Option(help="The turn's number in the transcript.")],
    family: Annotated[str, typer.Option(help="question, reflection, input or other.")],
    codes: Annotated[
        str, typer.Option(help='Codes with spaces between, such as "closed-question safety".')
    ] = "",
    attempt: Annotated[
        int | None, typer.Option(help="Which attempt, from 1; the last when left out.")
    ] = None,
) -> None:
    """
    Add a trainer's view of what an utterance did to a record.

    It stands beside the recruit's own view in the transcript and counts before it among the
    rows of `corrections`. It changes no marks. What the labels mean is in
    simgen/conversation/hearing/utterances/DEFINITIONS.md.
    """
    from simgen.conversation.recoding import described
    from simgen.record.correcting import correct as add_correction

    added = add_correction(
        record,
        turn,
        _family(family),
        _codes(codes),
        attempt=attempt,
        at=datetime.now().astimezone().isoformat(timespec="seconds"),
    )
    say(f"Attempt {added.attempt}, turn {added.turn.number}: {' '.join(added.turn.said.split())}")
    heard = added.turn.heard
    unsure = ", unsure" if heard.abstained else ""
    say(f"The kit heard: {described(heard.family, heard.codes)}{unsure}.")
    say(f"You say: {described(added.family, added.codes)}. Kept in {record}.")


def _cases(paths: list[Path]) -> Iterator[ReplayedCase]:
    """
    Yield the records at some paths that hold corrections.

    One that a folder holds and nobody can use is said and passed over.
    """
    from simgen.record import Recoded, read_record, replay
    from simgen.record.correcting import find_records

    for path in paths:
        for found in find_records(path):
            try:
                record = read_record(found)
                if any(isinstance(event, Recoded) for event in record.events):
                    yield replay(record)
            except (RecordError, ScenarioError) as error:
                if found == path:
                    raise
                complain(f"Passed over {found}: {error}")


def _say_left_out(number: int, why: str) -> None:
    if number:
        complain(f"Left out {number}: {why}.")


def _replace(path: Path, content: str) -> None:
    """Write beside and rename, so that a file mended by hand is never half a file."""
    from simgen.record.correcting import CorrectionError

    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(content, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be written ({error.strerror}).") from None


def _family(name: str) -> Family:
    from simgen.conversation.hearing.corpus import FAMILIES

    family = next((known for known in FAMILIES if known == name), None)
    if family is None:
        raise LabelError(f"unknown family {name!r}; expected one of {', '.join(FAMILIES)}.")
    return family


def _codes(names: str) -> tuple[Code, ...]:
    from simgen.conversation.turn import Code

    known: tuple[Code, ...] = get_args(Code)
    wanted = names.replace(",", " ").split()
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        raise LabelError(f"unknown code {unknown[0]!r}; expected some of {', '.join(known)}.")
    return tuple(code for code in known if code in wanted)

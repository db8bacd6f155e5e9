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
    from collections.abc import Iterable, Iterator

    from simgen.conversation.turn import Code, Family
    from simgen.record import ReplayedCase


Views = Annotated[
    Path | None,
    typer.Option(
        help="The trainers' own file; trainer-corrections.json of the record's course when left out."
    ),
]
"""The option for trainers' views, which never lie in what was handed in."""


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
    views: Views = None,
) -> None:
    """
    Gather corrected codes as new rows for the coder to learn from.

    Each utterance stands there once, in the columns of the kit's own labelled utterances, with
    nobody's identity. Rows that a file already holds stay as they are, so labels mended by hand
    are safe. Where people differ a trainer's view holds; without one the utterance is left out.
    Names, places and numbers are masked. Read the rows all the same before you train on them.
    """
    from simgen.record.correcting import add_rows, gather
    from simgen.record.trainers_views import CorrectionError

    gathered = gather(_cases(paths, views))
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
    complain(
        "Read the rows before you train on them: names and numbers are masked by rules and lists, "
        "and what somebody tells may still be known to others."
    )


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
    views: Views = None,
) -> None:
    """
    Keep a trainer's view of what an utterance did.

    It is kept beside the gradebook, in trainer-corrections.json, and never in what was handed in.
    It stands beside the recruit's own view in the transcript and counts before it among the
    rows of `corrections`. It changes no marks. What the labels mean is in
    simgen/conversation/hearing/utterances/DEFINITIONS.md.
    """
    from simgen.conversation.recoding import described
    from simgen.record.correcting import correct as add_correction
    from simgen.record.correcting import trainers_file

    added = add_correction(
        record,
        turn,
        _family(family),
        _codes(codes),
        attempt=attempt,
        at=_now(),
        views=views,
    )
    say(f"Attempt {added.attempt}, turn {added.turn.number}: {' '.join(added.turn.said.split())}")
    heard = added.turn.heard
    unsure = ", unsure" if heard.abstained else ""
    say(f"The kit heard: {described(heard.family, heard.codes)}{unsure}.")
    say(f"You say: {described(added.family, added.codes)}. Kept in {trainers_file(record, views)}.")


def confirm(
    paths: Annotated[
        list[Path], typer.Argument(help="Case records, or folders such as submitted/.")
    ],
    views: Views = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take them over; without it they are shown.")
    ] = False,
) -> None:
    """
    Take over views that a record says are a trainer's.

    Earlier kits kept trainers' views in the record, where a recruit could have written them.
    They are shown as not confirmed until a trainer, who knows, takes them over into their own file.
    """
    from simgen.conversation.recoding import described
    from simgen.record.correcting import confirm as take_over
    from simgen.record.correcting import find_records, trainers_file, unconfirmed
    from simgen.record.trainers_views import read_views, with_views

    for path in paths:
        for found in find_records(path):
            case = _usable(found, path)
            if case is None:
                continue
            file = trainers_file(found, views)
            for each in unconfirmed(with_views(case, read_views(file))):
                words = " ".join(each.turn.said.split())
                say(f"{found}, attempt {each.attempt}, turn {each.turn.number}: {words}")
                say(f"  says that a trainer said: {described(each.family, each.codes)}.")
            if yes:
                taken = take_over(found, at=_now(), views=views)
                if taken:
                    say(f"{len(taken)} taken over into {file}.")
    if not yes:
        say("Nothing was changed. With --yes these are taken over as yours.")


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _cases(paths: list[Path], views: Path | None) -> Iterator[ReplayedCase]:
    """
    Yield the records at some paths that hold corrections or are named by trainers' views.

    One that a folder holds and nobody can use is said and passed over.
    """
    from simgen.record.correcting import find_records
    from simgen.record.trainers_views import read_views, views_beside, with_views

    for path in paths:
        for found in find_records(path):
            file = views or views_beside(found)
            kept = read_views(file) if file is not None else ()
            case = _usable(found, path, {view.record_id for view in kept})
            if case is not None:
                yield with_views(case, kept)


def _usable(found: Path, named: Path, wanted: Iterable[str] = ()) -> ReplayedCase | None:
    """Return a record played again; None where nobody corrected it, or it is said and passed over."""
    from simgen.record import Recoded, read_record, replay

    try:
        record = read_record(found)
        recoded = any(isinstance(event, Recoded) for event in record.events)
        return replay(record) if recoded or record.record_id in wanted else None
    except (RecordError, ScenarioError) as error:
        if found == named:
            raise
        complain(f"Passed over {found}: {error}")
        return None


def _say_left_out(number: int, why: str) -> None:
    if number:
        complain(f"Left out {number}: {why}.")


def _replace(path: Path, content: str) -> None:
    """Write beside and rename, so that a file mended by hand is never half a file."""
    from simgen.record.trainers_views import CorrectionError

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

"""
Second marking, blind to the first.

What a second marker reads and gives passes here without the first marker's
points or comments. Once finished, second marks change no more.
"""

from collections.abc import Mapping
from datetime import datetime

from nbgrader.api import Gradebook
from sqlalchemy import Connection, Engine

from grading.moderation.cases import Sampled, add_step, as_drawn, compare, find_sampled
from grading.moderation.errors import ModerationError
from grading.moderation.marks import (
    UNKNOWN,
    GivenMark,
    add_mark,
    checked_comment,
    checked_points,
    first_markers,
    newest,
    record_marks,
)
from grading.moderation.works import Work, read_work


def second_marks(connection: Connection, case: Sampled) -> Mapping[str, GivenMark]:
    """Return what the second marker has given so far, by criterion."""
    return newest(connection, case.submission, "second", case.handed_in)


def give_second_mark(
    engine: Engine,
    gradebook: Gradebook,
    sampled_id: str,
    criterion: str,
    *,
    marker: str,
    points: object,
    comment: object,
    at: datetime,
) -> None:
    """
    Keep a second mark; one that was given before stays as history.

    ``points`` is None to take it back. Raises
    :class:`~grading.moderation.errors.ModerationError` for points outside the
    criterion's, when the second marking is finished, when somebody else has
    begun it, or when the marker gave the first marks.
    """
    with engine.begin() as connection:
        case = find_sampled(connection, sampled_id)
        work = as_drawn(read_work(gradebook, case.submission), case)
        part = work.part(criterion)
        given = None if points is None else checked_points(points, part)
        _check(connection, case, marker)
        add_mark(connection, work, part, "second", marker, given, checked_comment(comment), at)


def finish_second_marks(
    engine: Engine, gradebook: Gradebook, sampled_id: str, *, marker: str, at: datetime
) -> bool:
    """
    End the second marking; return whether both markers gave the same.

    First marks that nobody put a name to are recorded with it, as they stand in
    the gradebook. Raises :class:`~grading.moderation.errors.ModerationError`
    when a criterion that humans judge is still open.
    """
    with engine.begin() as connection:
        case = find_sampled(connection, sampled_id)
        work = as_drawn(read_work(gradebook, case.submission), case)
        _check(connection, case, marker)
        given = second_marks(connection, case)
        missing = [
            part.criterion
            for part in work.parts
            if part.human and (part.criterion not in given or given[part.criterion].points is None)
        ]
        if missing:
            raise ModerationError(
                f"Still open: {', '.join(missing)}. Choose a level for each, then finish."
            )
        record_marks(connection, work, UNKNOWN, at)
        add_step(connection, case, "finished", marker, "", at)
        same = _nothing_apart(connection, work, case)
        if same:
            note = "Both markers gave the same points."
            add_step(connection, case, "resolved", marker, note, at)
            add_step(connection, case, "written", marker, note, at)
    return same


def _nothing_apart(connection: Connection, work: Work, case: Sampled) -> bool:
    finished = find_sampled(connection, case.id)
    return not any(each.differs for each in compare(connection, work, finished))


def _check(connection: Connection, case: Sampled, marker: str) -> None:
    if "finished" in case.done:
        raise ModerationError("This second marking is finished, and its marks stay as they are.")
    if case.second_marker and case.second_marker != marker:
        raise ModerationError(
            f"{case.second_marker} has begun this second marking. Take another submission, or "
            "write that name if it is yours."
        )
    known = {name.casefold() for name in first_markers(connection, case.submission, case.handed_in)}
    if marker.casefold() in known:
        raise ModerationError(
            "You gave first marks here. A second mark has to come from somebody else."
        )

"""
Settling differences, and carrying what was agreed into nbgrader's gradebook.

Decided first, written second: what was agreed is on record before the gradebook
is touched, so that a computer that stops in between loses nothing; the next
:func:`write_agreed` carries it over. Writing twice changes nothing.
"""

from collections.abc import Mapping
from datetime import datetime

from nbgrader.api import Gradebook
from sqlalchemy import Engine

from grading.moderation.cases import (
    Sampled,
    add_step,
    as_drawn,
    compare,
    find_sampled,
    list_sampled,
)
from grading.moderation.errors import ModerationError, NotThere
from grading.moderation.marks import add_mark, checked_comment, checked_points, newest
from grading.moderation.works import hand_ins, read_work


def settle(
    engine: Engine,
    gradebook: Gradebook,
    sampled_id: str,
    agreed: Mapping[str, tuple[object, object]],
    *,
    marker: str,
    at: datetime,
) -> None:
    """
    Keep what two markers agreed, and write it into the gradebook.

    ``agreed`` holds points and reason of every criterion on which they differ.
    Raises :class:`~grading.moderation.errors.ModerationError` when one is
    missing, has no reason, or when the submission was settled before.
    """
    with engine.begin() as connection:
        case = find_sampled(connection, sampled_id)
        work = as_drawn(read_work(gradebook, case.submission), case)
        if "resolved" in case.done:
            raise ModerationError("This submission was settled before; that stays as it is.")
        apart = [each.criterion for each in compare(connection, work, case) if each.differs]
        missing = [criterion for criterion in apart if criterion not in agreed]
        if missing:
            raise ModerationError(f"Still to settle: {', '.join(missing)}.")
        for criterion in apart:
            part = work.part(criterion)
            points, reason = checked_points(agreed[criterion][0], part), agreed[criterion][1]
            why = checked_comment(reason)
            if not why:
                raise ModerationError(
                    f"{criterion}: say in a sentence why these points were agreed."
                )
            add_mark(connection, work, part, "agreed", marker, points, why, at)
        add_step(connection, case, "resolved", marker, "", at)
    write_agreed(engine, gradebook, marker=marker, at=at)


def write_agreed(engine: Engine, gradebook: Gradebook, *, marker: str, at: datetime) -> int:
    """
    Write what is resolved and not yet in the gradebook; return how many submissions.

    What was agreed on work that was handed in again since is kept and not written.
    """
    with engine.connect() as connection:
        listed = list_sampled(connection, hand_ins=hand_ins(gradebook))
        waiting = [case for case in listed if case.state == "resolved"]
    written = 0
    for case in waiting:
        try:
            _write(engine, gradebook, case)
        except NotThere:
            continue  # the submission was removed from the gradebook; what was agreed stays
        with engine.begin() as connection:
            if "written" not in find_sampled(connection, case.id).done:
                add_step(connection, case, "written", marker, "", at)
        written += 1
    return written


def _write(engine: Engine, gradebook: Gradebook, case: Sampled) -> None:
    """Set the points as nbgrader's own formgrader does, in one short transaction."""
    work = as_drawn(read_work(gradebook, case.submission), case)
    with engine.connect() as connection:
        agreed = newest(connection, case.submission, "agreed", case.handed_in)
    for criterion, mark in agreed.items():
        grade = gradebook.find_grade_by_id(work.part(criterion).grade)
        grade.manual_score = mark.points
        grade.needs_manual_grade = False
    gradebook.db.commit()

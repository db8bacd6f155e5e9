"""
Who gave which mark, and when: rows that are only ever added.

The newest row of a criterion and role counts; all older ones stay as history.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Engine, Row, insert, select

from grading.moderation.errors import ModerationError
from grading.moderation.tables import marks, sampled, samples, steps
from grading.moderation.works import Part, Work
from grading.nbgrader.views import plain
from grading.rubric import TOP_LEVEL

Role = Literal["first", "second", "agreed", "later"]
"""``later``: changed in the formgrader after the second marking had finished."""
LONGEST_NAME = 80
LONGEST_COMMENT = 4_000
UNKNOWN = "not recorded"
"""The marker of points found in the gradebook that nobody put a name to."""
RULES = "rules"
"""The marker of points that functions gave."""


class RaterMark(NamedTuple):
    """One rater's level (0 to 3, parts of a level too) for one criterion of one submission."""

    rater: str
    submission: str
    criterion: str
    level: float


@dataclass(frozen=True, slots=True)
class GivenMark:
    """One row; ``at`` is UTC, ``points`` None where a mark was taken back."""

    at: datetime
    submission: str
    criterion: str
    role: Role
    marker: str
    points: float | None
    maximum: float
    comment: str
    handed_in: str = ""

    def is_of(self, handed_in: str) -> bool:
        """
        Tell whether it was given to this hand-in.

        First marks that an older kit kept without one are taken to be.
        """
        return self.handed_in == handed_in or (self.role == "first" and not self.handed_in)

    @property
    def level(self) -> float | None:
        """The points as a level from 0 to 3; parts of a level where they lie between two."""
        if self.points is None or not self.maximum:
            return None
        return self.points / self.maximum * TOP_LEVEL


def marker_name(name: object) -> str:
    """
    Return a marker's name as it is kept.

    Raises :class:`~grading.moderation.errors.ModerationError` for none, or for one too long.
    """
    cleaned = " ".join(plain(name).split()) if isinstance(name, str) else ""
    if not cleaned:
        raise ModerationError("Write your name as a marker first, so that marks can be told apart.")
    if len(cleaned) > LONGEST_NAME:
        raise ModerationError(
            f"A marker's name has at most {LONGEST_NAME} characters; found {len(cleaned)}."
        )
    return cleaned


def checked_points(points: object, part: Part) -> float:
    """Return points as a number within the criterion's; raises ``ModerationError`` for others."""
    number = isinstance(points, int | float) and not isinstance(points, bool)
    if not number or not math.isfinite(points) or not 0 <= points <= part.maximum:  # type: ignore[arg-type, operator]  # number says it is one
        raise ModerationError(
            f"{part.criterion}: expected points from 0 to {part.maximum:g}, found "
            f"{str(points)[:40]!r}."
        )
    return float(points)  # type: ignore[arg-type]  # as above


def checked_comment(comment: object) -> str:
    """Return a comment as it is kept; raises ``ModerationError`` for one too long."""
    cleaned = plain(comment) if isinstance(comment, str) else ""
    if len(cleaned) > LONGEST_COMMENT:
        raise ModerationError(
            f"A comment has at most {LONGEST_COMMENT:,} characters; found {len(cleaned):,}."
        )
    return cleaned


def add_mark(
    connection: Connection,
    work: Work,
    part: Part,
    role: Role,
    marker: str,
    points: float | None,
    comment: str,
    at: datetime,
) -> None:
    """Add one row, to the hand-in that ``work`` is; ``at`` has a time zone."""
    level = None if points is None else int(points / part.maximum * TOP_LEVEL + 1e-9)
    connection.execute(
        insert(marks).values(
            at=at.astimezone(UTC).replace(tzinfo=None),
            assignment=work.assignment,
            submission=work.submission,
            criterion=part.criterion,
            role=role,
            marker=marker,
            points=points,
            maximum=part.maximum,
            level=None if level is None else max(0, min(TOP_LEVEL, level)),
            comment=comment,
            handed_in=work.handed_in,
        )
    )


def newest(
    connection: Connection, submission: str, role: Role, handed_in: str
) -> dict[str, GivenMark]:
    """Return the marks that count in a role for one hand-in, by criterion."""
    return {
        mark.criterion: mark
        for mark in history(connection, submission)
        if mark.role == role and mark.is_of(handed_in)
    }


def history(connection: Connection, submission: str) -> list[GivenMark]:
    """Return every mark of a submission, the oldest first."""
    rows = connection.execute(
        select(marks).where(marks.c.submission == submission).order_by(marks.c.id)
    )
    return [_mark(row) for row in rows]


def record_marks(
    connection: Connection,
    work: Work,
    marker: str,
    at: datetime,
    theirs: Collection[str] | None = None,
) -> int:
    """
    Add what the gradebook now says and no row says yet; return how many rows that took.

    ``theirs`` are the criteria that the marker has just marked, None for all; of
    the others it is not known who did.

    Only points and comments that a human gave are recorded, and those taken
    back. What changes after a second marking has finished is ``later``: it can
    no longer alter what the two markers are compared by.
    """
    work = replace(work, handed_in=_hand_in_of(connection, work))
    role: Role = "later" if _is_finished(connection, work) else "first"
    known = {
        mark.criterion: mark
        for mark in history(connection, work.submission)
        if mark.role != "second" and mark.is_of(work.handed_in)
    }
    added = 0
    for part in work.parts:
        before = known.get(part.criterion)
        if part.review:
            continue  # points that wait to be looked at again are nobody's for this work yet
        points = part.points if part.given else None
        comment = part.comment
        if before is not None and before.role == "agreed":
            comment = before.comment  # the reason of an agreed mark is no comment for the recruit
        if before is None and points is None and not comment:
            continue
        if before is None or before.points != points or before.comment != comment:
            who = marker if theirs is None or part.criterion in theirs else UNKNOWN
            add_mark(connection, work, part, role, who, points, part.comment, at)
            added += 1
    return added


def first_markers(connection: Connection, submission: str, handed_in: str) -> set[str]:
    """Return everybody who ever gave a first mark to this hand-in."""
    return {
        mark.marker
        for mark in history(connection, submission)
        if mark.role == "first" and mark.is_of(handed_in)
    }


def rater_marks(engine: Engine, assignment: str) -> list[RaterMark]:
    """
    Return what each marker gave, the newest of each, for the statistics of agreement.

    First and second marks of humans; not what was agreed afterwards, not what
    rules gave, and no second mark before it is finished, which is still blind.
    Points between two levels give a part of a level. First marks stand before
    second ones. Of work that was handed in again, the newest hand-in counts.
    """
    with engine.connect() as connection:
        rows = connection.execute(
            select(marks)
            .where(marks.c.assignment == assignment, marks.c.role.in_(["first", "second"]))
            .order_by(marks.c.id)
        ).all()
        finished = connection.execute(
            select(sampled.c.submission, sampled.c.handed_in)
            .join(steps, steps.c.sampled_id == sampled.c.id)
            .where(steps.c.step == "finished")
        )
        seen = {(row.submission, row.handed_in) for row in finished}
    last = {row.submission: row.handed_in for row in rows}
    given: dict[tuple[str, str, str], GivenMark] = {}
    for mark in map(_mark, rows):
        blind = mark.role == "second" and (mark.submission, mark.handed_in) not in seen
        if blind or not mark.is_of(last[mark.submission]):
            continue
        place = (mark.role, mark.submission, mark.criterion)
        if place not in given or given[place].points != mark.points:  # else only the comment is new
            given[place] = mark
    in_order = sorted(given.values(), key=lambda mark: mark.role)  # first before second
    return [
        RaterMark(mark.marker, mark.submission, mark.criterion, mark.level)
        for mark in in_order
        if mark.level is not None
    ]


def _hand_in_of(connection: Connection, work: Work) -> str:
    """Return the hand-in under which a submission is drawn: an older kit's draws name none."""
    drawn = connection.execute(
        select(sampled.c.handed_in, samples.c.drawn_at)
        .join(samples, sampled.c.sample_id == samples.c.id)
        .where(sampled.c.submission == work.submission)
    ).all()
    nameless = bool(drawn) and all(
        not row.handed_in and work.handed_in <= row.drawn_at.isoformat() for row in drawn
    )
    return "" if nameless else work.handed_in


def _is_finished(connection: Connection, work: Work) -> bool:
    found = connection.execute(
        select(steps.c.id)
        .join(sampled, steps.c.sampled_id == sampled.c.id)
        .where(
            sampled.c.submission == work.submission,
            sampled.c.handed_in == work.handed_in,
            steps.c.step == "finished",
        )
    )
    return found.first() is not None


def _mark(row: Row[Any]) -> GivenMark:
    return GivenMark(
        at=row.at.replace(tzinfo=UTC),
        submission=row.submission,
        criterion=row.criterion,
        role=row.role,
        marker=row.marker,
        points=row.points,
        maximum=row.maximum,
        comment=row.comment,
        handed_in=row.handed_in,
    )

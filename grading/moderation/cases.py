"""
A submission that is marked twice, and how far it has come.

    waiting > finished (second marks are complete) > resolved > written

Who marked second is whoever gave the first of the second marks. All of this is
about one hand-in. When the recruit hands in again, marks stop where they are and
are kept, and the new work is drawn anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from grading.moderation.errors import ModerationError, NotThere
from grading.moderation.marks import GivenMark, newest
from grading.moderation.tables import marks, sampled, steps
from grading.moderation.works import Part, Work

Step = Literal["finished", "resolved", "written"]
State = Literal["waiting", "begun", "differences", "resolved", "written", "again", "older"]

STATES: dict[State, str] = {
    "waiting": "Waiting for a second marker",
    "begun": "Being marked a second time",
    "differences": "Marked twice, differences to settle",
    "resolved": "Settled, not yet in the gradebook",
    "written": "Settled",
    "again": "Handed in again since it was drawn, to be drawn anew",
    "older": "An older hand-in that was drawn anew, its marks kept",
}
"""In words."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """
    One hand-in of the sample; ``number`` counts them in the order in which they were drawn.

    ``over`` is ``again`` when the recruit has handed in again, ``older`` when that
    newer work is drawn too, else empty.
    """

    id: str
    number: int
    assignment: str
    submission: str
    why: str
    second_marker: str
    done: frozenset[str]
    handed_in: str = ""
    over: Literal["", "again", "older"] = ""

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.over:
            return self.over
        if "written" in self.done:
            return "written"
        if "resolved" in self.done:
            return "resolved"
        if "finished" in self.done:
            return "differences"
        return "begun" if self.second_marker else "waiting"


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    One criterion seen by both.

    ``first`` and ``second`` are points, None where there are none: a second
    marker may leave open what rules judge. ``agreed`` is what was settled.
    """

    criterion: str
    human: bool
    maximum: float
    first: float | None
    first_marker: str
    first_comment: str
    second: float | None
    second_comment: str
    agreed: float | None
    reason: str

    @property
    def apart(self) -> float:
        """How far the two are from each other, in points; 0 where one of them left it open."""
        if self.first is None or self.second is None:
            return 0.0
        return abs(self.first - self.second)

    @property
    def differs(self) -> bool:
        """Whether there is something to settle."""
        return self.apart > 1e-9


def list_sampled(
    connection: Connection, assignment: str = "", hand_ins: Mapping[str, str] | None = None
) -> list[Sampled]:
    """
    Return the sample of an assignment, or of all, in the order in which it was drawn.

    ``hand_ins`` is what the gradebook now holds (:func:`grading.moderation.works.hand_ins`);
    without it nothing is known of work handed in again and not drawn anew.
    """
    found = select(sampled).order_by(sampled.c.assignment, sampled.c.sample_id, sampled.c.id)
    rows = connection.execute(found).all()
    done = _done(connection)
    seconds = _second_markers(connection)
    newest_draw = {row.submission: row.id for row in rows}
    counts: dict[str, int] = {}
    listed = []
    for row in rows:
        counts[row.assignment] = counts.get(row.assignment, 0) + 1
        if not assignment or row.assignment == assignment:
            case = _sampled(row, counts[row.assignment], done, seconds)
            if newest_draw[row.submission] != row.id:
                case = replace(case, over="older")
            elif not _still_holds(case, hand_ins or {}):
                case = replace(case, over="again")
            listed.append(case)
    return listed


def as_drawn(work: Work, case: Sampled) -> Work:
    """
    Return the work that a case is about, with the points that humans gave it.

    Raises :class:`~grading.moderation.errors.ModerationError` when the gradebook
    holds a newer hand-in: marks of the one must not become marks of the other.
    """
    if case.over == "older" or not _still_holds(case, {work.submission: work.handed_in}):
        raise ModerationError(
            "The recruit has handed in again since this was drawn. The marks given so far are kept. "
            "Mark the new work, then draw anew: linkworker moderation sample "
            f"{case.assignment}"
        )
    parts = tuple(replace(part, review=False) for part in work.parts)
    return replace(work, handed_in=case.handed_in, parts=parts)


def find_sampled(connection: Connection, sampled_id: str) -> Sampled:
    """Return one submission of a sample; raises ``NotThere`` for an unknown id."""
    for each in list_sampled(connection):
        if each.id == sampled_id:
            return each
    raise NotThere("There is no such submission in any sample.")


def add_step(
    connection: Connection, case: Sampled, step: Step, marker: str, note: str, at: datetime
) -> None:
    """Add one step; ``at`` has a time zone."""
    connection.execute(
        insert(steps).values(
            at=at.astimezone(UTC).replace(tzinfo=None),
            sampled_id=case.id,
            step=step,
            marker=marker,
            note=note,
        )
    )


def compare(connection: Connection, work: Work, case: Sampled) -> list[Comparison]:
    """
    Return each criterion as both saw it.

    Raises :class:`~grading.moderation.errors.ModerationError` while the second
    marking is not finished: until then nobody sees both.
    """
    if "finished" not in case.done:
        raise ModerationError("The second marking is not finished, so there is nothing to compare.")
    first, second, agreed = (
        newest(connection, case.submission, role, case.handed_in)
        for role in ("first", "second", "agreed")
    )
    return [
        _comparison(
            part, first.get(part.criterion), second.get(part.criterion), agreed.get(part.criterion)
        )
        for part in work.parts
    ]


def _comparison(
    part: Part, first: GivenMark | None, second: GivenMark | None, agreed: GivenMark | None
) -> Comparison:
    # What was agreed is in the gradebook by and by, so a first mark is read from the rows alone;
    # where nobody gave one, rules did, and their points do not change.
    by_hand = first is not None and first.points is not None
    return Comparison(
        criterion=part.criterion,
        human=part.human,
        maximum=part.maximum,
        first=first.points if first is not None and by_hand else part.by_rules,
        first_marker=first.marker if first is not None and by_hand else "rules",
        first_comment=first.comment if first is not None else "",
        second=second.points if second is not None else None,
        second_comment=second.comment if second is not None else "",
        agreed=agreed.points if agreed is not None else None,
        reason=agreed.comment if agreed is not None else "",
    )


def _done(connection: Connection) -> dict[str, set[str]]:
    done: dict[str, set[str]] = {}
    for row in connection.execute(select(steps.c.sampled_id, steps.c.step)):
        done.setdefault(row.sampled_id, set()).add(row.step)
    return done


def _still_holds(case: Sampled, hand_ins: Mapping[str, str]) -> bool:
    """Tell whether the gradebook holds the work that was drawn; what is not known is taken to be."""
    now = hand_ins.get(case.submission, case.handed_in)
    return now == case.handed_in or not case.handed_in


def _second_markers(connection: Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute(
        select(marks.c.submission, marks.c.handed_in, marks.c.marker)
        .where(marks.c.role == "second")
        .order_by(marks.c.id.desc())
    )
    return {(row.submission, row.handed_in): row.marker for row in rows}


def _sampled(
    row: Row[Any],
    number: int,
    done: dict[str, set[str]],
    seconds: dict[tuple[str, str], str],
) -> Sampled:
    return Sampled(
        id=row.id,
        number=number,
        assignment=row.assignment,
        submission=row.submission,
        why=row.why,
        second_marker=seconds.get((row.submission, row.handed_in), ""),
        done=frozenset(done.get(row.id, ())),
        handed_in=row.handed_in,
    )

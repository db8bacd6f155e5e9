"""
A submission that is marked twice, and how far it has come.

    waiting > finished (second marks are complete) > resolved > written

Who marked second is whoever gave the first of the second marks.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from grading.moderation.errors import ModerationError, NotThere
from grading.moderation.marks import GivenMark, newest
from grading.moderation.tables import marks, sampled, steps
from grading.moderation.works import Part, Work

Step = Literal["finished", "resolved", "written"]
State = Literal["waiting", "begun", "differences", "resolved", "written"]

STATES: dict[State, str] = {
    "waiting": "Waiting for a second marker",
    "begun": "Being marked a second time",
    "differences": "Marked twice, differences to settle",
    "resolved": "Settled, not yet in the gradebook",
    "written": "Settled",
}
"""In words."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """One submission of the sample; ``number`` counts them in the order in which they were drawn."""

    id: str
    number: int
    assignment: str
    submission: str
    why: str
    second_marker: str
    done: frozenset[str]

    @property
    def state(self) -> State:
        """How far it has come."""
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


def list_sampled(connection: Connection, assignment: str = "") -> list[Sampled]:
    """Return the sample of an assignment, or of all, in the order in which it was drawn."""
    found = select(sampled).order_by(sampled.c.assignment, sampled.c.sample_id, sampled.c.id)
    rows = connection.execute(found).all()
    done = _done(connection)
    seconds = _second_markers(connection)
    counts: dict[str, int] = {}
    listed = []
    for row in rows:
        counts[row.assignment] = counts.get(row.assignment, 0) + 1
        if not assignment or row.assignment == assignment:
            listed.append(_sampled(row, counts[row.assignment], done, seconds))
    return listed


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
        newest(connection, case.submission, role) for role in ("first", "second", "agreed")
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


def _second_markers(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        select(marks.c.submission, marks.c.marker)
        .where(marks.c.role == "second")
        .order_by(marks.c.id.desc())
    )
    return {row.submission: row.marker for row in rows}


def _sampled(
    row: Row[Any], number: int, done: dict[str, set[str]], seconds: dict[str, str]
) -> Sampled:
    return Sampled(
        id=row.id,
        number=number,
        assignment=row.assignment,
        submission=row.submission,
        why=row.why,
        second_marker=seconds.get(row.submission, ""),
        done=frozenset(done.get(row.id, ())),
    )

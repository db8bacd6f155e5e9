"""
Which submissions are marked twice: some at random, and all near the pass mark.

The random ones are drawn by a stated seed: each submission gets a number from
seed and id, and the lowest are taken. So the same seed gives the same sample on
any day, and a submission that comes later changes nothing for the others.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Literal
from uuid import uuid4

from sqlalchemy import Connection, Engine, insert, select

from grading.moderation.errors import ModerationError
from grading.moderation.tables import sampled, samples
from grading.moderation.works import Work
from grading.pass_mark import is_close
from grading.rubric import Rubric

Why = Literal["near", "again", "random"]
"""``again``: an older hand-in of it was drawn, and the recruit has handed in anew."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """
    Points that pass, and how near counts as near, both in points.

    ``source`` says where the two come from. ``margin`` is one standard error
    where a panel has published one, else what the trainer says.
    """

    points: float
    margin: float
    source: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    What a draw gave: how many ``new`` ones, of them ``near`` the pass mark, or drawn ``again``.

    ``before`` were in an earlier sample, ``waiting`` have no complete first mark
    yet and could not be drawn, ``marked`` is how many could.
    """

    new: int
    near: int
    before: int
    waiting: int
    marked: int
    again: int = 0


def published_pass_mark(rubric: Rubric) -> Threshold | None:
    """Return the pass mark that a real panel published, with one standard error; None without one."""
    published = rubric.pass_mark
    if published is None:
        return None
    source = f"rubric {rubric.id} {rubric.version}, one standard error"
    return Threshold(published.points, published.standard_error, source)


def choose(
    works: Iterable[Work],
    *,
    size: int,
    seed: int,
    pass_mark: Threshold | None,
    again: Collection[str] = (),
) -> list[tuple[Work, Why]]:
    """
    Return the submissions to be marked twice, each with why.

    ``again`` are those drawn before in an older hand-in: they are always chosen.
    ``near`` goes before ``again``, and ``again`` before ``random``.
    """
    works = list(works)
    at_random = sorted(works, key=lambda work: _number(seed, work.submission))[:size]
    chosen: list[tuple[Work, Why]] = []
    for work in works:
        near = pass_mark is not None and is_close(work.total, pass_mark.points, pass_mark.margin)
        if near:
            chosen.append((work, "near"))
        elif work.submission in again:
            chosen.append((work, "again"))
        elif work in at_random:
            chosen.append((work, "random"))
    return chosen


def draw_sample(
    engine: Engine,
    works: Iterable[Work],
    assignment: str,
    *,
    size: int,
    seed: int,
    pass_mark: Threshold | None,
    drawn_by: str,
    at: datetime,
) -> Drawn:
    """
    Draw a sample and keep it, and how it was drawn; an earlier one stays.

    What was drawn before and has been handed in again since is drawn anew.
    Raises :class:`~grading.moderation.errors.ModerationError` for a negative
    size, or when no submission has a complete first mark.
    """
    if size < 0 or (pass_mark is not None and pass_mark.margin < 0):
        raise ModerationError("Expected a size and a number of points that are 0 or more.")
    works = list(works)
    marked = [work for work in works if work.marked]
    if not marked:
        raise ModerationError(
            f"Nothing of {assignment!r} has a complete first mark yet ({len(works)} waiting). Give "
            "the points of every part in the formgrader first."
        )
    with engine.begin() as connection:
        before = _drawn_before(connection, assignment)
        there = {work.submission for work in marked if _holds(work, before)}
        again = {work.submission for work in marked if work.submission in before} - there
        chosen = choose(marked, size=size, seed=seed, pass_mark=pass_mark, again=again)
        new = [(work, why) for work, why in chosen if work.submission not in there]
        drawn = connection.execute(
            insert(samples).values(
                assignment=assignment,
                drawn_at=at.astimezone(UTC).replace(tzinfo=None),
                drawn_by=drawn_by,
                size=size,
                seed=seed,
                pass_mark=pass_mark.points if pass_mark else None,
                margin=pass_mark.margin if pass_mark else None,
                source=pass_mark.source if pass_mark else "",
                marked=len(marked),
            )
        )
        (sample_id,) = drawn.inserted_primary_key or (None,)
        for work, why in new:
            connection.execute(
                insert(sampled).values(
                    id=uuid4().hex,
                    sample_id=sample_id,
                    assignment=assignment,
                    submission=work.submission,
                    why=why,
                    points=work.total,
                    handed_in=work.handed_in,
                )
            )
    return Drawn(
        new=len(new),
        near=sum(why == "near" for _, why in new),
        before=len(chosen) - len(new),
        waiting=len(works) - len(marked),
        marked=len(marked),
        again=sum(work.submission in again for work, _ in new),
    )


def _drawn_before(connection: Connection, assignment: str) -> dict[str, list[tuple[str, str]]]:
    """Return, by submission, the hand-ins that were drawn and when; both as ISO 8601."""
    rows = connection.execute(
        select(sampled.c.submission, sampled.c.handed_in, samples.c.drawn_at)
        .join(samples, sampled.c.sample_id == samples.c.id)
        .where(sampled.c.assignment == assignment)
    )
    drawn: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        drawn.setdefault(row.submission, []).append((row.handed_in, row.drawn_at.isoformat()))
    return drawn


def _holds(work: Work, drawn: Mapping[str, list[tuple[str, str]]]) -> bool:
    """
    Tell whether this very hand-in was drawn.

    An older kit did not keep which one it drew: then it is this one unless it was
    handed in after the draw.
    """
    return any(
        handed_in == work.handed_in or (not handed_in and work.handed_in <= drawn_at)
        for handed_in, drawn_at in drawn.get(work.submission, ())
    )


def _number(seed: int, submission: str) -> bytes:
    return blake2b(f"{seed}|{submission}".encode(), digest_size=16).digest()

"""Every mark that was ever given, as rows for a file; what is still blind stays out."""

from sqlalchemy import Engine, select

from grading.moderation.cases import list_sampled
from grading.moderation.tables import marks

COLUMNS = (
    "at",
    "submission",
    "criterion",
    "role",
    "marker",
    "points",
    "maximum",
    "level",
    "comment",
    "handed_in",
)


def history_rows(engine: Engine, assignment: str) -> list[tuple[object, ...]]:
    """
    Return the rows of an assignment, the oldest first, in the order of ``COLUMNS``.

    ``at`` is UTC in ISO 8601, ``handed_in`` the hand-in that was marked. Second marks that are not finished are left out.
    """
    with engine.connect() as connection:
        listed = list_sampled(connection, assignment)
        rows = connection.execute(
            select(marks).where(marks.c.assignment == assignment).order_by(marks.c.id)
        ).all()
    blind = {(case.submission, case.handed_in) for case in listed if "finished" not in case.done}
    return [
        (
            f"{row.at.isoformat(timespec='seconds')}Z",
            row.submission,
            row.criterion,
            row.role,
            row.marker,
            row.points,
            row.maximum,
            row.level,
            row.comment,
            row.handed_in,
        )
        for row in rows
        if not (row.role == "second" and (row.submission, row.handed_in) in blind)
    ]

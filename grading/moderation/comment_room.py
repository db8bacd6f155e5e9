"""
Room for a trainer's comment on a part that rules judge.

nbgrader makes a row for a comment beside solution and task cells alone. Its table
takes one beside any cell, its formgrader lists and saves whatever rows a submission
has, and its autograding touches none of ours; so the row is made when a trainer
first writes there, and everything else is nbgrader's own. A gradebook without such
comments stays as nbgrader would leave it.
"""

from nbgrader.api import Comment, Gradebook
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from grading.moderation.works import Part


def make_room(gradebook: Gradebook, part: Part) -> dict[str, str | None]:
    """Return nbgrader's row for a comment on a part, as its formgrader has it; made if need be."""
    grade = gradebook.find_grade_by_id(part.grade)
    place = {"cell_id": grade.cell_id, "notebook_id": grade.notebook_id}
    found = select(Comment).filter_by(**place)
    row = gradebook.db.execute(found).scalar_one_or_none()
    if row is None:
        try:
            gradebook.db.add(Comment(**place))
            gradebook.db.commit()
        except IntegrityError:  # somebody else has made it in between
            gradebook.db.rollback()
        row = gradebook.db.execute(found).scalar_one()
    made: dict[str, str | None] = row.to_dict()
    return made

"""What second markers gave, for the part of the page where markers are apart."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grading.reporting.marks import CourseMarks
    from grading.reporting.raters import RaterDifference


def second_marks(root: Path, marks: "CourseMarks") -> "Sequence[RaterDifference]":
    """
    Return what was marked twice in a course; nothing where nobody has begun to.

    Second marks that are not finished stay out, so that the second marking stays
    blind. Raises :class:`~grading.moderation.errors.ModerationError` when the
    database beside the gradebook cannot be read.
    """
    from sqlalchemy import make_url

    from grading.moderation.database import moderation_url, open_database
    from grading.moderation.marks import rater_marks
    from grading.nbgrader.course import Course
    from grading.reporting.raters import pair_marks

    url = make_url(moderation_url(root, Course(root).config))
    if url.drivername == "sqlite" and not Path(url.database or "").is_file():
        return ()  # reading must not make a database that nobody asked for
    engine = open_database(url.render_as_string(hide_password=False))
    try:
        rows = [row for case in marks.cases for row in rater_marks(engine, case.id)]
    finally:
        engine.dispose()
    return pair_marks(rows, marks)

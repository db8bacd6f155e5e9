"""Second marks for the dashboard: read from beside the gradebook, once they are no longer blind."""

import logging
from collections.abc import Sequence
from pathlib import Path

from grading.moderation.database import NAME, moderation_url, open_database
from grading.moderation.errors import ModerationError
from grading.moderation.marks import rater_marks
from grading.nbgrader.course import Course
from grading.reporting.marks import CourseMarks
from grading.reporting.raters import RaterDifference, pair_marks

_log = logging.getLogger(__name__)


def second_marks(root: Path, marks: CourseMarks) -> Sequence[RaterDifference]:
    """
    Return what was marked twice in the course of a folder; nothing is made where nothing is kept.

    A database that cannot be read goes to the log and counts as empty, because
    the rest of the dashboard is worth having without it.
    """
    url = moderation_url(root, Course(root).config)
    if url == moderation_url(root) and not (root / NAME).is_file():
        return ()
    try:
        engine = open_database(url)
    except ModerationError:
        _log.exception("The second marks could not be read")
        return ()
    try:
        rows = [row for case in marks.cases for row in rater_marks(engine, case.id)]
    finally:
        engine.dispose()
    return pair_marks(rows, marks)

"""A small gradebook of nbgrader's own, as it stands after marking by rules."""

import os
import shutil
import sys
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import select
from sqlalchemy.exc import SAWarning

from grading.moderation import open_database
from grading.moderation.tables import sampled

ASSIGNMENT = "quiet-house"
HUMAN = {"partnership-and-choice": 6.0, "recording": 3.0}
RULES = {"listening": 6.0, "safety": 6.0}
NOON = datetime(2026, 10, 20, 12, 0, tzinfo=UTC)
WHO = ("ada", "ben", "cleo", "dev", "elin", "finn")

OLD_DRAW = (
    (
        "INSERT INTO lwk_sample (assignment, drawn_at, drawn_by, size, seed, source, marked) "
        "VALUES ('quiet-house', '2026-10-20 12:00:00', 'Asha', 1, 1, '', 1)"
    ),
    (
        "INSERT INTO lwk_sampled (id, sample_id, assignment, submission, why, points) "
        "VALUES ('drawn', 1, 'quiet-house', 's', 'random', 9)"
    ),
    (
        "INSERT INTO lwk_mark (at, assignment, submission, criterion, role, marker, points, maximum, "
        "level, comment) VALUES ('2026-10-20 12:00:00', 'quiet-house', 's', 'recording', 'first', "
        "'Asha', 2, 3, 2, 'kept')"
    ),
    (
        "INSERT INTO lwk_step (at, sampled_id, step, marker, note) "
        "VALUES ('2026-10-20 13:00:00', 'drawn', 'finished', 'Bola', '')"
    ),
)
"""A draw and a mark as the version before hand-ins were told apart kept them."""


def at(minutes: int) -> datetime:
    """Some minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def make_gradebook(folder: Path) -> Path:
    """Six recruits' work: rules have given 0 to 10 points, humans none yet."""
    path = folder / "gradebook.db"
    programs = str(Path(sys.executable).parent)  # nbgrader calls alembic by name
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("PATH", os.pathsep.join([programs, os.environ["PATH"]]))
        # nbgrader adds a submission to its student before the session: harmless.
        warnings.filterwarnings("ignore", "Object of type <Submi", category=SAWarning)
        with Gradebook(f"sqlite:///{path}") as book:
            book.add_assignment(ASSIGNMENT)
            book.add_notebook(ASSIGNMENT, ASSIGNMENT)
            for name, points in RULES.items():
                book.add_grade_cell(
                    name, ASSIGNMENT, ASSIGNMENT, max_score=points, cell_type="code"
                )
            for name, points in HUMAN.items():
                book.add_task_cell(
                    name, ASSIGNMENT, ASSIGNMENT, max_score=points, cell_type="markdown"
                )
            for place, student in enumerate(WHO):
                book.add_student(student)
                book.add_submission(ASSIGNMENT, student)
                for name in RULES:
                    grade = book.find_grade(name, ASSIGNMENT, ASSIGNMENT, student)
                    grade.auto_score = float(place)
                    grade.needs_manual_grade = False
                book.db.commit()
    return path


def copy_gradebook(made: Path, folder: Path) -> Gradebook:
    """A gradebook of one's own."""
    return Gradebook(f"sqlite:///{shutil.copy(made, folder / 'gradebook.db')}")


def mark_by_hand(book: Gradebook, student: str, partnership: float, recording: float) -> None:
    """What a trainer does in the formgrader."""
    for name, points in (("partnership-and-choice", partnership), ("recording", recording)):
        grade = book.find_grade(name, ASSIGNMENT, ASSIGNMENT, student)
        grade.manual_score = points
        grade.needs_manual_grade = False
    book.db.commit()


def submission_of(book: Gradebook, student: str) -> str:
    """The id that stands for a submission."""
    found: str = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student).id
    return found


def score_of(book: Gradebook, student: str, criterion: str) -> float:
    """What counts in the gradebook, read afresh."""
    book.db.expire_all()
    score: float = book.find_grade(criterion, ASSIGNMENT, ASSIGNMENT, student).score
    return score


def sampled_id(engine, submission: str) -> str:
    """The id by which a submission is marked twice."""
    with engine.connect() as connection:
        found: str = connection.execute(
            select(sampled.c.id).where(sampled.c.submission == submission)
        ).scalar_one()
    return found


def database(folder: Path):
    """A new database for second marking."""
    return open_database(f"sqlite:///{folder / 'moderation.db'}")

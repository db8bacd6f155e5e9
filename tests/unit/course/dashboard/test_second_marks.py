"""What was marked twice reaches the dashboard, once nobody is blind any more."""

from pathlib import Path

import pytest

from course.dashboard.second_marks import second_marks
from grading.moderation.database import NAME, open_database
from grading.moderation.errors import ModerationError
from grading.moderation.marks import record_marks
from grading.moderation.sampling import draw_sample
from grading.moderation.second import finish_second_marks, give_second_mark
from grading.moderation.works import read_works
from grading.nbgrader.course import Course
from grading.reporting.gradebook import read_marks
from tests.unit.grading.moderation.books import (
    ASSIGNMENT,
    at,
    copy_gradebook,
    make_gradebook,
    mark_by_hand,
    sampled_id,
    submission_of,
)


@pytest.fixture(scope="module")
def first_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_gradebook(tmp_path_factory.mktemp("gradebook"))


@pytest.fixture
def root(first_made: Path, tmp_path: Path) -> Path:
    with copy_gradebook(first_made, tmp_path) as book:
        mark_by_hand(book, "dev", 6, 2)
    return tmp_path


def test_a_course_without_second_marks_has_none_and_gets_no_file(root: Path) -> None:
    with Course(root).gradebook() as book:
        assert second_marks(root, read_marks(book)) == ()
    assert not (root / NAME).exists()


def test_two_markers_levels_stand_first_and_second(root: Path) -> None:
    engine = open_database(f"sqlite:///{root / NAME}")
    with Course(root).gradebook() as book:
        works = read_works(book, ASSIGNMENT)
        draw_sample(
            engine,
            works,
            ASSIGNMENT,
            size=1,
            seed=1,
            pass_mark=None,
            drawn_by="Asha",
            at=at(0),
        )
        case = sampled_id(engine, submission_of(book, "dev"))
        for criterion, points in (("partnership-and-choice", 2), ("recording", 2)):
            give_second_mark(
                engine,
                book,
                case,
                criterion,
                marker="Bola",
                points=points,
                comment="",
                at=at(1),
            )
        with engine.begin() as connection:
            marked = next(work for work in works if work.student == "dev")
            record_marks(connection, marked, "Asha", at(2))  # later than the second ones
        assert second_marks(root, read_marks(book)) == []
        finish_second_marks(engine, book, case, marker="Bola", at=at(3))
        found = second_marks(root, read_marks(book))
    engine.dispose()
    assert [(each.recruit, each.criterion_id, each.first, each.second) for each in found] == [
        ("dev", "partnership-and-choice", 3.0, 1.0),
        ("dev", "recording", 2.0, 2.0),
    ]


def test_a_broken_file_is_named_in_words(root: Path) -> None:
    (root / NAME).write_text("no database " * 100, encoding="utf-8")
    with (
        Course(root).gradebook() as book,
        pytest.raises(ModerationError, match="cannot be used"),
    ):
        second_marks(root, read_marks(book))

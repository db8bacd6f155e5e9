"""A trainer can comment on what rules judge, in a row of nbgrader's that nbgrader itself saves."""

import warnings

import pytest
from nbgrader.api import Comment, Gradebook
from sqlalchemy.exc import IntegrityError, SAWarning

from grading.moderation import rater_marks
from grading.moderation.comment_room import make_room
from grading.moderation.errors import NotThere
from grading.moderation.marks import history, record_marks
from grading.moderation.works import Part, read_work
from tests.unit.grading.moderation.books import ASSIGNMENT, at, submission_of


def part_of(book: Gradebook, name: str) -> Part:
    return read_work(book, submission_of(book, "dev")).part(name)


def comments(book: Gradebook) -> list[str]:
    notebook = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "dev")
    return sorted(comment.name for comment in notebook.comments)


def test_there_is_no_row_until_somebody_writes_and_one_for_each_part_after(book) -> None:
    assert comments(book) == ["partnership-and-choice", "recording"]
    made = make_room(book, part_of(book, "listening"))
    assert (made["name"], made["student"]) == ("listening", "dev")
    assert not made["manual_comment"]
    assert make_room(book, part_of(book, "listening")) == made
    assert comments(book) == ["listening", "partnership-and-choice", "recording"]


def test_a_part_that_has_its_row_from_nbgrader_keeps_it(book) -> None:
    there = book.find_comment("recording", ASSIGNMENT, ASSIGNMENT, "dev").id
    assert make_room(book, part_of(book, "recording"))["id"] == there


def test_two_who_begin_at_once_share_one_row(book, monkeypatch) -> None:
    part = part_of(book, "listening")
    path = book.engine.url.database

    def somebody_else_first() -> None:
        monkeypatch.undo()
        book.db.rollback()
        with Gradebook(f"sqlite:///{path}") as other:
            make_room(other, part)
        raise IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed"))

    monkeypatch.setattr(book.db, "commit", somebody_else_first)
    made = make_room(book, part)
    assert book.db.query(Comment).filter_by(id=made["id"]).count() == 1
    assert comments(book).count("listening") == 1


def test_nbgrader_finds_saves_and_removes_it_with_the_submission(book) -> None:
    made = make_room(book, part_of(book, "listening"))
    row = book.find_comment_by_id(made["id"])  # as the formgrader's programming interface does
    row.manual_comment = "You let silence be."
    book.db.commit()
    assert part_of(book, "listening").comment == "You let silence be."
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        book.remove_submission(ASSIGNMENT, "dev")
    assert book.db.query(Comment).filter_by(id=made["id"]).count() == 0


def test_who_wrote_it_is_kept_and_it_is_no_mark(book, engine) -> None:
    row = book.find_comment_by_id(make_room(book, part_of(book, "listening"))["id"])
    row.manual_comment = "You let silence be."
    book.db.commit()
    work = read_work(book, submission_of(book, "dev"))
    with engine.begin() as connection:
        assert record_marks(connection, work, "Asha", at(0)) == 1
        (mark,) = history(connection, work.submission)
    assert (mark.marker, mark.points, mark.comment) == ("Asha", None, "You let silence be.")
    assert rater_marks(engine, ASSIGNMENT) == []


def test_a_part_that_there_is_not_has_no_room(book) -> None:
    with pytest.raises(NotThere, match="no criterion 'charm'"):
        part_of(book, "charm")

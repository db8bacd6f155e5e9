"""From the first mark to the agreed one: blind, complete, kept, and written once."""

import itertools

import pytest
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql import text

from grading.agreement import Mark, table_of
from grading.moderation import RaterMark, rater_marks
from grading.moderation.cases import compare, find_sampled
from grading.moderation.errors import ModerationError, NotThere
from grading.moderation.history import history_rows
from grading.moderation.marks import first_markers, history, newest, record_marks
from grading.moderation.sampling import draw_sample
from grading.moderation.second import finish_second_marks, give_second_mark, second_marks
from grading.moderation.settling import settle, write_agreed
from grading.moderation.works import read_work, read_works
from tests.unit.grading.moderation.books import (
    ASSIGNMENT,
    at,
    mark_by_hand,
    sampled_id,
    score_of,
    submission_of,
)


@pytest.fixture
def case(book, engine) -> str:
    """Dev's work, marked 4 and 2 by Asha, drawn for second marking."""
    mark_by_hand(book, "dev", 4, 2)
    work = read_work(book, submission_of(book, "dev"))
    with engine.begin() as connection:
        record_marks(connection, work, "Asha", at(0))
    draw_sample(
        engine,
        read_works(book, ASSIGNMENT),
        ASSIGNMENT,
        size=1,
        seed=1,
        pass_mark=None,
        drawn_by="Asha",
        at=at(1),
    )
    return sampled_id(engine, work.submission)


def second(engine, book, case: str, partnership: float, recording: float, **more) -> None:
    clock = itertools.count(10)
    given = {"partnership-and-choice": partnership, "recording": recording, **more}
    for criterion, points in given.items():
        give_second_mark(
            engine,
            book,
            case,
            criterion,
            marker="Bola",
            points=points,
            comment="as I see it",
            at=at(next(clock)),
        )


def finish(engine, book, case: str) -> bool:
    return finish_second_marks(engine, book, case, marker="Bola", at=at(30))


def test_a_second_marker_is_given_nothing_of_the_first(engine, case) -> None:
    with engine.connect() as connection:
        assert second_marks(connection, find_sampled(connection, case)) == {}


def test_nobody_sees_both_before_the_second_marking_is_finished(engine, book, case) -> None:
    second(engine, book, case, 2, 2)
    with engine.connect() as connection:
        found = find_sampled(connection, case)
        with pytest.raises(ModerationError, match="not finished"):
            compare(connection, read_work(book, found.submission), found)
    assert {row[3] for row in history_rows(engine, ASSIGNMENT)} == {"first"}


def test_who_gave_a_first_mark_cannot_give_the_second(engine, book, case) -> None:
    with pytest.raises(ModerationError, match="somebody else"):
        give_second_mark(
            engine, book, case, "recording", marker="ASHA", points=1, comment="", at=at(9)
        )


def test_a_second_marking_belongs_to_who_began_it(engine, book, case) -> None:
    second(engine, book, case, 2, 2)
    with pytest.raises(ModerationError, match="Bola has begun"):
        give_second_mark(
            engine, book, case, "recording", marker="Chris", points=1, comment="", at=at(20)
        )


def test_what_humans_judge_must_be_complete_before_finishing(engine, book, case) -> None:
    with pytest.raises(ModerationError, match="partnership-and-choice, recording"):
        finish(engine, book, case)


def test_a_second_mark_that_was_taken_back_is_open_again(engine, book, case) -> None:
    second(engine, book, case, 2, 2)
    give_second_mark(
        engine, book, case, "recording", marker="Bola", points=None, comment="", at=at(20)
    )
    with pytest.raises(ModerationError, match="Still open: recording"):
        finish(engine, book, case)


def test_two_who_agree_leave_nothing_to_settle(engine, book, case) -> None:
    second(engine, book, case, 4, 2)
    assert finish(engine, book, case)
    with engine.connect() as connection:
        assert find_sampled(connection, case).state == "written"
    assert score_of(book, "dev", "recording") == 2


def test_differences_stand_side_by_side_and_what_is_agreed_reaches_the_gradebook(
    engine, book, case
) -> None:
    second(engine, book, case, 2, 2, safety=5.0)
    assert not finish(engine, book, case)
    with engine.connect() as connection:
        found = find_sampled(connection, case)
        both = {
            each.criterion: each
            for each in compare(connection, read_work(book, found.submission), found)
        }
    apart = {name: (each.first, each.second) for name, each in both.items() if each.differs}
    assert apart == {"partnership-and-choice": (4, 2), "safety": (3, 5)}
    assert both["safety"].first_marker == "rules"
    assert score_of(book, "dev", "partnership-and-choice") == 4  # until it is settled

    agreed = {"partnership-and-choice": (3.0, "half-way"), "safety": (5, "the practice was told")}
    settle(engine, book, case, agreed, marker="Asha and Bola", at=at(40))
    assert score_of(book, "dev", "partnership-and-choice") == 3
    assert score_of(book, "dev", "safety") == 5
    assert score_of(book, "dev", "recording") == 2
    with engine.connect() as connection:
        assert find_sampled(connection, case).state == "written"


def test_a_difference_needs_points_and_a_reason(engine, book, case) -> None:
    second(engine, book, case, 2, 2)
    finish(engine, book, case)
    for agreed, says in (
        ({}, "Still to settle"),
        ({"partnership-and-choice": (3, " ")}, "say in a sentence why"),
        ({"partnership-and-choice": (7, "more")}, "from 0 to 6"),
        ({"partnership-and-choice": (float("nan"), "more")}, "from 0 to 6"),
        ({"partnership-and-choice": (True, "more")}, "from 0 to 6"),
        ({"partnership-and-choice": ("3", "more")}, "from 0 to 6"),
    ):
        with pytest.raises(ModerationError, match=says):
            settle(engine, book, case, agreed, marker="Asha", at=at(40))
    assert score_of(book, "dev", "partnership-and-choice") == 4


def test_what_is_settled_stays_settled(engine, book, case) -> None:
    second(engine, book, case, 2, 2)
    finish(engine, book, case)
    agreed = {"partnership-and-choice": (3, "half-way")}
    settle(engine, book, case, agreed, marker="Asha", at=at(40))
    with pytest.raises(ModerationError, match="settled before"):
        settle(engine, book, case, agreed, marker="Asha", at=at(41))
    with pytest.raises(ModerationError, match="stay as they are"):
        give_second_mark(
            engine, book, case, "recording", marker="Bola", points=0, comment="", at=at(42)
        )


def test_a_computer_that_stops_before_the_gradebook_is_written_loses_nothing(
    engine, book, case, monkeypatch
) -> None:
    second(engine, book, case, 2, 2)
    finish(engine, book, case)

    def stop() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(book.db, "commit", stop)
        with pytest.raises(KeyboardInterrupt):
            settle(
                engine,
                book,
                case,
                {"partnership-and-choice": (3, "half-way")},
                marker="Asha",
                at=at(40),
            )
    book.db.rollback()
    assert score_of(book, "dev", "partnership-and-choice") == 4
    assert write_agreed(engine, book, marker="Asha", at=at(50)) == 1
    assert score_of(book, "dev", "partnership-and-choice") == 3
    assert write_agreed(engine, book, marker="Asha", at=at(51)) == 0


@pytest.mark.usefixtures("case")
def test_every_mark_stays_and_the_newest_counts(engine, book) -> None:
    submission = submission_of(book, "dev")
    mark_by_hand(book, "dev", 5, 2)
    with engine.begin() as connection:
        record_marks(connection, read_work(book, submission), "Chris", at(5))
        given = [
            (mark.marker, mark.points)
            for mark in history(connection, submission)
            if mark.criterion == "partnership-and-choice"
        ]
        assert given == [("Asha", 4), ("Chris", 5)]
        assert newest(connection, submission, "first", "")["partnership-and-choice"].at == at(5)
        assert first_markers(connection, submission, "") == {"Asha", "Chris"}


@pytest.mark.usefixtures("case")
def test_looking_again_without_a_change_adds_nothing(engine, book) -> None:
    with engine.begin() as connection:
        work = read_work(book, submission_of(book, "dev"))
        assert record_marks(connection, work, "Asha", at(5)) == 0


def test_what_changes_after_the_second_marking_alters_no_comparison(engine, book, case) -> None:
    second(engine, book, case, 2, 2)
    finish(engine, book, case)
    mark_by_hand(book, "dev", 0, 2)
    with engine.begin() as connection:
        found = find_sampled(connection, case)
        work = read_work(book, found.submission)
        assert record_marks(connection, work, "Asha", at(35)) == 1
        both = {each.criterion: each.first for each in compare(connection, work, found)}
        assert both["partnership-and-choice"] == 4
        assert history(connection, found.submission)[-1].role == "later"


@pytest.mark.parametrize("verb", ["UPDATE lwk_mark SET points = 6", "DELETE FROM lwk_mark"])
@pytest.mark.usefixtures("case")
def test_the_database_itself_refuses_to_change_history(engine, verb: str) -> None:
    with pytest.raises(DatabaseError, match="kept as they are"), engine.begin() as connection:
        connection.execute(text(verb))


def test_marks_come_as_rater_submission_criterion_and_level(engine, book, case) -> None:
    second(engine, book, case, 3, 2)
    submission = submission_of(book, "dev")
    assert {mark.rater for mark in rater_marks(engine, ASSIGNMENT)} == {"Asha"}  # still blind
    finish(engine, book, case)
    assert set(rater_marks(engine, ASSIGNMENT)) == {
        RaterMark("Asha", submission, "partnership-and-choice", 2.0),
        RaterMark("Asha", submission, "recording", 2.0),
        RaterMark("Bola", submission, "partnership-and-choice", 1.5),
        RaterMark("Bola", submission, "recording", 2.0),
    }


@pytest.mark.usefixtures("case")
def test_a_new_comment_alone_makes_nobody_the_rater(engine, book) -> None:
    comment = book.find_comment("recording", ASSIGNMENT, ASSIGNMENT, "dev")
    comment.manual_comment = "Well kept."
    book.db.commit()
    with engine.begin() as connection:
        record_marks(connection, read_work(book, submission_of(book, "dev")), "Chris", at(6))
    assert {mark.rater for mark in rater_marks(engine, ASSIGNMENT)} == {"Asha"}


def test_points_that_nobody_put_a_name_to_are_found_when_the_second_finishes(
    engine, book, case
) -> None:
    mark_by_hand(book, "dev", 6, 2)
    second(engine, book, case, 6, 2)
    assert finish(engine, book, case)
    rows = [row for row in history_rows(engine, ASSIGNMENT) if row[4] == "not recorded"]
    assert [row[5] for row in rows] == [6.0]


def test_a_submission_that_left_the_gradebook_is_named_as_such(engine, book, case) -> None:
    book.remove_submission(ASSIGNMENT, "dev")
    with pytest.raises(NotThere, match="no longer"):
        finish(engine, book, case)


def test_marks_of_others_are_put_down_to_nobody(engine, book) -> None:
    mark_by_hand(book, "ada", 4, 2)
    work = read_work(book, submission_of(book, "ada"))
    with engine.begin() as connection:
        record_marks(connection, work, "Chris", at(0), ["recording"])
        given = {mark.criterion: mark.marker for mark in history(connection, work.submission)}
    assert given == {"recording": "Chris", "partnership-and-choice": "not recorded"}


def test_the_statistics_of_agreement_take_the_marks_as_they_come(engine, book, case) -> None:
    second(engine, book, case, 3, 2)
    finish(engine, book, case)
    marks = [Mark(*row) for row in rater_marks(engine, ASSIGNMENT)]
    submission = submission_of(book, "dev")
    units = [(submission, "partnership-and-choice"), (submission, "recording")]
    assert table_of(marks, ["Asha", "Bola"], units).tolist() == [[2.0, 2.0], [1.5, 2.0]]

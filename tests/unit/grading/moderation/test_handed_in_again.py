"""Work that is handed in again is drawn anew; the marks of the older work are kept as history."""

import pytest

from grading.moderation import RaterMark, rater_marks
from grading.moderation.agreeing import pairs_of
from grading.moderation.cases import compare, find_sampled
from grading.moderation.errors import ModerationError
from grading.moderation.history import COLUMNS, history_rows
from grading.moderation.second import give_second_mark, second_marks
from grading.moderation.settling import settle, write_agreed
from grading.moderation.works import read_work, read_works
from tests.unit.grading.moderation.books import ASSIGNMENT, at, score_of, submission_of
from tests.unit.grading.moderation.handing_in_again import (
    FIRST,
    SECOND,
    draw,
    hand_in,
    mark_first,
    mark_second,
    newest_case,
    states,
    told_twice,
)


def test_it_is_drawn_anew_and_both_markings_are_kept(engine, book) -> None:
    old, new = told_twice(engine, book)
    with engine.connect() as connection:
        before, after = find_sampled(connection, old), find_sampled(connection, new)
        assert second_marks(connection, before)["partnership-and-choice"].points == 2
        assert second_marks(connection, after)["partnership-and-choice"].points == 5
        assert (before.second_marker, after.second_marker) == ("Bola", "Chris")
    kept = [dict(zip(COLUMNS, row, strict=True)) for row in history_rows(engine, ASSIGNMENT)]
    seconds = {
        (row["marker"], row["handed_in"]): row["points"]
        for row in kept
        if row["role"] == "second" and row["criterion"] == "partnership-and-choice"
    }
    assert seconds == {("Bola", FIRST.isoformat()): 2.0, ("Chris", SECOND.isoformat()): 5.0}


def test_nobody_marks_compares_or_settles_what_was_replaced(engine, book) -> None:
    hand_in(book, "dev", FIRST)
    mark_first(engine, book, "dev", 4, "Asha", 0)
    draw(engine, book, 1)
    case = newest_case(engine)
    mark_second(engine, book, case, 2, "Bola", 10)
    hand_in(book, "dev", SECOND)
    with pytest.raises(ModerationError, match=r"handed in again.*sample quiet-house"):
        settle(engine, book, case, {"partnership-and-choice": (3, "x")}, marker="A", at=at(80))
    with pytest.raises(ModerationError, match="handed in again"):
        give_second_mark(
            engine, book, case, "recording", marker="Bola", points=1, comment="", at=at(81)
        )


def test_what_was_agreed_on_older_work_never_becomes_the_mark_of_the_newer(
    engine, book, monkeypatch
) -> None:
    hand_in(book, "dev", FIRST)
    mark_first(engine, book, "dev", 4, "Asha", 0)
    draw(engine, book, 1)
    case = newest_case(engine)
    mark_second(engine, book, case, 2, "Bola", 10)
    with monkeypatch.context() as stopped:
        stopped.setattr("grading.moderation.settling.write_agreed", lambda *_, **__: 0)
        settle(engine, book, case, {"partnership-and-choice": (3, "x")}, marker="A", at=at(20))
    hand_in(book, "dev", SECOND)
    assert write_agreed(engine, book, marker="A", at=at(80)) == 0
    assert score_of(book, "dev", "partnership-and-choice") == 4


def test_it_waits_until_the_first_marker_has_looked_at_the_new_work(engine, book) -> None:
    hand_in(book, "dev", FIRST)
    mark_first(engine, book, "dev", 4, "Asha", 0)
    draw(engine, book, 1)
    hand_in(book, "dev", SECOND)
    work = read_work(book, submission_of(book, "dev"))
    assert work.part("recording").points == 2, "nbgrader keeps the old mark"
    assert not work.marked
    mark_first(engine, book, "ada", 4, "Asha", 69)
    drawn = draw(engine, book, 70)
    assert drawn.again == 0
    mark_first(engine, book, "dev", 4, "Asha", 71)
    assert draw(engine, book, 72).again == 1


def test_whoever_the_seed_would_draw_it_is_drawn_anew(engine, book) -> None:
    for student in ("ada", "ben", "cleo", "dev", "elin", "finn"):
        hand_in(book, student, FIRST)
        mark_first(engine, book, student, 4, "Asha", 0)
    draw(engine, book, 1, seed=1)
    with engine.connect() as connection:
        drawn = find_sampled(connection, newest_case(engine)).submission
    (student,) = (each.student for each in read_works(book, ASSIGNMENT) if each.submission == drawn)
    hand_in(book, student, SECOND)
    mark_first(engine, book, student, 4, "Asha", 70)
    for seed in (2, 3, 4):
        draw(engine, book, 80 + seed, seed=seed)
    assert states(engine, book).count(("waiting", "again")) == 1


def test_the_same_points_again_are_a_first_mark_of_the_new_work(engine, book) -> None:
    hand_in(book, "dev", FIRST)
    mark_first(engine, book, "dev", 4, "Asha", 0)
    draw(engine, book, 1)
    case = newest_case(engine)
    mark_second(engine, book, case, 2, "Bola", 10)
    settle(engine, book, case, {"partnership-and-choice": (3, "half-way")}, marker="A", at=at(20))
    hand_in(book, "dev", SECOND)
    mark_first(engine, book, "dev", 3, "Dora", 70)  # what had been agreed on the older work
    draw(engine, book, 71)
    mark_second(engine, book, newest_case(engine), 3, "Asha", 80)
    with engine.connect() as connection:
        found = find_sampled(connection, newest_case(engine))
        both = {
            each.criterion: each
            for each in compare(connection, read_work(book, found.submission), found)
        }
    assert both["partnership-and-choice"].first == 3
    assert both["partnership-and-choice"].first_marker == "Dora"
    assert both["partnership-and-choice"].agreed is None


def test_the_statistics_count_the_newest_work_and_every_pair(engine, book) -> None:
    told_twice(engine, book)
    submission = submission_of(book, "dev")
    assert set(rater_marks(engine, ASSIGNMENT)) == {
        RaterMark("Asha", submission, "partnership-and-choice", 2.5),
        RaterMark("Asha", submission, "recording", 2.0),
        RaterMark("Chris", submission, "partnership-and-choice", 2.5),
        RaterMark("Chris", submission, "recording", 2.0),
    }
    with engine.connect() as connection:
        pairs = pairs_of(connection, ASSIGNMENT)
    levels = sorted((pair.first, pair.second) for pair in pairs if pair.criterion != "recording")
    assert levels == [(2.0, 1.0), (2.5, 2.5)]

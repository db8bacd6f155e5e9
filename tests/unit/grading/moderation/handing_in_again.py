"""A recruit hands in, is drawn and marked twice, hands in again, and is drawn and marked anew."""

from datetime import datetime

from nbgrader.api import Gradebook

from grading.moderation.cases import list_sampled
from grading.moderation.marks import record_marks
from grading.moderation.sampling import Drawn, draw_sample
from grading.moderation.second import finish_second_marks, give_second_mark
from grading.moderation.works import hand_ins, read_work, read_works
from tests.unit.grading.moderation.books import (
    ASSIGNMENT,
    at,
    mark_by_hand,
    submission_of,
)

FIRST = datetime(2026, 10, 19, 9, 0)  # noqa: DTZ001 - as nbgrader keeps it
SECOND = datetime(2026, 10, 20, 13, 0)  # noqa: DTZ001 - as nbgrader keeps it


def hand_in(book: Gradebook, student: str, moment: datetime) -> None:
    """What nbgrader leaves when it has marked a new hand-in by rules: old marks, to be looked at."""
    book.update_or_create_submission(ASSIGNMENT, student, timestamp=moment)
    for grade in book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student).grades:
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    book.db.commit()


def mark_first(engine, book, student: str, partnership: float, marker: str, minute: int) -> None:
    """The first marker's points, and who gave them."""
    mark_by_hand(book, student, partnership, 2)
    with engine.begin() as connection:
        record_marks(connection, read_work(book, submission_of(book, student)), marker, at(minute))


def draw(engine, book, minute: int, seed: int = 1) -> Drawn:
    """Draw one."""
    return draw_sample(
        engine,
        read_works(book, ASSIGNMENT),
        ASSIGNMENT,
        size=1,
        seed=seed,
        pass_mark=None,
        drawn_by="Asha",
        at=at(minute),
    )


def states(engine, book) -> list[tuple[str, str]]:
    """Each draw's state and why it was drawn, in order."""
    with engine.connect() as connection:
        listed = list_sampled(connection, hand_ins=hand_ins(book))
    return [(case.state, case.why) for case in listed]


def newest_case(engine) -> str:
    """The id of the last draw."""
    with engine.connect() as connection:
        return list_sampled(connection)[-1].id


def mark_second(engine, book, case: str, partnership: float, marker: str, minute: int) -> bool:
    """The second marker's points, to the end."""
    for name, points in (("partnership-and-choice", partnership), ("recording", 2)):
        give_second_mark(
            engine, book, case, name, marker=marker, points=points, comment="", at=at(minute)
        )
    return finish_second_marks(engine, book, case, marker=marker, at=at(minute + 1))


def told_twice(engine, book) -> tuple[str, str]:
    """The whole story; return the ids of the old draw and the new one."""
    hand_in(book, "dev", FIRST)
    mark_first(engine, book, "dev", 4, "Asha", 0)
    assert draw(engine, book, 1).new == 1
    old = newest_case(engine)
    assert not mark_second(engine, book, old, 2, "Bola", 10)
    hand_in(book, "dev", SECOND)
    assert states(engine, book) == [("again", "random")]
    mark_first(engine, book, "dev", 5, "Asha", 70)
    drawn = draw(engine, book, 80)
    assert (drawn.new, drawn.again, drawn.before) == (1, 1, 0)
    assert states(engine, book) == [("older", "random"), ("waiting", "again")]
    new = newest_case(engine)
    assert mark_second(engine, book, new, 5, "Chris", 90)
    assert states(engine, book) == [("older", "random"), ("written", "again")]
    return old, new

"""The same on PostgreSQL, on a real server, in the very database that nbgrader uses."""

import threading

import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql import text

from grading.moderation import open_database
from grading.moderation.agreeing import pairs_of
from grading.moderation.cases import list_sampled
from grading.moderation.comment_bank import keep_comment, offer_comments
from grading.moderation.database import migration_settings, version_of
from grading.moderation.marks import add_mark, history
from grading.moderation.tables import HEAD
from grading.moderation.works import Part, Work
from tests.postgres import find_postgres, running_server
from tests.unit.grading.moderation.books import ASSIGNMENT, NOON, OLD_DRAW
from tests.unit.grading.moderation.handing_in_again import told_twice

PART = Part("recording", "g", True, 2.0, 3.0, True, None, "")
WORK = Work("s" * 32, ASSIGNMENT, ASSIGNMENT, "dora", (PART,))


@pytest.fixture(scope="module")
def url():
    programs = find_postgres()
    assert programs is not None
    with running_server(programs) as address:
        server = create_engine(address)
        with server.begin() as connection:  # as nbgrader leaves it
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
            connection.execute(text("INSERT INTO alembic_version VALUES ('nbgraders')"))
            connection.execute(text("CREATE TABLE comment (id INTEGER)"))
        server.dispose()
        yield address


def test_many_who_open_it_at_once_make_it_once_and_leave_nbgraders_version_alone(url) -> None:
    failed: list[Exception] = []

    def open_and_close() -> None:
        try:
            open_database(url).dispose()
        except Exception as error:  # noqa: BLE001 - shown below
            failed.append(error)

    threads = [threading.Thread(target=open_and_close) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    engine = open_database(url)
    with engine.connect() as connection:
        assert version_of(connection) == HEAD
        others = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        assert others == "nbgraders"
    engine.dispose()


def test_an_older_version_is_carried_over_with_what_it_holds_there_too(url) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA older"))
        connection.execute(text("SET search_path TO older"))
        command.upgrade(migration_settings(connection), "0002")
        for statement in OLD_DRAW:
            connection.execute(text(statement))
        command.upgrade(migration_settings(connection), "head")
        (case,) = list_sampled(connection)
        assert (case.state, case.handed_in) == ("differences", "")
    with pytest.raises(DatabaseError, match="kept as they are"), engine.begin() as connection:
        connection.execute(text("DELETE FROM older.lwk_sampled"))
    engine.dispose()


def test_work_handed_in_again_is_drawn_anew_there_too(url, book) -> None:
    engine = open_database(url)
    told_twice(engine, book)
    with engine.connect() as connection:
        assert len(pairs_of(connection, ASSIGNMENT)) == 4
    engine.dispose()


def test_marks_are_kept_as_they_are_there_too(url) -> None:
    engine = open_database(url)
    with engine.begin() as connection:
        add_mark(connection, WORK, PART, "first", "Asha", 2.0, "kept", NOON)
        (mark,) = history(connection, WORK.submission)
        assert (mark.points, mark.at, mark.level) == (2.0, NOON, 2.0)
    for verb in ("UPDATE lwk_mark SET points = 3", "DELETE FROM lwk_mark"):
        with pytest.raises(DatabaseError, match="kept as they are"), engine.begin() as connection:
            connection.execute(text(verb))
    assert keep_comment(engine, "recording", 2, "Their words are there.", by="Asha", at=NOON)
    assert offer_comments(engine, "recording", 2)[0].kept
    engine.dispose()

"""The database beside the gradebook: made, carried over, never nbgrader's own."""

import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import DatabaseError
from traitlets.config import Config

from grading.moderation import moderation_url, open_database
from grading.moderation.cases import list_sampled
from grading.moderation.comment_bank import keep_comment, offer_comments
from grading.moderation.database import migration_settings, version_of
from grading.moderation.errors import ModerationError
from grading.moderation.marks import history, newest
from grading.moderation.tables import HEAD, VERSION_TABLE, metadata
from tests.unit.grading.moderation.books import NOON, OLD_DRAW

OLD_MARK = (
    "INSERT INTO lwk_mark (at, assignment, submission, criterion, role, marker, points, maximum, "
    "level, comment) VALUES ('2026-10-20 12:00:00', 'quiet-house', 's', 'recording', 'first', "
    "'Asha', 2, 3, 2, 'kept')"
)


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'moderation.db'}"


def run_together(doing: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=each) for each in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def make_old(folder: Path, version: str) -> None:
    engine = create_engine(url_of(folder))
    with engine.begin() as connection:
        command.upgrade(migration_settings(connection), version)
    engine.dispose()


def test_the_newest_migration_is_the_one_that_is_expected() -> None:
    assert ScriptDirectory.from_config(migration_settings()).get_heads() == [HEAD]


def test_the_migrations_make_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    engine = open_database(url_of(tmp_path))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_an_older_version_is_carried_over_with_what_it_holds(tmp_path: Path) -> None:
    make_old(tmp_path, "0001")
    with sqlite3.connect(tmp_path / "moderation.db") as old:
        old.execute(OLD_MARK)
    old.close()
    engine = open_database(url_of(tmp_path))
    with engine.connect() as connection:
        assert version_of(connection) == HEAD
        assert [mark.comment for mark in history(connection, "s")] == ["kept"]
    assert keep_comment(engine, "recording", 2, "Their words are there.", by="Asha", at=NOON)
    engine.dispose()


def test_draws_of_an_older_version_go_on_where_they_were(tmp_path: Path) -> None:
    make_old(tmp_path, "0002")
    with sqlite3.connect(tmp_path / "moderation.db") as old:
        for statement in OLD_DRAW:
            old.execute(statement)
    old.close()
    engine = open_database(url_of(tmp_path))
    with engine.connect() as connection:
        (case,) = list_sampled(connection)
        assert (case.id, case.state, case.handed_in) == ("drawn", "differences", "")
        assert newest(connection, "s", "first", "")["recording"].comment == "kept"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        names = inspect(connection).get_table_names()
    assert not [name for name in names if name.endswith("before")]
    for verb in ("UPDATE lwk_sampled SET why = 'near'", "DELETE FROM lwk_step"):
        with pytest.raises(DatabaseError, match="kept as they are"), engine.begin() as connection:
            connection.exec_driver_sql(verb)
    with pytest.raises(DatabaseError, match="FOREIGN KEY"), engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO lwk_step (at, sampled_id, step, marker, note) "
            "VALUES ('2026-10-20 13:00:00', 'nowhere', 'finished', 'Bola', '')"
        )
    engine.dispose()


def test_a_migration_that_fails_half_way_leaves_the_old_version_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_old(tmp_path, "0001")
    with monkeypatch.context() as broken:

        def fail(*_: object, **__: object) -> None:
            raise ModerationError("the computer stopped")

        broken.setattr("alembic.op.create_table", fail)
        with pytest.raises(ModerationError, match="stopped"):
            open_database(url_of(tmp_path))
    engine = create_engine(url_of(tmp_path))
    with engine.connect() as connection:
        assert version_of(connection) == "0001"
        assert not inspect(connection).has_table("lwk_comment")
    engine.dispose()
    open_database(url_of(tmp_path)).dispose()


def test_a_newer_version_is_refused_in_words(tmp_path: Path) -> None:
    open_database(url_of(tmp_path)).dispose()
    with sqlite3.connect(tmp_path / "moderation.db") as newer:
        newer.execute("UPDATE lwk_moderation_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(ModerationError, match="'9999'.*made by a newer"):
        open_database(url_of(tmp_path))


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "moderation.db").write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(ModerationError, match="cannot be used"):
        open_database(url_of(tmp_path))


def test_nbgraders_own_tables_and_version_stay_as_they_are(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    path.write_bytes(made.read_bytes())

    def nbgraders() -> list[tuple[str, ...]]:
        with sqlite3.connect(path) as database:
            rows = database.execute(
                "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'lwk%' "
                "AND name NOT LIKE 'ix_lwk%' AND name NOT LIKE '%autoindex_lwk%'"
            ).fetchall()
            rows += database.execute("SELECT * FROM alembic_version").fetchall()
        database.close()
        return sorted(rows)

    before = nbgraders()
    open_database(f"sqlite:///{path}").dispose()
    assert nbgraders() == before


def test_it_lies_in_the_courses_folder_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    assert moderation_url(tmp_path) == url_of(tmp_path)
    config = Config({"Moderation": {"db_url": "postgresql://server/moderation"}})
    assert moderation_url(tmp_path, config) == "postgresql://server/moderation"


def test_some_who_make_it_at_once_make_one(tmp_path: Path) -> None:
    failed: list[Exception] = []

    def make() -> None:
        try:
            open_database(url_of(tmp_path)).dispose()
        except Exception as error:  # noqa: BLE001 - shown below
            failed.append(error)

    run_together([make] * 4)
    assert failed == []


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    engine = open_database(url_of(tmp_path))
    failed: list[Exception] = []

    def keep(marker: int) -> None:
        try:
            for number in range(10):
                text = f"A comment of marker {marker}, number {number}."
                keep_comment(engine, "recording", marker % 4, text, by=str(marker), at=NOON)
        except Exception as error:  # noqa: BLE001 - shown below
            failed.append(error)

    run_together([partial(keep, marker) for marker in range(4)])
    assert failed == []
    with engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM lwk_comment").scalar()
    assert count == 40
    assert offer_comments(engine, "recording", 2)
    engine.dispose()

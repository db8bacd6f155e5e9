"""
The database beside the gradebook: where it lies, and bringing it up to date.

A file ``moderation.db`` in the course's folder, unless ``c.Moderation.db_url`` in
``nbgrader_config.py`` names another place, for example on the PostgreSQL server
that holds the gradebook. Alembic carries an older version over.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import column, table, text
from traitlets.config import Config

from grading.moderation.errors import ModerationError
from grading.moderation.tables import HEAD, VERSION_TABLE

NAME = "moderation.db"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
WAIT_SECONDS = 30
"""How long a writer waits for another; each holds the file for milliseconds."""
_LOCK = 7_061_993
"""Any number, the same for all: on PostgreSQL only one process migrates at a time."""


def moderation_url(root: Path, config: Config | None = None) -> str:
    """Return the database's address for the course in the folder ``root``."""
    chosen = config.get("Moderation", {}).get("db_url", "") if config else ""
    return str(chosen) if chosen else f"sqlite:///{root.resolve() / NAME}"


def open_database(url: str) -> Engine:
    """
    Return the database at an address, made or brought up to date if need be.

    Raises :class:`~grading.moderation.errors.ModerationError` when it cannot be
    opened, or was made by a newer version of the kit.
    """
    engine = create_engine(url, **_arguments(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin_at_once)
    try:
        with engine.begin() as connection:
            if version_of(connection) != HEAD:
                _upgrade(connection)
    except SQLAlchemyError as error:
        engine.dispose()
        place = make_url(url).render_as_string(hide_password=True)
        reason = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
        raise ModerationError(
            f"The database for second marking at {place} cannot be used: {reason}. Expected a file "
            "that you may write, or a server that answers; c.Moderation.db_url in "
            "nbgrader_config.py says where it is."
        ) from None
    except ModerationError:
        engine.dispose()
        raise
    return engine


def version_of(connection: Connection) -> str | None:
    """Return the version of the tables, or None where there are none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    versions = table(VERSION_TABLE, column("version_num"))
    found = connection.execute(select(versions.c.version_num)).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    """Carry the tables over, in the transaction of ``connection``, so that it is all or nothing."""
    from alembic import command
    from alembic.util.exc import CommandError

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    try:
        command.upgrade(migration_settings(connection), "head")
    except CommandError:
        raise ModerationError(
            f"The database for second marking has version {version_of(connection)!r}, which this "
            f"version of the kit does not know; expected {HEAD!r} or older. It was made by a newer "
            "one: install that, or name another database as c.Moderation.db_url."
        ) from None


def migration_settings(connection: Connection | None = None) -> Any:
    """Return Alembic's settings for this database, without a file of its own."""
    from alembic.config import Config as AlembicConfig

    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def _arguments(url: str) -> dict[str, Any]:
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": WAIT_SECONDS}}
    return {"pool_pre_ping": True}


def _set_up(connection: Any, _record: Any) -> None:
    """Leave beginning a transaction to us; hold references between tables true."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_at_once(connection: Connection) -> None:
    """Take the write lock first: two that read and then write can otherwise not both go on."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")

"""
One session with the gradebook for a whole batch.

nbgrader opens the database about ten times for each submission and commits
after each cell. Here a few dozen submissions share one short transaction that
takes the lock at once, so that a trainer who marks at the same time waits for
milliseconds, and every statement leaves a human's marks and comments alone.

The rows are those that ``nbgrader autograde`` leaves
(``Gradebook.add_submission``, ``SaveAutoGrades``, ``AssignLatePenalties``).
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from nbgrader.api import Gradebook, MissingEntry, Notebook
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from grading.nbgrader.course import Course, programs_on_path
from simgen.errors import WorkspaceError

PATIENCE = 120.0
"""Longest wait for a gradebook that others keep locked, in seconds (assumption)."""
_LOCK_MS = 20_000
"""Longest wait of SQLite itself before it is asked again, in milliseconds."""
_WRITING = "link_worker_writing"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of an assignment's one notebook, by name: ``graded`` by functions, ``tasks`` by people."""

    assignment_id: str
    notebook_id: str
    name: str
    graded: dict[str, str]
    tasks: dict[str, str]
    duedate: datetime | None


class OpenGradebook:
    """
    A course's gradebook, open for one batch; use it in a ``with`` statement.

    Raises :class:`~simgen.errors.WorkspaceError` when it cannot be reached.
    """

    def __init__(self, course: Course) -> None:
        self.url = database_url(course)
        course_id = course.folders.course_id
        try:
            with programs_on_path():
                Gradebook(self.url).close()  # enters nbgrader's default course, as its steps do
                self.gradebook = Gradebook(self.url, course_id)
        except (DBAPIError, ImportError) as error:
            raise WorkspaceError(
                f"The gradebook at {shown_url(self.url)} cannot be opened: {_brief(error)}. Look at "
                "CourseDirectory.db_url in nbgrader_config.py; PostgreSQL needs the kit's extra "
                "'postgres' (pip install 'link-worker-kit[postgres]')."
            ) from None
        _lock_at_once(self.gradebook.engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.gradebook.close()

    def cells(self, assignment: str) -> Cells | None:
        """
        Return the assignment's cells; None where it has not exactly one notebook of ours.

        Raises ``WorkspaceError`` where the gradebook does not have the assignment.
        """
        with self.reading():
            try:
                found = self.gradebook.find_assignment(assignment)
            except MissingEntry:
                names = ", ".join(each.name for each in self.gradebook.assignments)
                raise WorkspaceError(
                    f"The gradebook has no assignment '{assignment}'. It has: {names or 'none yet'}."
                ) from None
            if len(found.notebooks) != 1 or not _is_ours(found.notebooks[0]):
                return None
            notebook = found.notebooks[0]
            return Cells(
                assignment_id=found.id,
                notebook_id=notebook.id,
                name=notebook.name,
                graded={cell.name: cell.id for cell in notebook.grade_cells},
                tasks={cell.name: cell.id for cell in notebook.task_cells},
                duedate=found.duedate,
            )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads; it keeps nobody waiting."""
        try:
            yield self.gradebook.db()
        finally:
            self.gradebook.db.remove()

    def write(self, change: Callable[[Session], None]) -> None:
        """
        Make a change in one transaction; begin anew where others were in the way.

        ``change`` may be called more than once, so it reads what it needs each
        time. Raises ``WorkspaceError`` when the gradebook stays locked.
        """
        until = time.monotonic() + PATIENCE
        while True:
            session = self.gradebook.db()
            try:
                session.connection(execution_options={_WRITING: True})
                change(session)
                session.commit()
            except (OperationalError, IntegrityError) as error:
                session.rollback()
                if time.monotonic() > until:
                    raise WorkspaceError(
                        f"The gradebook has been locked by another program for {PATIENCE:g} seconds "
                        f"({_brief(error)}). What was entered until now is kept; run the same "
                        "command again and it goes on from there."
                    ) from None
                time.sleep(random.uniform(0.02, 0.1))
            except BaseException:
                session.rollback()
                raise
            else:
                return
            finally:
                self.gradebook.db.remove()


def database_url(course: Course) -> str:
    """Return the gradebook's address; a file's path counts from the course's folder."""
    url = make_url(course.folders.db_url)
    path = url.database
    if url.get_backend_name() == "sqlite" and path and path != ":memory:":
        url = url.set(database=str(Path(course.folders.root, path)))
    return url.render_as_string(hide_password=False)


def shown_url(url: str) -> str:
    """Return an address without its password."""
    return make_url(url).render_as_string(hide_password=True)


def chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield the items in parts of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _is_ours(notebook: Notebook) -> bool:
    """Tell whether every point is given by a locked code cell or by a human's task."""
    return not notebook.solution_cells and all(
        cell.cell_type == "code" for cell in notebook.grade_cells
    )


def _lock_at_once(engine: Engine) -> None:
    """
    Let a writing transaction of SQLite take the lock when it begins.

    Otherwise it reads first, and fails at once when somebody wrote meanwhile.
    Other databases lock single rows and need none of this.
    """
    if engine.dialect.name != "sqlite":
        return
    engine.dispose()

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late
        connection.execute(f"PRAGMA busy_timeout = {_LOCK_MS}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _brief(error: BaseException) -> str:
    words = str(getattr(error, "orig", None) or error).split("\n")[0]
    return " ".join(words.split())[:120]

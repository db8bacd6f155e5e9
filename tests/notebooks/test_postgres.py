"""The same course with its gradebook on a real PostgreSQL server."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from grading.batch import grade_assignment
from grading.nbgrader.course import Course
from simgen.errors import WorkspaceError
from tests.notebooks.comparing import all_files, all_rows
from tests.notebooks.handing_over import ASSIGNMENT, BY_HAND, BY_RULES, put_submission, record_of
from tests.notebooks.other_processes import beside, counter, grade_all, mark_in_formgrader
from tests.postgres import find_postgres, running_server

RECRUITS = ("ada", "ben", "cleo", "dev")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    programs = find_postgres()
    assert programs is not None, "conftest.py leaves this file out where there is none"
    with running_server(programs) as url:
        yield url


@pytest.fixture
def on_postgres(root: Path, server: str) -> Path:
    """A course to which a few have handed in, its gradebook in a database of its own."""
    for recruit in RECRUITS:
        put_submission(root, recruit, recruit=recruit)
    record_of(put_submission(root, "broken")).write_text("{", encoding="utf-8")
    (root / "gradebook.db").unlink()
    move_to_new_database(root, server)
    return root


def move_to_new_database(root: Path, server: str) -> None:
    name = f"gradebook_{uuid4().hex[:8]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    Course(root).generate(ASSIGNMENT)


def test_the_batch_leaves_what_nbgrader_leaves(
    on_postgres: Path, server: str, tmp_path: Path
) -> None:
    stock = Path(shutil.copytree(on_postgres, tmp_path / "stock"))
    move_to_new_database(stock, server)
    report = grade_assignment(on_postgres, ASSIGNMENT, feedback=True)
    assert not report.own_way
    assert (report.counts["graded"], report.counts["unusable"]) == (4, 1)
    course = Course(stock)
    course.autograde(ASSIGNMENT)
    course.feedback(ASSIGNMENT)
    assert all_rows(Course(on_postgres)) == all_rows(course)
    for step in ("autograded", "feedback"):
        assert all_files(on_postgres / step) == all_files(stock / step)
    assert not (on_postgres / "gradebook.db").exists()
    with course.gradebook() as gradebook:  # what the formgrader's pages ask
        assert len(gradebook.student_dicts()) == 5
        assert len(gradebook.submission_dicts(ASSIGNMENT)) == 5
        assert len(gradebook.notebook_submission_dicts(ASSIGNMENT, ASSIGNMENT)) == 5
        assert gradebook.average_notebook_score(ASSIGNMENT, ASSIGNMENT) > 0


def test_killed_it_goes_on_and_with_a_trainer_marking_nothing_is_lost(on_postgres: Path) -> None:
    with beside(grade_all, str(on_postgres), False, 1, 2, counter(), 150) as process:
        process.join()
        assert process.exitcode == -signal.SIGKILL
    grade_assignment(on_postgres, ASSIGNMENT)
    url = Course(on_postgres).folders.db_url
    before = {(row[0], row[2]): row for row in all_rows(Course(on_postgres))["grade"]}
    with (
        beside(mark_in_formgrader, url, list(RECRUITS), 2) as trainer,
        beside(grade_all, str(on_postgres), True, 1, 2) as grader,
    ):
        trainer.join()
        grader.join()
        assert (trainer.exitcode, grader.exitcode) == (0, 0)
    for key, row in {
        (row[0], row[2]): row for row in all_rows(Course(on_postgres))["grade"]
    }.items():
        by_hand = key[0] in RECRUITS and key[1] in {BY_HAND, BY_RULES[0]}
        assert row[3] == before[key][3]
        assert row[4] == (1.0 if by_hand else None)


def test_a_server_that_is_not_there_is_said_without_the_password(root: Path) -> None:
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(
            "\nc.CourseDirectory.db_url = 'postgresql+psycopg://kit:se-cret@127.0.0.1:1/none'\n"
        )
    with pytest.raises(WorkspaceError, match=r"kit:\*\*\*@127.0.0.1.*cannot be opened") as error:
        grade_assignment(root, ASSIGNMENT)
    assert "se-cret" not in str(error.value)

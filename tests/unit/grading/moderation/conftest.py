"""
A gradebook and the database beside it, each test its own.

Without a PostgreSQL the tests that need one do not run, and the end of the run says so; with
CI=true that is an error.
"""

from pathlib import Path

import pytest

from tests.browser.chromium import is_ci
from tests.postgres import NO_POSTGRES, find_postgres
from tests.unit.grading.moderation.books import copy_gradebook, database, make_gradebook

if find_postgres() is None:
    if is_ci():
        pytest.exit(NO_POSTGRES, returncode=1)
    collect_ignore = ["test_postgresql.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if find_postgres() is None:
        terminalreporter.write_line(NO_POSTGRES, red=True, bold=True)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_gradebook(tmp_path_factory.mktemp("gradebook"))


@pytest.fixture
def book(made: Path, tmp_path: Path):
    with copy_gradebook(made, tmp_path) as gradebook:
        yield gradebook


@pytest.fixture
def engine(tmp_path: Path):
    opened = database(tmp_path)
    yield opened
    opened.dispose()

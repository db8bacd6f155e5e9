"""
The built workspace, copied for each test that changes it.

Without a PostgreSQL the tests with it do not run, and the end of the run says so; with CI=true that
is an error.
"""

import shutil
from pathlib import Path

import pytest

from grading.nbgrader.course import Course
from tests.browser.chromium import is_ci
from tests.postgres import NO_POSTGRES, find_postgres

POSTGRES = find_postgres()

if POSTGRES is None:
    if is_ci():
        pytest.exit(NO_POSTGRES, returncode=1)
    collect_ignore = ["test_postgres.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if POSTGRES is None:
        terminalreporter.write_line(NO_POSTGRES, red=True, bold=True)


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A workspace of one's own."""
    return Path(shutil.copytree(built, tmp_path / "workspace"))


@pytest.fixture
def course(root: Path) -> Course:
    """The course in ``root``."""
    return Course(root)

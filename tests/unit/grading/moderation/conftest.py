"""A gradebook and the database beside it, each test its own."""

from pathlib import Path

import pytest

from tests.unit.grading.moderation.books import copy_gradebook, database, make_gradebook


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

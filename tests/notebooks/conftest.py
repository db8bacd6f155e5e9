"""A built workspace, copied for each test that changes it: building takes seconds, copying does not."""

import shutil
from pathlib import Path

import pytest

from course.building import build_workspace
from grading.nbgrader.course import Course


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "workspace"
    build_workspace(root)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A workspace of one's own."""
    return Path(shutil.copytree(built, tmp_path / "workspace"))


@pytest.fixture
def course(root: Path) -> Course:
    """The course in ``root``."""
    return Course(root)

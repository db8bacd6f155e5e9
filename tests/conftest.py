"""A built workspace for every test that needs one: building takes seconds, copying does not."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from course.building import build_workspace


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to copy, never to change: built once, by whichever worker needs it first."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    root = base / "built" / "workspace"
    with FileLock(base / "built.lock"):
        if not root.exists():
            growing = base / "growing"
            build_workspace(growing)
            root.parent.mkdir()
            growing.rename(root)
    return root

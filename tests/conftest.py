"""
What all tests share: the order of files, and a built workspace.

Building a workspace takes seconds, copying it does not.
"""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from course.building import build_workspace

SLOW = {"notebooks", "browser", "property"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Begin with the folders of slow files, each in the order that chance has given.

    Two workers that take a file at a time then end together: what is left for the end is short.
    """
    items.sort(key=lambda item: SLOW.isdisjoint(item.path.parts))


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

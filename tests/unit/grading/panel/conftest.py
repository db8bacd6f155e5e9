"""Panels on folders of their own."""

import shutil
from pathlib import Path

import pytest

from grading.panel import Panel, make_panel, open_panel
from grading.panel.simulating import simulate_panel
from tests.unit.grading.panel.anchored import write_anchors


@pytest.fixture(scope="session")
def anchors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six anchors of different quality."""
    return write_anchors(tmp_path_factory.mktemp("anchors"), 6)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory, anchors: Path) -> Path:
    return make_panel(tmp_path_factory.mktemp("made") / "autumn", anchors=anchors).folder


@pytest.fixture(scope="session")
def simulated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated panel in its first round, with twelve submissions; for reading only."""
    twelve = write_anchors(tmp_path_factory.mktemp("twelve"), 12)
    return simulate_panel(tmp_path_factory.mktemp("made") / "trial", anchors=twelve).folder


@pytest.fixture
def panel(tmp_path: Path, _made: Path) -> Panel:
    """A real panel before its first round, with nobody invited and six submissions."""
    return open_panel(Path(shutil.copytree(_made, tmp_path / "autumn")))


@pytest.fixture
def simulated(tmp_path: Path, simulated_folder: Path) -> Panel:
    """A simulated panel in its first round, with twelve submissions."""
    return open_panel(Path(shutil.copytree(simulated_folder, tmp_path / "trial")))

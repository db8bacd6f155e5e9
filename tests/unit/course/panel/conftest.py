"""A panel's page on a folder of its own, driven without a browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course.panel import PanelPage, panel_page
from grading.panel import Panel, invite, make_panel, open_panel, open_round
from grading.panel.simulating import simulate_panel
from tests.unit.grading.panel.anchored import write_anchors

Press = Callable[..., None]
OpenPage = Callable[[Path], PanelPage]


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    anchors = write_anchors(tmp_path_factory.mktemp("anchors"), 4)
    made = tmp_path_factory.mktemp("made")
    real = make_panel(made / "autumn", anchors=anchors)
    open_round(real)
    return real.folder, simulate_panel(made / "trial", anchors=anchors).folder


@pytest.fixture
def panel(tmp_path: Path, _folders: tuple[Path, Path]) -> Panel:
    """A real panel in its first round, nobody invited."""
    return open_panel(Path(shutil.copytree(_folders[0], tmp_path / "autumn")))


@pytest.fixture
def simulated(tmp_path: Path, _folders: tuple[Path, Path]) -> Panel:
    """A simulated panel in its first round."""
    return open_panel(Path(shutil.copytree(_folders[1], tmp_path / "trial")))


@pytest.fixture
def code(panel: Panel) -> str:
    """The code of rater-1 of the real panel."""
    return invite(panel, 1)["rater-1"]


@pytest.fixture
def opened() -> Iterator[OpenPage]:
    """Opens the page of a panel's folder."""
    pages: list[PanelPage] = []

    def open_(folder: Path) -> PanelPage:
        pages.append(panel_page(folder))
        return pages[-1]

    yield open_
    for page in pages:
        page.close_all()


@pytest.fixture
def press() -> Press:
    """Sends what a control in the browser would send."""

    def pressed(control: Any, kind: str, **more: object) -> None:
        control._handle_custom_msg({"kind": kind, "token": "t", **more}, [])

    return pressed

"""The JupyterLab extension: the case room opens by itself, and code stays out of sight."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.bare import FAILING_STAND_IN, lay_out
from tests.browser.courses import RunningCourse, running, serve_only, unused_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Watched

RECRUIT = "recruit/quiet-house"
OTHERS = ("submitted/ada/quiet-house", "autograded/ada/quiet-house", "recruiters/quiet-house")
BROKEN = "recruit/broken"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCourse]:
    folder = tmp_path_factory.mktemp("bare")
    workspace = folder / "workspace"
    lay_out(workspace, RECRUIT, "self-study", *OTHERS)
    lay_out(workspace, BROKEN, stand_in=FAILING_STAND_IN)
    command = serve_only(workspace, unused_port())
    with running(command, workspace, folder / "terminal.txt") as served:
        yield served


def lab(bare: RunningCourse, folder: str) -> str:
    # JupyterLab remembers which notebooks were open; `reset` makes each test the first visit.
    return f"{bare.root}/lab/tree/{folder}/quiet-house.ipynb?reset"


def kernels_run(bare: RunningCourse, folder: str) -> list[int]:
    """The process of each kernel that ran the room cell, in order."""
    log = bare.workspace / folder / "room-ran"
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def first_paragraph(page: Page) -> Locator:
    return page.locator(".jp-RenderedMarkdown p", has_text="Read this first.")


def is_alive(page: Page) -> None:
    page.get_by_role("button", name="Say hello").click()
    expect(page.get_by_text("Hello back")).to_be_visible()


def test_the_room_opens_by_itself_answers_and_no_other_cell_runs(
    bare: RunningCourse, open_page: Callable[..., Page], take_picture: Callable[[Page, str], Path]
) -> None:
    page = open_page()
    page.goto(lab(bare, RECRUIT))
    is_alive(page)
    assert not list((bare.workspace / RECRUIT).glob("forbidden-ran"))
    take_picture(page, "recruit-notebook-1280")


def test_only_prose_and_the_room_are_seen(
    bare: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(lab(bare, RECRUIT))
    expect(page.get_by_text("The room is open")).to_be_visible()
    expect(first_paragraph(page)).to_be_visible()
    expect(page.locator("p", has_text="Read this last.")).to_be_visible()
    expect(page.locator("p", has_text="Marked by a person")).to_be_hidden()
    seen = page.locator("body").inner_text()
    assert "import" not in seen
    assert "case_room" not in seen
    assert "[ ]" not in seen
    assert "Kernel" not in seen
    assert page.title() == "Case room – link-worker kit"


@pytest.mark.parametrize("folder", OTHERS)
def test_notebooks_of_other_folders_are_left_alone(
    bare: RunningCourse, open_page: Callable[..., Page], folder: str
) -> None:
    page = open_page()
    page.goto(lab(bare, folder))
    # The kernel is ready and idle: had anything been going to run, it would have.
    expect(page.locator("[data-status='idle']").first).to_be_visible()
    expect(page.get_by_role("menuitem", name="Kernel")).to_be_visible()
    page.wait_for_timeout(1000)
    assert kernels_run(bare, folder) == []
    assert not list((bare.workspace / RECRUIT).glob("forbidden-ran"))


def test_a_reload_brings_the_room_back(bare: RunningCourse, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(lab(bare, RECRUIT))
    is_alive(page)
    page.reload()
    expect(page.get_by_text("The room is open")).to_be_visible()
    is_alive(page)


def test_the_room_opens_again_after_its_kernel_was_killed(
    bare: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(lab(bare, RECRUIT))
    is_alive(page)
    before = kernels_run(bare, RECRUIT)
    os.kill(before[-1], signal.SIGKILL)
    expect(page.get_by_text("The room is open")).to_be_visible()
    is_alive(page)
    after = kernels_run(bare, RECRUIT)
    assert after[:-1] == before
    assert after[-1] != before[-1]


def test_the_room_comes_to_the_front_when_other_notebooks_were_open(
    bare: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(lab(bare, OTHERS[0]))
    expect(page.get_by_role("menuitem", name="Kernel")).to_be_visible()
    page.goto(lab(bare, RECRUIT).removesuffix("?reset"))
    is_alive(page)
    expect(page.get_by_role("menuitem", name="Kernel")).to_be_hidden()


def test_a_room_that_fails_says_why_without_a_traceback(
    bare: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(lab(bare, BROKEN))
    expect(
        page.get_by_text("The case room did not open: The case file is missing.")
    ).to_be_visible()
    expect(page.get_by_text("Traceback")).to_be_hidden()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_keys_and_double_clicks_change_nothing(
    bare: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(lab(bare, RECRUIT))
    is_alive(page)
    before = page.locator(".jp-Cell").count()
    page.get_by_role("button", name="Say hello").focus()
    page.keyboard.type("ddbxa")
    first_paragraph(page).dblclick()
    page.keyboard.type("dd")
    page.wait_for_timeout(500)
    assert page.locator(".jp-Cell").count() == before
    expect(first_paragraph(page)).to_be_visible()


def test_the_way_to_other_cases_and_feedback_and_back(
    bare: RunningCourse, watch: Callable[..., Watched]
) -> None:
    watched = watch()
    page = watched.page
    page.goto(lab(bare, RECRUIT))
    is_alive(page)
    page.get_by_role("button", name="Cases and feedback").click()
    expect(page.get_by_text("Released assignments")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Kernel")).to_be_visible()
    page.get_by_role("tab", name="quiet-house.ipynb").click()
    is_alive(page)
    expect(page.get_by_role("menuitem", name="Kernel")).to_be_hidden()
    assert watched.errors == []


def test_a_narrow_screen_needs_no_sideways_scrolling(
    bare: RunningCourse, open_page: Callable[..., Page], take_picture: Callable[[Page, str], Path]
) -> None:
    page = open_page(width=390)
    page.goto(lab(bare, RECRUIT))
    is_alive(page)
    take_picture(page, "recruit-notebook-390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    right = page.get_by_role("button", name="Cases and feedback").bounding_box()
    assert right is not None
    assert right["x"] + right["width"] <= 390


def test_no_page_fetches_anything_from_elsewhere(
    bare: RunningCourse, watch: Callable[..., Watched]
) -> None:
    for path, sign in (
        (f"lab/tree/{RECRUIT}/quiet-house.ipynb", "The room is open"),
        ("voila/render/self-study/quiet-house.ipynb", "The room is open"),
        ("formgrader", "Manage Assignments"),
    ):
        watched = watch()
        watched.page.goto(f"{bare.root}/{path}")
        expect(watched.page.get_by_text(re.compile(sign)).first).to_be_visible()
        watched.page.wait_for_timeout(500)
        assert watched.elsewhere == []
        assert watched.errors == []


def test_voila_runs_self_study_and_nothing_handed_in(
    bare: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(f"{bare.root}/voila/render/self-study/quiet-house.ipynb")
    is_alive(page)
    assert "case_room" not in page.content()
    for folder in (*OTHERS, RECRUIT):
        before = kernels_run(bare, folder)
        answer = page.request.get(f"{bare.root}/voila/render/{folder}/quiet-house.ipynb")
        assert answer.status == 404
        assert kernels_run(bare, folder) == before

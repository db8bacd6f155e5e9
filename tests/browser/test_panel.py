"""The panel's page in Voila: a rater on a computer with a keyboard, and one on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from course.panel.notebook import write_notebook
from grading.panel import Answer, Panel, invite, open_panel, open_round
from grading.panel.simulating import answer_round, simulate_panel
from tests.browser.courses import RunningCourse, running, serve_only, unused_port
from tests.browser.rooms import HOSTILE, sideways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Watched

STEPS = ("About you", "Importance", "Wording", "Submissions", "Pass mark", "Finish")


@dataclass
class Held:
    """A served panel in its second round, and the codes of two real raters in it."""

    course: RunningCourse
    folder: Path
    codes: dict[str, str]

    def panel(self) -> Panel:
        return open_panel(self.folder)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    workspace = tmp_path_factory.mktemp("panels") / "workspace"
    panel = simulate_panel(workspace / "panel" / "trial")
    write_notebook(panel.folder, panel.file.title)
    codes = invite(panel, 2)
    panel.save("rater-9", Answer("importance", "2", "listening", reason=HOSTILE))
    panel.save("rater-9", Answer("wording", HOSTILE, "listening", level="1"))
    open_round(panel)
    answer_round(panel)
    command = serve_only(workspace, unused_port())
    with running(command, workspace, workspace.parent / "terminal.txt") as served:
        yield Held(served, panel.folder, codes)


def enter(held: Held, page: Page, rater: str) -> None:
    if page.get_by_label("Your code").count() == 0:
        page.goto(held.course.address("Panel"))
    page.get_by_label("Your code").fill(held.codes[rater])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="About you")).to_be_visible()


def go(page: Page, step: str) -> None:
    page.get_by_role("navigation", name="Steps of the panel").get_by_role(
        "button", name=step
    ).click()


def test_a_rater_with_a_keyboard_answers_and_finds_it_all_again(
    held: Held, watch: Callable[..., Watched], take_picture: Callable[[Page, str], Path]
) -> None:
    watched = watch()
    page = watched.page
    page.goto(held.course.address("Panel"))
    page.get_by_label("Your code").fill("aaaa-bbbb-cccc")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="No invitation to this panel")).to_be_visible()
    enter(held, page, "rater-9")
    page.get_by_label("Years of experience").fill("99")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert").filter(has_text="from 0 to 60")).to_be_visible()
    page.get_by_label("Years of experience").fill("7")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Saved at")).to_be_visible()

    go(page, "Importance")
    listening = page.get_by_role("group", name="Listening")
    expect(listening.get_by_label("How important is it?")).to_have_value("2")
    expect(listening.get_by_role("img")).to_have_accessible_name(
        "Round one: the middle answer of 9 is 8, and the middle part of the group lies from 7 to 8. "
        "You said 2."
    )
    listening.get_by_text("Reasons that were given").click()
    expect(listening.get_by_role("listitem").filter(has_text="onerror")).to_contain_text(HOSTILE)
    take_picture(page, "panel-importance-1280")
    go(page, "Wording")
    expect(page.get_by_role("group", name="What should stand there?").first).to_contain_text(
        HOSTILE
    )

    go(page, "Submissions")
    first = page.get_by_role("radio", name="0, not seen yet").first
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="1, beginning").first).to_be_checked()
    expect(page.get_by_text("1 of 11 marked")).to_be_visible()
    take_picture(page, "panel-submissions-1280")
    page.reload()
    enter(held, page, "rater-9")
    go(page, "Submissions")
    expect(page.get_by_role("radio", name="1, beginning").first).to_be_checked()
    marks = list(held.panel().answers(2, "rater-9").of("mark"))
    assert [mark.answer for mark in marks] == ["1"]
    assert page.evaluate("window.hacked") is None
    assert (
        page.locator(".panel-room img:not([role]), .panel-room script, .panel-room a").count() == 0
    )
    assert watched.errors == []
    assert watched.elsewhere == []


def test_on_a_phone_nothing_reaches_beyond_the_edge_of_any_step(
    held: Held, watch: Callable[..., Watched], take_picture: Callable[[Page, str], Path]
) -> None:
    page = watch(width=390, height=844).page
    enter(held, page, "rater-10")
    for step in STEPS:
        go(page, step)
        expect(page.get_by_text("SIMULATED").first).to_be_visible()
        assert sideways(page) == 0, step
        take_picture(page, f"panel-{step.split()[0].lower()}-390")
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('.panel-room :is(input, select, textarea)')]
            .filter((node) => !node.labels.length).length"""
    )
    assert unnamed == 0

"""
What a trainer looks at when the marks are in: the dashboard and the portfolios.

One recruit of the course is hostile in every word, id included; nothing of it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from course.building.notebooks import as_text, build_dashboard
from grading.reporting.exporting import export
from tests.browser.courses import RunningCourse, running, serve_only, unused_port
from tests.unit.grading.reporting.courses import HOSTILE, add_hostile_recruit, small_course

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Watched


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCourse]:
    """A served course with six honest recruits and a hostile one, all of them graded."""
    folder = tmp_path_factory.mktemp("graded")
    root = small_course(folder / "workspace")
    add_hostile_recruit(root)
    (root / "trainer").mkdir()
    (root / "trainer" / "dashboard.ipynb").write_text(as_text(build_dashboard()), encoding="utf-8")
    with running(serve_only(root, unused_port()), root, folder / "terminal.txt") as served:
        yield served


def open_dashboard(page: Page, course: RunningCourse) -> None:
    page.goto(course.address("Dashboard"))
    expect(page.get_by_role("heading", level=1, name="How your recruits are doing")).to_be_visible()
    expect(page.get_by_label("Case")).to_be_visible()
    expect(page.get_by_role("status").first).to_be_empty()


def nothing_ran(page: Page, inside: str) -> None:
    page.wait_for_timeout(300)  # an onerror takes a moment
    assert page.evaluate("document.documentElement.dataset.hostile") is None
    for tag in ("script", "img", "svg", "iframe", "object", "a"):
        assert page.locator(inside).locator(tag).count() == 0, tag


def test_a_trainer_sees_how_everybody_is_doing(
    graded: RunningCourse,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    watched = watch(1280, 4200)
    page = watched.page
    open_dashboard(page, graded)
    assert page.title() == "The trainer's dashboard"
    heat = page.get_by_role("region", name="Recruit by recruit")
    expect(heat.get_by_role("row")).to_have_count(8)
    expect(heat.get_by_role("rowheader", name="ada")).to_be_visible()
    support = page.get_by_role("region", name="Who may want support now")
    expect(support).to_contain_text("The person ended the conversation in “Final notice”.")
    take_picture(page, "dashboard-1280")

    page.get_by_label("Case").focus()
    page.get_by_label("Case").select_option("Final notice")
    page.get_by_role("button", name="Show").press("Enter")
    expect(heat.get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("button", name="Show")).to_be_focused()
    expect(page.get_by_label("Case")).to_have_value("final-notice")
    assert watched.errors == []
    assert watched.elsewhere == []


def test_on_a_phone_nothing_hostile_runs_and_nothing_reaches_beyond_the_edge(
    graded: RunningCourse,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    watched = watch(390, 6000)
    page = watched.page
    open_dashboard(page, graded)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    expect(page.get_by_text("=x<img src=x onerror=alert(1)>").first).to_be_visible()
    nothing_ran(page, ".board")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    beyond = page.evaluate(
        """() => [...document.querySelectorAll('.board > *, .board-stack td, .board-stack th')]
            .filter((node) => node.getBoundingClientRect().right > 390.5)
            .map((node) => node.textContent.trim().slice(0, 40))"""
    )
    assert beyond == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('.board :is(button, select, summary)')]
            .filter((node) => node.getBoundingClientRect().height < 44).map((node) => node.id)"""
    )
    assert small == []
    take_picture(page, "dashboard-hostile-390")
    assert watched.errors == []
    assert watched.elsewhere == []


def test_a_portfolio_is_a_page_to_keep_and_runs_nothing(
    graded: RunningCourse,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
    tmp_path: Path,
) -> None:
    files = {
        file.stem: file for file in export(graded.workspace, "portfolio", None, tmp_path).files
    }
    assert len(files) == 7
    for width in (1280, 390):
        watched = watch(width)
        watched.page.goto(files["ada"].as_uri())
        expect(watched.page.get_by_role("heading", level=1)).to_have_text("Portfolio of ada")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
        take_picture(watched.page, f"portfolio-{width}")
        hostile = watch(width)
        hostile.page.goto(next(file for name, file in files.items() if "%" in name).as_uri())
        expect(hostile.page.get_by_text(HOSTILE).first).to_be_visible()
        nothing_ran(hostile.page, "body")
        assert hostile.page.evaluate("document.documentElement.scrollWidth") <= width
        for each in (watched, hostile):
            assert each.errors == []
            assert [url.partition(":")[0] for url in each.elsewhere] == ["file"]  # itself alone

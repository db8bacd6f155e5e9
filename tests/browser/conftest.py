"""
What every browser test shares: a Chromium, pages of a given width, a served course, pictures.

Without a Chromium these tests do not run, and the end of the run says so; with CI=true that is
an error.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.accessibility import violations
from tests.browser.chromium import NO_BROWSER, find_chromium, is_ci
from tests.browser.courses import RunningCourse, linkworker, running, unused_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = Path(__file__).parent / "screenshots"
PATIENCE_MS = 30_000

CHROMIUM = find_chromium()

expect.set_options(timeout=PATIENCE_MS)

if CHROMIUM is None:
    if is_ci():
        pytest.exit(NO_BROWSER, returncode=1)
    collect_ignore_glob = ["test_*.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.write_line(NO_BROWSER, red=True, bold=True)


@dataclass
class Watched:
    """A page, and what went wrong in it while nobody was looking."""

    page: Page
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def _is_error(said: ConsoleMessage) -> bool:
    """A refusal in words is part of the page: the browser notes it, but nothing went wrong."""
    return said.type == "error" and "status of 409" not in said.text


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a browser keeps of the programs that it has fetched, for all modules of a worker."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def browser(profile: Path) -> Iterator[BrowserContext]:
    """
    A browser that keeps programs it has fetched, as a person's does: JupyterLab then opens in
    about two thirds of the time. What it remembers of a test is forgotten after it.

    One for a module, no longer: while Playwright is there an event loop counts as running in the
    worker's thread, and what other tests do there depends on whether one is.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS
        )
        chromium.set_default_timeout(PATIENCE_MS)
        yield chromium
        chromium.close()


def _forget(page: Page) -> None:
    """Close a page and forget what its site left in the browser, cookies apart."""
    if page.is_closed():
        return
    origin = "/".join(page.url.split("/")[:3])
    if origin.startswith("http"):
        page.context.new_cdp_session(page).send(
            "Storage.clearDataForOrigin",
            {"origin": origin, "storageTypes": "local_storage,indexeddb,service_workers"},
        )
    page.close()


@pytest.fixture
def watch(browser: BrowserContext) -> Iterator[Callable[..., Watched]]:
    """
    `watch(width=1280, height=800)` opens an empty page that notes errors and addresses.

    A page that asked another computer for anything fails the test, when it ends at the latest.
    """
    opened: list[Watched] = []
    with ExitStack() as closing:
        closing.callback(browser.clear_cookies)

        def open_page(width: int = 1280, height: int = 800) -> Watched:
            watched = Watched(browser.new_page())
            closing.callback(_forget, watched.page)
            watched.page.set_viewport_size({"width": width, "height": height})
            watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
            watched.page.on(
                "console",
                lambda said: watched.errors.append(said.text) if _is_error(said) else None,
            )
            watched.page.on(
                "request",
                lambda asked: (
                    watched.elsewhere.append(asked.url)
                    if not asked.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
                    else None
                ),
            )
            opened.append(watched)
            return watched

        yield open_page
    # Asked, not answered: what a policy or a missing network stopped counts as well.
    asked = [url for watched in opened for url in watched.elsewhere if not url.startswith("file:")]
    assert asked == []


@pytest.fixture
def open_page(watch: Callable[..., Watched]) -> Callable[..., Page]:
    """`open_page(width=1280)` opens an empty page in a browser that remembers nothing."""
    return lambda width=1280, height=800: watch(width, height).page


@pytest.fixture
def take_picture() -> Callable[[Page, str], Path]:
    """
    `take_picture(page, "name")` keeps a screenshot in a folder that git ignores.

    What is worth a picture is also held to WCAG 2.2, as far as axe can tell.
    """

    def take(page: Page, name: str) -> Path:
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        assert violations(page) == [], name
        return path

    return take


@pytest.fixture(scope="module")
def course(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCourse]:
    """A fresh course in a workspace of its own, served by `linkworker start`."""
    folder = tmp_path_factory.mktemp("course")
    workspace = folder / "workspace"
    shutil.copytree(built, workspace)
    command = linkworker(
        "start", "--workspace", str(workspace), "--port", str(unused_port()), "--no-browser"
    )
    with running(command, workspace, folder / "terminal.txt") as served:
        yield served

"""`linkworker start`: three addresses that answer, a port that is free, and an end at Ctrl-C."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.bare import lay_out
from tests.browser.courses import RunningCourse, linkworker, running, serve_only, unused_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

RECRUIT = "recruit/quiet-house"
STOP_AT_ONCE_SECONDS = 8


def status(address: str, host: str | None = None) -> int:
    """The status that an address answers with, redirects followed once."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
    try:
        connection.request("GET", parts.path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        location = answer.getheader("Location")
        answer.read()
    finally:
        connection.close()
    if location:
        return status(f"http://{parts.netloc}{urlsplit(location).path}")
    return answer.status


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    workspace = tmp_path / "a workspace"
    lay_out(workspace, RECRUIT, "self-study")
    return workspace


@pytest.fixture
def served(bare: Path, tmp_path: Path) -> Iterator[RunningCourse]:
    with running(serve_only(bare, unused_port()), bare, tmp_path / "terminal.txt") as course:
        yield course


def test_the_three_addresses_of_a_course_answer(course: RunningCourse) -> None:
    for who in ("Recruit", "Trainer", "Self-study"):
        address = course.address(who)
        assert urlsplit(address).hostname == "127.0.0.1"
        assert not urlsplit(address).query
        assert status(address) == 200
    assert "recruit/quiet-house/quiet-house.ipynb" in course.address("Recruit")
    assert "self-study/quiet-house.ipynb" in course.address("Self-study")


def test_a_busy_port_gets_the_next_one_and_says_so(bare: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        busy = other.getsockname()[1]
        with running(serve_only(bare, busy), bare, tmp_path / "terminal.txt") as course:
            port = urlsplit(course.root).port
            assert port is not None
            assert port > busy
            assert f"Port {busy} is busy: using {port}." in course.printed
            assert status(course.address("Recruit")) == 200


def test_ctrl_c_ends_everything_at_once_without_a_question(
    served: RunningCourse, open_page: Callable[[], Page]
) -> None:
    page = open_page()
    page.goto(served.address("Recruit"))
    page.get_by_role("button", name="Say hello").wait_for()
    kernel = int((served.workspace / RECRUIT / "room-ran").read_text().split()[-1])
    begun = time.monotonic()
    assert served.press_ctrl_c() == 0
    assert time.monotonic() - begun < STOP_AT_ONCE_SECONDS
    assert "Stopped. Everything that was saved is still there." in served.printed
    assert "Traceback" not in served.printed
    assert "?" not in served.printed
    with pytest.raises(ProcessLookupError):
        os.kill(kernel, 0)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_closed_terminal_ends_it_too(served: RunningCourse, name: str) -> None:
    served.process.send_signal(getattr(signal, name))
    assert served.process.wait(STOP_AT_ONCE_SECONDS) == 0


def test_the_terminal_shows_the_addresses_and_no_chatter(served: RunningCourse) -> None:
    status(served.address("Recruit"))
    status(f"{served.root}/no-such-page")
    lines = [line for line in served.printed.splitlines() if line.strip()]
    assert len(lines) <= 12, served.printed
    assert "404" not in served.printed
    assert "authentication is disabled" in served.log


def test_only_this_computer_may_ask(served: RunningCourse) -> None:
    # A page elsewhere may point a name of its own at 127.0.0.1: such a name is turned away.
    assert status(f"{served.root}/api/contents", host="attacker.example") == 403
    assert status(f"{served.root}/api/contents") == 200


def test_no_terminal_and_no_package_installer_are_offered(served: RunningCourse) -> None:
    assert status(f"{served.root}/api/terminals") == 404
    page = page_text(f"{served.root}/lab")
    found = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    settings = json.loads(found.group(1))
    assert settings["news"] == {"disabled": True}
    assert settings["extensionManager"]["can_install"] is False
    assert settings["terminalsAvailable"] is False


def page_text(address: str) -> str:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def test_the_users_own_jupyter_is_neither_read_nor_changed(bare: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    own = home / ".jupyter"
    own.mkdir(parents=True)
    for name in ("jupyter_server_config.py", "jupyter_lab_config.py", "voila.py"):
        (own / name).write_text("raise RuntimeError('read')\n", encoding="utf-8")
    startup = home / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("open('startup-ran', 'w')\n", encoding="utf-8")
    before = sorted(home.rglob("*"))
    environment = {"HOME": str(home), "JUPYTER_CONFIG_PATH": str(own), "JUPYTER_TOKEN": "own"}
    command = serve_only(bare, unused_port())
    with running(command, bare, tmp_path / "terminal.txt", environment) as course:
        assert status(course.address("Recruit")) == 200
        assert status(course.address("Self-study")) == 200
        assert (bare / "self-study" / "room-ran").exists()
    assert sorted(home.rglob("*")) == before
    assert not list(bare.rglob("startup-ran"))


def test_a_start_builds_what_it_serves_and_a_second_is_quick_and_loses_nothing(
    tmp_path: Path,
) -> None:
    workspace = tmp_path / "workspace"
    command = linkworker(
        "start", "--workspace", str(workspace), "--port", str(unused_port()), "--no-browser"
    )
    with running(command, workspace, tmp_path / "first.txt") as course:
        assert str(workspace) in course.printed
        for name in ("source", "release", "recruit", "self-study", "nbgrader_config.py"):
            assert (workspace / name).exists(), name
        record = workspace / "recruit" / "quiet-house" / "case-record.json"
        record.write_text("a recruit's work", encoding="utf-8")
    begun = time.monotonic()
    with running(command, workspace, tmp_path / "second.txt") as course:
        seconds = time.monotonic() - begun
        assert status(course.address("Recruit")) == 200
    assert record.read_text(encoding="utf-8") == "a recruit's work"
    assert seconds < 20


def test_a_recruit_is_offered_the_case_in_the_assignment_list(
    course: RunningCourse, open_page: Callable[[], Page]
) -> None:
    page = open_page()
    page.goto(course.address("Recruit"))
    page.get_by_role("button", name="Cases and feedback").click()
    expect(page.locator(".list_item", has_text="quiet-house").first).to_be_visible()
    expect(page.get_by_text("exchange directory does not exist")).to_be_hidden()

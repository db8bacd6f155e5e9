"""The case room in JupyterLab: a recruit's whole path, and work that survives what may happen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rooms import (
    HOSTILE,
    CaseRoom,
    events,
    kernels_of,
    sideways,
    talk_and_plan,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched
    from tests.browser.courses import RunningCourse


@pytest.fixture
def desk(course: RunningCourse) -> Path:
    """The recruit's folder, with no record in it."""
    folder = course.workspace / "recruit" / "quiet-house"
    for file in folder.glob("case-record*"):
        file.unlink()
    for kernel in kernels_of(course):
        kernel.kill()
        kernel.wait(10)
    return folder


def visit(course: RunningCourse, page: Page) -> CaseRoom:
    page.goto(course.address("Recruit"))
    return CaseRoom(page)


def reload(page: Page) -> CaseRoom:
    # JupyterLab empties the address while it opens a notebook and fills it in again.
    expect(page).to_have_url(re.compile(r"/quiet-house\.ipynb$"))
    page.reload()
    return CaseRoom(page)


def test_a_recruit_talks_plans_and_hands_in(
    course: RunningCourse,
    desk: Path,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    watched = watch()
    page = watched.page
    room = visit(course, page)
    talk_and_plan(room)
    room.go("Debrief")
    expect(room.root.get_by_text("Your trainer will mark the conversation")).to_be_visible()
    room.root.get_by_label("Your reflection").fill("I was quicker than she was.")
    room.go("Hand in")
    take_picture(page, "lab-hand-in-1280")
    room.root.get_by_role("button", name="Hand in to my trainer").click()
    expect(
        room.root.get_by_text(re.compile(r"^Handed in on \d+ \w+ at \d\d:\d\d\.$"))
    ).to_be_visible(timeout=120_000)
    expect(room.root.get_by_role("button", name="Hand in again")).to_be_visible()
    handed_in = list(course.workspace.glob("exchange/*/inbound/*+quiet-house+*/case-record.json"))
    assert len(handed_in) == 1
    assert events(handed_in[0].parent) == events(desk)
    assert events(desk)[-1].kind == "handed-in"
    assert watched.errors == []
    assert watched.elsewhere == []


def test_a_kernel_killed_in_mid_plan_loses_nothing_that_was_shown_as_saved(
    course: RunningCourse, desk: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    room = visit(course, page)
    room.go("Plan")
    goals = room.heading("Goals and hopes")
    goals.get_by_role("button", name="Add a goal").click()
    goals.get_by_label("In their words").fill("To be expected somewhere")
    strengths = room.heading("Strengths")
    strengths.get_by_role("button", name="Add a strength").click()
    strengths.get_by_label("In their words").press_sequentially("Sings alto", delay=20)
    room.expect_saved()

    for kernel in kernels_of(course):
        kernel.kill()
    page.close()

    again = visit(course, open_page())
    expect(again.step("Plan")).to_have_attribute("aria-current", "step")
    goal = again.heading("Goals and hopes").get_by_label("In their words")
    expect(goal).to_have_value("To be expected somewhere")
    strength = again.heading("Strengths").get_by_label("In their words")
    expect(strength).to_have_value("Sings alto")
    assert {name for event in events(desk) for name in event.sections} == {"goals", "strengths"}


def test_a_reload_in_mid_sentence_brings_everything_back(
    course: RunningCourse, desk: Path, watch: Callable[..., Watched]
) -> None:
    watched = watch()
    page = watched.page
    room = visit(course, page)
    room.go("Conversation")
    room.say("Hello, how have you been?")
    room.root.get_by_label("What do you say?").fill("What are the even")
    expect(room.status()).to_be_hidden()
    room.expect_saved()
    for _ in range(2):
        room = reload(page)
        expect(room.root.locator(".room-line")).to_have_count(2)
        expect(room.root.get_by_label("What do you say?")).to_have_value("What are the even")
    room.say("What are the evenings like?")
    assert [event.text for event in events(desk)] == [
        "Hello, how have you been?",
        "What are the evenings like?",
    ]
    assert watched.errors == []


def test_hostile_words_are_shown_and_never_run(
    course: RunningCourse, desk: Path, watch: Callable[..., Watched]
) -> None:
    watched = watch()
    page = watched.page
    room = visit(course, page)
    room.go("Conversation")
    room.say(HOSTILE)
    room.end_talk()
    room.go("Plan")
    actions = room.heading("Actions")
    actions.get_by_role("button", name="Add an action").click()
    actions.get_by_label("What will happen").fill(HOSTILE)
    room.expect_saved()
    room = reload(page)
    expect(room.heading("Actions").get_by_label("What will happen")).to_have_value(HOSTILE)
    room.go("Debrief")
    expect(room.root).to_contain_text(HOSTILE)
    assert page.evaluate("window.hacked") is None
    assert room.root.locator("img, script, a").count() == 0
    assert watched.errors == []
    assert [event.kind for event in events(desk)][:2] == ["said", "talk-ended"]


def test_enter_and_letters_stay_in_the_room_and_do_not_drive_jupyterlab(
    course: RunningCourse, desk: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    room = visit(course, page)
    cells = page.locator(".jp-Cell").count()
    room.step("Conversation").focus()
    for key in ("a", "b", "d", "d", "x", "Enter"):
        page.keyboard.press(key)
    expect(room.root.locator("h2")).to_be_focused()
    for key in ("a", "b", "d", "d", "x", "y", "m"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    room.root.get_by_label("What do you say?").press_sequentially("a bad day, dd")
    expect(room.root.get_by_label("What do you say?")).to_have_value("a bad day, dd")
    assert desk.is_dir()


def test_on_a_phone_nothing_reaches_beyond_the_edge(
    course: RunningCourse,
    desk: Path,
    open_page: Callable[..., Page],
    take_picture: Callable[[Page, str], Path],
) -> None:
    page = open_page(width=390, height=844)
    room = visit(course, page)
    for step in ("Conversation", "Community", "Plan", "Debrief", "Hand in", "Referral"):
        room.go(step)
        assert sideways(page) == 0, step
        take_picture(page, f"lab-{step.lower().replace(' ', '-')}-390")
    assert (desk / "case-record.json").is_file()

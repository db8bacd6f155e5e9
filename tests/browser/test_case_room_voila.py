"""Self-study in Voila: what somebody does who practises alone, on a computer and on a phone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import focus, reach
from tests.browser.rooms import (
    HOSTILE,
    STEPS,
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
def records(course: RunningCourse) -> Path:
    """Where self-study keeps the record; a fresh start for each test."""
    folder = course.workspace / "self-study" / "records" / "quiet-house"
    if folder.exists():
        for file in folder.iterdir():
            file.unlink()
    return folder


UTTERANCES = (
    "Hello, how have you been?",
    "It sounds as though the house has been very quiet.",
    "What are the evenings like?",
    "What did you enjoy doing before all this?",
)


def visit(course: RunningCourse, page: Page) -> CaseRoom:
    page.goto(course.address("Self-study"))
    return CaseRoom(page)


def test_somebody_practises_alone_and_has_feedback_at_once(
    course: RunningCourse,
    records: Path,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    watched = watch()
    page = watched.page
    room = visit(course, page)
    assert page.title() == "The quiet house"
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("heading", level=1, name="The quiet house")).to_be_visible()
    expect(page.locator(".jp-InputArea:visible")).to_have_count(0)
    expect(room.root.get_by_role("heading", name="Referral to social prescribing")).to_be_visible()
    talk_and_plan(room)
    room.go("Debrief")
    expect(room.root.get_by_role("heading", name="What you did well")).to_be_visible()
    expect(room.root.get_by_role("heading", name="Feedback on your conversation")).to_be_visible()
    expect(room.step("Hand in")).to_have_count(0)
    take_picture(page, "voila-debrief-1280")
    room.visit_again()
    room.say("Hello again. How have things been since I was here?")
    take_picture(page, "voila-visit-again-1280")
    room.end_talk()
    room.go("Debrief")
    expect(room.root.get_by_role("heading", name="What had happened in between")).to_be_visible()
    take_picture(page, "voila-debrief-again-1280")
    kinds = [event.kind for event in events(records)]
    assert kinds.count("said") == 6
    assert kinds.count("talk-ended") == 2
    assert kinds.count("visited") == 1
    assert watched.errors == []
    assert watched.elsewhere == []


def test_on_a_phone_nothing_reaches_beyond_the_edge_of_any_step(
    course: RunningCourse,
    records: Path,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    watched = watch(width=390, height=844)
    room = visit(course, watched.page)
    talk_and_plan(room)
    for step in STEPS:
        room.go(step)
        assert sideways(watched.page) == 0, step
        take_picture(watched.page, f"voila-{step.lower()}-390")
    room.visit_again()
    room.say("Hello again. How have things been since I was here?")
    assert sideways(watched.page) == 0
    take_picture(watched.page, "voila-visit-again-390")
    small = watched.page.evaluate(
        """() => [...document.querySelectorAll('.case-room :is(button, input, select, textarea)')]
            .map((node) => node.closest('.room-choice') ?? node)
            .filter((node) => node.getClientRects().length)
            .filter((node) => node.getBoundingClientRect().height < 44)
            .map((node) => node.textContent)"""
    )
    assert small == []
    assert (records / "case-record.json").is_file()


def test_hostile_words_are_shown_and_never_run(
    course: RunningCourse, records: Path, watch: Callable[..., Watched]
) -> None:
    watched = watch()
    page = watched.page
    room = visit(course, page)
    room.go("Conversation")
    room.say(HOSTILE, "How are the evenings?")
    expect(room.root.get_by_role("log")).to_contain_text(HOSTILE)
    room.end_talk()
    room.go("Plan")
    goals = room.heading("Goals and hopes")
    goals.get_by_role("button", name="Add a goal").click()
    goals.get_by_label("In their words").fill(HOSTILE)
    room.go("Debrief")
    expect(room.root).to_contain_text(HOSTILE)
    room.root.get_by_label("Your reflection").fill(HOSTILE)
    room.go("Plan")
    page.reload()
    room = CaseRoom(page)
    room.go("Debrief")
    expect(room.root).to_contain_text(HOSTILE)
    assert page.evaluate("window.hacked") is None
    assert room.root.locator("img, script, a").count() == 0
    assert watched.errors == []
    assert watched.elsewhere == []
    assert HOSTILE in [getattr(event, "text", "") for event in events(records)]


def test_the_whole_way_can_be_gone_by_keyboard_alone(
    course: RunningCourse, records: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    room = visit(course, page)
    press = page.keyboard.press

    tab_to = partial(reach, page)
    tab_to("Conversation")
    press("Enter")
    expect(room.root.locator("h2")).to_be_focused()
    tab_to("What do you say?")
    log, lines = room.root.get_by_role("log"), room.root.locator(".room-line")
    for turn, text in enumerate(UTTERANCES, start=1):
        page.keyboard.type(text)
        press("Enter")
        expect(lines).to_have_count(2 * turn)
        expect(room.root.get_by_label("What do you say?")).to_be_focused()
        # The transcript grows and is read out; the place to answer stays on the screen with it.
        assert focus(page)["inSight"], turn
        expect(lines.last).to_be_in_viewport()
        expect(log).to_have_attribute("aria-live", "polite")
    tab_to("End the conversation")
    press("Enter")
    expect(room.root.get_by_role("button", name="Yes, end it")).to_be_focused()
    press("Enter")
    expect(room.root.get_by_role("button", name="See what the town offers")).to_be_focused()
    press("Enter")
    expect(room.root.locator("h2")).to_be_focused()
    tab_to("Find by words")
    page.keyboard.type("allotment")
    expect(room.root.locator(".room-count")).to_contain_text(" of ")
    tab_to("Add ")
    press("Space")
    expect(room.root.get_by_text("In the plan as an action.")).to_be_visible()
    room.step("Plan").focus()
    press("Enter")
    expect(room.root.locator("h2")).to_be_focused()
    _plan_with_the_keyboard(room)
    texts = [
        goal["text"]
        for event in events(records)
        for goal in getattr(event, "sections", {}).get("goals", [])
    ]
    assert texts[-1] == "To be expected"


def _plan_with_the_keyboard(room: CaseRoom) -> None:
    page = room.page
    press, tab_to = page.keyboard.press, partial(reach, page)
    tab_to("Add a goal")
    press("Enter")
    page.keyboard.type("To be expected")
    assert focus(page)["inSight"]
    press("Tab")
    actions = room.heading("Actions")
    tab_to("Which service")
    press("Tab")  # into the choices, of which arrows take one
    together = actions.get_by_label("The two of us together")
    for _ in range(4):
        press("ArrowDown")
        if together.is_checked():
            break
    expect(together).to_be_checked()
    expect(together).to_be_focused()
    tab_to("By when")
    page.keyboard.type("This Thursday")
    tab_to("How confident")
    page.keyboard.type("7")
    room.expect_saved()


def test_a_code_is_put_right_and_another_attempt_made_by_keyboard_alone(
    course: RunningCourse,
    records: Path,
    open_page: Callable[..., Page],
    take_picture: Callable[[Page, str], Path],
) -> None:
    page = open_page(width=390)
    room = visit(course, page)
    press, tab_to = page.keyboard.press, partial(reach, page)

    def say(text: str, lines: int) -> None:
        tab_to("What do you say?")
        page.keyboard.type(text)
        press("Enter")
        expect(room.root.locator(".room-line")).to_have_count(lines)

    def end() -> None:
        tab_to("End the conversation")
        press("Enter")
        expect(room.root.get_by_role("button", name="Yes, end it")).to_be_focused()
        press("Enter")
        tab_to("Read the debrief")
        press("Enter")
        expect(room.root.locator("h2")).to_be_focused()

    tab_to("Conversation")
    press("Enter")
    say("Hello, how have you been?", 2)
    say("xyzzy plugh", 4)
    tab_to("Stuck?")
    press("Enter")
    expect(room.root.get_by_text("Think:")).to_be_visible()
    expect(room.root.get_by_role("button", name="Ask for more help")).to_be_focused()
    press("Enter")
    expect(room.root.get_by_text("For example, but better in your own words:")).to_be_visible()
    take_picture(page, "voila-hint-390")
    end()
    tab_to("What were you doing here, in turn 2?")
    page.keyboard.type("Giving back")
    tab_to("Keep my view of turn 2")
    press("Enter")
    expect(room.root.get_by_text("Your own view: Giving back what they said")).to_be_visible()
    expect(room.root.get_by_role("button", name="Keep my view of turn 2")).to_be_focused()
    expect(room.root.get_by_text("Your view of turn 2 is kept.")).to_be_attached()
    view = next(event for event in events(records) if event.kind == "recoded")
    assert (view.attempt, view.turn, view.family, view.by) == (1, 2, "reflection", "recruit")
    tab_to("Try again from turn 2")
    press("Enter")
    expect(room.root.locator(".room-line")).to_have_count(2)
    say("What did you do for work, before you retired?", 4)
    end()
    progress = room.root.get_by_role("region", name="Compared with the time before")
    expect(progress).to_contain_text("This is attempt 2. You kept the first turn")
    tab_to("Your attempts side by side")
    press("Enter")
    expect(progress.get_by_role("columnheader", name="2 (now)")).to_be_visible()
    assert sideways(page) == 0
    take_picture(page, "voila-progress-390")


@pytest.mark.usefixtures("records")
def test_every_field_has_a_name_and_every_list_of_choices_a_legend(
    course: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    room = visit(course, page)
    room.go("Plan")
    for button in ("Add an action", "Add a concern", "Add a what if", "Add a goal"):
        room.root.get_by_role("button", name=button).click()
    expect(room.root.get_by_role("group", name="Who does it")).to_be_visible()
    expect(room.root.get_by_role("group", name="Whose idea was it")).to_be_visible()
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('.case-room :is(input, select, textarea)')]
            .filter((node) => !node.labels?.length).map((node) => node.outerHTML)"""
    )
    assert unnamed == []
    ids: list[Any] = page.evaluate(
        """() => [...document.querySelectorAll('.case-room [id]')].map((node) => node.id)"""
    )
    assert len(ids) == len(set(ids))
    dangling = page.evaluate(
        """() => [...document.querySelectorAll('.case-room [aria-describedby], ' +
                  '.case-room [aria-labelledby]')]
            .flatMap((node) => [node.getAttribute('aria-describedby'),
                                node.getAttribute('aria-labelledby')])
            .filter(Boolean).flatMap((ids) => ids.split(' '))
            .filter((id) => !document.getElementById(id))"""
    )
    assert dangling == []


def test_what_was_typed_last_is_kept_when_the_page_is_left_and_its_kernel_ends(
    course: RunningCourse, records: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    others = {kernel.pid for kernel in kernels_of(course)}
    room = visit(course, page)
    ours = [kernel for kernel in kernels_of(course) if kernel.pid not in others]
    assert ours
    room.go("Plan")
    goals = room.heading("Goals and hopes")
    goals.get_by_role("button", name="Add a goal").click()
    goals.get_by_label("In their words").fill("To be expected somewhere")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    for kernel in ours:
        kernel.wait(30)
    sections = [getattr(event, "sections", {}) for event in events(records)]
    goals_kept = [line["text"] for each in sections for line in each.get("goals", [])]
    assert goals_kept[-1] == "To be expected somewhere"


@pytest.mark.usefixtures("records")
def test_when_nobody_answers_the_page_says_that_work_may_not_be_saved(
    course: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    room = visit(course, page)
    room.go("Plan")
    room.expect_saved()
    for process in kernels_of(course):
        process.suspend()
    goals = room.heading("Goals and hopes")
    goals.get_by_role("button", name="Add a goal").click()
    expect(room.root.get_by_role("alert").first).to_contain_text("may not be saved")
    expect(room.status()).to_be_hidden()
    for process in kernels_of(course):
        process.resume()
    room.expect_saved()


@pytest.mark.usefixtures("records")
def test_words_that_nobody_answered_are_in_the_box_again_after_a_reload(
    course: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    room = visit(course, page)
    room.go("Conversation")
    room.say("Hello, I'm the link worker.")
    for process in kernels_of(course):
        process.kill()
    box = room.root.get_by_label("What do you say?")
    box.fill("How are the evenings for you?")
    box.press("Enter")
    expect(room.root.get_by_role("alert").first).to_contain_text("may not be saved")
    page.reload()
    room = CaseRoom(page)
    expect(room.root.get_by_label("What do you say?")).to_have_value(
        "How are the evenings for you?"
    )
    room.root.get_by_label("What do you say?").press("Enter")
    expect(room.root.locator(".room-line")).to_have_count(4)
    page.reload()
    expect(CaseRoom(page).root.get_by_label("What do you say?")).to_have_value("")


@pytest.mark.usefixtures("records")
def test_help_comes_into_sight_and_the_debrief_leads_to_its_parts(
    course: RunningCourse, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=390, height=700)
    room = visit(course, page)
    room.go("Conversation")
    full = room.root.get_by_text("The box is full: 10,000 characters")
    room.root.get_by_label("What do you say?").fill("and then " * 1500)
    expect(full).to_be_visible()
    room.say("Hello, I'm the link worker.", "Would you tell me a bit about this dog of yours?")
    expect(full).to_have_count(0)
    room.root.get_by_role("button", name="Ask for a hint").click()
    expect(room.root.locator(".room-hints")).to_be_in_viewport(ratio=0.95)
    room.end_talk()
    room.go("Debrief")
    room.root.get_by_role("button", name="Line by line").press("Enter")
    lines = room.root.get_by_role("heading", name="Line by line")
    expect(lines).to_be_focused()
    expect(lines).to_be_in_viewport()
    status = room.status().bounding_box()
    heading = lines.bounding_box()
    assert status is not None
    assert heading is not None
    assert heading["y"] >= status["y"] + status["height"]
    assert sideways(page) == 0

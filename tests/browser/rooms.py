"""What a recruit does in the case room, step by step, as a person at a keyboard would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped] # it publishes no types
from playwright.sync_api import Locator, Page, expect

from simgen.record import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.courses import RunningCourse

SAVED = re.compile(r"^Saved at \d\d:\d\d$")
STEPS = ("Referral", "Conversation", "Community", "Plan", "Debrief")

HOSTILE = (
    '<script>window.hacked = 1</script><img src="x" onerror="window.hacked = 1">'
    '<a href="javascript:window.hacked = 1">here</a>'
)


class CaseRoom:
    """An open case room in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".case-room")
        expect(self.root.get_by_role("navigation")).to_be_visible()

    def go(self, step: str) -> None:
        """Open a step and arrive there."""
        button = self.step(step)
        button.click()
        expect(button).to_have_attribute("aria-current", "step")
        expect(self.root.locator(".room-panel h2").first).to_be_visible()

    def step(self, step: str) -> Locator:
        """The step's button in the navigation."""
        return self.root.get_by_role("navigation").get_by_role("button", name=step)

    def say(self, *utterances: str) -> None:
        """Type each utterance, press Enter, and wait for the answer."""
        box = self.root.get_by_label("What do you say?")
        lines = self.root.locator(".room-line")
        for text in utterances:
            before = lines.count()
            box.fill(text)
            box.press("Enter")
            expect(lines).to_have_count(before + 2)
            expect(box).to_have_value("")

    def end_talk(self) -> None:
        """End the conversation and mean it."""
        self.root.get_by_role("button", name="End the conversation").click()
        self.root.get_by_role("button", name="Yes, end it").click()
        expect(self.root.get_by_text("The conversation is over.")).to_be_visible()

    def visit_again(self) -> None:
        """Take up the offer in the debrief, with the keyboard, and arrive at the door."""
        offer = self.root.get_by_role("button", name=re.compile("^Three weeks later: visit "))
        offer.focus()
        offer.press("Enter")
        expect(self.step("Conversation")).to_have_attribute("aria-current", "step")
        expect(self.root.locator(".room-scene")).to_contain_text("Three weeks later")
        expect(
            self.root.get_by_role("log").get_by_role("heading", name="Visit 2, three weeks later")
        ).to_be_visible()

    def heading(self, title: str) -> Locator:
        """One heading of the plan with its fields."""
        return self.root.get_by_role("region", name=title)

    def status(self) -> Locator:
        """The line that says whether work is saved."""
        return self.root.locator(".room-status-words")

    def expect_saved(self) -> None:
        """Wait until the room says that everything is saved."""
        expect(self.status()).to_be_visible()
        expect(self.status()).to_have_text(SAVED)


def talk_and_plan(room: CaseRoom) -> None:
    """Meet the person, end the talk, and write a short plan."""
    room.go("Conversation")
    room.say(
        "Hello, I'm the link worker from the surgery. Thank you for seeing me.",
        "How have things been for you lately?",
        "It sounds as though the house has been very quiet.",
        "What are the evenings like?",
        "What did you enjoy doing before all this?",
    )
    room.end_talk()
    room.go("Plan")
    matters = room.heading("What matters to")
    matters.get_by_text("Choose from their own words").click()
    matters.get_by_role("button", name=re.compile("^Add: ")).first.click()
    expect(matters.get_by_label("In their words")).not_to_have_value("")
    room.heading("Goals and hopes").get_by_role("button", name="Add a goal").click()
    room.heading("Goals and hopes").get_by_label("In their words").fill("To be expected somewhere")
    actions = room.heading("Actions")
    actions.get_by_role("button", name="Add an action").click()
    actions.get_by_label("What will happen").fill("Look in at the allotments together")
    actions.get_by_label("The two of us together").check()
    actions.get_by_label("By when").fill("This Thursday")
    actions.get_by_label("We came to it together").check()
    actions.get_by_label(re.compile("^How confident")).select_option("7")
    room.heading("Agreed, and looked at again").get_by_label("Review date").fill("2026-12-01")
    room.expect_saved()


def sideways(page: Page) -> int:
    """How many pixels anything reaches beyond the page's right edge."""
    beyond: int = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const shown = [...document.querySelectorAll('.case-room *')].filter(
                (node) => node.getClientRects().length && !node.closest('.room-spoken'));
            const right = Math.max(...shown.map((node) => node.getBoundingClientRect().right));
            return Math.max(0, Math.ceil(right - width),
                            document.documentElement.scrollWidth - width);
        }"""
    )
    return beyond


def kernels_of(course: RunningCourse) -> list[psutil.Process]:
    """The kernels that a course's server has running."""
    below = psutil.Process(course.process.pid).children(recursive=True)
    return [each for each in below if "ipykernel_launcher" in " ".join(each.cmdline())]


def events(folder: Path) -> list[Any]:
    """What the record in a folder holds."""
    return list(read_record(folder / "case-record.json").events)

"""
What a trainer does in the formgrader: collect, autograde, read, mark by hand, give feedback.

One submission is honest, one hostile: whatever it holds, nothing of it runs.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from course.demo import load_recruits, write_record
from tests.browser.hostility import ASSIGNMENT, fill_with_hostility, nothing_ran, refuse
from tests.browser.keyboard import reach
from tests.notebooks.handing_over import MAXIMUM, points_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched
    from tests.browser.courses import RunningCourse

STAMP = "2026-10-20 10:00:00.000000 UTC"


@pytest.fixture(scope="module")
def handed_in(course: RunningCourse) -> RunningCourse:
    """Two recruits' work waits in the exchange."""
    inbound = course.workspace / "exchange" / "link-worker" / "inbound"
    honest = _folder(course, inbound, "dora")
    write_record(load_recruits()[1], honest)
    hostile = _folder(course, inbound, "mallory")
    fill_with_hostility(hostile)
    return course


def _folder(course: RunningCourse, inbound: Path, student: str) -> Path:
    folder = inbound / f"{student}+{ASSIGNMENT}+{STAMP}+x"
    folder.mkdir()
    release = course.workspace / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    shutil.copy(release, folder)
    (folder / "timestamp.txt").write_text(STAMP, encoding="utf-8")
    (folder / "submission_secret.txt").write_text(student, encoding="utf-8")
    return folder


def press(page: Page, where: str, says: str) -> None:
    """
    Press one of the formgrader's small buttons and close what it answers, with keys alone.

    The buttons are pictures; each must have a name, and get the focus back.
    """
    button = page.locator(f"{where} a")
    expect(button).to_have_accessible_name(re.compile(r"^[A-Z][A-Za-z ]+: \S+$"))
    button.focus()
    page.keyboard.press("Space" if button.get_attribute("href") == "#" else "Enter")
    answer = page.get_by_role("dialog", name="Success")
    expect(answer).to_contain_text(says)
    reach(page, "Close")
    # Bootstrap lets nobody close what is still fading in, and on a slow computer that takes a while.
    page.wait_for_function("document.getAnimations().every((each) => each.playState !== 'running')")
    page.keyboard.press("Enter")
    expect(answer).to_have_count(0)
    expect(button).to_be_focused()


def row(name: str) -> str:
    return f"#main-table tr:has-text('{name}')"


def collect_and_autograde(page: Page, course: RunningCourse, student: str) -> None:
    page.goto(course.address("Trainer"))
    press(page, f"{row(ASSIGNMENT)} .collect", "Successfully collected")
    page.goto(f"{course.root}/formgrader/manage_submissions/{ASSIGNMENT}")
    press(page, f"{row(student)} .autograde", "Successfully autograded")
    expect(page.locator(f"{row(student)} .status")).to_have_text("needs manual grading")


def open_submission(page: Page, course: RunningCourse, student: str) -> None:
    page.goto(f"{course.root}/formgrader/manage_students/{student}/{ASSIGNMENT}")
    page.get_by_role("link", name=ASSIGNMENT, exact=True).last.click()
    page.wait_for_url("**/formgrader/submissions/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Marking {ASSIGNMENT}")
    page.wait_for_load_state("networkidle")


def feedback_file(course: RunningCourse, student: str) -> Path:
    return course.workspace / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"


def test_a_trainer_collects_grades_marks_by_hand_and_gives_feedback(
    handed_in: RunningCourse,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    course, watched = handed_in, watch()
    page = watched.page
    dialogs: list[str] = []
    page.on("dialog", refuse(dialogs))
    collect_and_autograde(page, course, "dora")

    take_picture(page, "formgrader-submissions-1280")
    open_submission(page, course, "dora")
    expect(page.get_by_role("heading", name="The conversation: 24 turns")).to_be_visible()
    expect(page.locator("#turn-4")).to_contain_text("a bit about this dog of yours?")
    expect(page.locator("#part-strengths input.score")).to_have_attribute("placeholder", "2")
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    expect(page.locator("#open-parts")).to_have_text(
        "Still to decide: Partnership and choice; Recording with respect."
    )
    take_picture(page, "formgrader-submission-1280")
    page.get_by_label("Your name as a marker").fill("Trainer Asha")
    page.get_by_label("Your name as a marker").blur()

    _mark_with_the_keyboard_alone(page)
    page.locator("input#partnership-and-choice").fill("5")
    with page.expect_response("**/formgrader/api/grade/**"):
        page.locator("input#partnership-and-choice").blur()
    expect(page.locator("#part-partnership-and-choice [data-state]")).to_have_text(
        "Between two levels, 5 of 6 points"
    )
    expect(page.locator("#open-parts")).to_have_text("Every part has its points.")
    _comment_on_what_rules_judge(page)
    _all_of_it_is_kept(page, course)
    here = page.url
    page.locator("#level-recording-2").focus()
    page.keyboard.press("Control+.")
    page.wait_for_url(lambda url: url.split("?")[0] not in here)

    page.goto(f"{course.root}/formgrader/manage_submissions/{ASSIGNMENT}")
    expect(page.locator(f"{row('dora')} .status")).to_have_text("graded")
    expect(page.locator(f"{row('dora')} .score")).to_have_text(
        f"{points_of('ben') + 7} / {MAXIMUM}"
    )
    press(page, f"{row('dora')} .generate-feedback", "Successfully generated feedback")
    press(page, f"{row('dora')} .release-feedback", "Successfully released feedback")

    for width in (1280, 390):
        reader = watch(width).page
        reader.goto(feedback_file(course, "dora").as_uri())
        expect(reader.get_by_text(f"{points_of('ben') + 7} of {MAXIMUM} points")).to_be_visible()
        expect(reader.get_by_text("some of their own words are there.")).to_be_visible()
        expect(reader.get_by_text("Well kept.")).to_be_visible()
        expect(reader.get_by_text("You let silence be.")).to_be_visible()
        assert reader.evaluate("document.documentElement.scrollWidth") <= width
        take_picture(reader, f"feedback-{width}")
    assert (dialogs, watched.errors, watched.elsewhere) == ([], [], [])


def _mark_with_the_keyboard_alone(page: Page) -> None:
    """From a turn and back, then a level, an offered comment, and words of one's own."""
    page.locator("#part-listening a.lwk-jump", has_text="turn 5").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#turn-5")).to_be_focused()
    expect(page.locator("#turn-5")).to_be_in_viewport()
    page.get_by_role("button", name="Back to Listening").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#part-listening a.lwk-jump", has_text="turn 5").first).to_be_focused()

    # What is for the marker to decide, reached from there by Tab alone.
    reach(page, "Not seen yet", within="#part-recording")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#level-recording-2")).to_be_checked()
    with page.expect_response("**/formgrader/api/grade/**") as saved:
        page.keyboard.press("Tab")
    assert '"manual_score":"2"' in (saved.value.request.post_data or "")
    expect(page.locator("input#recording")).to_be_focused()
    offered = page.locator("#part-recording .lwk-offer").first
    expect(offered).to_contain_text("Facts and opinions are apart")
    reach(page, "", within="#part-recording .lwk-offer")
    expect(offered).to_be_focused()
    with page.expect_response("**/formgrader/api/comment/**"):
        page.keyboard.press("Enter")
    expect(page.locator("textarea#recording-comment")).to_be_focused()
    page.keyboard.type(" Well kept.")
    with page.expect_response("**/formgrader/api/comment/**"):
        page.keyboard.press("Tab")


def _all_of_it_is_kept(page: Page, course: RunningCourse) -> None:
    """Who marked what is beside the gradebook, and marks and comments are there after a reload."""
    given = {
        ("listening", "first", "Trainer Asha", None),
        ("recording", "first", "Trainer Asha", 2.0),
        ("partnership-and-choice", "first", "Trainer Asha", 5.0),
    }
    for _ in range(50):  # who marked is sent a moment after the mark
        if _kept_marks(course) == given:
            break
        page.wait_for_timeout(100)
    assert _kept_marks(course) == given
    page.reload()
    expect(page.locator("input#recording")).to_have_value("2")
    expect(page.locator("#level-recording-2")).to_be_checked()
    expect(page.locator("textarea#recording-comment")).to_have_value(re.compile("Well kept.$"))
    expect(page.locator("textarea#listening-comment")).to_be_visible()
    expect(page.locator("textarea#listening-comment")).to_have_value("You let silence be.")


def _comment_on_what_rules_judge(page: Page) -> None:
    """The points stand as the rules gave them; offers fit their level; the words are kept."""
    expect(page.locator("textarea#listening-comment")).to_be_hidden()
    page.get_by_text("Comment on listening").click()
    expect(page.locator("#part-listening .lwk-offer").first).to_be_visible()
    page.locator("textarea#listening-comment").fill("You let silence be.")
    with page.expect_response("**/formgrader/api/comment/**") as saved:
        page.locator("textarea#listening-comment").blur()
    assert "You let silence be." in (saved.value.request.post_data or "")
    expect(page.locator("textarea#listening-comment")).to_have_value("You let silence be.")
    expect(page.locator("input#listening")).to_have_value("")


def _kept_marks(course: RunningCourse) -> set[tuple[object, ...]]:
    """The newest mark of each criterion."""
    with closing(sqlite3.connect(course.workspace / "moderation.db")) as database:
        return set(
            database.execute(
                "SELECT criterion, role, marker, points FROM lwk_mark "
                "WHERE id IN (SELECT max(id) FROM lwk_mark GROUP BY criterion)"
            )
        )


def test_nothing_hostile_runs_in_the_formgrader_or_in_the_feedback(
    handed_in: RunningCourse,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    course, page = handed_in, watch(390).page
    dialogs: list[str] = []
    page.on("dialog", refuse(dialogs))
    collect_and_autograde(page, course, "mallory")

    open_submission(page, course, "mallory")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    expect(page.get_by_text("3 cells are not part of the course")).to_be_visible()
    expect(page.get_by_text("<script>document.documentElement").first).to_be_visible()
    page.wait_for_timeout(500)  # an onerror takes a moment
    nothing_ran(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    take_picture(page, "formgrader-hostile-390")

    submission = page.url.split("?")[0].rstrip("/")
    assert page.request.get(f"{submission}/page.html").status == 404

    page.goto(f"{course.root}/formgrader/manage_submissions/{ASSIGNMENT}")
    press(page, f"{row('mallory')} .generate-feedback", "Successfully generated feedback")
    page.goto(feedback_file(course, "mallory").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_timeout(500)
    nothing_ran(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    take_picture(page, "feedback-hostile-390")
    assert dialogs == []
    assert not list(course.workspace.rglob("hostile-ran"))

"""
What a trainer does in the formgrader: collect, autograde, read, mark by hand, give feedback.

One submission is honest, one hostile: whatever it holds, nothing of it runs.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Dialog, Page, expect

from course.demo import load_recruits, write_record
from simgen.record import PlanChanged, RecordStore, Reflected, Said, TalkEnded
from tests.notebooks.handing_over import MAXIMUM, points_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched
    from tests.browser.courses import RunningCourse

ASSIGNMENT = "quiet-house"
STAMP = "2026-10-20 10:00:00.000000 UTC"
RAN = "document.documentElement.dataset.hostile = 'ran'; alert('hostile')"
HOSTILE = (
    f'<script>{RAN}</script><img src=x onerror="{RAN}"><svg onload="{RAN}"></svg>'
    f'<a href="javascript:{RAN}">read this</a> [and this](javascript:alert) '
    "$\\href{javascript:alert(1)}{x}$ <iframe srcdoc='<script>parent.alert(1)</script>'></iframe>"
    "</div></details></main><style>body{display:none}</style> =cmd|'/C calc'!A0"
)


@pytest.fixture(scope="module")
def handed_in(course: RunningCourse) -> RunningCourse:
    """Two recruits' work waits in the exchange."""
    inbound = course.workspace / "exchange" / "link-worker" / "inbound"
    honest = _folder(course, inbound, "dora")
    write_record(load_recruits()[1], honest)
    hostile = _folder(course, inbound, "mallory")
    _fill_with_hostility(hostile)
    return course


def _folder(course: RunningCourse, inbound: Path, student: str) -> Path:
    folder = inbound / f"{student}+{ASSIGNMENT}+{STAMP}+x"
    folder.mkdir()
    release = course.workspace / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    shutil.copy(release, folder)
    (folder / "timestamp.txt").write_text(STAMP, encoding="utf-8")
    (folder / "submission_secret.txt").write_text(student, encoding="utf-8")
    return folder


def _fill_with_hostility(folder: Path) -> None:
    path = folder / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    shows = {"output_type": "display_data", "metadata": {}, "data": {"text/html": HOSTILE}}
    runs = {"output_type": "display_data", "metadata": {}, "data": {"text/javascript": RAN}}
    notebook["cells"] = [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": HOSTILE},
        {"cell_type": "raw", "id": "r", "metadata": {}, "source": HOSTILE},
        {
            "cell_type": "code",
            "id": "c",
            "metadata": {"tags": [HOSTILE]},
            "source": f"open('hostile-ran', 'w')  # {HOSTILE}",
            "execution_count": 1,
            "outputs": [shows, runs],
        },
        *notebook["cells"],
    ]
    notebook["metadata"]["title"] = HOSTILE
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "page.html").write_text(HOSTILE, encoding="utf-8")
    store = RecordStore.open(folder / "case-record.json", ASSIGNMENT, seed=9)
    for text in (HOSTILE, "You sound sad. " + HOSTILE, "I promise. " + HOSTILE):
        store.add(Said(text=text))
    store.add(TalkEnded())
    line = {"text": HOSTILE}
    step = {"what": HOSTILE, "who": "someone-else", "who_else": HOSTILE, "when": HOSTILE}
    sections = {
        "what_matters": [line],
        "strengths": [line],
        "goals": [line],
        "actions": [step | {"service": "<img src=x>", "confidence": 3}],
        "contingencies": [{"if_this": HOSTILE, "then_what": HOSTILE, "contact": HOSTILE}],
        "concerns": [{"what": HOSTILE, "told_whom": HOSTILE, "when": HOSTILE}],
        "review_by": HOSTILE,
        "agreed_with": [HOSTILE],
        "shared_with": HOSTILE,
    }
    store.add(PlanChanged(sections=sections))
    store.add(Reflected(text=HOSTILE))


def press(page: Page, where: str, says: str) -> None:
    """Press one of the formgrader's small buttons and close what it answers."""
    page.locator(f"{where} a").click()
    answer = page.locator("#success-modal")
    expect(answer).to_contain_text(says)
    answer.get_by_role("button", name="Close").last.click()
    expect(answer).to_have_count(0)


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
    expect(page.locator("#notebook-container .lwk").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def refuse(dialogs: list[str]) -> Callable[[Dialog], None]:
    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    return note


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

    open_submission(page, course, "dora")
    expect(page.get_by_text("The action plan", exact=True)).to_be_visible()
    page.get_by_text("The conversation: 24 turns").click()
    expect(page.get_by_text("Would you tell me a bit about this dog of yours?")).to_be_visible()
    expect(page.get_by_text("Evidence: Recording with respect")).to_be_visible()
    expect(page.locator("input#strengths")).to_have_attribute("placeholder", "2")
    take_picture(page, "formgrader-submission-1280")
    page.locator("input#what-matters").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("summary", has_text="The conversation: 24 turns")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Would you tell me a bit about this dog of yours?")).to_be_hidden()

    page.locator("input#recording").fill("2")
    page.locator("textarea#recording-comment").fill("Her own words are there. Well kept.")
    page.locator("textarea#recording-comment").blur()
    page.locator("input#partnership-and-choice").fill("5")
    with page.expect_response("**/formgrader/api/grade/**"):
        page.locator("input#partnership-and-choice").blur()
    page.reload()
    expect(page.locator("input#recording")).to_have_value("2")
    expect(page.locator("textarea#recording-comment")).to_have_value(
        "Her own words are there. Well kept."
    )

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
        expect(reader.get_by_text("Her own words are there. Well kept.")).to_be_visible()
        assert reader.evaluate("document.documentElement.scrollWidth") <= width
        take_picture(reader, f"feedback-{width}")
    assert (dialogs, watched.errors, watched.elsewhere) == ([], [], [])


def nothing_ran(page: Page) -> None:
    assert page.evaluate("document.documentElement.dataset.hostile") is None
    assert page.locator("a[href^='javascript']:not([href='javascript:void(0)'])").count() == 0
    inside = page.locator(".lwk")
    for tag in ("script", "img", "svg", "iframe", "object", "a"):
        assert inside.locator(tag).count() == 0, tag
    assert page.evaluate("getComputedStyle(document.body).display") != "none"


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

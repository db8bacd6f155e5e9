"""
Second marking in a browser: blind, by another person, settled, and only then in the gradebook.

The recruit's words, the markers' names and their comments are hostile: none of it runs. What
changes anything needs the server's token, and no address holds a name.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from grading.nbgrader.course import Course
from tests.browser.courses import linkworker
from tests.browser.hostility import ASSIGNMENT, HOSTILE, fill_with_hostility, nothing_ran, refuse
from tests.notebooks.handing_over import put_submission

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched
    from tests.browser.courses import RunningCourse

BATCH = """
import sys
from pathlib import Path
from grading.nbgrader.course import Course
Course(Path(sys.argv[1])).autograde("quiet-house", "otto")
"""
MARKER = "<img src=x onerror=alert(1)>Bola"


@pytest.fixture(scope="module")
def marked(course: RunningCourse) -> RunningCourse:
    """Three hostile recruits' work; Mallory's has first marks and is drawn for second marking."""
    for student in ("mallory", "nell", "otto"):
        folder = put_submission(course.workspace, student)
        (folder / "case-record.json").unlink()
        fill_with_hostility(folder)
    api = Course(course.workspace)
    api.autograde(ASSIGNMENT)
    with api.gradebook() as gradebook:
        for name, points in (("partnership-and-choice", 4.0), ("recording", 2.0)):
            grade = gradebook.find_grade(name, ASSIGNMENT, ASSIGNMENT, "mallory")
            grade.manual_score, grade.needs_manual_grade = points, False
            comment = gradebook.find_comment(name, ASSIGNMENT, ASSIGNMENT, "mallory")
            comment.manual_comment = f"The first marker wrote this. {HOSTILE}"
        gradebook.db.commit()
    drawn = subprocess.run(
        linkworker(
            "moderation", "sample", ASSIGNMENT, "--workspace", str(course.workspace), "--json"
        ),
        capture_output=True,
        check=True,
    )
    assert json.loads(drawn.stdout)["new"] == 1
    return course


def score(course: RunningCourse, name: str, student: str = "mallory") -> float | None:
    with Course(course.workspace).gradebook() as gradebook:
        given: float | None = gradebook.find_grade(
            name, ASSIGNMENT, ASSIGNMENT, student
        ).manual_score
        return given


def choose(page: Page, criterion: str, level: int) -> None:
    with page.expect_response("**/link-worker/moderation/*/marks"):
        page.locator(f"#level-{criterion}-{level}").check()


def test_two_markers_one_blind_then_side_by_side_then_settled(
    marked: RunningCourse,
    watch: Callable[..., Watched],
    take_picture: Callable[[Page, str], Path],
) -> None:
    course, watched = marked, watch()
    page = watched.page
    dialogs: list[str] = []
    page.on("dialog", refuse(dialogs))
    page.goto(f"{course.root}/link-worker/moderation")
    take_picture(page, "second-marking-sample-1280")
    page.get_by_role("link", name="Mark number 1").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Second marking")
    assert "The first marker wrote this" not in page.content()
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    for box in page.locator("input.score").all():
        assert box.input_value() == ""
    assert "mallory" not in page.content()
    assert "mallory" not in page.url

    page.locator("#level-recording-1").check()
    expect(page.locator("#trouble")).to_contain_text("Write your name")
    page.get_by_label("Your name as a marker").fill(MARKER)
    with page.expect_response("**/link-worker/moderation/*/marks"):  # the level chosen before
        page.get_by_label("Your name as a marker").blur()
    page.get_by_role("button", name="Finish my second marking").click()
    expect(page.locator("#trouble")).to_contain_text("Still open: partnership-and-choice")
    choose(page, "partnership-and-choice", 2)
    page.locator("textarea#recording-comment").fill(HOSTILE)
    page.locator("textarea#recording-comment").blur()
    expect(page.locator("#said")).to_have_text("Kept: Recording with respect.")
    page.reload()
    expect(page.locator("#level-recording-1")).to_be_checked()
    expect(page.locator("textarea#recording-comment")).to_have_value(HOSTILE)
    nothing_ran(page)
    take_picture(page, "second-marking-1280")
    page.get_by_role("button", name="Finish my second marking").click()

    page.wait_for_url("**/compare")
    expect(page.get_by_text("The two differ on 1 of 11 parts.")).to_be_visible()
    expect(page.get_by_text("The first marker wrote this.").first).to_be_visible()
    assert score(course, "recording") == 2
    nothing_ran(page)
    page.get_by_label("Your name as a marker").fill("Asha and Bola")
    page.locator("#level-recording-3").check()
    page.get_by_role("button", name="Settle and write").click()
    expect(page.locator("#trouble")).to_contain_text("say in a sentence why")
    page.get_by_label("Why you agreed on this").fill(HOSTILE)
    take_picture(page, "second-marking-compare-1280")
    page.get_by_role("button", name="Settle and write").click()
    expect(page.get_by_text("Agreed: 3 of 3, strong.")).to_be_visible()
    nothing_ran(page)
    assert score(course, "recording") == 3
    assert (dialogs, watched.errors, watched.elsewhere) == ([], [], [])

    for path, name in (("", "sample"), (page.url.split("/moderation")[1], "compare")):
        narrow = watch(390).page
        narrow.goto(f"{course.root}/link-worker/moderation{path}")
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 390
        take_picture(narrow, f"second-marking-{name}-390")


def test_a_comment_is_kept_for_others_only_without_names_and_runs_nowhere(
    marked: RunningCourse, watch: Callable[..., Watched]
) -> None:
    course, watched = marked, watch()
    page = watched.page
    dialogs: list[str] = []
    page.on("dialog", refuse(dialogs))
    page.goto(f"{course.root}/formgrader/manage_students/nell/{ASSIGNMENT}")
    page.get_by_role("link", name=ASSIGNMENT, exact=True).last.click()
    page.wait_for_url("**/formgrader/submissions/**")
    page.get_by_label("Your name as a marker").fill("Asha")
    page.locator("#level-recording-2").check()
    keep = page.locator("#part-recording").get_by_role("button", name="Keep my comment")
    box = page.locator("textarea#recording-comment")
    for text, says in (
        ("Well done, Nell, this is clear.", "It names “nell”"),
        ("Your “You sound sad.” came at the right moment.", "quotes this recruit"),
    ):
        box.fill(text)
        keep.click()
        expect(page.locator("#trouble")).to_contain_text(says)
    box.fill("Kept as it was said. <img src=x onerror=alert(1)>")
    keep.click()
    expect(page.locator("#said")).to_contain_text("Kept.")
    offered = page.locator("#part-recording .lwk-offer").first
    expect(offered).to_contain_text("Kept as it was said. <img src=x onerror=alert(1)>")
    box.fill("")
    offered.click()
    expect(box).to_have_value("Kept as it was said. <img src=x onerror=alert(1)>")
    nothing_ran(page)
    assert (dialogs, watched.errors) == ([], [])


def test_what_changes_anything_needs_the_servers_token_and_is_never_a_get(
    marked: RunningCourse, watch: Callable[..., Watched]
) -> None:
    course, page = marked, watch().page
    page.goto(f"{course.root}/link-worker/moderation")
    sampled = page.locator("main a").first.get_attribute("href").split("/")[-2]  # type: ignore[union-attr]  # it is there
    moderation = f"{course.root}/link-worker/moderation/{sampled}"
    changing = [
        f"{course.root}/link-worker/marks",
        f"{course.root}/link-worker/comments",
        f"{course.root}/link-worker/comments/kept-1/used",
        f"{course.root}/link-worker/comments/kept-1/removed",
        f"{moderation}/marks",
        f"{moderation}/finished",
        f"{moderation}/compare",
    ]
    for address in changing:
        answer = page.request.post(address, data={"marker": "Eve"})
        assert answer.status == 403, address
    for address in (*changing[:1], *changing[2:6]):
        assert page.request.get(address).status == 405, address
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "_xsrf")
    for body in ("[", "[1]", '"x"', "1" * 70_000):
        refused = page.request.post(
            changing[4], data=body, headers={"X-XSRFToken": token, "Accept": "application/json"}
        )
        assert refused.status == 409
        assert "message" in refused.json()
    assert page.request.get(f"{course.root}/link-worker/moderation/{'0' * 32}/second").status == 404


def test_marking_while_everybody_is_marked_anew_loses_neithers_work(
    marked: RunningCourse, watch: Callable[..., Watched]
) -> None:
    course, page = marked, watch().page
    page.goto(f"{course.root}/formgrader/manage_students/otto/{ASSIGNMENT}")
    page.get_by_role("link", name=ASSIGNMENT, exact=True).last.click()
    page.wait_for_url("**/formgrader/submissions/**")
    submission = page.url.split("/submissions/")[1].split("/")[0]
    api = f"{course.root}/formgrader/api"
    grades = page.request.get(f"{api}/grades?submission_id={submission}").json()
    before = {grade["name"]: grade["auto_score"] for grade in grades}
    ours = next(grade["id"] for grade in grades if grade["name"] == "partnership-and-choice")
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "_xsrf")
    batch = subprocess.Popen([sys.executable, "-c", BATCH, str(course.workspace)])
    given, turns = 0.0, 0
    while batch.poll() is None or turns < 5:
        given, turns = float(turns % 7), turns + 1
        saved = page.request.put(
            f"{api}/grade/{ours}",
            data={"manual_score": given, "extra_credit": None},
            headers={"X-XSRFToken": token},
        )
        assert saved.status == 200
    assert batch.returncode == 0
    assert score(course, "partnership-and-choice", "otto") == given
    grades = page.request.get(f"{api}/grades?submission_id={submission}").json()
    assert {grade["name"]: grade["auto_score"] for grade in grades} == before

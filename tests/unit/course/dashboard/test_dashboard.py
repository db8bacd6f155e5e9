"""The dashboard: there at once, filled in as it is read, and safe whatever recruits wrote."""

import asyncio
import html
import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import insert

from course.dashboard import Dashboard, dashboard
from course.dashboard.view import board_view
from grading.moderation import moderation_url, open_database, tables
from grading.reporting.cohort import open_course, read_cohort
from grading.reporting.marks import CourseMarks
from grading.reporting.raters import RaterDifference
from grading.reporting.support import fewest_peers, support_rules
from simgen.record import RECORD_NAME
from tests.unit.grading.reporting.courses import (
    HOSTILE,
    RECRUITS,
    RUBRIC,
    begin_course,
    demo_record,
    hand_in,
    hostile_course,
    small_course,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_course(tmp_path_factory.mktemp("small"))


@pytest.fixture
def board(small: Path) -> Dashboard:
    return dashboard(small)


def press(board: Dashboard, **message: str) -> None:
    board._hear(board, message, [])


def text(page: str) -> str:
    bare = re.sub(r"<style>.*?</style>|<option.*?</option>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


class Tables(HTMLParser):
    """Headings, and whether every table has a caption or a summary and headed columns."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.labelled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if given.get("role") == "region":
            self.labelled.append(str(given.get("aria-labelledby")))
        if tag == "th":
            assert given.get("scope") in {"row", "col"}


def test_it_is_there_at_once_and_says_that_it_is_reading(small: Path) -> None:
    board = Dashboard(small)
    assert "The marks are being read" in text(board.html)


def test_everybody_stands_in_the_map_with_number_and_word(board: Dashboard) -> None:
    page = board.html
    for recruit in RECRUITS:
        assert f'<th scope="row" class="board-id">{recruit}</th>' in page
    for level, name in enumerate(RUBRIC.level_names):
        assert f"<b>{level}</b> {name.lower()}" in page or level == 3
    assert "to be marked" in page


def test_headings_are_in_order_regions_are_named_and_ids_differ(board: Dashboard) -> None:
    found = Tables()
    found.feed(board.html)
    assert found.headings[0] == 1
    steps = zip(found.headings, found.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(found.ids) == len(set(found.ids))
    assert set(found.labelled) <= set(found.ids)
    assert "label" in found.tags
    assert not {"script", "link", "img", "iframe"} & set(found.tags)


def test_who_may_want_support_and_why_is_said_in_words(board: Dashboard) -> None:
    page = text(board.html)
    assert "What comes first, safety, is not there yet in “The quiet house”." in page
    assert "The person ended the conversation in “Final notice”." in page
    assert "Go through that part together" in page
    support = board.html[board.html.index("board-support") : board.html.index("board-spread")]
    assert '<th scope="row" class="board-id">finn</th>' in support
    assert '<th scope="row" class="board-id">ben</th>' not in support


def test_the_rules_are_stated_with_their_numbers(board: Dashboard) -> None:
    rules = text(board.html[board.html.index('id="board-rules"') :])
    low = support_rules()["low_levels"]
    assert f"{low['criteria']['value']} parts or more at level {low['level']['value']}" in rules
    assert f"fewer than {fewest_peers()} others" in rules
    assert "assumptions" in rules


def test_what_nobody_finds_says_how_many_tried(board: Dashboard) -> None:
    page = text(board.html)
    assert re.search(r"\d+ of 42 things were found by nobody; 6 tried", page)
    assert "Only 2 recruits tried it so far" in page


def test_a_case_can_be_chosen_and_nonsense_changes_nothing(board: Dashboard) -> None:
    press(board, kind="show", case="final-notice")
    page = text(board.html)
    assert "In brief" not in page
    assert "The quiet house" not in page[page.index("Recruit by recruit") :]
    assert '<th scope="row" class="board-id">ben</th>' not in board.html
    before = board.html
    press(board, kind="show", case="../../etc")
    press(board, kind="dance")
    board._hear(board, "not a message", [])
    assert board.html == before
    press(board, kind="show", case="closed-curtains")
    assert "Nothing is graded yet for this case" in text(board.html)
    press(board, kind="show", case="")
    assert '<th scope="row" class="board-id">ben</th>' in board.html


def test_second_marks_can_be_plugged_in(small: Path) -> None:
    def differences(root: Path, marks: CourseMarks) -> Sequence[RaterDifference]:
        assert root == small
        assert marks.submissions
        return [RaterDifference("ada<b>", "quiet-house", "safety", 3, 0)]

    page = dashboard(small, differences).html
    assert "Safety" in page[page.index("board-raters-title") :]
    assert "talk about the work of ada&lt;b&gt;" in page


def test_markers_who_differ_stand_on_the_page_once_the_second_has_finished(tmp_path: Path) -> None:
    with begin_course(tmp_path) as gradebook:
        hand_in(tmp_path, gradebook, "ada", "quiet-house", demo_record("ada"))
        work = gradebook.find_submission_notebook("quiet-house", "quiet-house", "ada").id
    assert "No work has been marked twice" in text(dashboard(tmp_path).html)
    assert not (tmp_path / "moderation.db").exists(), "reading made a database"
    at = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    where = {"assignment": "quiet-house", "submission": work}
    engine = open_database(moderation_url(tmp_path))
    with engine.begin() as connection:
        connection.execute(
            insert(tables.samples).values(
                id=1, assignment="quiet-house", drawn_at=at, drawn_by="kim", size=1, seed=1,
                source="drawn by hand", marked=1,
            )
        )  # fmt: skip
        connection.execute(
            insert(tables.sampled).values(
                id="a" * 32, sample_id=1, why="random", points=30, **where
            )
        )
        for role, marker, points in (("first", "kim", 6), ("second", "lou", 2)):
            connection.execute(
                insert(tables.marks).values(
                    at=at, criterion="partnership-and-choice", role=role, marker=marker,
                    points=points, maximum=6, comment="", **where,
                )
            )  # fmt: skip
    assert "No work has been marked twice" in text(dashboard(tmp_path).html), "still blind"
    with engine.begin() as connection:
        connection.execute(
            insert(tables.steps).values(
                at=at, sampled_id="a" * 32, step="finished", marker="lou", note=""
            )
        )
    engine.dispose()
    assert "talk about the work of ada" in text(dashboard(tmp_path).html)


def test_reading_again_takes_in_new_marks_and_plays_no_record_twice(tmp_path: Path) -> None:
    with begin_course(tmp_path) as gradebook:
        hand_in(tmp_path, gradebook, "ada", "quiet-house", demo_record("ada"))
    board = dashboard(tmp_path)
    assert '<th scope="row" class="board-id">ben</th>' not in board.html
    with open_course(tmp_path).gradebook() as gradebook:
        hand_in(tmp_path, gradebook, "ben", "quiet-house", demo_record("ben"))
    kept = dict(board._works._kept)  # type: ignore[union-attr] # it has read by now
    press(board, kind="again")
    assert '<th scope="row" class="board-id">ben</th>' in board.html
    again = board._works._kept  # type: ignore[union-attr] # as above
    assert len(again) == 2
    assert all(again[key] is work for key, work in kept.items())


def test_inside_a_running_loop_the_page_comes_first_and_fills_in(small: Path) -> None:
    async def opened() -> tuple[str, str]:
        board = dashboard(small)
        first = board.html
        await board._task  # type: ignore[misc] # there is a task in a running loop
        return first, board.html

    first, last = asyncio.run(opened())
    assert "being read" in first
    assert "Recruit by recruit" in last


def test_what_is_read_so_far_is_shown_and_the_rest_announced(small: Path) -> None:
    cohort = read_cohort(open_course(small))
    view = board_view(cohort, {}, "")
    assert view["progress"] == "Still reading 8 of 8 records."
    rules = {reason.rule for each in view["support"] for reason in each["reasons"]}
    assert rules <= {"gate", "low_levels", "nothing_handed_in"}


def test_one_recruit_alone_makes_a_page(tmp_path: Path) -> None:
    with begin_course(tmp_path) as gradebook:
        hand_in(tmp_path, gradebook, "ada", "quiet-house", demo_record("finn"))
    page = text(dashboard(tmp_path).html)
    assert "1 recruit of 1" in page
    assert "half of the others" not in page


def test_collected_and_broken_work_is_said(tmp_path: Path) -> None:
    with begin_course(tmp_path) as gradebook:
        hand_in(tmp_path, gradebook, "ada", "quiet-house", b"{broken")
        gradebook.update_or_create_student("ben")
    folder = tmp_path / "submitted" / "ben" / "quiet-house"
    folder.mkdir(parents=True)
    (folder / RECORD_NAME).write_bytes(demo_record("ben"))
    page = text(dashboard(tmp_path).html)
    assert "What they handed in for “The quiet house” could not be read." in page
    assert "The quiet house: 1 collected and not autograded yet." in page


def test_an_empty_course_and_none_at_all_are_said(tmp_path: Path) -> None:
    begin_course(tmp_path / "empty").close()
    assert "Nothing is graded yet." in text(dashboard(tmp_path / "empty").html)
    (tmp_path / "none").mkdir()
    assert "There is no course in" in text(dashboard(tmp_path / "none").html)


def test_a_folder_inside_the_course_will_do(small: Path) -> None:
    (small / "trainer").mkdir(exist_ok=True)
    assert dashboard(small / "trainer").root == small


def test_nothing_that_a_recruit_wrote_is_live(tmp_path: Path) -> None:
    page = dashboard(hostile_course(tmp_path)).html
    assert "<script" not in page
    assert "<img" not in page
    assert "=x&lt;img src=x onerror=alert(1)&gt;" in page
    assert HOSTILE not in page


def test_a_gradebook_that_is_none_is_said_in_words(tmp_path: Path, small: Path) -> None:
    shutil.copy(small / "nbgrader_config.py", tmp_path)
    (tmp_path / "gradebook.db").write_bytes(b"not a database" * 100)
    page = text(dashboard(tmp_path).html)
    assert "The marks could not be read." in page
    assert "Traceback" not in page

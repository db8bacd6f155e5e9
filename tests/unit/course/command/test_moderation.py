"""`linkworker moderation`: draw, see how far it is, take it out."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.command import app
from grading.moderation import open_database
from grading.moderation.second import finish_second_marks, give_second_mark
from grading.nbgrader.course import Course
from simgen.errors import WorkspaceError
from tests.unit.grading.moderation.books import (
    ASSIGNMENT,
    WHO,
    at,
    copy_gradebook,
    make_gradebook,
    mark_by_hand,
    sampled_id,
    submission_of,
)

CONFIG = """\
from pathlib import Path
from grading.nbgrader.settings import configure
c = get_config()
configure(c, Path(__file__).parent)
"""


@pytest.fixture(scope="module")
def first_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_gradebook(tmp_path_factory.mktemp("gradebook"))


@pytest.fixture
def workspace(first_made: Path, tmp_path: Path) -> Path:
    """A course in which Ada to Elin have their first marks and Finn has none."""
    (tmp_path / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    with copy_gradebook(first_made, tmp_path) as book:
        for student in WHO[:-1]:
            mark_by_hand(book, student, 4, 2)
    return tmp_path


def run(workspace: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["moderation", *words, "--workspace", str(workspace)])
    if result.exception is not None:
        raise result.exception
    return result.output


def test_a_sample_says_how_it_was_drawn(workspace: Path) -> None:
    shown = run(
        workspace,
        *("sample", ASSIGNMENT, "--size", "1", "--seed", "3"),
        *("--pass-mark", "9", "--within", "1"),
    )
    assert "seed 3" in shown
    assert "within 1 of 9 points (from the trainer)" in shown
    assert "1 could not be drawn" in shown


def test_a_sample_in_json_can_be_drawn_again_without_change(workspace: Path) -> None:
    first, again = (
        json.loads(run(workspace, "sample", ASSIGNMENT, "--size", "2", "--json")) for _ in "ab"
    )
    assert (first["new"], first["drawn_from"], first["waiting_for_first_mark"]) == (2, 5, 1)
    assert (again["new"], again["drawn_before"]) == (0, 2)


def test_without_a_pass_mark_it_says_that_none_was_drawn_for_being_near(workspace: Path) -> None:
    assert "No pass mark is known" in run(workspace, "sample", ASSIGNMENT, "--size", "1")


def test_status_counts_how_far_it_is(workspace: Path) -> None:
    assert "Nothing has been drawn yet" in run(workspace, "status")
    run(workspace, "sample", ASSIGNMENT, "--size", "2")
    shown = run(workspace, "status")
    assert "quiet-house: 2 to be marked twice" in shown
    assert "2  waiting for a second marker" in shown


def test_export_holds_no_names_no_formula_and_nothing_that_is_still_blind(workspace: Path) -> None:
    run(workspace, "sample", ASSIGNMENT, "--size", "5")
    engine = open_database(f"sqlite:///{workspace / 'moderation.db'}")
    with Course(workspace).gradebook() as book:
        cases = {student: sampled_id(engine, submission_of(book, student)) for student in WHO[:2]}
        for case in cases.values():
            for name, points in (("partnership-and-choice", 4), ("recording", 1)):
                give_second_mark(
                    engine,
                    book,
                    case,
                    name,
                    marker="=cmd|'/C calc'!A0",
                    points=points,
                    comment="-1 \u201cquoted\u201d",
                    at=at(5),
                )
        finish_second_marks(engine, book, cases["ada"], marker="=cmd|'/C calc'!A0", at=at(6))
    engine.dispose()
    rows = list(csv.DictReader(io.StringIO(run(workspace, "export", ASSIGNMENT))))
    seconds = [row for row in rows if row["role"] == "second"]
    assert len(seconds) == 2  # Ada's; Ben's are not finished
    assert {row["marker"] for row in seconds} == {"'=cmd|'/C calc'!A0"}
    assert {row["comment"] for row in seconds} == {"'-1 \u201cquoted\u201d"}
    assert not {"ada", "ben"} & {value for row in rows for value in row.values()}
    as_json = json.loads(run(workspace, "export", ASSIGNMENT, "--json"))
    assert [each["points"] for each in as_json if each["role"] == "second"] == [4.0, 1.0]


def test_status_says_how_far_two_markers_agree_or_that_there_are_too_few(workspace: Path) -> None:
    with Course(workspace).gradebook() as book:
        for place, student in enumerate(WHO[:-1]):
            mark_by_hand(book, student, 6 - place, place % 3)
    run(workspace, "sample", ASSIGNMENT, "--size", "5")
    assert "Nothing has been marked by two people to the end yet." in run(workspace, "status")
    engine = open_database(f"sqlite:///{workspace / 'moderation.db'}")
    with Course(workspace).gradebook() as book:
        for place, student in enumerate(WHO[:-1]):
            case = sampled_id(engine, submission_of(book, student))
            for name, points in (("partnership-and-choice", place), ("recording", place % 4)):
                give_second_mark(
                    engine, book, case, name, marker="Bola", points=points, comment="", at=at(5)
                )
            finish_second_marks(engine, book, case, marker="Bola", at=at(6))
            if place == 0:
                few = run(workspace, "status")
    engine.dispose()
    assert "Too few to say how far two markers agree: 2 pairs of marks in 1 submission" in few
    shown = run(workspace, "status")
    assert "First and second markers: The two agree" in shown
    assert "of 10 pairs of marks in 5 submissions" in shown
    data = json.loads(run(workspace, "status", "--json"))["agreement"][ASSIGNMENT]
    assert data["all"]["pairs"] == 10
    assert data["all"]["low"] <= data["all"]["weighted_kappa"] <= data["all"]["high"]
    assert data["recording"]["submissions"] == 5


def test_a_folder_that_is_no_course_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no course workspace"):
        run(tmp_path, "status")

"""The batch grader leaves gradebook, notebooks and feedback exactly as nbgrader's commands do."""

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from grading.batch import BatchReport, grade_assignment
from grading.nbgrader.course import Course
from grading.rubric import load_rubric
from tests.notebooks.commands import nbgrader
from tests.notebooks.comparing import all_files, all_rows
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    BY_HAND,
    BY_RULES,
    comment_on,
    put_submission,
    record_of,
)

LATE = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
NEWER = "2026-10-23 09:30:00.000000 UTC"


def quick(root: Path, *, again: bool = False, feedback: bool = False) -> BatchReport:
    report = grade_assignment(root, ASSIGNMENT, again=again, feedback=feedback)
    assert not report.own_way
    return report


def hand_in_everything(root: Path) -> None:
    put_submission(root, "ada", recruit="ada").joinpath("submission_secret.txt").write_text(
        "0123456789abcdef", encoding="utf-8"
    )
    put_submission(root, "cleo", recruit="cleo")
    put_submission(root, "dévi o'shea", recruit="dev")
    record_of(put_submission(root, "broken")).write_text("{", encoding="utf-8")
    record_of(put_submission(root, "missing")).unlink()
    foreign = record_of(put_submission(root, "foreign"))
    foreign.write_text(foreign.read_text().replace("quiet-house", "loud-house"), encoding="utf-8")
    late = put_submission(root, "late", recruit="ben")
    (late / "timestamp.txt").write_text("2026-11-02 10:00:00.000000 Europe/London")
    (put_submission(root, "timeless", recruit="elin") / "timestamp.txt").unlink()
    extras = put_submission(root, "extras", recruit="finn", change=add_cells)
    (extras / "page.html").write_text("<script>1</script>", encoding="utf-8")
    (extras / "deep").mkdir()
    (extras / "deep" / "timestamp.txt").write_text("no", encoding="utf-8")
    (extras / "another.ipynb").write_text("{}", encoding="utf-8")
    (put_submission(root, "noise") / f"{ASSIGNMENT}.ipynb").write_bytes(b"\xff\x00{")


def add_cells(notebook: dict[str, list[object]]) -> None:
    for number in range(25):
        text = f"<b>{number}</b> \u202e ☕ \x0b line\u2028line"
        notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": text})


def set_due(root: Path) -> None:
    with Course(root).gradebook() as gradebook:
        gradebook.find_assignment(ASSIGNMENT).duedate = datetime(2026, 10, 30)  # noqa: DTZ001 - nbgrader's column has no zone
        gradebook.db.commit()


def mark_by_hand(root: Path) -> None:
    with Course(root).gradebook() as gradebook:
        for student, name, points in (
            ("ada", BY_RULES[0], 2.5),
            ("ada", BY_HAND, 4.0),
            ("late", BY_HAND, 1.0),
            ("cleo", BY_RULES[1], 0.0),
        ):
            grade = gradebook.find_grade(name, ASSIGNMENT, ASSIGNMENT, student)
            grade.manual_score, grade.extra_credit = points, 0.5
            grade.needs_manual_grade = False
        comment = gradebook.find_comment(BY_HAND, ASSIGNMENT, ASSIGNMENT, "ada")
        comment.manual_comment = "Well asked <b>indeed</b>."
        gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "cleo").flagged = True
        gradebook.db.commit()
    comment_on(Course(root), "cleo", BY_RULES[2], "You let silence be <i>silence</i>.")


def hand_in_again(root: Path) -> None:
    """Ada hands in Cleo's kind of work later; Cleo changes hers without a newer time."""
    ada, cleo = (root / "submitted" / name / ASSIGNMENT for name in ("ada", "cleo"))
    data = json.loads((cleo / "case-record.json").read_text(encoding="utf-8"))
    (ada / "case-record.json").write_text(json.dumps(data), encoding="utf-8")
    (ada / "timestamp.txt").write_text(NEWER, encoding="utf-8")
    (cleo / "case-record.json").write_text("{", encoding="utf-8")


def same(ours: Path, theirs: Path) -> None:
    """Fail on the first difference, by name."""
    for folder in ("autograded", "feedback"):
        mine, stock = all_files(ours / folder), all_files(theirs / folder)
        assert sorted(mine) == sorted(stock)
        assert [name for name in mine if mine[name] != stock[name]] == []
    mine_rows, stock_rows = all_rows(Course(ours)), all_rows(Course(theirs))
    for table, rows in stock_rows.items():
        assert mine_rows[table] == rows, table


@pytest.fixture
def stock(root: Path, tmp_path: Path) -> Path:
    """A twin of ``root``, with the same work handed in to both."""
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(LATE)
    set_due(root)
    hand_in_everything(root)
    return Path(shutil.copytree(root, tmp_path / "stock"))


def test_the_same_rows_and_the_same_files_whatever_happens_in_between(
    root: Path, stock: Path
) -> None:
    report = quick(root, feedback=True)
    nbgrader(stock, "autograde", ASSIGNMENT)
    nbgrader(stock, "generate_feedback", ASSIGNMENT)
    assert report.counts == {"graded": 7, "unusable": 3, "unchanged": 0, "refused": 0}
    assert len(all_rows(Course(root))["grade"]) == 10 * len(load_rubric().criteria)
    same(root, stock)

    for course in (root, stock):
        mark_by_hand(course)
        hand_in_again(course)
    report = quick(root, feedback=True)
    nbgrader(stock, "autograde", ASSIGNMENT)
    nbgrader(stock, "generate_feedback", ASSIGNMENT, "--force")
    assert report.counts == {"graded": 1, "unusable": 0, "unchanged": 9, "refused": 0}
    same(root, stock)
    page = (root / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text("utf-8")
    assert "Well asked &lt;b&gt;indeed&lt;/b&gt;." in page

    report = quick(root, again=True)
    nbgrader(stock, "autograde", ASSIGNMENT, "--force")
    assert report.counts == {"graded": 6, "unusable": 4, "unchanged": 0, "refused": 0}
    same(root, stock)

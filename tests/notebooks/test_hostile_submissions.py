"""Broken, foreign, oversized and hostile submissions: a verdict, nothing runs, others are marked."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from grading.nbgrader.course import Course
from grading.rubric import load_rubric
from simgen.errors import WorkspaceError
from simgen.record import RECORD_NAME
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    Notebook,
    autograded,
    feedback_of,
    grades,
    points_of,
    put_submission,
    record_of,
    shown_html,
)

SCRIPT = "<script>window.hostileRan = true</script><img src=x onerror='window.hostileRan = true'>"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "no case-record.json"),
        (lambda path: path.write_text("{", encoding="utf-8"), "broken"),
        (lambda path: path.write_bytes(b"x" * 3_000_000), "too large"),
        (
            lambda path: path.write_text(
                path.read_text(encoding="utf-8").replace("quiet-house", "loud-house"),
                encoding="utf-8",
            ),
            "another case",
        ),
        (
            lambda path: (path.rename(path.with_suffix(".real")), path.symlink_to("x.real")),
            "link",
        ),
    ],
    ids=["missing", "broken", "oversized", "foreign", "link"],
)
def test_a_bad_record_gets_nought_and_a_verdict_and_the_others_are_marked(
    root: Path, course: Course, damage: Any, words: str
) -> None:
    damage(record_of(put_submission(root, "mallory", recruit="ada")))
    if words == "link":
        folder = root / "submitted" / "mallory" / ASSIGNMENT
        (folder / RECORD_NAME).unlink()
        (folder / RECORD_NAME).symlink_to(folder / "case-record.real")
    put_submission(root, "zoe", recruit="ada")
    course.autograde(ASSIGNMENT)
    course.feedback(ASSIGNMENT)
    machine = {
        name: score for name, score in grades(course, "mallory").items() if score is not None
    }
    assert set(machine) == {
        each.id for each in load_rubric().criteria if each.judged_by == "machine"
    }
    assert set(machine.values()) == {0.0}
    assert sum(score or 0 for score in grades(course, "zoe").values()) == points_of("ada")
    assert words in shown_html(root, "mallory")
    page = feedback_of(root, "mallory")
    assert words in page
    assert "could not be marked" in page
    assert "Traceback" not in page


def add_cells(notebook: Notebook) -> None:
    hostile: list[dict[str, Any]] = [
        {"cell_type": "code", "source": "import os; os.remove('../../../gradebook.db')"},
        {"cell_type": "markdown", "source": SCRIPT + " [x](javascript:alert(1))"},
        {"cell_type": "raw", "source": SCRIPT},
        {
            "cell_type": "markdown",
            "source": "![x](attachment:x.svg)",
            "attachments": {"x.svg": {"image/svg+xml": SCRIPT}},
        },
    ]
    for number, cell in enumerate(hostile):
        cell |= {"metadata": {"tags": [SCRIPT]}, "id": f"hostile-{number}"}
        if cell["cell_type"] == "code":
            cell |= {
                "execution_count": 1,
                "outputs": [
                    {"output_type": "display_data", "data": {"text/html": SCRIPT}, "metadata": {}},
                    {
                        "output_type": "display_data",
                        "data": {"application/javascript": "window.hostileRan = true"},
                        "metadata": {},
                    },
                ],
            }
        notebook["cells"].insert(number * 2, cell)


def test_cells_of_the_recruits_own_are_quoted_and_never_live(root: Path, course: Course) -> None:
    folder = put_submission(root, "mallory", change=add_cells)
    (folder / "page.html").write_text(SCRIPT, encoding="utf-8")
    (folder / "deep").mkdir()
    (folder / "deep" / "script.js").write_text("window.hostileRan = true", encoding="utf-8")
    (folder / "evil.py").write_text("open('gradebook.db', 'w')", encoding="utf-8")
    course.autograde(ASSIGNMENT)
    course.feedback(ASSIGNMENT)
    page = shown_html(root, "mallory")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;window.hostileRan" in page
    assert "4 cells are not part of the course" in page
    left = {path.name for path in (root / "autograded" / "mallory").rglob("*") if path.is_file()}
    assert left == {RECORD_NAME, "timestamp.txt", f"{ASSIGNMENT}.ipynb"}
    text = json.dumps([cell["source"] for cell in autograded(root, "mallory")["cells"]])
    assert "os.remove" not in text
    assert "<script" not in feedback_of(root, "mallory")
    assert sum(score or 0 for score in grades(course, "mallory").values()) == points_of("ben")


def rewrite_graded_cells(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        graded = cell["metadata"].get("nbgrader", {})
        if graded.get("grade"):
            cell["source"] = "1e9"
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "data": {"text/plain": "1e9"},
                    "metadata": {},
                    "execution_count": 1,
                }
            ]
            graded["points"] = 1_000
            graded["solution"] = True
        if graded.get("task"):
            graded |= {"task": False, "grade": False}
            cell["source"] = SCRIPT


def duplicate_ids(notebook: Notebook) -> None:
    notebook["cells"] *= 3


def ancient_schema(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 1


def future_schema(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 99


def nonsense_metadata(notebook: Notebook) -> None:
    notebook["metadata"] = {"kernelspec": {"name": SCRIPT}, "title": SCRIPT, "widgets": [SCRIPT]}
    notebook["cells"][0]["metadata"]["nbgrader"] = "yes"
    notebook["cells"][1]["source"] = {"not": "text"}
    notebook["cells"].append("not a cell")


def forged_quote(notebook: Notebook) -> None:
    notebook["cells"].append(
        {
            "cell_type": "code",
            "source": "",
            "metadata": {"quoted": {"texts": ["fine"], "count": 1, "remark": SCRIPT}},
            "outputs": [],
            "execution_count": None,
            "id": "quoted",
        }
    )


def no_cells(notebook: Notebook) -> None:
    notebook["cells"] = []


@pytest.mark.parametrize(
    "change",
    [
        rewrite_graded_cells,
        duplicate_ids,
        ancient_schema,
        future_schema,
        nonsense_metadata,
        forged_quote,
        no_cells,
    ],
    ids=lambda change: change.__name__,
)
def test_whatever_the_notebook_holds_the_record_decides(
    root: Path, course: Course, change: Any
) -> None:
    put_submission(root, "honest", recruit="dev")
    put_submission(root, "mallory", recruit="dev", change=change)
    course.autograde(ASSIGNMENT)
    assert grades(course, "mallory") == grades(course, "honest")
    assert "<script" not in json.dumps(
        [cell.get("source", "") for cell in autograded(root, "mallory")["cells"]]
    )
    assert "<script" not in shown_html(root, "mallory")


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"cells": 3}', b"\xff\xfe"])
def test_a_file_that_is_no_notebook_is_said_and_the_record_marked(
    root: Path, course: Course, content: bytes
) -> None:
    put_submission(root, "honest", recruit="dev")
    folder = put_submission(root, "mallory", recruit="dev")
    (folder / f"{ASSIGNMENT}.ipynb").write_bytes(content)
    course.autograde(ASSIGNMENT)
    assert grades(course, "mallory") == grades(course, "honest")
    assert "could not be read" in shown_html(root, "mallory")


def test_the_gradebook_a_submission_carries_changes_nothing(root: Path, course: Course) -> None:
    folder = put_submission(root, "mallory", recruit="dev")
    shutil.copy(root / "gradebook.db", folder / "gradebook.db")
    (folder / "nbgrader_config.py").write_text("raise SystemExit", encoding="utf-8")
    course.autograde(ASSIGNMENT)
    assert sum(score or 0 for score in grades(course, "mallory").values()) == 7
    assert not (root / "autograded" / "mallory" / ASSIGNMENT / "nbgrader_config.py").exists()


def test_a_failing_step_is_a_sentence_with_nbgraders_own_words(course: Course) -> None:
    with pytest.raises(WorkspaceError, match="could not mark"):
        course.autograde("no-such-assignment")

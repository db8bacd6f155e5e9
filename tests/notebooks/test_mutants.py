"""
Hundreds of spoiled submissions beside honest ones, graded in one run.

`make mutants` does five thousand (MUTANTS=5000); MUTANT_SEED makes others.
"""

import json
import os
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from grading.batch import BatchReport, grade_assignment
from grading.nbgrader.course import Course
from grading.nbgrader.filling import KEPT
from grading.rubric import load_rubric
from tests.notebooks.comparing import all_rows
from tests.notebooks.handing_over import ASSIGNMENT, BY_RULES, points_of, put_submission
from tests.notebooks.hostile import CANARY, NOTEBOOK
from tests.notebooks.mutants import spoil
from tests.notebooks.spoiled_files import odd_names

MUTANTS = int(os.environ.get("MUTANTS", "150"))
SEED = int(os.environ.get("MUTANT_SEED", "20261013"))
HONEST = ("ada", "cleo", "elin")
SPOILED = ("ben", "dev", "finn")
RUNS = re.compile(
    r"<\s*(script|iframe|object|embed|img|svg|math|link|base|form|video|audio)\b"
    r"|<[^>]*?\s(on\w+|srcdoc|formaction)\s*="
    r"|<[^>]*?=\s*[\"']?\s*(javascript|data|vbscript):",
    re.IGNORECASE,
)
"""What would run or fetch something in a page; text that was escaped has no < to begin it."""


@pytest.fixture
def spoiled(root: Path, tmp_path: Path) -> dict[str, str]:
    """How each student's work was spoiled; honest ones have handed in among them."""
    chance = random.Random(SEED)
    for recruit in HONEST:
        put_submission(root, recruit, recruit=recruit)
    shutil.copytree(root / "release", tmp_path / "release")
    how: dict[str, str] = {}
    first = [put_submission(tmp_path, recruit, recruit=recruit) for recruit in SPOILED]
    for number in range(MUTANTS):
        student = f"mutant{number:05}"
        folder = root / "submitted" / student / ASSIGNMENT
        shutil.copytree(chance.choice(first), folder)
        how[student] = spoil(folder, chance)
    submitted = os.path.join(os.fsencode(root), b"submitted")  # noqa: PTH118 - names that are no text
    for name in odd_names(chance):
        shutil.copytree(first[0].parent, root / "submitted" / "renamed")
        os.rename(os.path.join(submitted, b"renamed"), os.path.join(submitted, name))  # noqa: PTH104, PTH118 - as above
        how[os.fsdecode(name)] = "odd name"
    return how


def test_each_gets_a_verdict_in_words_and_nobody_else_suffers(
    root: Path, spoiled: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    report = grade_assignment(root, ASSIGNMENT, feedback=True, processes=1)
    assert not report.own_way
    total = sum(report.counts.values())
    assert total == len(list((root / "submitted").iterdir()))

    course = Course(root)
    marks: dict[str, dict[str, Any]] = {}
    for student, _, name, auto, *_ in all_rows(course)["grade"]:
        marks.setdefault(student, {})[name] = auto
    assert len(marks) == report.entered
    for recruit in HONEST:
        assert sum(marks[recruit][name] for name in BY_RULES) == points_of(recruit)
    refused = {each.student: each.verdict for each in report.told if each.outcome == "refused"}
    for student, how in spoiled.items():
        if student in marks:
            assert_marked(root, student, marks[student], how)
        elif how != "odd name":
            assert len(refused[student].split()) > 5, how
    assert len(refused) == report.counts["refused"]
    assert_words(report)
    assert not list(root.rglob(CANARY))
    assert not Path(CANARY).exists()
    assert not list((root / "autograded").rglob(".*"))


def assert_marked(root: Path, student: str, marks: dict[str, Any], how: str) -> None:
    """The gradebook has a number for every part, and notebook and page a verdict that cannot run."""
    maximum = {each.id: each.maximum for each in load_rubric().criteria}
    for name in BY_RULES:
        assert type(marks[name]) is float, how
        assert 0 <= marks[name] <= maximum[name], how
    folder = root / "autograded" / student / ASSIGNMENT
    assert {path.name for path in folder.iterdir()} <= KEPT | {NOTEBOOK}, how
    assert all(path.is_file() and not path.is_symlink() for path in folder.iterdir()), how
    notebook = json.loads((folder / NOTEBOOK).read_text(encoding="utf-8"))
    shown = [
        "".join(output["data"]["text/html"])
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "text/html" in output["data"]
    ]
    sources = "".join("".join(cell["source"]) for cell in notebook["cells"])
    assert CANARY not in sources, how
    page = (root / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text("utf-8")
    for text in (page, *shown):
        assert not RUNS.search(text), how
        assert "Traceback (most recent call last)" not in text, how
    words = " ".join(re.sub("<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL).split())
    assert "could not be marked" in words or "points so far" in words, how


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<a href='javascript:x'>",
        "<IMG src=x>",
        "<b\nonclick = x>",
        '<p class="a" ONLOAD="x">',
    ],
)
def test_what_would_run_is_found(text: str) -> None:
    assert RUNS.search(f"<p>fine</p>{text}")


def assert_words(report: BatchReport) -> None:
    """Everything that the command would print is plain text in sentences."""
    for each in report.told:
        for sentence in (each.verdict, *each.remarks):
            assert sentence.rstrip().endswith((".", "?", "”")), sentence
            assert sentence.isprintable(), sentence
            assert "Traceback" not in sentence
            assert len(sentence) < 400, sentence
        assert each.student.isprintable()

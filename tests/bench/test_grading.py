"""
How fast `linkworker grade` is: beside nbgrader's own command, beside the files alone, and by part.

SUBMISSIONS (200) is how many the batch grades and KERNEL_SUBMISSIONS (12) how many nbgrader's own
command runs in kernels, which takes two seconds for each: `KERNEL_SUBMISSIONS=200 make bench` does
all of them. MANY (0) adds a run with that many, for memory and for how time grows.
"""

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from nbgrader.preprocessors import AssignLatePenalties

from course.building import build_workspace
from grading.batch.desk import Desk
from grading.batch.entering import Entry, enter
from grading.batch.handed_in import copy_kept
from grading.batch.notebook_text import write_notebook
from grading.batch.staging import make_folder
from grading.marking import mark_record
from grading.nbgrader.course import Course
from grading.nbgrader.filling import fill
from grading.nbgrader.quoting import quoted_cell
from grading.rubric import load_rubric
from grading.scoring import score
from simgen.record import RECORD_NAME, read_record, replay
from tests.browser.courses import linkworker
from tests.notebooks.commands import nbgrader
from tests.notebooks.comparing import all_rows
from tests.notebooks.handing_over import ASSIGNMENT, RECRUITS, put_submission
from tests.notebooks.test_same_gradebook import STOCK

SUBMISSIONS = int(os.environ.get("SUBMISSIONS", "200"))
KERNELS = int(os.environ.get("KERNEL_SUBMISSIONS", "12"))
EVALUATOR = min(SUBMISSIONS, 40)
MANY = int(os.environ.get("MANY", "0"))
AIM = 30
"""Times the submissions a second of nbgrader's own command."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench") / "workspace"
    build_workspace(root)
    return root


def course_with(empty: Path, name: str, submissions: int) -> Path:
    """A copy of the course to which so many have handed in."""
    root = Path(shutil.copytree(empty, empty.parent / name))
    names = list(RECRUITS)
    for number in range(submissions):
        student = f"recruit{number:05}"
        if number < len(names):
            put_submission(root, student, recruit=names[number])
        else:
            first = root / "submitted" / f"recruit{number % len(names):05}"
            shutil.copytree(first, root / "submitted" / student)
    return root


class Took(NamedTuple):
    """Seconds by the clock, and of processors' work, which others on the computer change less."""

    clock: float
    work: float

    @classmethod
    def now(cls) -> "Took":
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return cls(time.perf_counter(), used.ru_utime + used.ru_stime)

    def until_now(self) -> "Took":
        now = Took.now()
        return Took(now.clock - self.clock, now.work - self.work)


def linkworker_grade(root: Path, *words: str) -> Took:
    """Run the command and return what it took, its start included."""
    began = Took.now()
    command = linkworker("grade", ASSIGNMENT, "--course", str(root), *words)
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return began.until_now()


def nbgrader_each(root: Path, submissions: int) -> Took:
    """Return what nbgrader's own command takes for each submission, its start left out."""
    began = Took.now()
    nbgrader(root, "autograde", ASSIGNMENT)
    took, began = began.until_now(), Took.now()
    nbgrader(root, "autograde", ASSIGNMENT)  # finds nothing new
    start = began.until_now()
    return Took(*((whole - less) / submissions for whole, less in zip(took, start, strict=True)))


def tell(*lines: str) -> None:
    print("\n" + "\n".join(lines))  # noqa: T201 - what a bench is for


def test_against_nbgraders_own_command(empty: Path) -> None:
    kernels = course_with(empty, "kernels", KERNELS)
    evaluator = course_with(empty, "evaluator", EVALUATOR)
    ours = course_with(empty, "ours", SUBMISSIONS)
    with (kernels / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(STOCK)
    took = linkworker_grade(ours)
    by_kernel = nbgrader_each(kernels, KERNELS)
    by_evaluator = nbgrader_each(evaluator, EVALUATOR)
    each = Took(took.clock / SUBMISSIONS, took.work / SUBMISSIONS)
    tell(
        f"linkworker grade, {SUBMISSIONS}, its start included: {took.clock:.1f} s, "
        f"{1 / each.clock:.0f} a second; {took.work:.1f} s of work",
        f"nbgrader autograde with kernels, {KERNELS}, without its start: {by_kernel.clock:.2f} s "
        f"each, {by_kernel.clock / each.clock:.0f} times as long; {by_kernel.work:.2f} s of work, "
        f"{by_kernel.work / each.work:.0f} times as much",
        f"nbgrader autograde with the kit's evaluator, {EVALUATOR}: {by_evaluator.clock:.3f} s "
        f"each, {by_evaluator.clock / each.clock:.0f} times as long; "
        f"{by_evaluator.work / each.work:.0f} times as much work",
    )
    rows = all_rows(Course(ours))["grade"]
    for other in (kernels, evaluator):
        theirs = all_rows(Course(other))["grade"]
        students = {row[0] for row in theirs}
        assert [row for row in rows if row[0] in students] == theirs
    assert by_kernel.clock / each.clock >= AIM


def test_what_is_left_and_the_floor(empty: Path) -> None:
    root = course_with(empty, "parts", 60)
    folders = sorted((root / "submitted").glob(f"*/{ASSIGNMENT}"))
    rubric = load_rubric()
    with Desk(root, ASSIGNMENT, (), again=True) as desk:
        records = {each: read_record(each / RECORD_NAME) for each in folders}
        cases = {each: replay(records[each]) for each in folders}
        markings = {each: mark_record(each / RECORD_NAME, ASSIGNMENT) for each in folders}
        filled = {each: desk.template.notebook() for each in folders}
        late = AssignLatePenalties(parent=desk._late)

        def render(folder: Path) -> None:
            fill(filled[folder], markings[folder])

        def write(folder: Path) -> None:
            staged = folder.with_name("staged")
            make_folder(staged)
            copy_kept(folder, staged)
            (staged / "a.ipynb").write_text(texts[folder], encoding="utf-8")

        parts: dict[str, float] = {}
        parts["read and check the record"] = clock(
            lambda folder: read_record(folder / RECORD_NAME), folders
        )
        parts["replay it"] = clock(lambda folder: replay(records[folder]), folders)
        parts["score it"] = clock(lambda folder: score(cases[folder], rubric), folders)
        parts["look through the notebook"] = clock(
            lambda folder: quoted_cell(folder / f"{ASSIGNMENT}.ipynb", desk.template.notebook()),
            folders,
        )
        parts["render what cells show"] = clock(render, folders)
        texts: dict[Path, str] = {}
        parts["put the notebook into text"] = clock(
            lambda folder: texts.update({folder: write_notebook(filled[folder])}), folders
        )
        parts["write the files"] = clock(write, folders)
        entries = [
            Entry(folder.parent.name, dict.fromkeys(desk.cells.graded, 1.0), None)
            for folder in folders
        ]
        began = time.perf_counter()
        for first in range(0, len(entries), 30):
            some = entries[first : first + 30]
            desk.book.write(partial(enter, entries=some, cells=desk.cells, late=late))
        parts["enter the marks"] = (time.perf_counter() - began) / len(folders)

    def floor(folder: Path) -> None:
        read_record(folder / RECORD_NAME)
        json.loads((folder / f"{ASSIGNMENT}.ipynb").read_bytes())
        staged = folder.with_name("floor")
        make_folder(staged)
        copy_kept(folder, staged)
        (staged / "a.ipynb").write_text(texts[folder], encoding="utf-8")

    alone = clock(floor, folders)
    whole = sum(parts.values())
    tell(
        *(f"{name:<28}{1000 * each:6.2f} ms  {each / whole:4.0%}" for name, each in parts.items()),
        f"{'all of it, on one core':<28}{1000 * whole:6.2f} ms",
        f"{'the files alone':<28}{1000 * alone:6.2f} ms  {whole / alone:.1f} times that",
    )
    assert whole < 1


# Thousands of submissions take minutes: run when they are asked for by number, MANY=10000.
@pytest.mark.skipif(not MANY, reason="MANY is not set")
def test_many(empty: Path) -> None:
    for number in (MANY // 10, MANY):
        root = course_with(empty, f"many{number}", number)
        took = linkworker_grade(root, "--feedback")
        again = linkworker_grade(root)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        tell(
            f"{number:,} submissions with feedback: {took.clock:.0f} s, {took.work:.0f} s of work, "
            f"{1000 * took.work / number:.0f} ms each; largest process {largest:.0f} MB; again with "
            f"nothing new: {again.clock:.1f} s"
        )
        shutil.rmtree(root)


def clock(work: Callable[[Path], object], folders: list[Path]) -> float:
    """Return the seconds that each takes, after one that does not count."""
    work(folders[0])
    for name in ("staged", "floor"):
        shutil.rmtree(folders[0].with_name(name), ignore_errors=True)
    began = time.perf_counter()
    for folder in folders:
        work(folder)
    return (time.perf_counter() - began) / len(folders)

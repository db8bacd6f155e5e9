"""Submissions as a hostile, careless or honest recruit would hand them over."""

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from course.demo import load_recruits, write_record
from grading.marking import mark_record
from grading.moderation.comment_room import make_room
from grading.moderation.works import read_work
from grading.nbgrader.course import Course
from grading.rubric import load_rubric
from simgen.record import RECORD_NAME

ASSIGNMENT = "quiet-house"
MAXIMUM = load_rubric().maximum
"""Points in the whole rubric, those that a human gives included."""
BY_HAND = next(each.id for each in load_rubric().criteria if each.judged_by == "human")
BY_RULES = [each.id for each in load_rubric().criteria if each.judged_by == "machine"]
"""A criterion that a human judges, and those that functions judge, in the gradebook's names."""
RECRUITS = {recruit.id: recruit for recruit in load_recruits()}

Notebook = dict[str, Any]


@cache
def points_of(recruit: str) -> int:
    """What the functions give a simulated recruit's work, read from the record alone."""
    with TemporaryDirectory() as folder:
        return round(mark_record(write_record(RECRUITS[recruit], Path(folder))).sheet.total)


def put_submission(
    root: Path,
    student: str,
    *,
    recruit: str = "ben",
    change: Callable[[Notebook], object] | None = None,
) -> Path:
    """Place a submission where ``nbgrader collect`` would; return its folder."""
    folder = root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    path = folder / f"{ASSIGNMENT}.ipynb"
    shutil.copy(root / "release" / ASSIGNMENT / path.name, path)
    if change is not None:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        change(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    write_record(RECRUITS[recruit], folder)
    (folder / "timestamp.txt").write_text("2026-10-20 10:00:00.000000 UTC", encoding="utf-8")
    return folder


def record_of(folder: Path) -> Path:
    """Where a submission's record lies."""
    return folder / RECORD_NAME


def comment_on(course: Course, student: str, name: str, text: str) -> None:
    """What a trainer writes beside a part in the formgrader, whoever judges it."""
    with course.gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
        part = read_work(gradebook, notebook.id).part(name)
        row = gradebook.find_comment_by_id(make_room(gradebook, part)["id"])
        row.manual_comment = text
        gradebook.db.commit()


def grades(course: Course, student: str) -> dict[str, float | None]:
    """What functions gave, by cell, as the gradebook holds it."""
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission(ASSIGNMENT, student)
        return {
            grade.name: grade.auto_score
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def gradebook_rows(course: Course) -> list[tuple[Any, ...]]:
    """Every grade and comment in the gradebook, in a fixed order."""
    with course.gradebook() as gradebook:
        submissions = gradebook.assignment_submissions(ASSIGNMENT)
        rows: list[tuple[Any, ...]] = [
            (
                submission.student.id,
                grade.name,
                grade.auto_score,
                grade.manual_score,
                grade.max_score,
                grade.extra_credit,
                grade.needs_manual_grade,
                grade.cell_type,
            )
            for submission in submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        ]
        rows += [
            (submission.student.id, "comment", comment.name, comment.auto_comment, comment.comment)
            for submission in submissions
            for notebook in submission.notebooks
            for comment in notebook.comments
        ]
    return sorted(rows, key=repr)


def autograded(root: Path, student: str) -> Notebook:
    """The autograded notebook, as JSON."""
    path = root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def shown_html(root: Path, student: str) -> str:
    """All HTML that the autograded notebook shows."""
    return "\n".join(
        "".join(output["data"].get("text/html", ""))
        for cell in autograded(root, student)["cells"]
        for output in cell.get("outputs", [])
        if "data" in output
    )


def feedback_of(root: Path, student: str) -> str:
    """The feedback page."""
    path = root / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"
    return path.read_text(encoding="utf-8")

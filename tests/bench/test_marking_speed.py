"""How long marking takes: the replay alone, and nbgrader's whole step around it."""

import time
from pathlib import Path

from course.building import build_workspace
from course.demo import load_recruits, write_record
from grading.marking import mark_record
from grading.nbgrader.course import Course
from tests.notebooks.handing_over import ASSIGNMENT, put_submission

SUBMISSIONS = 20


def test_marking_one_record(tmp_path: Path) -> None:
    path = write_record(load_recruits()[0], tmp_path)
    mark_record(path)  # rubric and case are read once
    before = time.perf_counter()
    for _ in range(SUBMISSIONS):
        mark_record(path)
    seconds = (time.perf_counter() - before) / SUBMISSIONS
    print(f"\nmark_record, 30 turns: {seconds * 1000:.0f} ms")  # noqa: T201 - what a bench is for
    assert seconds < 1


def test_autograding_a_course_in_one_process(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    build_workspace(root)
    for number in range(SUBMISSIONS):
        put_submission(root, f"recruit{number}", recruit="ada")
    course = Course(root)
    before = time.perf_counter()
    course.autograde(ASSIGNMENT)
    graded = time.perf_counter()
    course.feedback(ASSIGNMENT)
    print(  # noqa: T201 - what a bench is for
        f"\nautograde: {(graded - before) / SUBMISSIONS:.2f} s, "
        f"feedback: {(time.perf_counter() - graded) / SUBMISSIONS:.2f} s a submission"
    )
    assert graded - before < 5 * SUBMISSIONS

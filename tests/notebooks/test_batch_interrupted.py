"""A batch that is killed goes on from there; one that runs while a trainer marks loses nothing."""

import random
import shutil
import signal
from pathlib import Path

import pytest

from grading.batch import grade_assignment
from grading.batch.staging import clear_leftovers
from grading.nbgrader.course import Course
from tests.notebooks.comparing import all_files, all_rows
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    BY_HAND,
    BY_RULES,
    RECRUITS,
    put_submission,
    record_of,
)
from tests.notebooks.other_processes import beside, counter, grade_all, mark_in_formgrader

STUDENTS = 10
KILLS = 4
MARKED = 6


@pytest.fixture
def full(root: Path) -> Path:
    """A course to which ten recruits have handed in, a few of them badly."""
    names = list(RECRUITS)
    for number in range(STUDENTS):
        student, first = f"recruit{number:02}", f"recruit{number % len(names):02}"
        if number < len(names):
            put_submission(root, student, recruit=names[number])
        else:
            shutil.copytree(root / "submitted" / first, root / "submitted" / student)
    record_of(root / "submitted" / "recruit07" / ASSIGNMENT).write_text("{", encoding="utf-8")
    record_of(root / "submitted" / "recruit08" / ASSIGNMENT).unlink()
    return root


def assert_whole(root: Path, wanted: Path) -> None:
    """What is in place is complete, and its marks are in the gradebook."""
    there, all_of_it = (all_files(each / "autograded") for each in (root, wanted))
    seen = {name: what for name, what in there.items() if "/." not in name}
    assert {name: all_of_it[name] for name in seen} == seen
    done = {Path(name).parts[0] for name in seen if Path(name).suffix == ".ipynb"}
    assert done == {Path(name).parts[0] for name in seen if len(Path(name).parts) > 1}
    rows, wanted_rows = all_rows(Course(root))["grade"], all_rows(Course(wanted))["grade"]
    for student in done:
        assert [row for row in rows if row[0] == student] == [
            row for row in wanted_rows if row[0] == student
        ]
    assert len({(row[0], row[2]) for row in rows}) == len(rows)


def test_killed_at_any_moment_it_goes_on_and_no_mark_is_lost_or_doubled(
    full: Path, tmp_path: Path
) -> None:
    wanted = Path(shutil.copytree(full, tmp_path / "wanted"))
    steps = counter()
    with beside(grade_all, str(wanted), False, 1, 3, steps) as process:
        process.join()
        assert process.exitcode == 0
    assert steps.value > 20 * STUDENTS

    chance = random.Random(5)
    for attempt in range(KILLS):
        root = Path(shutil.copytree(full, tmp_path / f"killed{attempt}"))
        last = round(0.9 * steps.value * (attempt + chance.random()) / KILLS)
        processes = 2 if attempt == 0 else 1
        if processes == 2:  # then this one does little more than enter marks and move folders
            last = round(steps.value / 20 * chance.uniform(0.5, 1))
        with beside(grade_all, str(root), False, processes, 3, counter(), last) as process:
            process.join()
            assert process.exitcode == -signal.SIGKILL
        assert_whole(root, wanted)
        with beside(grade_all, str(root), False, 1, 3) as process:
            process.join()
            assert process.exitcode == 0
        assert all_rows(Course(root)) == all_rows(Course(wanted))
        for step in ("autograded", "feedback"):
            assert all_files(root / step) == all_files(wanted / step)
        shutil.rmtree(root)


def test_what_a_killed_run_left_beside_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "dora" / ASSIGNMENT
    place.mkdir(parents=True)
    for name in (".quiet-house.0a1b2c3d.making", ".quiet-house.0a1b2c3d.leaving"):
        (place.parent / name / "deep").mkdir(parents=True)
    kept = [place.parent / name for name in (".other-house.0a1b2c3d.making", ".quiet-house")]
    for folder in kept:
        folder.mkdir()
    assert clear_leftovers([place]) == 2
    assert sorted(place.parent.iterdir()) == sorted([place, *kept])


def test_grading_while_a_trainer_marks_loses_neithers_work(full: Path, tmp_path: Path) -> None:
    wanted = Path(shutil.copytree(full, tmp_path / "wanted"))
    for each in (full, wanted):
        grade_assignment(each, ASSIGNMENT, processes=1)
    students = sorted(path.name for path in (full / "submitted").iterdir())[:MARKED]
    url = Course(full).folders.db_url
    with (
        beside(mark_in_formgrader, url, students, 2) as trainer,
        beside(grade_all, str(full), True, 1, 3) as grader,
    ):
        again = 0
        while trainer.is_alive() or grader.is_alive():
            grader.join(0.05)
            if not grader.is_alive() and trainer.is_alive():
                assert grader.exitcode == 0
                again += 1
                with beside(grade_all, str(full), True, 1, 3) as grader_again:
                    grader_again.join()
                    assert grader_again.exitcode == 0
        assert trainer.exitcode == 0, "the trainer was turned away"
        assert grader.exitcode == 0
    rows = {(row[0], row[2]): row for row in all_rows(Course(full))["grade"]}
    for student, _, name, auto, *_ in all_rows(Course(wanted))["grade"]:
        row = rows[student, name]
        assert row[3] == auto
        by_hand = student in students and name in {BY_HAND, BY_RULES[0]}
        assert (row[4], row[5]) == ((1.0, 0.25) if by_hand else (None, None))
    comments = {row[0]: row[4] for row in all_rows(Course(full))["comment"] if row[4]}
    assert comments == dict.fromkeys(students, "round 1")

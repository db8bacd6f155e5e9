from itertools import pairwise
from pathlib import Path

import pytest

from course.demo import load_recruits, run_demo
from grading.nbgrader.course import Course
from simgen.errors import WorkspaceError


def assert_no_human_marks(root: Path) -> None:
    with Course(root).gradebook() as gradebook:
        for submission in gradebook.assignment_submissions("quiet-house"):
            assert submission.needs_manual_grade
            assert all(
                grade.manual_score is None
                for notebook in submission.notebooks
                for grade in notebook.grades
            )


def test_the_demo_ends_with_six_marks_in_the_order_of_skill_and_six_pages(tmp_path: Path) -> None:
    told: list[str] = []
    result = run_demo(tmp_path / "demo", told.append)
    assert [row.rank for row in result.rows] == [1, 2, 3, 4, 5, 6]
    points = [row.points for row in result.rows]
    assert all(higher > lower for higher, lower in pairwise(points))
    for row in result.rows:
        assert row.feedback.is_file()
        assert f"{row.points:g} of " in row.feedback.read_text(encoding="utf-8")
        assert any(str(row.feedback) in line for line in told)
    assert result.gradebook.is_file()
    assert any(str(result.gradebook) in line for line in told)
    assert "Marking, by replaying each case record" in told
    assert_no_human_marks(result.root)


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="already holds something"):
        run_demo(tmp_path, lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_six_differ_in_skill_and_in_the_person_they_meet() -> None:
    recruits = load_recruits()
    assert len({recruit.seed for recruit in recruits}) == 6
    assert len({recruit.skill for recruit in recruits}) == 6

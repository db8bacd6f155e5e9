import time
from pathlib import Path

import pytest

from grading.marking import mark_record
from grading.nbgrader.course import Course
from grading.nbgrader.filling import clamp
from grading.rubric import load_rubric
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    autograded,
    grades,
    put_submission,
    record_of,
    shown_html,
)

RUBRIC = load_rubric()


def test_the_gradebook_holds_what_the_record_is_worth(root: Path, course: Course) -> None:
    folder = put_submission(root, "dora", recruit="ben")
    course.autograde(ASSIGNMENT)
    sheet = mark_record(record_of(folder), ASSIGNMENT).sheet
    assert grades(course, "dora") == {
        result.criterion_id: result.points for result in sheet.results
    }


def test_a_graded_cell_shows_an_explanation_and_then_one_plain_number(
    root: Path, course: Course
) -> None:
    put_submission(root, "dora")
    course.autograde(ASSIGNMENT)
    machine = {each.id for each in RUBRIC.criteria if each.judged_by == "machine"}
    cells = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell
        for cell in autograded(root, "dora")["cells"]
        if "nbgrader" in cell["metadata"]
    }
    for criterion in machine:
        kinds = [output["output_type"] for output in cells[criterion]["outputs"]]
        assert kinds == ["display_data", "execute_result"]
        number = "".join(cells[criterion]["outputs"][1]["data"]["text/plain"])
        assert repr(float(number)) == number


def test_a_human_sees_the_transcript_the_plan_and_the_evidence(root: Path, course: Course) -> None:
    put_submission(root, "dora", recruit="ben")
    course.autograde(ASSIGNMENT)
    page = shown_html(root, "dora")
    assert "The action plan" in page
    assert "The conversation: 24 turns" in page
    assert "What came to light" in page
    assert "Evidence: Partnership and choice" in page
    assert "not yet confirmed by a panel" in page
    tasks = [
        cell["source"]
        for cell in autograded(root, "dora")["cells"]
        if cell["metadata"].get("nbgrader", {}).get("task")
    ]
    assert len(tasks) == 2
    assert all(RUBRIC.level_names[3].lower() in "".join(source) for source in tasks)


def test_human_criteria_wait_for_a_human_and_machine_criteria_do_not(
    root: Path, course: Course
) -> None:
    put_submission(root, "dora")
    course.autograde(ASSIGNMENT)
    with course.gradebook() as gradebook:
        (notebook,) = gradebook.find_submission(ASSIGNMENT, "dora").notebooks
        waiting = {grade.name for grade in notebook.grades if grade.needs_manual_grade}
    assert waiting == {each.id for each in RUBRIC.criteria if each.judged_by == "human"}


def test_a_mark_given_by_hand_survives_marking_again(root: Path, course: Course) -> None:
    put_submission(root, "dora")
    course.autograde(ASSIGNMENT)
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("recording", ASSIGNMENT, ASSIGNMENT, "dora")
        grade.manual_score = 2.5
        gradebook.db.commit()
    course.autograde(ASSIGNMENT, "dora")
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("recording", ASSIGNMENT, ASSIGNMENT, "dora")
        assert grade.manual_score == 2.5


def test_no_kernel_is_started(root: Path, course: Course) -> None:
    for student in ("dora", "eve", "fay"):
        put_submission(root, student)
    before = time.perf_counter()
    course.autograde(ASSIGNMENT)
    assert time.perf_counter() - before < 6
    for cell in autograded(root, "dora")["cells"]:
        assert cell.get("execution_count") is None


@pytest.mark.parametrize(
    ("points", "maximum", "expected"),
    [(2, 3, 2.0), (9, 3, 3.0), (-1, 3, 0.0), (None, 3, 0.0), (True, 3, 1.0), (2.5, 6, 2.5)],
)
def test_a_number_is_a_plain_float_within_the_cells_points(
    points: float | None, maximum: float, expected: float
) -> None:
    clamped = clamp(points, maximum)
    assert type(clamped) is float
    assert clamped == expected

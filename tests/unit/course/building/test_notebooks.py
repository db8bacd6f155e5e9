import re

import pytest
from nbformat.notebooknode import NotebookNode

from course.building import build_assignment, build_self_study, list_lessons, read_lesson
from course.building.notebooks import MARKS_BEGIN, MARKS_END, as_text
from grading.nbgrader.cell_kinds import EVIDENCE_PREFIX, grade_id_of, is_graded, is_task
from grading.rubric import load_rubric

LESSON = read_lesson(list_lessons()[0])
RUBRIC = load_rubric(LESSON.rubric_name)
ROOM = 'from course import case_room\ncase_room("quiet-house")'


@pytest.fixture
def notebook() -> NotebookNode:
    return build_assignment(LESSON, RUBRIC)


def test_one_cell_opens_the_case_room_with_exactly_two_lines(notebook: NotebookNode) -> None:
    rooms = [cell for cell in notebook.cells if cell.source == ROOM]
    assert len(rooms) == 1
    assert rooms[0].metadata["jupyter"] == {"source_hidden": True}
    assert rooms[0].metadata["tags"] == ["case-room"]


def test_the_graded_cells_are_the_rubric(notebook: NotebookNode) -> None:
    cells = {grade_id_of(cell): cell for cell in notebook.cells}
    for criterion in RUBRIC.criteria:
        cell = cells[criterion.id]
        assert cell.metadata.nbgrader["points"] == criterion.maximum
        assert is_task(cell) is (criterion.judged_by == "human")
        assert is_graded(cell) is (criterion.judged_by == "machine")
    graded = [cell for cell in notebook.cells if is_graded(cell) or is_task(cell)]
    assert len(graded) == len(RUBRIC.criteria)


def test_evidence_stands_before_each_task(notebook: NotebookNode) -> None:
    ids = [grade_id_of(cell) for cell in notebook.cells]
    for criterion in RUBRIC.criteria:
        if criterion.judged_by == "human":
            assert ids[ids.index(criterion.id) - 1] == EVIDENCE_PREFIX + criterion.id


def test_every_code_cell_is_hidden_and_every_cell_is_locked(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        assert cell.metadata.nbgrader["locked"]
        if cell.cell_type == "code":
            assert cell.metadata["jupyter"]["source_hidden"]
            assert len(cell.source.splitlines()) <= 2


def test_the_levels_stand_between_nbgraders_marks_so_that_release_takes_them_out(
    notebook: NotebookNode,
) -> None:
    for cell in notebook.cells:
        outside = re.sub(
            f"{re.escape(MARKS_BEGIN)}.*{re.escape(MARKS_END)}", "", cell.source, flags=re.DOTALL
        )
        for criterion in RUBRIC.criteria:
            assert not any(level in outside for level in criterion.levels)


def test_the_same_lesson_gives_the_same_file(notebook: NotebookNode) -> None:
    assert as_text(notebook) == as_text(build_assignment(LESSON, RUBRIC))


def test_self_study_has_the_case_room_and_nothing_to_grade() -> None:
    notebook = build_self_study(LESSON)
    assert [cell.source for cell in notebook.cells if cell.cell_type == "code"] == [ROOM]
    assert not any("nbgrader" in cell.metadata for cell in notebook.cells)

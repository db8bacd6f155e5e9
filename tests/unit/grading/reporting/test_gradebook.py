"""What the gradebook holds is read as it stands: what waits is blank, what is by hand wins."""

from pathlib import Path

import pytest

from grading.reporting.cohort import Cohort, cases_asked_for, open_course, read_cohort
from simgen.errors import ReportError
from tests.unit.grading.reporting.courses import RUBRIC, add_submission, begin_course, hand_in


def test_a_task_that_nobody_has_marked_waits_and_is_not_nought(cohort: Cohort) -> None:
    cleo = cohort.marks.submission("cleo", "quiet-house")
    assert cleo is not None
    assert [mark.criterion_id for mark in cleo.waiting] == ["partnership-and-choice", "recording"]
    assert cleo.total is None
    assert cleo.points_so_far == sum(mark.points or 0 for mark in cleo.marks) > 0
    assert cleo.maximum == RUBRIC.maximum


def test_marks_by_hand_win_and_are_said_to_be_by_hand(cohort: Cohort) -> None:
    ben = cohort.marks.submission("ben", "quiet-house")
    assert ben is not None
    safety = ben.mark("safety")
    assert safety is not None
    assert (safety.points, safety.level, safety.level_name) == (6, 3, "Strong")
    assert safety.by_hand
    listening = ben.mark("listening")
    assert listening is not None
    assert not listening.by_hand


def test_all_marked_gives_a_total_and_the_comments(cohort: Cohort) -> None:
    ada = cohort.marks.submission("ada", "quiet-house")
    assert ada is not None
    assert ada.total == ada.points_so_far == sum(mark.points or 0 for mark in ada.marks)
    recording = ada.mark("recording")
    assert recording is not None
    assert recording.comment == "Kept in her own words.\nWell done."


def test_marks_stand_in_the_rubrics_order(cohort: Cohort) -> None:
    ids = [criterion.id for criterion in RUBRIC.criteria]
    for submission in cohort.marks.submissions:
        assert [mark.criterion_id for mark in submission.marks] == ids


def test_a_penalty_for_lateness_is_taken_off_once(tmp_path: Path) -> None:
    with begin_course(tmp_path) as gradebook:
        hand_in(tmp_path, gradebook, "dora", "quiet-house", b"{}")
        notebook = gradebook.find_submission_notebook("quiet-house", "quiet-house", "dora")
        for grade in notebook.grades:
            grade.manual_score = 1.0
        notebook.late_submission_penalty = 4.0
        gradebook.db.commit()
    (dora,) = read_cohort(open_course(tmp_path)).marks.submissions
    assert dora.total == len(RUBRIC.criteria) - 4


def test_a_cell_that_the_rubric_does_not_have_keeps_its_mark(tmp_path: Path) -> None:
    with begin_course(tmp_path) as gradebook:
        gradebook.add_grade_cell("own", "quiet-house", "quiet-house", max_score=5, cell_type="code")
        hand_in(tmp_path, gradebook, "dora", "quiet-house", b"{}")
        gradebook.find_grade("own", "quiet-house", "quiet-house", "dora").auto_score = 4.0
        gradebook.db.commit()
    (dora,) = read_cohort(open_course(tmp_path)).marks.submissions
    own = dora.mark("own")
    assert own is not None
    assert (own.title, own.points, own.maximum, own.level) == ("own", 4.0, 5.0, None)
    assert dora.marks[-1] == own


def test_no_course_no_assignment_and_nothing_graded_are_told_apart(
    tmp_path: Path, cohort: Cohort
) -> None:
    with pytest.raises(ReportError, match="There is no course in"):
        open_course(tmp_path)
    with pytest.raises(ReportError, match="There is no assignment 'loud-house'.*quiet-house"):
        cases_asked_for(cohort.marks, "loud-house")
    with pytest.raises(ReportError, match="Nothing is graded yet for 'closed-curtains'"):
        cases_asked_for(cohort.marks, "closed-curtains")
    begin_course(tmp_path).close()
    with pytest.raises(ReportError, match="Nothing is graded yet in this course"):
        cases_asked_for(read_cohort(open_course(tmp_path)).marks, None)


def test_an_id_that_leads_out_of_the_course_has_no_work_there(tmp_path: Path) -> None:
    with begin_course(tmp_path / "course") as gradebook:
        add_submission(gradebook, "../../elsewhere", "quiet-house")
    cohort = read_cohort(open_course(tmp_path / "course"))
    (stray,) = cohort.marks.submissions
    assert "cannot be the name of a folder" in cohort.work(stray).problem
    assert not cohort.waits_to_be_graded("../../elsewhere", "final-notice")

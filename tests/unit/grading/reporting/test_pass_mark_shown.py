"""Wherever marks go, the pass mark goes with its error and its makers, and gates stand apart."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_notebook, new_output

from course.dashboard.pages import board_page
from course.dashboard.view import board_view
from grading import rubric as rubrics
from grading.marking import mark_record
from grading.nbgrader.cell_kinds import ROOM_ID, code_cell
from grading.nbgrader.feedback_view import feedback_view
from grading.nbgrader.marking_page import view_marking
from grading.nbgrader.showing import MIME, render, show_result, show_room
from grading.reporting.cohort import Cohort, cases_asked_for, open_course, read_cohort
from grading.reporting.pdf import feedback_pdf
from grading.reporting.portfolio import portfolios
from grading.reporting.tables import marks_table
from grading.reporting.xapi import statements
from grading.reporting.xlsx_file import table_xlsx
from grading.rubric import Rubric
from simgen.record import RECORD_NAME
from tests.unit.grading.panelled import MARK, confirmed, write_rubric
from tests.unit.grading.reporting.courses import demo_record

Read = Callable[[Rubric], Cohort]


@pytest.fixture
def read(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read the small course as if its rubric were another."""

    def with_rubric(rubric: Rubric) -> Cohort:
        write_rubric(rubric, tmp_path / "starter.yaml")
        monkeypatch.setattr(rubrics, "RUBRICS", tmp_path)
        return read_cohort(open_course(small))

    return with_rubric


def adas_points(cohort: Cohort) -> float:
    submission = cohort.marks.submission("ada", "quiet-house")
    assert submission is not None
    assert submission.earned is not None
    return submission.earned


@pytest.fixture
def real(read: Read, cohort: Cohort) -> Cohort:
    """A panel's mark one point above what ada has, with a standard error of 1.2."""
    points = adas_points(cohort) + 1
    return read(confirmed(simulated=False, mark=MARK | {"points": points}))


def test_the_table_says_mark_error_standing_and_gates_apart(real: Cohort) -> None:
    table = marks_table(real, cases_asked_for(real.marks, "quiet-house"))
    rows = {str(row[0]): dict(zip(table.columns, row, strict=True)) for row in table.rows}
    ada = rows["ada"]
    assert (ada["pass mark"], ada["its standard error"]) == (adas_points(real) + 1, 1.2)
    assert "close to the line: 1 away" in str(ada["points and pass mark"])
    assert "8 experienced link workers" in str(ada["about the pass mark"])
    assert rows["ben"]["points and pass mark"] is None, "not marked in full"
    assert rows["ben"]["shut gates"] is None
    assert rows["finn"]["shut gates"] == "Safety"


def test_a_starters_table_has_no_mark_and_says_why(cohort: Cohort) -> None:
    table = marks_table(cohort, cases_asked_for(cohort.marks, "quiet-house"))
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        assert cells["pass mark"] is None
        assert cells["points and pass mark"] is None
        assert "no panel of experienced link workers" in str(cells["about the pass mark"])


def test_the_workbook_says_where_the_mark_comes_from(real: Cohort) -> None:
    cases = cases_asked_for(real.marks, "quiet-house")
    with zipfile.ZipFile(io.BytesIO(table_xlsx(marks_table(real, cases), cases))) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "with a standard error of 1.2: what 8 experienced link workers" in texts


def whole(cohort: Cohort, recruit: str) -> dict[str, Any]:
    (case,) = cases_asked_for(cohort.marks, "quiet-house")
    submission = cohort.marks.submission(recruit, "quiet-house")
    assert submission is not None
    made = statements(case, submission, cohort.work(submission))
    result: dict[str, Any] = next(
        each["result"] for each in made if each["verb"]["id"].endswith("scored")
    )
    return result


def test_statements_name_no_success_close_to_the_line_but_say_where_it_is(real: Cohort) -> None:
    result = whole(real, "ada")
    assert "success" not in result
    said = {key.rsplit("/", 1)[-1]: value for key, value in result["extensions"].items()}
    assert said["pass-mark-standard-error"] == 1.2
    assert said["pass-mark-judges"] == 8
    assert "close to the line" in said["pass-mark-in-words"]
    assert said["shut-gates"] == []


def test_statements_away_from_the_line_say_success(read: Read, cohort: Cohort) -> None:
    points = adas_points(cohort)
    assert whole(read(confirmed(simulated=False, mark=MARK | {"points": points - 5})), "ada")[
        "success"
    ]


def test_statements_of_a_starter_and_a_simulated_panel_know_no_mark(
    read: Read, cohort: Cohort
) -> None:
    assert set(whole(cohort, "ada")) == {"score"}
    assert set(whole(read(confirmed(simulated=True)), "ada")) == {"score"}


def test_the_portfolio_says_it_in_words(real: Cohort) -> None:
    pages = {recruit.id: page.decode() for recruit, page in portfolios(real, real.marks.cases[:])}
    assert "Beside the pass mark: " in pages["ada"]
    assert "close to the line" in pages["ada"]
    assert "Beside the pass mark: " not in pages["ben"]
    assert "Safety comes first." in pages["finn"]


def test_the_dashboard_has_what_is_close_to_the_line_first_and_gates_beside(
    read: Read, real: Cohort
) -> None:
    view = board_view(real, {}, "quiet-house")["pass_mark"]
    (row,) = view["rows"]
    assert row["recruit"] == "ada"
    assert "close to the line" in row["words"]
    assert row["gates"] == []
    assert view["waiting"] == 5
    assert "close to the line" in board_page(board_view(real, {}, "quiet-house"))
    for rubric, says in (
        (confirmed(simulated=True), "SIMULATED: there is no pass mark that counts"),
        (
            rubrics.load_rubric(Path(rubrics.__file__).parent / "rubrics" / "starter.yaml"),
            "starter",
        ),
    ):
        page = board_page(board_view(read(rubric), {}, "quiet-house"))
        assert says in page
        assert "board-pass" in page
        assert "close to the line" not in page


def marked_notebook(rubric: Rubric, folder: Path, points: float | None) -> Any:
    """An autograded notebook of one rule-judged part, and its room."""
    (folder / RECORD_NAME).write_bytes(demo_record("ada"))
    marking = mark_record(folder / RECORD_NAME, "quiet-house", rubric)
    result = marking.sheet.result("listening")
    room, part = code_cell(ROOM_ID, "", tags=[]), code_cell("listening", "", tags=[], points=6.0)
    room.outputs = [new_output("display_data", data={MIME: show_room(marking).data})]
    part.outputs = [new_output("display_data", data={MIME: show_result(result, marking).data})]
    part.metadata.nbgrader |= {"score": points or 0.0, "points": 6.0, "waiting": points is None}
    return new_notebook(cells=[room, part])


def feedback(rubric: Rubric, folder: Path, points: float | None, late: float = 0.0) -> Any:
    marks = {"student": "ada", "score": (points or 0) - late, "max_score": 48.0}
    return feedback_view(
        marked_notebook(rubric, folder, points), marks | {"late_penalty": late, "assignment": ""}
    )


def test_feedback_says_the_mark_and_where_the_points_stand_lateness_aside(tmp_path: Path) -> None:
    rubric = confirmed(simulated=False)
    view = feedback(rubric, tmp_path, 29, late=3)
    assert "30 of 48 points, with a standard error of 1.2" in view["pass_mark"][0]
    assert view["pass_mark"][1].startswith("29 points are close to the line: 1 away")
    assert "A second marker looks at it." in render("feedback.html.j2", view=view)
    assert feedback_pdf(json.loads(json.dumps(view))).startswith(b"%PDF")


def test_feedback_compares_nothing_while_a_part_waits(tmp_path: Path) -> None:
    view = feedback(confirmed(simulated=False), tmp_path, None)
    assert view["pass_mark"][1] == "Points are held against it when every part is marked."


@pytest.mark.parametrize("simulated", [True, False])
def test_feedback_without_a_mark_that_counts_says_so_alone(tmp_path: Path, simulated: bool) -> None:
    rubric = confirmed(simulated=True) if simulated else rubrics.load_rubric()
    (words,) = feedback(rubric, tmp_path, 48)["pass_mark"]
    assert ("SIMULATED" in words) is simulated
    assert words in render("feedback.html.j2", view=feedback(rubric, tmp_path, 48)).replace(
        "&#39;", "'"
    )


def test_feedback_of_an_older_kits_notebook_has_nothing_to_say_on_it(tmp_path: Path) -> None:
    notebook = marked_notebook(rubrics.load_rubric(), tmp_path, 6)
    del notebook.cells[0].outputs[0].data[MIME]["pass_mark"]
    marks = {"student": "ada", "score": 6, "max_score": 48.0, "late_penalty": 0, "assignment": ""}
    assert feedback_view(notebook, marks)["pass_mark"] == []
    assert view_marking(notebook)["pass_mark"] is None


def test_the_markers_page_holds_the_mark_to_add_up_beside(tmp_path: Path) -> None:
    view = view_marking(marked_notebook(confirmed(simulated=False), tmp_path, None))["pass_mark"]
    assert (view["points"], view["standard_error"]) == (30.0, 1.2)
    assert "A second marker looks at it." in view["says"]["close"]
    assert view_marking(marked_notebook(confirmed(simulated=True), tmp_path, None))["pass_mark"][
        "words"
    ].startswith("SIMULATED")

"""CSV that a spreadsheet shows and never runs, and that Moodle and Canvas take in."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from grading.reporting.cohort import Cohort, cases_asked_for
from grading.reporting.csv_files import canvas_csv, moodle_csv, table_csv
from grading.reporting.formulas import BEGINS_FORMULA, harmless
from grading.reporting.tables import Table, marks_table
from tests.unit.grading.reporting.courses import HOSTILE, RUBRIC

TEXTS = st.text(max_size=40) | st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["", " ", "\t", "\n", "\ufeff", "\u202e"]),
    st.sampled_from([*BEGINS_FORMULA, '"', ",", ";"]),
    st.text(max_size=20),
)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(TEXTS)
def test_no_text_begins_like_a_formula(text: str) -> None:
    cell = harmless(text)
    assert not cell.lstrip() or cell.lstrip()[0] not in BEGINS_FORMULA
    assert not cell or cell[0] not in BEGINS_FORMULA


@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_whatever_a_cell_holds_the_table_keeps_its_shape(texts: list[str]) -> None:
    rows = read(table_csv(Table(("a", "b", "c"), (tuple(texts), (1, None, 2.5)))))
    assert rows == [["a", "b", "c"], [harmless(text) for text in texts], ["1", "", "2.5"]]


def test_ordinary_text_stays_as_it_is() -> None:
    for text in ("ada", "Kept in her own words.\nWell done.", "a-b", "O’Neill", "5 + 3"):
        assert harmless(text) == text


def test_negative_numbers_stay_numbers() -> None:
    assert read(table_csv(Table(("taken off",), ((-2.5,),))))[1] == ["-2.5"]


def test_each_row_has_every_criterion_and_says_what_waits(cohort: Cohort) -> None:
    cases = cases_asked_for(cohort.marks, None)
    rows = read(table_csv(marks_table(cohort, cases)))
    header = rows[0]
    assert len(rows) == 1 + 8
    ada, cleo = (
        dict(zip(header, next(row for row in rows if row[:2] == [who, "quiet-house"]), strict=True))
        for who in ("ada", "cleo")
    )
    for criterion in RUBRIC.criteria:
        assert ada[f"{criterion.title}: points"]
        assert ada[f"{criterion.title}: level in words"] in RUBRIC.level_names
    assert ada["status"] == "marked"
    assert ada["level of the whole"] in RUBRIC.level_names
    assert cleo["level of the whole"] == ""
    assert float(ada["points"]) == float(ada["points so far"])
    assert cleo["status"] == "waits for: Partnership and choice; Recording with respect"
    assert cleo["points"] == cleo["Recording with respect: points"] == ""
    assert cleo["Recording with respect: marked by"] == "nobody yet"
    assert ada["Recording with respect: marked by"] == "trainer"
    assert ada["Listening: marked by"] == "kit"
    assert cleo["rubric status"] == RUBRIC.status


def test_moodle_gets_whole_marks_with_their_feedback_and_nobody_elses(cohort: Cohort) -> None:
    rows = read(moodle_csv(cohort.marks, cases_asked_for(cohort.marks, "quiet-house")))
    assert rows[0] == [
        *("Username", "ID number"),
        *("Assignment: The quiet house (Real)", "Assignment: The quiet house (Feedback)"),
    ]
    assert [row[0] for row in rows[1:]] == ["ada"]
    ada = cohort.marks.submission("ada", "quiet-house")
    assert ada is not None
    assert float(rows[1][2]) == ada.total
    assert "Recording with respect: Kept in her own words." in rows[1][3]


def test_canvas_finds_its_columns_and_its_row_of_points(cohort: Cohort) -> None:
    rows = read(canvas_csv(cohort.marks, cases_asked_for(cohort.marks, None)))
    assert rows[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert set(rows[0][5:]) == {"The quiet house", "Final notice"}
    assert rows[1] == ["Points Possible", "", "", "", "", *[str(RUBRIC.maximum)] * 2]
    assert [row[3] for row in rows[2:]] == ["ada"]
    assert rows[2][rows[0].index("Final notice")] == ""
    assert float(rows[2][rows[0].index("The quiet house")]) > 30


def test_a_hostile_recruit_is_text_in_every_file(hostile_cohort: Cohort) -> None:
    cases = cases_asked_for(hostile_cohort.marks, None)
    for content in (
        table_csv(marks_table(hostile_cohort, cases)),
        moodle_csv(hostile_cohort.marks, cases),
        canvas_csv(hostile_cohort.marks, cases),
    ):
        rows = read(content)
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell[:1] in BEGINS_FORMULA and cell]
        assert any("'=x<img" in cell for cell in cells)
    assert any(HOSTILE in cell for cell in cells) is False
    assert HOSTILE in "".join(read(moodle_csv(hostile_cohort.marks, cases))[1])

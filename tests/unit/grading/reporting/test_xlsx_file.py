"""The workbook: numbers are numbers, text is text, nothing is a formula or a link."""

import io
import re
import zipfile

from grading.reporting.cohort import Cohort, cases_asked_for
from grading.reporting.tables import Table, marks_table
from grading.reporting.xlsx_file import LONGEST_CELL, table_xlsx


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def workbook(cohort: Cohort) -> dict[str, str]:
    cases = cases_asked_for(cohort.marks, None)
    return parts(table_xlsx(marks_table(cohort, cases), cases))


def test_it_holds_marks_rubric_and_how_to_read_them(cohort: Cohort) -> None:
    book = workbook(cohort)
    assert re.findall(r'<sheet name="([^"]+)"', book["xl/workbook.xml"]) == [
        "Marks",
        "Rubric",
        "Read me",
    ]
    texts = book["xl/sharedStrings.xml"]
    assert "not yet confirmed by a panel" in texts
    assert "nobody yet" in texts


def test_points_are_numbers(cohort: Cohort) -> None:
    ada = cohort.marks.submission("ada", "quiet-house")
    assert ada is not None
    sheet = workbook(cohort)["xl/worksheets/sheet1.xml"]
    assert re.search(rf'<c r="F\d+"[^>]*><v>{ada.total:g}</v></c>', sheet)
    assert re.search(r'<c r="F\d+"[^>]*t="s"', sheet.split("</row>", 1)[1]) is None


def test_nothing_hostile_becomes_a_formula_or_a_link(hostile_cohort: Cohort) -> None:
    book = workbook(hostile_cohort)
    sheets = "".join(text for name, text in book.items() if "worksheets/sheet" in name)
    assert "<f>" not in sheets
    assert "<hyperlink" not in sheets
    assert "=cmd|" in book["xl/sharedStrings.xml"]
    assert not [name for name in book if "externalLink" in name]


def test_a_text_longer_than_a_cell_is_cut_and_addresses_stay_text() -> None:
    book = parts(table_xlsx(Table(("a", "b"), (("y" * 40_000, "https://example.org"),)), []))
    assert "y" * LONGEST_CELL in book["xl/sharedStrings.xml"]
    assert "y" * (LONGEST_CELL + 1) not in book["xl/sharedStrings.xml"]
    assert "<hyperlink" not in book["xl/worksheets/sheet1.xml"]


def test_the_same_marks_give_the_same_file(cohort: Cohort) -> None:
    cases = cases_asked_for(cohort.marks, None)
    table = marks_table(cohort, cases)
    assert table_xlsx(table, cases) == table_xlsx(table, cases)

"""One export: which marks, in which form, to which file; and what to tell the trainer about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from grading.reporting.cohort import Cohort, cases_asked_for, open_course, read_cohort
from grading.reporting.csv_files import canvas_csv, moodle_csv, table_csv
from grading.reporting.marks import CaseOfCourse
from grading.reporting.portfolio import portfolios
from grading.reporting.tables import marks_table
from grading.reporting.writing import file_name, write_report
from grading.reporting.xapi import HOME_PAGE, xapi_lines

Format = Literal["csv", "xlsx", "moodle", "canvas", "xapi", "portfolio", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)

EXPORTS = "exports"
"""The folder of a course that exports go to unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and sentences for the trainer on what is and is not in them."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...]


def export(
    root: Path,
    form: Format,
    assignment: str | None,
    to: Path | None = None,
    home_page: str = HOME_PAGE,
) -> Exported:
    """
    Write marks of a course.

    ``assignment`` None means every case with graded work. ``to`` is a file, or for
    portfolio and pdf a folder. Raises :class:`~simgen.errors.ReportError` where there is
    nothing to write or it cannot be written.
    """
    cohort = read_cohort(open_course(root))
    cases = cases_asked_for(cohort.marks, assignment)
    remarks = tuple(_remarks(cohort, cases, form))
    if form == "portfolio":
        folder = to or root / "portfolio"
        files = [
            write_report(folder / f"{file_name(recruit.id)}.html", content)
            for recruit, content in portfolios(cohort, cases)
        ]
        return Exported(tuple(files), remarks)
    if form == "pdf":
        return Exported(tuple(write_pdfs(cohort, cases, to)), remarks)
    ending = {"xlsx": "xlsx", "xapi": "jsonl"}.get(form, "csv")
    name = f"{file_name(assignment) if assignment else 'all-cases'}-{form}.{ending}"
    content = _CONTENTS[form](cohort, cases, home_page)
    return Exported((write_report(to or root / EXPORTS / name, content),), remarks)


def write_pdfs(cohort: Cohort, cases: Sequence[CaseOfCourse], to: Path | None) -> Iterator[Path]:
    """Write each PDF beside its page, or all of them into one folder."""
    from grading.reporting.pdf import feedback_pdfs, path_beside_page

    for submission, content in feedback_pdfs(cohort, cases):
        name = f"{file_name(submission.recruit)}-{file_name(submission.assignment)}.pdf"
        place = to / name if to else path_beside_page(cohort.course, submission)
        yield write_report(place, content)


def _table_xlsx(cohort: Cohort, cases: Sequence[CaseOfCourse], _home: str) -> bytes:
    from grading.reporting.xlsx_file import table_xlsx

    return table_xlsx(marks_table(cohort, cases), cases)


_CONTENTS: dict[Format, Callable[[Cohort, Sequence[CaseOfCourse], str], bytes]] = {
    "csv": lambda cohort, cases, _home: table_csv(marks_table(cohort, cases)),
    "xlsx": _table_xlsx,
    "moodle": lambda cohort, cases, _home: moodle_csv(cohort.marks, cases),
    "canvas": lambda cohort, cases, _home: canvas_csv(cohort.marks, cases),
    "xapi": xapi_lines,
}


def _remarks(cohort: Cohort, cases: Sequence[CaseOfCourse], form: Format) -> list[str]:
    remarks = []
    for case in cases:
        submissions = cohort.marks.of(case.id)
        waiting = [each for each in submissions if each.waiting]
        if waiting:
            titles = sorted({mark.title for each in waiting for mark in each.waiting})
            blank = {
                "moodle": "left out, or blank",
                "canvas": "left out, or blank",
                "xapi": "without a total score",
            }.get(form, "blank")
            remarks.append(
                f"{case.title}: {len(waiting)} of {len(submissions)} wait for a trainer's marks "
                f"({'; '.join(titles)}); these are {blank}, not nought."
            )
        missing = [
            recruit.id
            for recruit in cohort.marks.recruits
            if cohort.waits_to_be_graded(recruit.id, case.id)
        ]
        if missing:
            remarks.append(
                f"{case.title}: {len(missing)} collected and not autograded yet, so not in the file."
            )
    return remarks

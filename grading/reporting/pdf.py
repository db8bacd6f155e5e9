"""
Feedback on paper: a tagged PDF that a screen reader can read (PDF/UA-1).

Typst sets it. Its wheel needs nothing of the system and brings its own fonts;
WeasyPrint needs Pango installed, and fpdf2 makes no tagged tables. All data
goes in as one JSON text, so a recruit's words are values there and never markup.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import typst
from nbconvert.exporters.exporter import ResourcesDict

from grading.nbgrader.course import Course
from grading.nbgrader.feedback import GetMarks
from grading.nbgrader.feedback_view import feedback_view
from grading.reporting.cohort import Cohort
from grading.reporting.marks import CaseOfCourse, Submission
from grading.reporting.pages import TEMPLATES
from simgen.errors import WorkspaceError

OWN_FONT = "Libertinus Serif"
"""Comes with Typst: Latin, Greek and Cyrillic letters."""
OTHER_FONTS = ("Noto Sans", "Noto Sans CJK SC", "Arial", "DejaVu Sans")
"""Where a text needs letters that ours lacks, and the computer has one of these."""


def feedback_pdfs(
    cohort: Cohort, cases: Sequence[CaseOfCourse]
) -> Iterator[tuple[Submission, bytes]]:
    """
    Yield each submission that has been autograded, and its feedback as a PDF.

    The data is that of the feedback page: the autograded notebook, and marks and
    comments as they stand in the gradebook now.
    """
    for case in cases:
        for submission in cohort.marks.of(case.id):
            view = feedback_data(cohort.course, submission)
            if view is not None:
                yield submission, feedback_pdf(view)


def feedback_pdf(view: Mapping[str, Any]) -> bytes:
    """
    Return the PDF of a feedback view.

    Letters that no font here has are shown as empty boxes; the paper then says so,
    and is tagged but does not claim PDF/UA.
    """
    source = (TEMPLATES / "feedback.typ").read_bytes()
    data = json.dumps(view, ensure_ascii=False)
    fonts = ",".join([OWN_FONT, *OTHER_FONTS])
    for own, missing in ((True, "no"), (False, "no"), (False, "yes")):
        try:
            made = typst.compile(
                source,
                sys_inputs={
                    "view": data,
                    "fonts": OWN_FONT if own else fonts,
                    "missing": missing,
                },
                ignore_system_fonts=own,
                pdf_standards=[] if missing == "yes" else ["ua-1"],
            )
        except typst.TypstError as error:
            if missing == "yes" or "could not be displayed" not in str(error):
                raise
        else:
            return bytes(made)
    raise AssertionError  # the last of the three returns or raises


def feedback_data(course: Course, submission: Submission) -> dict[str, Any] | None:
    """Return what a recruit's feedback says; None where nothing was autograded."""
    try:
        folder = course.folder("autograded", submission.recruit, submission.assignment)
    except WorkspaceError:
        return None
    path = folder / f"{submission.assignment}.ipynb"
    if not path.is_file():
        return None
    marks = {
        "student": submission.recruit,
        "assignment": submission.assignment,
        "notebook": submission.assignment,
        "db_url": course.db_url,
    }
    resources = ResourcesDict(nbgrader=marks)
    notebook = nbformat.read(path, as_version=4)
    notebook, resources = GetMarks().preprocess(notebook, resources)
    return feedback_view(notebook, resources["nbgrader"])


def path_beside_page(course: Course, submission: Submission) -> Path:
    """Return where the PDF lies: beside the page, under the same name."""
    folder = course.folder("feedback", submission.recruit, submission.assignment)
    return folder / f"{submission.assignment}.pdf"

"""
Everything of one run that needs nbgrader: settings, folders, template, gradebook, pages.

It is loaded while other processes get ready.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.exc import SAWarning

from grading.batch.conditions import against_quick_feedback, against_quick_grading
from grading.batch.entering import Entry, enter
from grading.batch.gradebook import OpenGradebook, chunks
from grading.batch.handed_in import OddFile, read_plain
from grading.batch.marking_one import Marked
from grading.batch.marks import read_marks
from grading.batch.page_one import PageTask, write_page
from grading.batch.places import Place, Places, is_to_be_graded, moment_of, unknown
from grading.batch.pool import Failed, Pool
from grading.batch.report import BatchReport, Progress, SubmissionReport
from grading.batch.staging import clear_leftovers, put_in_place, remove, staged
from grading.batch.template import Template
from grading.nbgrader.course import Course
from grading.nbgrader.submission import course_notebook
from simgen.errors import WorkspaceError
from simgen.record import RECORD_NAME
from simgen.record.events import MAX_BYTES

_RECORD_ID = re.compile(rb'"record_id"\s*:\s*"([0-9a-f]{32})"')
_AT_ONCE = 200
"""Students whose marks are read with one query."""


class Desk:
    """
    One assignment of one course, laid out for grading; use it in a ``with`` statement.

    ``to_grade`` and ``unchanged`` are submissions, ``refused`` what nothing can
    be entered for. ``own_way`` holds the reasons why only nbgrader's own steps
    will do. Raises :class:`~simgen.errors.WorkspaceError` in words.
    """

    def __init__(
        self, root: Path, assignment: str, students: Sequence[str], *, again: bool
    ) -> None:
        self.course = Course(root)
        self.assignment = assignment
        self.book = OpenGradebook(self.course)
        cells = self.book.cells(assignment)
        self.own_way = tuple(against_quick_grading(self.course))
        if cells is None:
            self.own_way += (f"'{assignment}' has cells that the kit did not make",)
        else:
            self.cells = cells
            self.template = self._template()
        self.places = Places(self.course, assignment)
        self._all, refused = self.places.find()
        self._choose(students, refused)
        clear_leftovers([place.autograded for place in self._all])
        again = again or self.places.always
        self.again = again
        self.to_grade = [place for place in self._all if is_to_be_graded(place, again=again)]
        chosen = {place.student for place in self.to_grade}
        self.unchanged = [place for place in self._all if place.student not in chosen]
        self.refused = [
            SubmissionReport(student, "refused", verdict=reason) for student, reason in refused
        ]
        self._late = self.course.step(Autograde)
        self._records: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.__exit__()

    def enter(self, marked: Sequence[Marked]) -> Mapping[str, tuple[str, ...]]:
        """Enter marks in the gradebook; return what there is to say about times of handing in."""
        remarks: dict[str, tuple[str, ...]] = {}
        entries = []
        for each in marked:
            moment = None
            try:
                moment = moment_of(each.timestamp)
            except ValueError as error:
                words = "Nothing was taken off for lateness; ask when it was handed in."
                remarks[each.student] = (f"timestamp.txt: {error}. {words}",)
            entries.append(Entry(each.student, each.points, moment))
            if each.record_id:
                self._records.setdefault(each.record_id, []).append(each.student)
        late = AssignLatePenalties(parent=self._late)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            self.book.write(lambda session: enter(session, entries, self.cells, late))
        return remarks

    def same_records(self) -> list[tuple[str, ...]]:
        """Return the students who handed in one and the same record, in groups."""
        for place in self.unchanged:
            record_id = _record_id_in(place.folder)
            if record_id:
                self._records.setdefault(record_id, []).append(place.student)
        groups = (tuple(sorted(group)) for group in self._records.values() if len(group) > 1)
        return sorted(groups)

    def grade_nbgraders_way(self, report: BatchReport) -> None:
        """Grade by nbgrader's own steps, one student after another, for settings that need them."""
        report.own_way = self.own_way
        for refused in self.refused:
            report.add(refused)
        report.counts["unchanged"] = len(self.unchanged)
        for place in self.to_grade:
            try:
                self.course.autograde(self.assignment, place.student)
            except WorkspaceError as error:
                report.add(SubmissionReport(place.student, "refused", verdict=str(error)))
                continue
            report.add(SubmissionReport(place.student, "graded"))

    def write_pages(self, report: BatchReport, processes: int, progress: Progress) -> None:
        """Write the feedback page of everybody who has been graded."""
        places = [place for place in self._all if place.autograded.is_dir()]
        reasons = tuple(against_quick_feedback(self.course))
        if reasons or not hasattr(self, "cells"):
            report.own_way += reasons
            for place in places:
                self.course.feedback(self.assignment, place.student)
                report.pages += 1
            return
        clear_leftovers([self.places.feedback_of(place) for place in places])
        total = len(places)
        at_once = processes if total >= 4 * processes else 1
        by_student = {place.student: place for place in places}
        with Pool(write_page, at_once) as pool:
            pool.warm_up()
            progress("Feedback", 0, total)
            for done, (task, page) in enumerate(pool.run(self._pages(places, report)), start=1):
                if isinstance(page, Failed):
                    remove(task.staged)
                    report.add(_no_page(task.student, page.words))
                else:
                    put_in_place(task.staged, self.places.feedback_of(by_student[task.student]))
                    report.pages += 1
                progress("Feedback", done, total)

    def _pages(self, places: Sequence[Place], report: BatchReport) -> Iterator[PageTask]:
        step = self.course.step(GenerateFeedback)
        for some in chunks(places, _AT_ONCE):
            with self.book.reading() as session:
                marks = read_marks(session, [place.student for place in some], self.cells)
            for place in some:
                if place.student not in marks:
                    report.add(_no_page(place.student, "the gradebook does not have it"))
                    continue
                yield PageTask(
                    student=place.student,
                    assignment=self.assignment,
                    autograded=place.autograded,
                    staged=staged(self.places.feedback_of(place)),
                    marks=marks[place.student],
                    ignored=tuple(self.course.folders.ignore),
                    files=int(str(step.permissions), 8),
                    group=self.places.group,
                )

    def _template(self) -> Template:
        """Make the assignment's notebook by nbgrader's own sanitising steps."""
        step = self.course.step(Autograde)
        exporter = step.exporter_class(parent=step, config=step.config)
        for kind in step.sanitize_preprocessors:
            exporter.register_preprocessor(kind)
        notebook = course_notebook(self.book.gradebook, self.cells.name, self.assignment)
        self.book.gradebook.db.remove()
        ids = {
            "student": "",
            "assignment": self.assignment,
            "notebook": self.cells.name,
            "db_url": self.book.url,
        }
        resources = {"unique_key": self.cells.name, "nbgrader": ids, "metadata": {"path": ""}}
        text, _ = exporter.from_notebook_node(notebook, resources=resources)
        return Template(self.assignment, self.cells.name, text)

    def _choose(self, students: Sequence[str], refused: list[tuple[str, str]]) -> None:
        """Keep only the students who were named; raises ``WorkspaceError`` for one not there."""
        if not self._all and not refused:
            raise WorkspaceError(
                f"Nobody's work on '{self.assignment}' lies in "
                f"{self.course.folders.submitted_directory}/. Collect it first: nbgrader collect "
                f"{self.assignment}"
            )
        if not students:
            return
        missing = [each for each in unknown(students, self._all) if each not in dict(refused)]
        if missing:
            raise WorkspaceError(
                f"There is no work of {', '.join(missing)} on '{self.assignment}' in "
                f"{self.course.folders.submitted_directory}/."
            )
        self._all = [place for place in self._all if place.student in students]
        refused[:] = [each for each in refused if each[0] in students]


def _record_id_in(folder: Path) -> str:
    """Return the id that a record gives itself, without reading the rest of it."""
    try:
        content = read_plain(folder / RECORD_NAME, MAX_BYTES)
    except OddFile:
        return ""
    found = _RECORD_ID.search(content or b"", 0, 4096)
    return found.group(1).decode("ascii") if found else ""


def _no_page(student: str, words: str) -> SubmissionReport:
    return SubmissionReport(
        student,
        "refused",
        verdict=f"No feedback page was written: {words}. Grade this submission again with --force.",
    )

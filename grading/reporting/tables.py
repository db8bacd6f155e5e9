"""
Marks as one flat table: a row for each recruit on each case.

A mark that nobody has given yet is an empty cell, and the column ``status``
says what it waits for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grading.gates import overall_level, shut_gates
from grading.pass_mark import provenance, standing_in
from grading.reporting.cohort import Cohort
from grading.reporting.marks import CaseOfCourse, Mark, Submission
from grading.reporting.work import Work
from grading.results import ShutGate

Cell = str | float | int | None
"""Text, a number, or nothing. Text may be anybody's: see :mod:`grading.reporting.formulas`."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column titles, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def marks_table(cohort: Cohort, cases: Sequence[CaseOfCourse]) -> Table:
    """Return everybody's marks on some cases, criterion by criterion, and what they did."""
    criteria = _criteria(cohort, cases)
    columns = [
        *("recruit", "assignment", "case", "handed in (UTC)", "status"),
        *("points", "points so far", "maximum", "taken off for lateness", "level of the whole"),
        *(
            "shut gates",
            "pass mark",
            "its standard error",
            "points and pass mark",
            "about the pass mark",
        ),
    ]
    for _id, title in criteria:
        columns += [
            f"{title}: {what}"
            for what in ("points", "of", "level", "level in words", "marked by", "comment")
        ]
    columns += [
        *("turns", "attempts", "hints", "minutes", "came to light", "there were", "steps planned"),
        *("rubric", "rubric status"),
    ]
    rows = (
        _row(case, submission, cohort.work(submission), [name for name, _title in criteria])
        for case in cases
        for submission in cohort.marks.of(case.id)
    )
    return Table(tuple(columns), tuple(rows))


def status_of(submission: Submission, work: Work) -> str:
    """Return in words how far the marking is."""
    if work.problem:
        return f"could not be marked: {work.problem}"
    if submission.waiting:
        return f"waits for: {'; '.join(mark.title for mark in submission.waiting)}"
    return "marked"


def whole_in_words(case: CaseOfCourse, submission: Submission) -> str | None:
    """Return the level of all parts together, capped by shut gates; None while a part waits."""
    if submission.total is None:
        return None
    level = overall_level(submission.total, submission.maximum, gates_shut(case, submission))
    return case.rubric.level_names[level]


def gates_shut(case: CaseOfCourse, submission: Submission) -> tuple[ShutGate, ...]:
    """Return the gates that a recruit's marks leave shut."""
    levels = {mark.criterion_id: mark.level for mark in submission.marks if mark.level is not None}
    return shut_gates(levels, case.rubric)


def _criteria(cohort: Cohort, cases: Sequence[CaseOfCourse]) -> list[tuple[str, str]]:
    """Return each criterion of these cases once, with its title, in the order of the rubrics."""
    found: dict[str, str] = {}
    for case in cases:
        found.update({each.id: each.title for each in case.rubric.criteria if each.id not in found})
    for case in cases:
        for submission in cohort.marks.of(case.id):
            for mark in submission.marks:
                found.setdefault(mark.criterion_id, mark.title)
    return list(found.items())


def _row(
    case: CaseOfCourse, submission: Submission, work: Work, criteria: Iterable[str]
) -> tuple[Cell, ...]:
    cells: list[Cell] = [
        submission.recruit,
        case.id,
        case.title,
        f"{submission.handed_in:%Y-%m-%d %H:%M}" if submission.handed_in else None,
        status_of(submission, work),
        submission.total,
        submission.points_so_far,
        submission.maximum,
        submission.late_penalty or None,
        whole_in_words(case, submission),
        "; ".join(gate.title for gate in gates_shut(case, submission)) or None,
        *_pass_mark_cells(case, submission, work),
    ]
    for criterion in criteria:
        cells += _mark_cells(submission.mark(criterion))
    usable = not work.problem
    cells += [
        *((work.turns, work.attempts, work.hints) if usable else (None, None, None)),
        None if work.minutes is None else round(work.minutes, 1),
        *((work.came_to_light, len(work.found), work.steps_planned) if usable else (None,) * 3),
        f"{case.rubric.id} {case.rubric.version}",
        case.rubric.status,
    ]
    return tuple(cells)


def _pass_mark_cells(case: CaseOfCourse, submission: Submission, work: Work) -> tuple[Cell, ...]:
    """Return mark, standard error, where the points stand and who set the mark: never one alone."""
    mark = case.rubric.pass_mark
    there = None if work.problem else standing_in(case.rubric, submission.earned)
    return (
        mark.points if mark else None,
        mark.standard_error if mark else None,
        there.words if there else None,
        provenance(case.rubric),
    )


def _mark_cells(mark: Mark | None) -> tuple[Cell, ...]:
    if mark is None:
        return (None,) * 6
    if mark.points is None:
        return (None, mark.maximum, None, None, "nobody yet", mark.comment or None)
    by = "trainer" if mark.by_hand else "kit"
    return (
        mark.points,
        mark.maximum,
        mark.level,
        mark.level_name or None,
        by,
        mark.comment or None,
    )

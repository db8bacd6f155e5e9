"""
A portfolio for each recruit: all their cases on one page of their own.

It shows how far they have come in words and in their own words, so that they
can take it to supervision. One file, without scripts, that also prints well.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from grading.nbgrader.views import plain
from grading.pass_mark import provenance, standing_in
from grading.reporting.cohort import Cohort
from grading.reporting.marks import CaseOfCourse, CourseMarks, Mark, Recruit, Submission
from grading.reporting.pages import page
from grading.reporting.tables import gates_shut
from grading.reporting.work import Work

_LAST = datetime.max  # noqa: DTZ901 - nbgrader's times have no zone; this one sorts last


def portfolios(cohort: Cohort, cases: Sequence[CaseOfCourse]) -> Iterator[tuple[Recruit, bytes]]:
    """Yield each recruit with graded work on one of the cases, and their page."""
    for recruit in cohort.marks.recruits:
        done = _done(cohort.marks, recruit, cases)
        if done:
            view = portfolio_view(recruit, [(case, each, cohort.work(each)) for case, each in done])
            yield recruit, page("portfolio.html.j2", view=view).encode()


def portfolio_view(
    recruit: Recruit, done: Sequence[tuple[CaseOfCourse, Submission, Work]]
) -> dict[str, Any]:
    """Return what the page shows; ``done`` is in the order in which it was handed in."""
    works = [work for _case, _submission, work in done]
    timed = [work.minutes for work in works if work.minutes is not None]
    name = " ".join(part for part in (recruit.first_name, recruit.last_name) if part)
    return {
        "recruit": plain(recruit.id),
        "name": name or plain(recruit.id),
        "turns": sum(work.turns_practised for work in works),
        "minutes": _length(sum(timed)) if timed else "",
        "timed": len(timed),
        "cases": [_case_view(*each) for each in done],
        "progress": _progress(done),
        "level_names": done[0][0].rubric.level_names,
        "pass_marks": sorted(
            {f"{case.rubric.title}: {provenance(case.rubric)}" for case, _s, _w in done}
        ),
        "notices": sorted({f"{case.rubric.title}: {case.rubric.notice}" for case, _s, _w in done}),
    }


def _done(
    marks: CourseMarks, recruit: Recruit, cases: Sequence[CaseOfCourse]
) -> list[tuple[CaseOfCourse, Submission]]:
    found = [
        (case, submission)
        for case in cases
        if (submission := marks.submission(recruit.id, case.id)) is not None
    ]
    return sorted(found, key=lambda each: (each[1].handed_in or _LAST, each[0].id))


def _case_view(case: CaseOfCourse, submission: Submission, work: Work) -> dict[str, Any]:
    there = standing_in(case.rubric, submission.earned)
    return {
        "title": case.title,
        "handed_in": _day(submission.handed_in),
        "problem": work.problem,
        "points": submission.points_so_far,
        "maximum": submission.maximum,
        "waiting": [mark.title for mark in submission.waiting],
        "standing": there.words if there else "",
        "gates": [gate.words for gate in gates_shut(case, submission)],
        "work": work,
        "comments": [mark for mark in submission.marks if mark.comment],
        "strongest": _strongest(submission.marks),
    }


def _strongest(marks: Sequence[Mark]) -> list[Mark]:
    """Return up to three criteria at their highest level, from level 2 up, in the rubric's order."""
    best = sorted(
        (mark for mark in marks if (mark.level or 0) >= 2), key=lambda mark: -(mark.level or 0)
    )
    chosen = {mark.criterion_id for mark in best[:3]}
    return [mark for mark in marks if mark.criterion_id in chosen]


def _progress(done: Sequence[tuple[CaseOfCourse, Submission, Work]]) -> list[dict[str, Any]]:
    """Return each criterion with its level in every case, and in words how it went on."""
    titles: dict[str, str] = {}
    for _case, submission, _work in done:
        for mark in submission.marks:
            titles.setdefault(mark.criterion_id, mark.title)
    rows = []
    for criterion, title in titles.items():
        marks = [submission.mark(criterion) for _case, submission, _work in done]
        rows.append({"title": title, "marks": marks, "words": _way(marks)})
    return rows


def _way(marks: Sequence[Mark | None]) -> str:
    levels = [mark for mark in marks if mark is not None and mark.level is not None]
    if not levels:
        return "Not marked yet"
    first, last = levels[0], levels[-1]
    if len(levels) == 1:
        return "One case so far"
    if (last.level or 0) > (first.level or 0):
        return f"Grown from {first.level_name.lower()} to {last.level_name.lower()}"
    if (last.level or 0) < (first.level or 0):
        return f"Was {first.level_name.lower()}; {last.level_name.lower()} in the latest case"
    return f"Steady at {last.level_name.lower()}"


def _day(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%B %Y}" if moment else ""


def _length(minutes: float) -> str:
    whole = round(minutes)
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{whole} {'minute' if whole == 1 else 'minutes'}"
    return f"{hours} {'hour' if hours == 1 else 'hours'}" + (f" {rest} minutes" if rest else "")

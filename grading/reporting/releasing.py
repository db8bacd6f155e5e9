"""Feedback in one go: pages and PDFs made from the marks as they stand, then released together."""

from dataclasses import dataclass
from pathlib import Path

from grading.nbgrader.course import Course
from grading.reporting.cohort import cases_asked_for, open_course, read_cohort
from grading.reporting.exporting import write_pdfs
from grading.reporting.pdf import path_beside_page


@dataclass(frozen=True, slots=True)
class Released:
    """
    Who can fetch feedback now.

    ``pages`` and ``papers`` count pages and PDFs; ``waiting`` are recruits whose
    feedback says that a part has still to be marked; ``passed_over`` those whose
    work did not come through the exchange, so that nothing can reach them there.
    """

    assignment: str
    pages: int
    papers: int
    waiting: tuple[str, ...]
    passed_over: tuple[str, ...]


def release_feedback(root: Path, assignment: str) -> Released:
    """
    Make everybody's page and PDF anew and put them where each recruit can fetch their own.

    Done again it replaces both. Stopped half-way, what was released before stays
    until the same command is given again. Raises :class:`~simgen.errors.ReportError`
    where nothing is graded, :class:`~simgen.errors.WorkspaceError` with nbgrader's
    words where it fails.
    """
    course = open_course(root)
    cases_asked_for(read_cohort(course).marks, assignment)
    course.feedback(assignment)
    cohort = read_cohort(course)
    cases = cases_asked_for(cohort.marks, assignment)
    papers = list(write_pdfs(cohort, cases, None))
    course.release_feedback(assignment)
    there = {each.recruit: path_beside_page(course, each) for each in cohort.marks.of(assignment)}
    pages = {who: paper for who, paper in there.items() if paper.with_suffix(".html").is_file()}
    over = sorted(who for who in pages if not _reachable(course, who, assignment))
    return Released(
        assignment=assignment,
        pages=len(pages) - len(over),
        papers=sum(paper in papers for who, paper in pages.items() if who not in over),
        waiting=tuple(
            each.recruit
            for each in cohort.marks.of(assignment)
            if each.recruit in pages and each.waiting
        ),
        passed_over=tuple(over),
    )


def _reachable(course: Course, recruit: str, assignment: str) -> bool:
    folder = course.folder("feedback", recruit, assignment)
    return (folder / "submission_secret.txt").is_file() and (folder / "timestamp.txt").is_file()

"""
Grade everybody's work on an assignment in one run.

Several processes do the pure work, this one alone writes: first the marks of a
few dozen submissions into the gradebook, in one short transaction, then their
folders into place. nbgrader takes a folder for proof that all was done, so a
run that is killed anywhere goes on from there when it is started again.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from grading.batch.marking_one import Marked, Task, mark_submission
from grading.batch.pool import Failed, Pool, usable_cores
from grading.batch.report import BatchReport, Progress, SubmissionReport
from grading.batch.staging import put_in_place, remove, staged
from simgen.errors import WorkspaceError

if TYPE_CHECKING:
    from grading.batch.desk import Desk
    from grading.batch.places import Place

LOCK = ".grading.lock"
TOGETHER = 32
"""Submissions that share a transaction: about 20 milliseconds of the gradebook's time."""
WORTH_PROCESSES = 60
"""Submissions from which on more processes save more than the second they take to load."""


def grade_assignment(
    root: Path,
    assignment: str,
    *,
    students: Sequence[str] = (),
    again: bool = False,
    feedback: bool = False,
    processes: int | None = None,
    progress: Progress = lambda _what, _done, _of: None,
) -> BatchReport:
    """
    Grade what lies in ``submitted`` and return what came of it.

    ``students`` limits it to some; ``again`` grades also what was graded
    before; ``feedback`` writes everybody's page afresh, with the marks that
    people gave. ``processes`` is how many work at once, by default one for each
    core. Raises :class:`~simgen.errors.WorkspaceError` in words.
    """
    began = time.perf_counter()
    root = root.expanduser().resolve()
    if not (root / "nbgrader_config.py").is_file():
        raise WorkspaceError(
            f"{root} is no course: it has no nbgrader_config.py. Name the course's folder, for "
            "example --course workspace."
        )
    logging.getLogger("grading").addHandler(logging.NullHandler())  # what is wrong is in the report
    with _alone(root), Pool(mark_submission, _how_many(root, processes)) as pool:
        pool.warm_up()
        from grading.batch.desk import Desk

        report = BatchReport(assignment, processes=pool.processes)
        with Desk(root, assignment, students, again=again) as desk:
            if desk.own_way:
                desk.grade_nbgraders_way(report)
            else:
                _grade(desk, pool, report, progress)
            if feedback:
                desk.write_pages(report, pool.processes, progress)
            report.same_record = desk.same_records()
    report.told.sort(key=lambda each: each.student)
    report.seconds = time.perf_counter() - began
    return report


def _grade(
    desk: "Desk", pool: "Pool[Task, Marked]", report: BatchReport, progress: Progress
) -> None:
    for refused in desk.refused:
        report.add(refused)
    report.counts["unchanged"] = len(desk.unchanged)
    total, ready = len(desk.to_grade), list[tuple[Task, Marked]]()
    places = {place.student: place for place in desk.to_grade}
    progress("Grading", 0, total)
    for done, (task, marked) in enumerate(pool.run(_tasks(desk)), start=1):
        if isinstance(marked, Failed):
            remove(task.staged)
            report.add(_not_graded(task.student, marked.words))
        else:
            ready.append((task, marked))
        if len(ready) >= TOGETHER:
            _keep(desk, ready, places, report)
            ready.clear()
        progress("Grading", done - len(ready), total)
    _keep(desk, ready, places, report)
    progress("Grading", total, total)


def _tasks(desk: "Desk") -> Iterator[Task]:
    for place in desk.to_grade:
        yield Task(
            student=place.student,
            folder=place.folder,
            staged=staged(place.autograded),
            template=desk.template,
            masters=desk.places.masters,
            files=desk.places.files,
            group=desk.places.group,
        )


def _keep(
    desk: "Desk",
    ready: Sequence[tuple[Task, Marked]],
    places: dict[str, "Place"],
    report: BatchReport,
) -> None:
    """Enter the marks, then put the folders into place: in this order nothing is ever lost."""
    remarks = desk.enter([marked for _, marked in ready])
    for task, marked in ready:
        more = remarks.get(marked.student, ())
        try:
            put_in_place(task.staged, places[marked.student].autograded)
        except OSError as error:
            words = f"Its autograded folder could not be put in place ({error.strerror})"
            mend = "Look at who may write to autograded/, and grade again."
            more = (*more, f"{words}; the marks are in the gradebook. {mend}")
        report.add(
            SubmissionReport(
                student=marked.student,
                outcome="unusable" if marked.unusable else "graded",
                points=marked.total,
                maximum=marked.maximum,
                verdict=marked.verdict,
                remarks=(*marked.remarks, *more),
            )
        )


def _not_graded(student: str, words: str) -> SubmissionReport:
    return SubmissionReport(
        student,
        "refused",
        verdict=f"Not graded: {words}. What was in the gradebook is as it was. Look at the folder "
        "in submitted/, and grade again.",
    )


def _how_many(root: Path, processes: int | None) -> int:
    """Return how many processes are worth their start, from a first look at the folder."""
    if processes is not None:
        return max(1, processes)
    try:
        waiting = sum(1 for _ in (root / "submitted").iterdir())
    except OSError:
        return 1
    return usable_cores() if waiting >= WORTH_PROCESSES else 1


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keep a second run out of the same course; the lock goes with the process that holds it."""
    lock = FileLock(str(root / LOCK))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WorkspaceError(
            f"{root} is being graded by another `linkworker grade` at this moment. Wait until it has "
            "ended; nothing was changed."
        ) from None
    except OSError as error:
        raise WorkspaceError(
            f"{root} cannot be written to ({error.strerror}). Grade from an account that may write to "
            "the course's folder."
        ) from None
    try:
        yield
    finally:
        lock.release()

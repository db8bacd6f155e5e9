"""Processes beside the test: one that grades and may be killed, one in which a trainer marks."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from grading.batch import grade_assignment, run
from tests.notebooks.handing_over import ASSIGNMENT, BY_HAND, BY_RULES

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__, "grading.batch.desk", "grading.batch.page_one"])


@contextmanager
def beside(work: Callable[..., None], *arguments: Any) -> Iterator[BaseProcess]:
    """Run something in a process that has loaded everything already; end it afterwards."""
    process = _CONTEXT.Process(target=work, args=arguments)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()
        process.close()


def grade_all(
    root: str, again: bool, processes: int, together: int, counted: Any = None, last: int = 0
) -> None:
    """
    Grade, and the first time write pages, with ``together`` submissions to a transaction.

    ``counted`` counts what the process does to files; at ``last`` it kills itself,
    as ``kill -9`` would.
    """
    run.TOGETHER = together
    if counted is not None:
        sys.addaudithook(lambda event, _: _count(event, counted, last))
    grade_assignment(Path(root), ASSIGNMENT, again=again, feedback=not again, processes=processes)


def counter() -> Any:
    """Return a number that another process can count with."""
    return _CONTEXT.Value("q", 0, lock=False)


def _count(event: str, counted: Any, last: int) -> None:
    if event in {"open", "sqlite3.connect"} or event.startswith(("os.", "shutil.")):
        counted.value += 1
        if counted.value == last:
            os.kill(os.getpid(), signal.SIGKILL)


def mark_in_formgrader(url: str, students: list[str], rounds: int) -> None:
    """Give marks and comments as the formgrader does: read, change, commit, one request each."""
    from nbgrader.api import Gradebook

    for number in range(rounds):
        for student in students:
            with Gradebook(url) as gradebook:
                for name in (BY_HAND, BY_RULES[0]):
                    grade = gradebook.find_grade(name, ASSIGNMENT, ASSIGNMENT, student)
                    grade.manual_score, grade.extra_credit = float(number % 3), 0.25
                    grade.needs_manual_grade = False
                    gradebook.db.commit()
                comment = gradebook.find_comment(BY_HAND, ASSIGNMENT, ASSIGNMENT, student)
                comment.manual_comment = f"round {number}"
                gradebook.db.commit()

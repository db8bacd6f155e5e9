"""
What the graded cells of an assignment call.

nbgrader's stock path runs these in a kernel beside the record; ours fills the
same cells without a kernel (:mod:`grading.nbgrader.evaluator`). Both come from
:func:`grading.marking.mark_record`, so both give the same points.
"""

import os
from functools import lru_cache
from pathlib import Path

from IPython.display import display

from grading.marking import Marking, mark_record
from grading.nbgrader.showing import Shown, show_evidence, show_result
from grading.rubric import load_rubric
from simgen.record import RECORD_NAME

_chosen = {"rubric": "starter"}

_MARKING = frozenset({"autograde", "validate"})
"""Values of NBGRADER_EXECUTION under which nbgrader marks or checks."""


def use_rubric(name: str) -> None:
    """Judge by this rubric from here on; raises ``RubricError`` when there is none."""
    load_rubric(name)
    _chosen["rubric"] = name


def criterion(criterion_id: str) -> float | None:
    """
    Show one criterion's result and return its points, a Python float.

    Outside marking it says that this waits for handing in, and returns None.
    Raises ``KeyError`` for a criterion that the rubric does not have.
    """
    if not _marked_now():
        return None
    marking = _marking()
    result = marking.sheet.result(criterion_id)
    _display(show_result(result, marking))
    return float(result.points or 0.0)


def evidence(criterion_id: str) -> None:
    """Show the evidence for a criterion that a human judges; ``KeyError`` as above."""
    if not _marked_now():
        return
    marking = _marking()
    _display(show_evidence(marking.sheet.result(criterion_id), marking))


def _marked_now() -> bool:
    if os.environ.get("NBGRADER_EXECUTION") in _MARKING:
        return True
    display(  # type: ignore[no-untyped-call]  # IPython has no types here
        {"text/plain": "This part is looked at when you have handed in."}, raw=True
    )
    return False


def _marking() -> Marking:
    folder = Path.cwd()
    path = folder / RECORD_NAME
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    return _marked(path, folder.name, changed, _chosen["rubric"])


@lru_cache(maxsize=2)
def _marked(path: Path, scenario_id: str, changed: int, rubric_name: str) -> Marking:
    """Mark once for each state of the file; the folder is named like the assignment."""
    del changed
    return mark_record(path, scenario_id, load_rubric(rubric_name))


def _display(shown: Shown) -> None:
    display(shown.bundle(), raw=True)  # type: ignore[no-untyped-call]  # as above

"""Where recruits' points stand to a panel's pass mark, for the dashboard: in words, never a ratio."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from grading.nbgrader.views import plain
from grading.pass_mark import Side, provenance, standing_in
from grading.reporting.marks import CaseOfCourse, Submission
from grading.reporting.tables import gates_shut

_ORDER: dict[Side, int] = {"close": 0, "below": 1, "above": 2}
"""What a second marker looks at comes first."""


def pass_marks(cases: Sequence[CaseOfCourse], submissions: Iterable[Submission]) -> dict[str, Any]:
    """
    Return ``words`` on each rubric's pass mark, and a row for each submission marked in full.

    There are rows only where a real panel set a mark; ``waiting`` counts the
    submissions there that are not marked in full.
    """
    rubrics = {(case.rubric.id, case.rubric.version): case.rubric for case in cases}
    of_case = {case.id: case for case in cases if case.rubric.pass_mark is not None}
    there = [each for each in submissions if each.assignment in of_case]
    rows = [
        (_ORDER[stands.side], each.recruit, each.assignment, _row(of_case, each, stands.words))
        for each in there
        if (stands := standing_in(of_case[each.assignment].rubric, each.earned))
    ]
    return {
        "words": [
            provenance(rubric) if len(rubrics) == 1 else f"{rubric.title}: {provenance(rubric)}"
            for rubric in rubrics.values()
        ],
        "rows": [row for *_order, row in sorted(rows, key=lambda each: each[:3])],
        "waiting": sum(each.earned is None for each in there),
    }


def _row(cases: Mapping[str, CaseOfCourse], submission: Submission, words: str) -> dict[str, Any]:
    case = cases[submission.assignment]
    return {
        "recruit": plain(submission.recruit),
        "case": case.title,
        "words": words,
        "gates": [gate.title for gate in gates_shut(case, submission)],
    }

"""What came of grading a batch: one line for each submission that there is something to say about."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""

Outcome = Literal["graded", "unusable", "unchanged", "refused"]
"""
graded     the record was played again, the marks are in the gradebook
unusable   the record could not be used: 0 points, and a verdict in gradebook and feedback
unchanged  graded before, and nothing newer was handed in
refused    nothing was entered in the gradebook; the words say why
"""


@dataclass(frozen=True, slots=True)
class SubmissionReport:
    """
    One submission.

    ``points`` of ``maximum`` are what functions judge; a human's are not in it.
    ``verdict`` says in one sentence where it stands. ``remarks`` are sentences
    about files that were odd, each with how to mend it.
    """

    student: str
    outcome: Outcome
    points: float = 0.0
    maximum: float = 0.0
    verdict: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class BatchReport:
    """
    What one run did.

    ``told`` holds every submission with something to say about it, by name;
    those graded without a remark are only counted. ``seconds`` is the wall
    clock. ``own_way`` holds the reasons why nbgrader's own steps were used
    instead of the quick ones; it is empty where they were not.
    """

    assignment: str
    counts: dict[Outcome, int] = field(
        default_factory=lambda: {"graded": 0, "unusable": 0, "unchanged": 0, "refused": 0}
    )
    told: list[SubmissionReport] = field(default_factory=list)
    same_record: list[tuple[str, ...]] = field(default_factory=list)
    pages: int = 0
    seconds: float = 0.0
    processes: int = 1
    own_way: tuple[str, ...] = ()

    def add(self, report: SubmissionReport) -> None:
        """Count a submission and keep it where there is something to say."""
        self.counts[report.outcome] += 1
        if report.outcome in {"unusable", "refused"} or report.remarks:
            self.told.append(report)

    @property
    def entered(self) -> int:
        """How many submissions were entered in the gradebook."""
        return self.counts["graded"] + self.counts["unusable"]

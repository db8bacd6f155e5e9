"""
One rater's work on a panel: what they answered, what they see of the group, how it is saved.

Knows no widgets. A field's key is ``task|criterion|submission|level|part``, the
part being "answer" or "reason".
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from grading.panel import Answer, Answers, Panel, PanelError
from grading.panel.answers import TASKS, Task
from grading.panel.folder import moment
from grading.panel.group import Group, group_of
from grading.panel.standard import set_standard
from grading.rubric import TOP_LEVEL

NOBODY = Group({}, {}, {}, {})


class Rating:
    """
    A rater in the open round.

    ``problem`` is empty while everything is on disk. Opening raises
    :class:`~grading.panel.CodeUnknown` or :class:`~grading.panel.RoundClosed`.
    """

    def __init__(
        self, panel: Panel, code: str, *, now: Callable[[], datetime] | None = None
    ) -> None:
        self.panel = panel
        self.rater = panel.enter(code)
        self.number = panel.last_round
        self.problem = ""
        self.saved_at = ""
        self._now = now or (lambda: datetime.now(UTC))
        self.answers = panel.answers(self.number, self.rater)
        again = self.number > 1
        self.before = panel.answers(self.number - 1, self.rater) if again else Answers({})
        self.group = group_of(panel, self.number - 1) if again else NOBODY

    @property
    def saved(self) -> str:
        """When the last answer was written, in words, or an empty text."""
        return f"Saved at {self.saved_at}" if self.saved_at else ""

    def value(self, key: str) -> str:
        """Return what stands in a field."""
        answer = self.answers.rows.get(_place(key))
        if answer is None:
            return ""
        return answer.reason if key.endswith("|reason") else answer.answer

    def number_in(self, key: str, *, before: bool = False) -> float | None:
        """Return the number in a field, of this round or the one before, or None."""
        rows = self.before.rows if before else self.answers.rows
        answer = rows.get(_place(key))
        return float(answer.answer) if answer is not None and answer.answer else None

    def put(self, key: str, value: str) -> str:
        """
        Save what was entered in a field; return an empty text, or what is wrong with it.

        ``problem`` is set when the answer was sound and could still not be saved.
        """
        place = _place(key)
        there = self.answers.rows.get(place) or Answer(place[0], "", place[1], place[2], place[3])
        text = _clean(value).strip()
        if key.endswith("|reason"):
            answer = replace(there, reason=text)
        else:
            answer = replace(there, answer=" ".join(text.split()))
        try:
            self.panel.save(self.rater, replace(answer, saved_at=moment(self._now())))
        except PanelError as error:
            words = str(error)
            if words.startswith("Not saved: found"):
                return "F" + words.removeprefix("Not saved: f")
            self.problem = words
            return ""
        self.problem = ""
        self.saved_at = f"{self._now().astimezone():%H:%M}"
        self.answers = self.panel.answers(self.number, self.rater)
        return ""

    def done(self, task: Task, submission: str = "") -> int:
        """Return how many answers of a task there are, of one submission where it is named."""
        return sum(
            bool(row.answer)
            for row in self.answers.of(task)
            if not submission or row.submission == submission
        )

    def own_standard(self) -> str:
        """Return the rater's own pass mark in points; empty until every number is there and fits."""
        shares = {each.id: self._shares(each.id) for each in self.panel.rubric.criteria}
        # Twice the same judge: the mean is their own.
        standard = set_standard({"1": shares, "2": shares}, self.panel.rubric.criteria)
        return f"{standard.points:.1f}" if standard else ""

    def contradiction(self, criterion: str) -> str:
        """Return what contradicts itself in the numbers for a criterion, or an empty text."""
        shares = self._shares(criterion)
        if all(lower >= higher for lower, higher in pairwise(shares)):
            return ""
        return (
            "Saved, but it cannot be right yet: more recruits reach a higher level than a lower one "
            f"({', '.join(f'{share:g}' for share in shares)})."
        )

    def _shares(self, criterion: str) -> list[float]:
        """Return the numbers that are there for a criterion, lowest level first."""
        numbers = (
            self.number_in(field("standard", criterion, level=level))
            for level in range(1, TOP_LEVEL + 1)
        )
        return [number for number in numbers if number is not None]


def field(
    task: Task,
    criterion: str = "",
    submission: str = "",
    level: int | str = "",
    part: str = "answer",
) -> str:
    """Return a field's key."""
    return "|".join([task, criterion, submission, str(level), part])


def _place(key: str) -> tuple[Task, str, str, str]:
    """Return what a key is about; raises ``PanelError`` for one that no field of ours has."""
    parts = key.split("|")
    task = next((each for each in TASKS if each == parts[0]), None)
    if len(parts) != 5 or task is None or parts[4] not in {"answer", "reason"}:
        raise PanelError("That field is not part of this panel. Reload the page.")
    return task, parts[1], parts[2], parts[3]


def _clean(text: str) -> str:
    """Return text that can be written to a file: half characters become question marks."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")

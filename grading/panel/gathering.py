"""What all raters answered in a round, put together by what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from grading.agreement import Mark
from grading.panel.answers import Answer, Answers
from grading.panel.folder import Panel
from grading.rubric import TOP_LEVEL, Rubric


@dataclass(frozen=True, slots=True)
class RaterSeen:
    """A rater who answered something; ``name`` is how figures and advice call them."""

    id: str
    pseudonym: str
    years: int | None
    simulated: bool

    @property
    def name(self) -> str:
        """Such as "rater 2" or "rater 2 (Heron)"."""
        plain = self.id.replace("-", " ")
        return f"{plain} ({self.pseudonym})" if self.pseudonym else plain


@dataclass(slots=True)
class Gathered:
    """
    One round's answers.

    ``importance`` by criterion and rater; ``shares`` by rater and criterion, how
    many of 100 reach level 1, 2 and 3; ``choices`` by criterion and level, then
    rater; ``reasons`` and ``wordings`` with the rater who wrote them. ``problems`` are sentences about what could not be used.
    """

    number: int
    raters: list[RaterSeen] = field(default_factory=list)
    importance: dict[str, dict[str, int]] = field(default_factory=dict)
    reasons: list[tuple[str, Answer]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    shares: dict[str, dict[str, Sequence[float]]] = field(default_factory=dict)
    choices: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)
    wordings: list[tuple[str, Answer]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def gather(panel: Panel, number: int) -> Gathered:
    """Return everything that was answered in a round; raters without an answer are left out."""
    found = Gathered(number)
    for criterion in panel.rubric.criteria:
        found.importance[criterion.id] = {}
    for invitation in panel.file.invitations:
        answers = panel.answers(number, invitation.rater)
        found.problems += answers.problems
        rated = [row for row in answers.rows.values() if row.task not in {"pseudonym", "years"}]
        if not rated:
            continue
        pseudonym, years = answers.get("pseudonym"), answers.get("years")
        found.raters.append(
            RaterSeen(
                invitation.rater,
                pseudonym.answer if pseudonym else "",
                years.number if years and years.answer else None,
                invitation.simulated,
            )
        )
        for row in rated:
            _take(found, invitation.rater, row)
        shares = _shares(answers, panel.rubric)
        if shares:
            found.shares[invitation.rater] = shares
    return found


def _take(found: Gathered, rater: str, row: Answer) -> None:
    if row.reason:
        found.reasons.append((rater, row))
    if not row.answer:
        return
    if row.task == "importance":
        found.importance[row.criterion][rater] = row.number
    elif row.task == "mark":
        found.marks.append(Mark(rater, row.submission, row.criterion, row.number))
    elif row.task == "wording":
        found.wordings.append((rater, row))
    elif row.task == "choice":
        found.choices.setdefault((row.criterion, int(row.level)), {})[rater] = row.number


def _shares(answers: Answers, rubric: Rubric) -> dict[str, Sequence[float]]:
    """Return a judge's shares for every criterion of which all three levels are answered."""
    shares: dict[str, Sequence[float]] = {}
    for criterion in rubric.criteria:
        rows = [
            answers.get("standard", criterion.id, level=level) for level in range(1, TOP_LEVEL + 1)
        ]
        sound = [float(row.number) for row in rows if row is not None and row.answer]
        if len(sound) == TOP_LEVEL:
            shares[criterion.id] = sound
    return shares

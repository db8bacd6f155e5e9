"""What judging gives: a level, points, and the evidence that anyone can check."""

from dataclasses import dataclass, field
from typing import Literal

EvidenceKind = Literal["quote", "turn", "plan", "note"]
"""``quote``: the person's words; ``turn``: the recruit's; ``plan``: a line of the plan;
``note``: something counted or left out."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    One thing to look at.

    ``text`` is what somebody said or wrote and must be escaped where it is
    shown. ``turn`` counts from 1, or is None where there is no turn. ``against``
    marks what kept the level down, or is still missing.
    """

    kind: EvidenceKind
    text: str
    turn: int | None = None
    against: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    What one function makes of a replayed case.

    ``level`` is from 0 to 3; ``did_well`` and ``advice`` are one sentence each
    and may be empty; ``doubt`` says what was left out for want of certainty.
    """

    level: int
    evidence: tuple[Evidence, ...] = ()
    did_well: str = ""
    advice: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """
    One criterion's result.

    ``points`` is None where a human judges, and ``suggested`` then holds what
    the evidence points to, in points. ``level`` is from 0 to 3, ``seen`` its
    description in the rubric.
    """

    criterion_id: str
    title: str
    points: float | None
    suggested: float | None
    maximum: float
    level: int
    level_name: str
    seen: str
    evidence: tuple[Evidence, ...]
    did_well: str
    advice: str
    doubt: str
    judged_by: Literal["machine", "human"]


@dataclass(frozen=True, slots=True)
class ShutGate:
    """
    A gate that the work has not passed.

    ``level`` was reached, ``needs`` is asked for, ``caps_at`` is the most that
    the whole can count as; ``words`` says so to anyone.
    """

    criterion_id: str
    title: str
    level: int
    needs: int
    caps_at: int
    words: str


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """
    All results of one case.

    ``total`` and ``maximum`` count only what functions judge. ``verdict`` says
    in one sentence where the recruit stands, or what is wrong with the record.
    ``unusable`` is true when the record could not be judged at all. ``overall`` is
    the level of the whole, 0 to 3, capped by every gate in ``shut``.
    """

    results: tuple[CriterionResult, ...]
    total: float
    maximum: float
    verdict: str
    status: str
    unusable: bool = False
    notices: tuple[str, ...] = field(default=())
    overall: int = 0
    shut: tuple[ShutGate, ...] = ()

    def result(self, criterion_id: str) -> CriterionResult:
        """Return one criterion's result; ``KeyError`` for an unknown id."""
        for result in self.results:
            if result.criterion_id == criterion_id:
                return result
        raise KeyError(criterion_id)

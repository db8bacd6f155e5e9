"""
Who stands behind a rubric: the audit trail that a panel leaves in its next version.

A simulated panel leaves the same trail, and every part of it says so.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
Share = Annotated[float, Field(ge=0)]
Verdict = Literal["keep", "unsettled", "drop", "gate"]
"""``gate``: stays whatever the votes, because the rubric's safety rests on it."""


class AuditPart(BaseModel):
    """A part of an audit trail: unknown keys are refused, types are exact, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Previous(AuditPart):
    """The version that the panel looked at; ``sha256`` is of its content."""

    id: Words
    version: int = Field(ge=1)
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Panellist(AuditPart):
    """One rater: a pseudonym of their choosing and their years of experience, nothing else."""

    pseudonym: Words
    years: int = Field(ge=0, le=60)


class Vote(AuditPart):
    """How important the panel found a criterion, 1 to 9, in its last round."""

    criterion: Words
    verdict: Verdict
    ratings: list[Annotated[int, Field(ge=1, le=9)]]
    median: float | None
    low: float | None = Field(description="30th percentile.")
    high: float | None = Field(description="70th percentile.")
    stable: bool | None = Field(description="None where there was only one round.")


class Rewording(AuditPart):
    """A level whose words the panel changed."""

    criterion: Words
    level: int = Field(ge=0, le=3)
    before: Words
    after: Words
    votes_for: int = Field(ge=0)
    votes: int = Field(ge=0)


class Figure(AuditPart):
    """One statistic with its 95% interval, and what it means."""

    name: Words
    value: float | None
    low: float | None
    high: float | None
    words: Words


class RuleKept(AuditPart):
    """A rule as it was frozen before the first round."""

    name: Words
    value: float
    says: Words
    source: Words


class PassMark(AuditPart):
    """What a just competent recruit would reach: points of a maximum, by modified Angoff."""

    points: Share
    standard_error: Share
    of: Share
    judges: int = Field(ge=2)


class Confirmation(AuditPart):
    """Everything that a panel leaves behind in the version that it publishes."""

    panel: Words
    simulated: bool
    published_on: date
    previous: Previous
    raters: list[Panellist]
    rounds: int = Field(ge=1)
    rules: list[RuleKept]
    votes: list[Vote]
    rewordings: list[Rewording]
    changes: list[Words] = Field(
        description="What differs from the previous version, in sentences."
    )
    statistics: list[Figure]
    pass_mark: PassMark | None

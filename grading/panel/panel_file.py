"""What ``panel.json`` holds: how the panel was made, its rounds, its invitations; no answers."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from grading.confirmation import Previous, RuleKept
from grading.rubric import Level, Slug

SCHEMA_VERSION = 1

Moment = Annotated[str, StringConstraints(max_length=40)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Rater = Annotated[str, StringConstraints(pattern=r"^rater-[1-9][0-9]?$")]
Label = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")]


class FilePart(BaseModel):
    """A part of the file: unknown keys are refused, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Submission(FilePart):
    """
    A submission that raters mark.

    They know it by its label; ``anchor`` says which one it is, ``written`` the
    level that it was written to show for each criterion.
    """

    label: Label
    anchor: Slug
    case: Slug
    written: dict[Slug, Level]


class Proposal(FilePart):
    """New words for a level, put to the vote in the second round; nobody's name is on them."""

    criterion: Slug
    level: Level
    number: int = Field(ge=1)
    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class Round(FilePart):
    """One round; open while ``closed_at`` is empty."""

    number: int = Field(ge=1, le=2)
    opened_at: Moment
    closed_at: Moment = ""
    proposals: list[Proposal] = []


class Invitation(FilePart):
    """
    One rater's invitation.

    ``code_hash`` is all that is kept of the code, and empty for a simulated rater.
    """

    rater: Rater
    code_hash: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    invited_at: Moment = ""
    simulated: bool = False


class PanelFile(FilePart):
    """A panel; ``rules`` are empty until the first round opens, and fixed from then on."""

    schema_version: Literal[1] = 1
    name: Slug
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    simulated: bool
    made_at: Moment
    kit_version: str
    salt: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    rubric: Previous
    submissions: list[Submission]
    rules: list[RuleKept] = []
    rounds: list[Round] = []
    invitations: list[Invitation] = []

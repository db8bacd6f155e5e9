"""The parts that cases are made of: short names, texts, and a thing that can come to light."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from simgen.scenario.question_kinds import QuestionKind

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""A short name in lower case with hyphens, such as ``quiet-house``."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
"""Text that somebody reads: at least one character, at most 2,000."""

Fraction = Annotated[float, Field(ge=0, le=1)]
"""A number from 0 to 1."""

ItemKind = Literal["fact", "strength", "hope", "barrier", "worry"]
Lines = Annotated[list[Words], Field(min_length=2)]
"""Alternatives, so that nobody hears the same line twice in a row."""


class Part(BaseModel):
    """
    A part of a scenario: unknown keys are refused, nothing changes once read.

    What checks it is built when a case is first read, for the whole case at once.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Saying(Part):
    """One thing said in two ways."""

    guarded: Words = Field(description="Short, when trust has only just reached the threshold.")
    trusting: Words = Field(description="Fuller, when trust is well above it.")
    more: str = Field(
        "",
        description="What they add to the short way, once there is trust enough; 'trusting' where "
        "none is given, without what was said in the short way word for word.",
    )


class AskedNext(Part):
    """
    One question that may be asked straight after a thing was said, and the answer to it.

    "Did you answer him?" is about what was just said, and nothing new comes to light by it.
    """

    kinds: list[QuestionKind] = Field(
        default_factory=list,
        description="Kinds of question, known by their words whatever the case: 'when'.",
    )
    hears: list[Words] = Field(
        default_factory=list, description="Whole phrases, as in the cues of topics."
    )
    says: list[Words] = Field(
        min_length=1, description="The answer; when asked once more, the next one."
    )

    @model_validator(mode="after")
    def _asked_somehow(self) -> "AskedNext":
        if not self.kinds and not self.hears:
            raise ValueError("kinds or hears, or both")
        return self


class Item(Part):
    """One thing that can come to light."""

    id: Slug
    kind: ItemKind
    topic: Slug
    gist: Words = Field(description="For debrief and rubric, in the third person, one line.")
    own_words: Words = Field(
        description="The person's own phrase, worth keeping in a plan; part of what they say."
    )
    trust: Fraction = Field(description="Nothing of this is said below this trust.")
    after: list[Slug] = Field(
        default_factory=list, description="Items that must have come to light before."
    )
    cues: list[Words] = Field(
        default_factory=list, description="Words that ask for this very thing, as in topics."
    )
    says: Saying
    asked_next: list[AskedNext] = Field(
        default_factory=list,
        description="What they say when they are asked on, straight after telling it.",
    )
    too_soon: Words = Field(description="What they say, or do, when touched too soon.")
    asked_early: list[AskedNext] = Field(
        default_factory=list,
        description="What they say when they are asked on straight after 'too_soon'; nothing of "
        "the thing itself may come to light by it.",
    )
    feeling: str = Field("", description="The feeling that shows when it is said: 'grief'.")
    helps: Words = Field(description="What knowing it makes possible in the plan.")
    depth: Literal[1, 2, 3] | None = Field(
        None,
        description="1 surface, 2 personal, 3 private; by its threshold where not said.",
    )
    only_asked: bool = Field(
        False, description="Never volunteered: told only when asked for by its own words."
    )
    action_needed: str = Field(
        "", description="Only for a worry: what a link worker must do about it, and by when."
    )

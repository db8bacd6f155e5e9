"""
A later visit to the same person, and what has happened in between.

What happened depends on how things stood when the visit before was over: what
had come to light, what was offered, what was undertaken, how far there was trust.
"""

from typing import Annotated, Literal

from pydantic import Field

from simgen.scenario.parts import Fraction, Item, Lines, Part, Slug, Words

Word = Literal["kept", "broken", "rash"]
"""
What became of the recruit's word: they took something on and the plan holds a step
of theirs, or holds none; or they promised what nobody can promise.
"""

InBetween = Literal[
    "came_back",
    "word_kept",
    "word_broken",
    "word_rash",
    "came_to_something",
    "came_to_nothing",
    "passed_on_openly",
    "left_alone_with_it",
]
"""A rule of trust between two visits; how much each moves is in the conversation's ``visits.yaml``."""


_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def later(weeks: int) -> str:
    """
    Return how long after, in words.

    >>> later(3)
    'three weeks later'
    """
    number = _IN_WORDS[weeks - 1] if weeks <= len(_IN_WORDS) else str(weeks)
    return f"{number} {'week' if weeks == 1 else 'weeks'} later"


class When(Part):
    """
    How things must have stood; everything that is said must hold.

    An empty one always holds.
    """

    heard: list[Slug] = Field([], description="Items that had all come to light.")
    not_heard: list[Slug] = Field([], description="Items of which none had come to light.")
    offered: list[Slug] = Field(
        [], description="Services of which at least one was put forward or stands in the plan."
    )
    not_offered: list[Slug] = Field([], description="Services of which none was.")
    trust_at_least: Fraction | None = None
    trust_below: Fraction | None = None
    word: Word | None = Field(
        None, description="kept, broken, or rash: a promise that nobody can keep."
    )
    passed_on: list[Slug] = Field(
        [],
        description="Worries that had come to light and were passed on, in words or in the plan.",
    )
    not_passed_on: list[Slug] = Field(
        [], description="Worries that had come to light and were not passed on."
    )
    walked_out: bool | None = Field(
        None, description="Whether they had had enough and ended the visit themselves."
    )
    nothing_agreed: bool | None = Field(
        None, description="Whether nothing was offered and the plan has no step."
    )


class Happening(Part):
    """One thing that has happened since, where ``when`` holds and nothing of ``unless`` has."""

    id: Slug
    gist: Words = Field(
        description="For the debrief, in the third person: what happened, and from what it came."
    )
    when: When = Field(default_factory=lambda: When.model_validate({}))
    unless: list[Slug] = Field(
        [], description="Happenings above, in place of which this one happens."
    )
    sees: str = Field("", description="Added to what is seen on arriving.")
    says: str = Field(
        "", description="Their first words; the first thing to have happened that has them speaks."
    )
    moves: InBetween | None = Field(None, description="The rule by which it moves trust.")
    over: list[Slug] = Field(
        [], description="Items that have passed: not told any more, nor told again."
    )
    in_place_of: dict[Slug, Slug] = Field(
        {},
        description="Items that have passed, and the news that now tells of the same: what needed "
        "the one can follow on the other.",
    )
    items: list[Item] = Field(
        [], description="What can come to light because of it: the news, when they are asked."
    )


class VisitVoice(Part):
    """Lines that a later visit needs."""

    greets: Lines = Field(description="To the recruit's first greeting, on seeing them again.")
    recalls: Lines = Field(
        description="Asked what they have told before; their own brief words follow."
    )
    offered_again: Lines = Field(description="A service is put forward that was before.")


class Visit(Part):
    """One later visit."""

    weeks_later: Annotated[int, Field(ge=1, le=26)] = Field(
        description="Weeks since the visit before."
    )
    first_sight: Words = Field(description="What the recruit sees on arriving, whatever happened.")
    voice: VisitVoice
    instead: dict[str, Lines] = Field(
        {}, description="Lines of the voice that do not fit any more, by their key."
    )
    openings: list[Words] = Field(
        min_length=3, description="Suggested first lines for a recruit who is stuck."
    )
    answers: dict[Slug, Words] = Field(
        {}, description="What they say to a service now, where what the case has does not fit."
    )
    over: list[Slug] = Field([], description="Items that have passed, whatever happened.")
    happenings: list[Happening] = Field(
        min_length=1, description="In the order in which they matter to the person."
    )

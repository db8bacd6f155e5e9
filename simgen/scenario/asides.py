"""
Small answers: what the person says to ordinary questions and remarks.

How old they are, where they come from, the weather, the football: nothing that a
plan needs, and nothing that comes to light. They keep a talk from breaking where a
person would simply have answered.
"""

from typing import Literal

from pydantic import Field

from simgen.scenario.parts import AskedNext, Fraction, Part, Slug, Words


class Aside(Part):
    """
    One ordinary question or remark, and what the person says to it.

    ``id`` is one of the everyday kinds of the conversation's ``everyday.yaml``, which
    bring their own phrases, or a name of its own.
    """

    id: Slug
    hears: list[Words] = Field(
        default_factory=list,
        description="Whole phrases, as in the cues of topics; those of an everyday kind are heard "
        "as well.",
    )
    says: list[Words] = Field(
        min_length=1, description="The answer; when asked once more, the next one."
    )
    after: list[Slug] = Field(
        default_factory=list,
        description="Items that must all have come to light; before that it is not heard.",
    )
    topic: Slug | None = Field(
        None,
        description="The area of life it belongs to: 'how old is he?' is asked of whom they have "
        "just spoken of.",
    )
    trust: Fraction = Field(0.0, description="Not said below this trust.")
    visit: Literal["first", "later"] | None = Field(
        None, description="Said on the first visit only, or on later ones only."
    )
    asked_next: list[AskedNext] = Field(
        default_factory=list,
        description="What they say when they are asked on, straight after this answer.",
    )

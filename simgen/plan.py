"""
The action plan that a link worker and a person agree.

Its headings follow NHS England's five criteria of a personalised care and
support plan and the PRSB headings (strengths; goals and hopes; actions with
what, who, when, status and confidence; contingency; agreed with; review).
A plan may be half written at any time, so every field may be empty;
:func:`ActionPlan.gaps` says what is still missing.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(max_length=2_000)]
"""Anything a recruit types: at most 2,000 characters, never trusted, never run."""

Confidence = Annotated[int, Field(ge=0, le=10)]
"""How confident the person feels about doing it: 0 not at all, 10 completely."""

Choice = Literal["", "theirs", "together", "mine"]
"""Whose idea an action was: the person's, both together, the link worker's."""

Doer = Literal["", "person", "link-worker", "together", "someone-else"]


class PlanPart(BaseModel):
    """A part of a plan: unknown keys are refused, nothing changes once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(PlanPart):
    """
    One thing about the person, in words that they would own.

    ``item`` names what came to light in the conversation that the line was
    taken from, and is empty when the recruit wrote it unaided.
    """

    text: Text = ""
    item: Annotated[str, StringConstraints(max_length=60)] = ""


class Action(PlanPart):
    """One agreed step: what, who, when, with which service, whose choice, how confident."""

    what: Text = ""
    who: Doer = ""
    who_else: Text = ""
    when: Text = ""
    service: Annotated[str, StringConstraints(max_length=60)] = ""
    choice: Choice = ""
    confidence: Confidence | None = None


class Contingency(PlanPart):
    """What could go wrong, what happens then, and who to turn to."""

    if_this: Text = ""
    then_what: Text = ""
    contact: Text = ""


class Concern(PlanPart):
    """A worry about safety passed on: what, to whom, when, and whether the person knows."""

    what: Text = ""
    told_whom: Text = ""
    when: Text = ""
    person_knows: bool = False


Lines = Annotated[list[Line], Field(max_length=20)]
Goals = Annotated[list[Line], Field(max_length=10)]
Actions = Annotated[list[Action], Field(max_length=20)]
Contingencies = Annotated[list[Contingency], Field(max_length=10)]
Concerns = Annotated[list[Concern], Field(max_length=10)]


class ActionPlan(PlanPart):
    """
    The whole plan, with one field for each section of the form.

    ``review_date`` is None until chosen; ``agreed_with`` lists who agreed it.
    """

    what_matters: Lines = []
    strengths: Lines = []
    goals: Goals = []
    actions: Actions = []
    contingencies: Contingencies = []
    concerns: Concerns = []
    review_date: date | None = None
    review_by: Text = ""
    agreed_with: Annotated[list[Text], Field(max_length=10)] = []
    shared_with: Text = ""

    def changed(self, sections: dict[str, object]) -> "ActionPlan":
        """
        Return the plan with whole sections replaced.

        ``sections`` maps field names to new values as plain JSON data. Raises
        ``pydantic.ValidationError`` for an unknown section or a wrong value.
        """
        return ActionPlan.model_validate({**self.model_dump(mode="json"), **sections})

    def sections_unlike(self, other: "ActionPlan") -> dict[str, object]:
        """Return the sections, as plain JSON data, in which this plan differs from another."""
        mine, theirs = self.model_dump(mode="json"), other.model_dump(mode="json")
        return {name: value for name, value in mine.items() if value != theirs[name]}

    def gaps(self) -> list[str]:
        """Return, in words for the recruit, which headings are still empty or unfinished."""
        gaps = []
        if not any(line.text.strip() for line in self.what_matters):
            gaps.append("What matters to them is still empty.")
        if not any(line.text.strip() for line in self.strengths):
            gaps.append("No strengths are written down yet.")
        if not any(goal.text.strip() for goal in self.goals):
            gaps.append("There is no goal yet.")
        actions = [action for action in self.actions if action.what.strip()]
        if not actions:
            gaps.append("There are no actions yet.")
        for number, action in enumerate(actions, start=1):
            lacks = [
                word
                for word, there in (
                    ("who", action.who),
                    ("when", action.when.strip()),
                    ("whose choice it was", action.choice),
                    ("how confident they feel", action.confidence is not None),
                )
                if not there
            ]
            if lacks:
                gaps.append(f"Action {number} does not say {_listed(lacks)}.")
        if not any(c.if_this.strip() and c.then_what.strip() for c in self.contingencies):
            gaps.append("Nothing says what could go wrong, and then what.")
        if self.review_date is None:
            gaps.append("There is no review date.")
        if not any(name.strip() for name in self.agreed_with):
            gaps.append("Nobody is named as having agreed it.")
        return gaps


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return ", ".join(words[:-1]) + " or " + words[-1]

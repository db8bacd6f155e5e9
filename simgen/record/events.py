"""
The case record: the one thing that a recruit hands in.

A record names its case and its person's seed and lists, in order, what the
recruit did. Everything else (trust, what came to light, the debrief, marks) is
derived from it by :func:`simgen.record.replay`, so nothing derived can be forged
and the same record gives the same result on every machine.

``SCHEMA_VERSION`` changes when an older kit could not read the file;
:mod:`simgen.record.migrating` brings older records up to it.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from simgen.conversation.turn import Code, Family

SCHEMA_VERSION = 2
"""2 since corrections are kept (``recoded``) and there are later visits (``visited``)."""
MAX_BYTES = 2 * 1024 * 1024
"""Largest record that is read, in bytes; an honest long one is under 200 KiB (assumption)."""
MAX_EVENTS = 5_000
MAX_UTTERANCE = 10_000
"""Characters kept of one utterance."""

Moment = Annotated[str, StringConstraints(max_length=40)]
"""When it happened, ISO 8601 with offset, for people to read; no rule depends on it."""


class RecordPart(BaseModel):
    """A part of a record: unknown keys are refused, nothing changes once made."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Said(RecordPart):
    """The recruit said something; an empty text is a silence kept."""

    kind: Literal["said"] = "said"
    at: Moment = ""
    text: Annotated[str, StringConstraints(max_length=MAX_UTTERANCE)]


class HintAsked(RecordPart):
    """The recruit asked for a suggestion."""

    kind: Literal["hint-asked"] = "hint-asked"
    at: Moment = ""
    hint: Annotated[str, StringConstraints(max_length=500)] = ""


class TalkEnded(RecordPart):
    """The recruit closed the conversation."""

    kind: Literal["talk-ended"] = "talk-ended"
    at: Moment = ""


class Visited(RecordPart):
    """
    The recruit visited the person again, some weeks after the visit before.

    What happened in between follows from the talk and the plan as they stood.
    """

    kind: Literal["visited"] = "visited"
    at: Moment = ""


class Retried(RecordPart):
    """
    The recruit went back and tried again.

    ``from_turn`` is how many turns of the current attempt are kept (0 begins
    afresh). The turns left behind stay in the record as an earlier attempt.
    """

    kind: Literal["retried"] = "retried"
    at: Moment = ""
    from_turn: Annotated[int, Field(ge=0, le=MAX_EVENTS)] = 0


class PlanChanged(RecordPart):
    """Whole sections of the plan as they now stand, by field name of ``ActionPlan``."""

    kind: Literal["plan-changed"] = "plan-changed"
    at: Moment = ""
    sections: dict[str, Any]


class Reflected(RecordPart):
    """What the recruit wrote about their own conversation; replaces what they wrote before."""

    kind: Literal["reflected"] = "reflected"
    at: Moment = ""
    text: Annotated[str, StringConstraints(max_length=5_000)]


class Recoded(RecordPart):
    """
    Somebody said what an utterance really did, where the kit was unsure or wrong.

    ``attempt`` counts from 1 in the order in which they were begun, ``turn`` from
    1 within it. Kept, shown to trainers and good for training; it moves neither
    trust nor marks, or a recruit could grade themselves.
    """

    kind: Literal["recoded"] = "recoded"
    at: Moment = ""
    attempt: Annotated[int, Field(ge=1, le=MAX_EVENTS)]
    turn: Annotated[int, Field(ge=1, le=MAX_EVENTS)]
    family: Family
    codes: Annotated[tuple[Code, ...], Field(max_length=16)] = ()
    by: Literal["recruit", "trainer"] = "recruit"
    """
    As the record says. No kit writes "trainer" any more, and it proves nothing: the file is
    the recruit's. It is kept, and shown as a view that nobody has confirmed.
    """


class HandedIn(RecordPart):
    """The recruit handed the case in; they may go on and hand in again."""

    kind: Literal["handed-in"] = "handed-in"
    at: Moment = ""


Event = Annotated[
    Said | HintAsked | TalkEnded | Visited | Retried | PlanChanged | Reflected | Recoded | HandedIn,
    Field(discriminator="kind"),
]


class ScenarioStamp(RecordPart):
    """Which case, which version of it, and the SHA-256 of its content."""

    id: Annotated[str, StringConstraints(max_length=60)]
    version: int
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Desk(RecordPart):
    """
    Where the recruit was, so that the room opens there again.

    ``step`` is the open step's name, ``draft`` what was typed and not yet said.
    Nothing here is graded.
    """

    step: Annotated[str, StringConstraints(max_length=40)] = ""
    draft: Annotated[str, StringConstraints(max_length=MAX_UTTERANCE)] = ""


class CaseRecord(RecordPart):
    """One recruit's work on one case."""

    schema_version: Literal[2] = 2
    kit_version: Annotated[str, StringConstraints(max_length=40)]
    record_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    scenario: ScenarioStamp
    person_seed: Annotated[int, Field(ge=0, lt=2**63)]
    events: Annotated[list[Event], Field(max_length=MAX_EVENTS)] = []
    desk: Desk = Desk()

    def with_event(self, event: Event) -> "CaseRecord":
        """Return the record with one more event at its end."""
        return self.model_copy(update={"events": [*self.events, event]})

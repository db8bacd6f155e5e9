"""How a person says what anybody might say: the lines that answer whatever is no thing of the case."""

from pydantic import Field

from simgen.scenario.parts import Lines, Part, Words
from simgen.scenario.question_kinds import VagueKind


class Voice(Part):
    """How this person says what anybody might say. Lines in brackets are seen, not heard."""

    first_sight: Words = Field(description="What the recruit sees and hears on arriving.")
    tangents: list[Words] = Field([], description="Where they wander off to, if they do.")
    pulls_back: list[Words] = Field(
        [], description="Two deep things drawn out in a row; 'quiet' where none is given."
    )
    too_much: list[Words] = Field(
        [], description="Asked three things at once; 'not_understood' where none is given."
    )
    how_sure: list[Words] = Field(
        [],
        max_length=3,
        description="Asked how confident they are: hardly, fairly, very; 'agrees' where none is "
        "given.",
    )
    brushes_off: list[Words] = Field(
        [], description="Warm words that would fit anybody; 'quiet' where none is given."
    )
    beside_the_point: list[Words] = Field(
        [],
        description="A plain question that touches nothing of the case; 'nothing_more' where none "
        "is given.",
    )
    says_again: list[Words] = Field(
        [],
        description="Asked 'what?': what stands before their last words said again; "
        "'not_understood' where none is given.",
    )
    as_i_said: list[Words] = Field(
        [],
        description="Asked in other words for what they told in this visit: their own brief words "
        "follow, so end on a full stop; 'nothing_more' where none is given.",
    )
    who_is_that: list[Words] = Field(
        [], description="Somebody is named whom they do not know; '...' stands for the name."
    )
    praised: list[Words] = Field(
        [], description="Valued or thanked; 'acknowledges' where none is given."
    )
    takes_in: list[Words] = Field(
        [], description="A word instead of a second 'quiet' running, to what needs no answer."
    )
    offered_too_much: list[Words] = Field(
        [],
        description="Offered, unasked, what is not the recruit's to give: money, a private number, "
        "friendship, a lie; answered as anything else where none is given.",
    )
    told_it_is_done: list[Words] = Field(
        [],
        description="Told that something has been done for them, or that somebody is on the way; "
        "'acknowledges' where none is given.",
    )
    turns_to: list[Words] = Field(
        [],
        description="Asked for one thing they turn to one that is easier to tell, or comes before "
        "it; this stands before what they tell. 'quiet' where none is given.",
    )
    no_idea_yet: list[Words] = Field(
        [],
        description="Asked what they think would help, with no hope that they would tell yet; "
        "'agrees' where none is given.",
    )
    comes_back: list[Words] = Field(
        [],
        description="Before a worry that they were asked about and kept back, told later of their "
        "own accord; the worry stands alone where none is given.",
    )
    still_kept: list[Words] = Field(
        [],
        description="Asked once more about something that they keep back; 'quiet' where none is "
        "given.",
    )
    keeps_to_self: list[Words] = Field(
        [],
        description="Asked how things are, with nothing of it that they would tell yet; "
        "'nothing_more' where none is given.",
    )
    vague: dict[VagueKind, Lines] = Field(
        {},
        description="Asked something of a kind to which the case has no answer: a vague one of that "
        "kind that is true whatever was meant ('A while back.' to 'when'); 'nothing_more' or "
        "'beside_the_point' where none is given.",
    )
    greets: Lines
    small_talk: Lines = Field(description="Answers to a friendly remark.")
    acknowledges: Lines = Field(description="When understood or affirmed and nothing new comes.")
    agrees: Lines = Field(description="When asked for a decision and content to go along.")
    asks_why: Lines = Field(description="Given information, or options, before being heard.")
    advised_too_soon: Lines
    feeling_ignored: Lines
    pushed: Lines
    corrects: Lines = Field(description="When told back something never said.")
    repeated: Lines = Field(description="Asked the same again.")
    not_understood: Lines
    quiet: Lines = Field(description="Silences, in brackets.")
    waits: Lines = Field(description="When the recruit says nothing, in brackets.")
    nothing_more: Lines = Field(description="Asked about something with nothing left to tell.")
    promised: Lines = Field(description="When promised something nobody can promise.")
    hurt: Lines = Field(description="When spoken to rudely or blamed.")
    repaired: Lines = Field(description="When the recruit puts a slip right.")
    safe_to_say: Lines = Field(description="Asked plainly about safety with nothing to tell yet.")
    goodbye: Lines
    ends: Lines = Field(description="When they have had enough and end the talk.")

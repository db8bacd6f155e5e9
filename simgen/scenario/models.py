"""
What a case is: the words a trainer writes, checked.

One case is one YAML file in ``scenarios/cases``. Every text may hold slots in
braces, such as ``{name}`` or ``{husband}``, that are filled from the simulated
person; :mod:`simgen.scenario.checks` lists the slots each case may use.

Trust is a number from 0 (none) to 1 (complete).
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol, TypeVar

from pydantic import Field, model_validator

from simgen.scenario.asides import Aside
from simgen.scenario.parts import Fraction, Item, Part, Slug, Words
from simgen.scenario.visits import Visit
from simgen.scenario.voice import Voice

Fit = Literal["good", "partial", "poor"]
TieStrength = Literal["strong", "ordinary", "faint", "strained"]
Style = Literal[
    "guarded",
    "chatty",
    "over-agreeing",
    "angry",
    "hopeless",
    "proud",
    "in-a-hurry",
    "distressed",
    "silent",
]
"""How a person resists; what each means is in the conversation's ``styles.yaml``."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def _by_id(parts: Sequence[_N], part_id: str) -> _N:
    for part in parts:
        if part.id == part_id:
            return part
    raise KeyError(part_id)


class YearRange(Part):
    """Whole numbers from ``min`` to ``max``, both included."""

    min: int
    max: int


class Relation(Part):
    """Somebody in the person's life, alive or dead, whose name may be used as a slot."""

    id: Slug = Field(description="The slot's name: 'husband' gives {husband}.")
    relation: Words = Field(description="In plain words: 'late husband', 'daughter', 'neighbour'.")
    sex: Literal["female", "male"]
    years_older: YearRange = Field(
        description="Years older than the person; negative when younger, as a daughter is."
    )
    shares_surname: bool = False
    alive: bool = True
    note: str = Field("", description="Where they live, how close they are; shown to trainers.")
    tie: TieStrength = "ordinary"
    contact: str = Field("", description="How often they meet or speak: 'rings on Sundays'.")


class OtherTie(Part):
    """A place, group or animal in the person's life; for the picture of who is around them."""

    name: Words
    relation: Words = Field(description="What it is to them: 'the dog', 'choir until this year'.")
    kind: Literal["animal", "group", "place", "service"]
    tie: TieStrength = "ordinary"
    contact: Words = Field(description="How often, or since when not.")


class Milestone(Part):
    """
    Something that happened in the person's life; for the picture of their life line.

    When it was is said in one of three ways: whole years before the date of the
    case, the person's age then, or the birth of somebody in ``people``.
    """

    years_ago: int | None = Field(None, ge=0, le=110)
    at_age: int | None = Field(None, ge=0, le=110)
    birth_of: Slug | None = None
    text: Words
    kind: Literal["birth", "bereavement", "separation", "redundancy", "other"] = "other"

    @model_validator(mode="after")
    def _one_time(self) -> "Milestone":
        told = [self.years_ago, self.at_age, self.birth_of]
        if sum(each is not None for each in told) != 1:
            raise ValueError("exactly one of years_ago, at_age and birth_of")
        return self


class PersonFacts(Part):
    """What is fixed about the person; everything else is drawn for each recruit."""

    sex: Literal["female", "male"]
    age: YearRange
    title: Literal["Mrs", "Mr", "Miss", "Ms", "Mx"]
    heritage: Literal["british"] = "british"
    household: Words = Field(description="Who lives there: 'lives alone'.")
    housing: Words = Field(description="What they live in: 'a two-up two-down terrace, owned'.")
    months_since_loss: YearRange | None = Field(
        None, description="Months since a bereavement at the date of the case; slot {months}."
    )
    people: list[Relation] = Field([])
    ties: list[OtherTie] = Field([])
    life: list[Milestone] = Field([], description="In any order; birth need not be said.")
    details: dict[Slug, list[Words]] = Field(
        {},
        description="Small things that differ between recruits: each name is a slot, "
        "each list holds at least two alternatives that fit every text they appear in.",
    )


class Referral(Part):
    """What the practice sent. It tells only part; it may hold slots."""

    practice: Words
    sent_by: Words = Field(description="Role and invented name of who referred.")
    reason: Words = Field(description="The line in the box 'reason for referral'.")
    note: Words
    expects: Words = Field(description="What the practice hopes the link worker will do.")
    consent: Words = Field(description="What the person was told and agreed to.")
    known_risks: Words


class Topic(Part):
    """An area of life that talk can touch."""

    id: Slug
    label: Words = Field(description="For the debrief: 'The evenings'.")
    cues: list[Words] = Field(
        min_length=1,
        description="Words or phrases that touch the topic, in lower case; a final * stands "
        "for any ending: 'garden*' hears garden, gardens, gardening.",
    )
    question: Words = Field(description="An open question that would lead there; used as a hint.")
    urgent: bool = Field(False, description="Cannot wait: being of use here comes before rapport.")


class Correction(Part):
    """Something recruits wrongly assume, and how the person puts them right."""

    hears: list[Words] = Field(min_length=1, description="Phrases, as in the cues of topics.")
    says: Words


class ServiceFit(Part):
    """How one service of the town suits this person."""

    service: Slug
    fit: Fit
    why: Words = Field(description="For trainers and the debrief: why it suits or does not.")
    tempts: str = Field("", description="Why it looks right at first; only when it does not fit.")
    needs: list[Slug] = Field(
        [], description="Items to have heard before this suggestion can be a good one."
    )
    says: Words = Field(description="What the person says when it is suggested to them.")


class AskBack(Part):
    """Something the person asks the recruit, once they trust them a little."""

    id: Slug
    trust: Fraction = Field(description="Not asked below this trust.")
    says: Words
    topics: list[Slug] = Field(
        [], description="Asked only when they have just spoken of one of these; of any, if none."
    )
    answered: Words = Field(description="What they say to a plain answer.")
    dodged: Words = Field(description="What they say when it is passed over.")


class Misunderstanding(Part):
    """A word of the trade that the person takes another way, once."""

    id: Slug
    hears: list[Words] = Field(min_length=1, description="The words, as in the cues of topics.")
    says: Words = Field(description="What they take it for; the recruit may put it right.")
    put_right: Words = Field(description="What they say once it is put plainly.")


class Boundary(Part):
    """A test of the recruit's role: something asked of them that is not theirs to give."""

    id: Slug
    trust: Fraction = Field(description="Not asked below this trust.")
    says: Words = Field(description="What they ask: a private number, a favour, a lie.")
    gives_way: list[Words] = Field(min_length=1, description="Cues of a recruit who says yes.")
    holds: list[Words] = Field(min_length=1, description="Cues of a kind, plain no.")
    when_held: Words = Field(description="What they say to the kind, plain no.")
    when_given: Words = Field(description="What they say when they get it.")
    why: Words = Field(description="For the debrief: why the boundary is there.")


class Scenario(Part):
    """
    A whole case.

    ``set_on`` is the day of the first conversation; ages, dates and the plan's
    review are counted from it, never from today's date.
    """

    id: Slug
    version: int = Field(ge=1)
    title: Words
    summary: Words = Field(description="Two sentences for a recruit choosing a case.")
    author: Words = Field(description="Who wrote it and from what; no real person's story.")
    town: Slug
    set_on: date
    minutes: int = Field(ge=5, le=240, description="How long the case takes a recruit.")
    person: PersonFacts
    manner: Words = Field(description="How they are with a stranger, for trainers.")
    style: list[Style] = Field(["guarded"], min_length=1, description="How they resist.")
    starting_trust: Fraction
    referral: Referral
    voice: Voice
    topics: list[Topic] = Field(min_length=3)
    items: list[Item] = Field(min_length=1)
    corrections: list[Correction] = Field([])
    asides: list[Aside] = Field(
        [], description="Small answers to ordinary questions and remarks; nothing comes to light."
    )
    asks_back: list[AskBack] = Field([])
    boundaries: list[Boundary] = Field([])
    misunderstands: list[Misunderstanding] = Field(
        [], description="Words of the trade that they take another way: 'social prescribing'."
    )
    thoughts: dict[str, Words] = Field(
        {},
        description="What they thought when a rule of trust moved, by the rule's name; shown "
        "after the talk, never in it.",
    )
    services: list[ServiceFit] = Field(min_length=1)
    visits: list[Visit] = Field(
        [], description="Later visits, in order: how long after, and what has happened in between."
    )
    openings: list[Words] = Field(
        min_length=3, description="Suggested first lines for a recruit who is stuck."
    )
    sources: list[Words] = Field(min_length=1, description="Where the facts come from.")

    def item(self, item_id: str) -> Item:
        """Return one item; ``KeyError`` for an unknown id."""
        return _by_id(self.items, item_id)

    def topic(self, topic_id: str) -> Topic:
        """Return one topic; ``KeyError`` for an unknown id."""
        return _by_id(self.topics, topic_id)

    def fit(self, service_id: str) -> ServiceFit | None:
        """Return how a service suits this person, or None where the case does not say."""
        return next((fit for fit in self.services if fit.service == service_id), None)


class Service(Part):
    """
    One thing the town offers.

    Field names follow Open Referral UK where it has one, so that a real
    directory can be read later.
    """

    id: Slug
    name: Words
    organisation: Words
    description: Words
    who_for: Words
    when: Words
    where: Words
    cost: Words
    how_to_join: Words
    access: Words = Field(description="Step-free, transport, hearing loop, online only.")
    capacity: Words = Field(description="Places, waiting time, who runs it.")
    status: Literal["active", "full", "closed"] = "active"
    cues: list[Words] = Field(
        min_length=1, description="Words by which somebody would mean it in talk, as in topics."
    )


class Town(Part):
    """An invented place and what it offers."""

    id: Slug
    name: Words
    description: Words
    services: list[Service] = Field(min_length=1)

    def service(self, service_id: str) -> Service:
        """Return one service; ``KeyError`` for an unknown id."""
        return _by_id(self.services, service_id)

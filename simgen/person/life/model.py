"""
What a simulated person in the community is: plain facts, in the order they cause each other.

Made by :func:`simgen.person.generate`; treat them as fixed once made (they are
not frozen, because a cohort is made of millions of them). Ages are whole years
at ``reference_date``; a month is written ``YYYY-MM``. Value sets and units of
every field are in :mod:`simgen.person.schema`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Name:
    """``known_as`` is how a stranger would address them ("Mrs Hale")."""

    title: str
    first: str
    surname: str
    full: str
    known_as: str


@dataclass(slots=True)
class Language:
    """``level`` is first, fluent, some or little."""

    name: str
    level: str


@dataclass(slots=True)
class Address:
    """``deprivation_decile``: 1 (most deprived) to 10; the postcode's sector follows it."""

    lines: list[str]
    town: str
    postcode: str
    deprivation_decile: int


@dataclass(slots=True)
class Household:
    """``size`` counts the person; ``members`` are the first names of the others."""

    kind: str
    size: int
    members: list[str]
    pet: str | None


@dataclass(slots=True)
class Partner:
    """
    The present or latest partner; names, ages and months are None for the single.

    For the dead ``age`` is the age at death and ``until`` the month of it.
    """

    status: str
    name: str | None
    sex: str | None
    age: int | None
    since: str | None
    until: str | None


@dataclass(slots=True)
class Relative:
    """
    One of the family.

    ``lives`` is home, town, away, abroad, or "with their other parent"; None for
    the dead, whose ``age`` is the age at death. ``closeness`` is close, ordinary
    or strained.
    """

    relation: str
    name: str
    sex: str
    age: int
    alive: bool
    lives: str | None
    closeness: str | None


@dataclass(slots=True)
class Tie:
    """
    Somebody or something in the life now.

    ``kind`` is person, group, place, animal or service; ``strength`` is strong,
    ordinary, faint or strained; ``age`` only for persons.
    """

    kind: str
    name: str
    relation: str
    age: int | None
    strength: str
    contact: str


@dataclass(slots=True)
class Housing:
    """``since`` is the year of moving in."""

    tenure: str
    home: str
    since: int
    garden: bool
    trouble: str | None


@dataclass(slots=True)
class Job:
    """``until`` is None for work still done. Years of the calendar."""

    title: str
    place: str
    since: int
    until: int | None


@dataclass(slots=True)
class Work:
    """``retired_in`` is a year, or None."""

    status: str
    jobs: list[Job]
    retired_in: int | None


@dataclass(slots=True)
class Money:
    """``managing`` is well enough, just about or not."""

    income: list[str]
    benefits: list[str]
    managing: str


@dataclass(slots=True)
class Education:
    """``reading`` is easy, slow or needs help, in the language that the person reads best."""

    level: str
    left_school_in: int
    reading: str
    learned_later: str | None


@dataclass(slots=True)
class Digital:
    """``use`` is none, helped, some, phone-only or confident."""

    use: str
    devices: list[str]


@dataclass(slots=True)
class Transport:
    """``usual`` is bus, car, lifts, walks, bicycle or door-to-door."""

    usual: str
    drives: bool
    bus_pass: bool


@dataclass(slots=True)
class Condition:
    """``since`` is a year."""

    name: str
    since: int


@dataclass(slots=True)
class Health:
    """``wellbeing`` holds the four personal well-being scores of the ONS, 0 to 10."""

    conditions: list[Condition]
    pain: bool
    lonely: bool
    moves: str
    wellbeing: dict[str, int]


@dataclass(slots=True)
class LifeEvent:
    """``age`` is the person's at the time, in whole years."""

    month: str
    age: int
    kind: str
    text: str


@dataclass(slots=True)
class Need:
    """``says`` is how the person puts it."""

    id: str
    label: str
    says: str


@dataclass(slots=True)
class Strength:
    """``grown_from`` is what in the life it comes from."""

    id: str
    family: str
    name: str
    grown_from: str


@dataclass(slots=True)
class Interest:
    """``now`` is False for what the person used to do and does no longer."""

    id: str
    name: str
    now: bool


@dataclass(slots=True)
class Referral:
    """``reason`` is the area of need that the practice wrote down."""

    year: int
    route: str
    reason: str
    accepted: bool


@dataclass(slots=True)
class PersonInCommunity:
    """
    One simulated person, whole.

    ``sex`` is as recorded at birth. ``phone``, ``email`` and ``nhs_number`` are
    from ranges that no real person has (:mod:`simgen.person.identifiers`).
    """

    id: str
    seed: int
    index: int
    reference_date: date
    name: Name
    sex: str
    gender: str
    age: int
    date_of_birth: date
    ethnicity: str
    heritage: str
    born_in: str
    languages: list[Language]
    interpreter: str | None
    communication_needs: list[str]
    address: Address
    phone: str
    email: str | None
    nhs_number: str | None
    household: Household
    partner: Partner
    family: list[Relative]
    caring_for: str | None
    network: list[Tie]
    housing: Housing
    work: Work
    money: Money
    education: Education
    digital: Digital
    transport: Transport
    health: Health
    life_events: list[LifeEvent]
    needs: list[Need]
    strengths: list[Strength]
    interests: list[Interest]
    what_matters: list[str]
    hopes: list[str]
    referral: Referral

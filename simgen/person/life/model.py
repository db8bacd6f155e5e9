"""
What a simulated person in the community is: plain facts, in the order they cause each other.

Made by :func:`simgen.person.generate`, and fixed once made. Ages are whole years
at ``reference_date``; a month is written ``YYYY-MM``. Value sets and units of
every field are in :mod:`simgen.person.schema`.

They are msgspec's structs, not dataclasses: these are made and written as JSON
several times as quickly, and a cohort is made of millions of them. ``gc=False``:
nothing here can refer back to itself, so the garbage collector need not look.
"""

from datetime import date

from msgspec import Struct


class Name(Struct, frozen=True, gc=False):
    """``known_as`` is how a stranger would address them ("Mrs Hale")."""

    title: str
    first: str
    surname: str
    full: str
    known_as: str


class Language(Struct, frozen=True, gc=False):
    """``level`` is first, fluent, some or little."""

    name: str
    level: str


class Address(Struct, frozen=True, gc=False):
    """``deprivation_decile``: 1 (most deprived) to 10; the postcode's sector follows it."""

    lines: tuple[str, ...]
    town: str
    postcode: str
    deprivation_decile: int


class Household(Struct, frozen=True, gc=False):
    """``size`` counts the person; ``members`` are the first names of the others."""

    kind: str
    size: int
    members: tuple[str, ...]
    pet: str | None


class Partner(Struct, frozen=True, gc=False):
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


class Relative(Struct, frozen=True, gc=False):
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


class Tie(Struct, frozen=True, gc=False):
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


class Housing(Struct, frozen=True, gc=False):
    """``since`` is the year of moving in."""

    tenure: str
    home: str
    since: int
    garden: bool
    trouble: str | None


class Job(Struct, frozen=True, gc=False):
    """``until`` is None for work still done. Years of the calendar."""

    title: str
    place: str
    since: int
    until: int | None


class Work(Struct, frozen=True, gc=False):
    """``retired_in`` is a year, or None."""

    status: str
    jobs: tuple[Job, ...]
    retired_in: int | None


class Money(Struct, frozen=True, gc=False):
    """``managing`` is well enough, just about or not."""

    income: tuple[str, ...]
    benefits: tuple[str, ...]
    managing: str


class Education(Struct, frozen=True, gc=False):
    """``reading`` is easy, slow or needs help, in the language that the person reads best."""

    level: str
    left_school_in: int
    reading: str
    learned_later: str | None


class Digital(Struct, frozen=True, gc=False):
    """``use`` is none, helped, some, phone-only or confident."""

    use: str
    devices: tuple[str, ...]


class Transport(Struct, frozen=True, gc=False):
    """``usual`` is bus, car, lifts, walks, bicycle or door-to-door."""

    usual: str
    drives: bool
    bus_pass: bool


class Condition(Struct, frozen=True, gc=False):
    """``since`` is a year."""

    name: str
    since: int


class Wellbeing(Struct, frozen=True, gc=False):
    """The four personal well-being scores of the ONS, 0 to 10."""

    satisfied: int
    worthwhile: int
    happy: int
    anxious: int


class Health(Struct, frozen=True, gc=False):
    """``moves`` is freely, slowly or with difficulty."""

    conditions: tuple[Condition, ...]
    pain: bool
    lonely: bool
    moves: str
    wellbeing: Wellbeing


class LifeEvent(Struct, frozen=True, gc=False):
    """``age`` is the person's at the time, in whole years."""

    month: str
    age: int
    kind: str
    text: str


class Need(Struct, frozen=True, gc=False):
    """``says`` is how the person puts it."""

    id: str
    label: str
    says: str


class Strength(Struct, frozen=True, gc=False):
    """``grown_from`` is what in the life it comes from."""

    id: str
    family: str
    name: str
    grown_from: str


class Interest(Struct, frozen=True, gc=False):
    """``now`` is False for what the person used to do and does no longer."""

    id: str
    name: str
    now: bool


class Referral(Struct, frozen=True, gc=False):
    """``reason`` is the area of need that the practice wrote down."""

    year: int
    route: str
    reason: str
    accepted: bool


class PersonInCommunity(Struct, frozen=True, gc=False):
    """
    One simulated person, whole.

    ``sex`` is as recorded at birth. ``phone``, ``email`` and ``nhs_number`` are
    from ranges that no real person has (:mod:`simgen.person.identifiers`); a
    number is None where the person has no such thing, or where the range is
    used up: no two persons of a cohort share one.
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
    languages: tuple[Language, ...]
    interpreter: str | None
    communication_needs: tuple[str, ...]
    address: Address
    phone: str | None
    email: str | None
    nhs_number: str | None
    household: Household
    partner: Partner
    family: tuple[Relative, ...]
    caring_for: str | None
    network: tuple[Tie, ...]
    housing: Housing
    work: Work
    money: Money
    education: Education
    digital: Digital
    transport: Transport
    health: Health
    life_events: tuple[LifeEvent, ...]
    needs: tuple[Need, ...]
    strengths: tuple[Strength, ...]
    interests: tuple[Interest, ...]
    what_matters: tuple[str, ...]
    hopes: tuple[str, ...]
    referral: Referral

"""The workbench on which one life is made, room by room."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from simgen.person.life.draws import Draws
from simgen.person.life.model import LifeEvent

if TYPE_CHECKING:
    from simgen.person.life.model import Job, Partner, Relative, Tie


@dataclass(slots=True)
class Life:
    """
    What is known so far.

    ``core`` holds the chain's values. ``tags`` says what holds for this life,
    each with the words for it ("worked as a nurse"): strengths and lines grow
    from tags alone. ``slots`` fill the lines. Months count from the year 0.
    """

    key: bytes
    core: dict[str, Any]
    reference: date
    now: int
    heritage: str
    age: int = 0
    born: date = date.min
    born_month: int = 0
    taken: set[str] = field(default_factory=set)
    tags: dict[str, str] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)
    events: list[LifeEvent] = field(default_factory=list)
    family: list[Relative] = field(default_factory=list)
    network: list[Tie] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    partner: Partner | None = None
    arrived: int | None = None
    surname: str = ""
    uk_born: bool = True
    at_home: list[str] = field(default_factory=list)

    def draws(self, purpose: bytes) -> Draws:
        """Return the draws of one purpose."""
        return Draws(self.key, purpose)

    def happened(self, month: int, kind: str, text: str) -> None:
        """Note an event; ``month`` counts from the year 0, twelve a year."""
        age = (month - self.born_month) // 12
        self.events.append(LifeEvent(month_text(month), age, kind, text))


@cache
def month_text(month: int) -> str:
    """Return a counted month as ``YYYY-MM``."""
    year, rest = divmod(month, 12)
    return f"{year:04d}-{rest + 1:02d}"

"""What a rule is, and what most rules ask of a person first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simgen.person.life.work import pension_age_months

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity, Relative

Rule = Callable[["PersonInCommunity"], bool]
RULES: list[Rule] = []
"""Every rule, in the order of the modules that hold them."""


def rule(check: Rule) -> Rule:
    """Add a function to the rules; its docstring is the statement that must hold."""
    RULES.append(check)
    return check


def month_of(text: str) -> int:
    """Return a month written ``YYYY-MM`` as months since the year 0."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def month_now(person: PersonInCommunity) -> int:
    """Return the month of the reference date."""
    return person.reference_date.year * 12 + person.reference_date.month - 1


def month_born(person: PersonInCommunity) -> int:
    """Return the month of birth."""
    return person.date_of_birth.year * 12 + person.date_of_birth.month - 1


def kin(person: PersonInCommunity, *relations: str) -> list[Relative]:
    """Return the relatives of some relations."""
    return [one for one in person.family if one.relation in relations]


def children(person: PersonInCommunity) -> list[Relative]:
    """Return sons and daughters, alive or dead."""
    return kin(person, "son", "daughter")


def is_pensioner(person: PersonInCommunity) -> bool:
    """Tell whether the person has reached State Pension age."""
    months = month_now(person) - month_born(person)
    return months > pension_age_months(person.sex, month_born(person))

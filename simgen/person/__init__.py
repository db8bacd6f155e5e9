"""
Who is met: simulated persons who hold together and can never be real ones.

Two kinds of person come from here:

- :func:`make_person`: the person of a written case, with the slots that its
  texts need (:class:`Person`).
- :func:`generate`: a whole person in the community from nothing but a seed, or
  :func:`cohort` for many (:class:`PersonInCommunity`). README.md beside this
  file explains them, and how to change the numbers behind them.

Nothing heavy is imported before it is used: not pydantic, not Faker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simgen.person.person import Acquaintance, Person

if TYPE_CHECKING:
    from simgen.person.cohorts import cohort
    from simgen.person.generating import generate
    from simgen.person.life.model import PersonInCommunity
    from simgen.person.making import make_person

__all__ = [
    "Acquaintance",
    "Person",
    "PersonInCommunity",
    "cohort",
    "generate",
    "make_person",
]

_HOMES = {
    "PersonInCommunity": "simgen.person.life.model",
    "cohort": "simgen.person.cohorts",
    "generate": "simgen.person.generating",
    "make_person": "simgen.person.making",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

"""
What must hold for every simulated person, whatever the seed: a life that can be.

Each rule is one function with its statement as its docstring, in a module for
its part of life. ``broken(person)`` returns the statements that do not hold;
the tests draw thousands of persons and expect none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.invariants import living, nearest, telling, who
from simgen.person.invariants.rule import RULES, Rule

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity

__all__ = ["RULES", "Rule", "broken", "living", "nearest", "telling", "who"]


def broken(person: PersonInCommunity) -> list[str]:
    """Return the statements of the rules that this person breaks."""
    return [rule.__doc__ or rule.__name__ for rule in RULES if not rule(person)]

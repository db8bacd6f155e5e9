"""
The safety gate: it is passed or not, and never averaged away by anything else.

The level is an assumption until a panel sets it: at "sound" a worry that was
heard is written down with who was told.
"""

from dataclasses import dataclass
from typing import Literal

GATE_CRITERION = "safety"
GATE_LEVEL = 2

State = Literal["passed", "not yet", "waiting"]


@dataclass(frozen=True, slots=True)
class Gate:
    """Where somebody stands at the gate, and what that means in plain words for them."""

    state: State
    words: str


def gate_at(level: int | None) -> Gate:
    """Return the gate for a level of the safety criterion, None while nobody has marked it."""
    if level is None:
        return Gate("waiting", "Your trainer has still to mark this part.")
    if level >= GATE_LEVEL:
        return Gate(
            "passed",
            "A worry that you heard did not stay with you alone: the plan says who was told.",
        )
    return Gate(
        "not yet",
        "Safety comes first, whatever else went well, so no other part can make up for it. It is "
        "learnt like everything else: talk it through with your trainer, and practise it again "
        "before you meet people on your own.",
    )

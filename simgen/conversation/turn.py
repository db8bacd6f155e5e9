"""
What one exchange is: what was said, how it was heard, what came back, and why.

The parts of a conversation are structs of msgspec: they never change once made, and
are made several times as fast as dataclasses. A replay makes hundreds of them.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

Family = Literal["question", "reflection", "input", "other"]
"""The main intent. ``input`` is information, advice, options, negotiating what to do."""

Code = Literal[
    "open-question",
    "closed-question",
    "reflection",
    "affirmation",
    "summary",
    "information",
    "advice",
    "permission",
    "collaboration",
    "autonomy",
    "confront",
    "social",
    "promise",
    "safety",
    "apology",
    "goodbye",
]
"""
What an utterance does; several may hold at once.

``permission`` is asking before advising, ``collaboration`` is inviting the
person to work it out together, ``safety`` is asking plainly about harm.
"""


class Heard(Struct, frozen=True, gc=False):
    """
    How one utterance was understood.

    ``p`` is how sure the coder is of ``family``, from 0 to 1. When ``abstained``
    is true the codes are a guess that nothing may be held against. ``topics``,
    ``items`` and ``services`` are ids of the case that the words touch, best first.
    """

    family: Family
    codes: tuple[Code, ...]
    p: float
    abstained: bool = False
    topics: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


class Movement(Struct, frozen=True, gc=False):
    """
    One rule that moved trust in a turn.

    ``rule`` is its key in ``rules.yaml``, ``by`` the change of trust (from -1 to
    1), ``because`` a sentence that a recruit understands.
    """

    rule: str
    by: float
    because: str


class Turn(Struct, frozen=True, gc=False):
    """
    One exchange.

    ``number`` counts from 1, over all visits; ``visit`` is the visit's own. ``trust`` is the trust after the turn, 0 to 1.
    ``disclosed`` are the items that came to light in it; ``refused`` those that
    were touched and not yet told, with the reason. ``feeling`` is the feeling that
    shows in the reply, or empty. ``ended`` is true once the talk is over.
    ``asked_back`` names what the person asked or tested in the reply. ``comfort``,
    ``energy`` and ``confidence`` (0 to 1), ``depth`` (0 to 3) and ``readiness`` (0 to 1
    for each item that came to light) are as they stand after the turn.
    """

    number: int
    said: str
    heard: Heard
    reply: str
    disclosed: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    feeling: str
    trust: float
    why: tuple[Movement, ...]
    ended: bool
    asked_back: str = ""
    comfort: float = 0.5
    energy: float = 1.0
    confidence: float = 0.3
    depth: int = 0
    readiness: Mapping[str, float] = field(default_factory=dict)
    visit: int = 1

    def __hash__(self) -> int:
        """Turns that are equal have the same; the readiness, a mapping, has none."""
        return hash((self.number, self.said, self.reply, self.trust))

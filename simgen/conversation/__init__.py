"""The conversation: hear what was said, answer as the person would, look back on it."""

from simgen.conversation.between import Agreed
from simgen.conversation.coaching import Hint
from simgen.conversation.coder import Coding, UtteranceCoder
from simgen.conversation.debrief import Debrief, debrief
from simgen.conversation.findings import Finding
from simgen.conversation.noting import TurnNote
from simgen.conversation.talk import Talk
from simgen.conversation.turn import Heard, Movement, Turn
from simgen.conversation.visiting import Arrival

__all__ = [
    "Agreed",
    "Arrival",
    "Coding",
    "Debrief",
    "Finding",
    "Heard",
    "Hint",
    "Movement",
    "Talk",
    "Turn",
    "TurnNote",
    "UtteranceCoder",
    "debrief",
]

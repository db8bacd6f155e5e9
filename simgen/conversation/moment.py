"""The moment in which an answer is found, and the answer."""

from dataclasses import dataclass, field

from simgen.conversation.coder import NOTHING_OVERHEARD, Overheard
from simgen.conversation.judging import Move, Said
from simgen.conversation.styles import Manner
from simgen.conversation.telling import Gates
from simgen.scenario.parts import Item
from simgen.streams import number

INSTEAD = {
    "pulls_back": "quiet",
    "too_much": "not_understood",
    "brushes_off": "quiet",
    "beside_the_point": "nothing_more",
    "says_again": "not_understood",
    "as_i_said": "nothing_more",
    "takes_in": "quiet",
    "praised": "acknowledges",
}
"""What a voice falls back on where a case gives no lines of a kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """
    One answer.

    ``line`` names the kind of line used, so that the next one differs;
    ``told`` are items told now, ``fully`` those told at length, ``refused``
    pairs of an item and the reason ('trust' or 'order').
    """

    reply: str
    line: str = ""
    told: tuple[Item, ...] = ()
    fully: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    hinted: str = ""
    feeling: str = ""
    topic: str = ""
    offered: str = ""
    corrected: str = ""
    moves: tuple[Move, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """
    An utterance, the gates as they stand after it landed, and a correction if there is one.

    ``overheard`` are the ordinary questions and remarks in it.
    """

    said: Said
    gates: Gates
    correction: str | None
    seed: int
    manner: Manner = field(default_factory=Manner)
    overheard: Overheard = NOTHING_OVERHEARD

    def line(self, kind: str, times: int | None = None) -> Answer:
        """
        Return an answer in one of the person's stock lines, never the same twice running.

        ``times`` is how often such a line was used, where the kind's own count does not say.
        """
        voice = self.said.scenario.voice
        lines: list[str] = getattr(voice, kind) or getattr(voice, INSTEAD[kind])
        first = number(self.seed, "conversation", kind)
        used = self.said.state.times(kind) if times is None else times
        return Answer(lines[(first + used) % len(lines)], line=kind)

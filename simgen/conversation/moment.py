"""The moment in which an answer is found, and the answer."""

from dataclasses import dataclass

from simgen.conversation.judging import Move, Said
from simgen.conversation.telling import Gates
from simgen.scenario.models import Item
from simgen.streams import number


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
    """An utterance, the gates as they stand after it landed, and a correction if there is one."""

    said: Said
    gates: Gates
    correction: str | None
    seed: int

    def line(self, kind: str) -> Answer:
        """Return an answer in one of the person's stock lines, never the same twice running."""
        lines: list[str] = getattr(self.said.scenario.voice, kind)
        first = number(self.seed, "conversation", kind)
        return Answer(lines[(first + self.said.state.times(kind)) % len(lines)], line=kind)

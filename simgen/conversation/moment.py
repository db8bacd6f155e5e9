"""The moment in which an answer is found, and the answer."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from simgen.conversation.coder import Overheard
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
    "keeps_to_self": "nothing_more",
    "still_kept": "quiet",
    "no_idea_yet": "agrees",
    "told_it_is_done": "acknowledges",
    "turns_to": "quiet",
}
"""What a voice falls back on where a case gives no lines of a kind."""


class Answer(Struct, frozen=True, gc=False):
    """
    One answer.

    ``line`` names the kind of line used, so that the next one differs;
    ``told`` are items told now, ``fully`` those told at length, ``refused``
    pairs of an item and the reason ('trust' or 'order'). ``on`` are the things that it
    speaks of, by which the next question may be understood.
    """

    reply: str
    line: str = ""
    told: tuple[Item, ...] = ()
    fully: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    hinted: str = ""
    feeling: str = ""
    topic: str = ""
    on: tuple[str, ...] = ()
    offered: str = ""
    corrected: str = ""
    moves: tuple[Move, ...] = ()
    ends: bool = False


class Moment(Struct, frozen=True, gc=False):
    """An utterance, the gates as they stand after it landed, and a correction if there is one."""

    said: Said
    gates: Gates
    correction: str | None
    seed: int
    manner: Manner

    @property
    def overheard(self) -> Overheard:
        """The ordinary questions and remarks in the utterance."""
        return self.said.overheard

    def line(self, kind: str, times: int | None = None) -> Answer:
        """
        Return an answer in one of the person's stock lines, never the same twice running.

        ``times`` is how often such a line was used, where the kind's own count does not say.
        """
        voice = self.said.script.voice
        lines: list[str] = getattr(voice, kind) or getattr(voice, INSTEAD[kind])
        used = self.said.state.times(kind) if times is None else times
        return Answer(in_turn(lines, kind, self.seed, used), line=kind)


def in_turn(lines: Sequence[str], kind: str, seed: int, times: int) -> str:
    """Return the next of several lines of a kind; the seed says which is the first."""
    return lines[(_first(seed, kind) + times) % len(lines)]


@lru_cache(maxsize=1024)
def _first(seed: int, kind: str) -> int:
    """Return a whole number that is drawn once for each person and kind of line."""
    return number(seed, "conversation", kind)

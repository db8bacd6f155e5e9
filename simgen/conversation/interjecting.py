"""
What the person does of their own accord: ask something back, test a boundary, wander off.

At most one in a few turns, never on top of a feeling, and always in the
same place for the same words: nothing here is left to chance. A boundary that
has the name of a thing of the case is tested when that thing is told, and only then.
"""

from functools import lru_cache

from msgspec import Struct

from simgen.conversation.inner import PRIVATE, Inner, depth_of
from simgen.conversation.judging import Move, Said, hurts
from simgen.conversation.moment import Answer, in_turn
from simgen.conversation.rules import limits
from simgen.conversation.styles import Manner
from simgen.conversation.words import CueList
from simgen.scenario.models import AskBack, Boundary


class Interjection(Struct, frozen=True, gc=False):
    """
    Something added to an answer, or said ``instead`` of it.

    ``waits_for`` names what they now wait on, or is empty.
    """

    says: str
    waits_for: str = ""
    line: str = ""
    instead: bool = False


class Reaction(Struct, frozen=True, gc=False):
    """How the person takes what the recruit made of their question or test."""

    says: str = ""
    moves: tuple[Move, ...] = ()


def interject(
    said: Said, found: Answer, trust: float, inner: Inner, manner: Manner, seed: int
) -> Interjection | None:
    """Return what the person adds to an answer, or None: mostly None."""
    if not _leaves_room(said, found):
        return None
    state, script = said.state, said.script
    for part in script.puts:
        topics = part.topics if isinstance(part, AskBack) else []
        fits = not topics or (found.topic or state.topic) in topics
        if fits and trust >= part.trust and part.id not in state.asked_back:
            return Interjection(part.says, waits_for=part.id)
    tangents = script.voice.tangents
    due = manner.tangent_every and (state.turns + 1) % manner.tangent_every == 0
    if tangents and due and inner.energy > 0:
        line = in_turn(tangents, "tangents", seed, state.times("tangents"))
        return Interjection(line, line="tangents")
    return None


def _leaves_room(said: Said, found: Answer) -> bool:
    """Tell whether anything can be added to an answer: not on top of something that weighs."""
    state = said.state
    if state.turns - state.times("interjected_at") < limits().between_interjections:
        return False
    if found.ends or found.feeling or found.refused or said.silent:
        return False
    if not found.told and (said.asks or said.has("permission") or said.heard.services):
        return False  # something was asked and hardly answered
    if hurts(state.feeling) or said.has("safety", "goodbye"):
        return False
    # Nor where it is heavy, or where they have just asked for enough.
    return not any(depth_of(item) == PRIVATE or item.id in said.script.tests for item in found.told)


NOTHING = Reaction()
"""How a person takes what nothing was waiting for: not at all."""


def react(said: Said, seed: int) -> Reaction:
    """
    Return how the person takes the answer to what they asked in the turn before.

    And how they take it when the recruit, unasked, offers what is not theirs to give.
    """
    waiting = said.state.pending
    for boundary in said.script.tests.values():
        if boundary.id == waiting or _just_told(said, boundary):
            reaction = _of_boundary(said, boundary)
            if reaction.moves:
                return reaction
    if said.wording.oversteps:
        return _overstepped(said, seed)
    if waiting:
        for ask in said.script.scenario.asks_back:
            if ask.id == waiting:
                return _of_question(said, ask)
    return NOTHING


def _just_told(said: Said, boundary: Boundary) -> bool:
    """Tell whether a boundary was tested by the thing of its name in the last answer."""
    if boundary.id not in said.state.disclosed:
        return False
    says = said.script.item(boundary.id).says
    return says.guarded in said.state.reply or says.trusting in said.state.reply


def _of_boundary(said: Said, boundary: Boundary) -> Reaction:
    words = said.wording.plain
    if words in _cues(tuple(boundary.holds)) or said.wording.holds_back:
        return Reaction(boundary.when_held, (("boundary_held", 1.0),))
    if words in _cues(tuple(boundary.gives_way)):
        return Reaction(boundary.when_given, (("boundary_given", 1.0),))
    return NOTHING


def _overstepped(said: Said, seed: int) -> Reaction:
    """By its wording alone, as a promise is: no doubt of the coder's takes it away."""
    lines = said.script.voice.offered_too_much
    says = (
        in_turn(lines, "offered_too_much", seed, said.state.times("overstepped")) if lines else ""
    )
    return Reaction(says, (("overstepped", 1.0),))


def _of_question(said: Said, ask: AskBack) -> Reaction:
    """A plain word about oneself is an answer; only a question in return dodges it."""
    of_something_else = said.has("goodbye", "apology", "information") or said.wording.takes_leave
    as_self = said.wording.speaks_as_self and not of_something_else
    if said.wording.speaks_of_self or as_self:
        return Reaction(ask.answered, (("answered_them", 1.0),))
    if said.asks and not said.has("reflection") and not said.heard.abstained:
        return Reaction(ask.dodged, (("dodged_them", 1.0),))
    return NOTHING


@lru_cache(maxsize=64)
def _cues(cues: tuple[str, ...]) -> CueList:
    """Return cues ready to be looked for; those of the cases in use are kept."""
    return CueList(cues)

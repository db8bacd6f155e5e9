"""
What the person does of their own accord: ask something back, test a boundary, wander off.

At most one in a few turns, never on top of a feeling, and always in the
same place for the same words: nothing here is left to chance. A boundary that
has the name of a thing of the case is tested when that thing is told, and only then.
"""

from dataclasses import dataclass

from simgen.conversation.inner import PRIVATE, Inner, depth_of
from simgen.conversation.judging import Move, Said
from simgen.conversation.lexicon import holds_back, is_painful, speaks_of_self
from simgen.conversation.moment import Answer
from simgen.conversation.rules import limits
from simgen.conversation.styles import Manner
from simgen.conversation.words import CueList, plain
from simgen.scenario.models import AskBack, Boundary
from simgen.streams import number


@dataclass(frozen=True, slots=True)
class Interjection:
    """Something added to an answer; ``waits_for`` names what they now wait on, or is empty."""

    says: str
    waits_for: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Reaction:
    """How the person takes what the recruit made of their question or test."""

    says: str = ""
    moves: tuple[Move, ...] = ()


def interject(
    said: Said, found: Answer, trust: float, inner: Inner, manner: Manner, seed: int
) -> Interjection | None:
    """Return what the person adds to an answer, or None: mostly None."""
    state, scenario = said.state, said.scenario
    if not _leaves_room(said, found):
        return None
    things = {item.id for item in scenario.items}
    parts: list[Boundary | AskBack] = [
        *(boundary for boundary in scenario.boundaries if boundary.id not in things),
        *scenario.asks_back,
    ]
    for part in parts:
        if trust >= part.trust and part.id not in state.asked_back:
            return Interjection(part.says, waits_for=part.id)
    tangents = scenario.voice.tangents
    due = manner.tangent_every and (state.turns + 1) % manner.tangent_every == 0
    if tangents and due and inner.energy > 0:
        first = number(seed, "conversation", "tangents")
        line = tangents[(first + state.times("tangents")) % len(tangents)]
        return Interjection(line, line="tangents")
    return None


def _leaves_room(said: Said, found: Answer) -> bool:
    """Tell whether anything can be added to an answer: not on top of something that weighs."""
    state = said.state
    heavy = any(depth_of(item) == PRIVATE for item in found.told)
    if found.ends or found.feeling or found.refused or said.silent or heavy:
        return False
    if is_painful(state.feeling) or said.has("safety", "goodbye"):
        return False
    told = {item.id for item in found.told}
    if any(boundary.id in told for boundary in said.scenario.boundaries):
        return False  # they have just asked for enough
    return state.turns - state.times("interjected_at") >= limits().between_interjections


def react(said: Said) -> Reaction:
    """Return how the person takes the answer to what they asked in the turn before."""
    waiting = said.state.pending
    for boundary in said.scenario.boundaries:
        if boundary.id == waiting or _just_told(said, boundary):
            reaction = _of_boundary(said, boundary)
            if reaction.moves:
                return reaction
    for ask in said.scenario.asks_back:
        if ask.id == waiting:
            return _of_question(said, ask)
    return Reaction()


def _just_told(said: Said, boundary: Boundary) -> bool:
    """Tell whether a boundary was tested by the thing of its name in the last answer."""
    if boundary.id not in said.state.disclosed:
        return False
    says = said.scenario.item(boundary.id).says
    return says.guarded in said.state.reply or says.trusting in said.state.reply


def _of_boundary(said: Said, boundary: Boundary) -> Reaction:
    words = plain(said.text)
    if words in CueList(boundary.holds) or holds_back(said.text):
        return Reaction(boundary.when_held, (("boundary_held", 1.0),))
    if words in CueList(boundary.gives_way):
        return Reaction(boundary.when_given, (("boundary_given", 1.0),))
    return Reaction()


def _of_question(said: Said, ask: AskBack) -> Reaction:
    """A plain word about oneself is an answer; only a question in return dodges it."""
    if speaks_of_self(said.text):
        return Reaction(ask.answered, (("answered_them", 1.0),))
    asks = said.has("open-question", "closed-question") and not said.has("reflection")
    if asks and not said.heard.abstained:
        return Reaction(ask.dodged, (("dodged_them", 1.0),))
    return Reaction()

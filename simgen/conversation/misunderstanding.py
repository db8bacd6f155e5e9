"""
Words that the person takes another way, and how they take its being put plainly.

"Social prescribing" is a prescription to somebody who fetches one every Thursday. The
words are the case's; each is taken another way once, where nothing weighs on them.
"""

from functools import lru_cache

from simgen.conversation.interjecting import NOTHING, Interjection, Reaction
from simgen.conversation.judging import Said, hurts
from simgen.conversation.moment import Answer
from simgen.conversation.words import CueList
from simgen.scenario.models import Misunderstanding

KNOWS_BETTER = ("safety", "apology", "goodbye", "confront", "promise")
"""Codes of what is too plain, or too grave, to be taken another way."""


def taken_another_way(said: Said, found: Answer) -> Interjection | None:
    """Return what they make of a word that they take another way, or None: mostly None."""
    state = said.state
    if said.has(*KNOWS_BETTER) or hurts(state.feeling):
        return None
    if found.told or found.refused or found.ends or found.moves:
        return None
    for each in said.script.scenario.misunderstands:
        if each.id not in state.asked_back and said.wording.plain in _cues(tuple(each.hears)):
            return Interjection(each.says, waits_for=each.id, instead=found.line != "greets")
    return None


def put_plainly(said: Said) -> Reaction:
    """Return how they take the next words, where they wait for theirs to be put right."""
    for each in said.script.scenario.misunderstands:
        if each.id == said.state.pending:
            return _of(said, each)
    return NOTHING


def _of(said: Said, taken: Misunderstanding) -> Reaction:
    """A plain statement puts it right; the same words again, a silence or a question do not."""
    again = said.wording.plain in _cues(tuple(taken.hears))
    asks = said.asks or said.heard.family == "question"
    if said.silent or again or asks or said.wording.is_back_channel:
        return NOTHING
    if said.has("confront", "advice", "reflection", "goodbye"):
        return NOTHING
    return Reaction(taken.put_right, (("made_plain", 1.0),))


@lru_cache(maxsize=64)
def _cues(cues: tuple[str, ...]) -> CueList:
    """Return cues ready to be looked for; those of the cases in use are kept."""
    return CueList(cues)

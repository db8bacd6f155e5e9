"""
What is answered to what is put forward: a service, an offer, a choice, a question of leave.

Too early it is wondered at; later they say how a thing suits them, agree, or have no idea yet.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simgen.conversation.asking import tell, tell_of
from simgen.conversation.moment import Answer, Moment

if TYPE_CHECKING:
    from simgen.conversation.judging import Move

_QUESTION_WORDS = frozenset(
    ("what", "how", "which", "when", "where", "who", "why", "anything", "did")
)
"""Words of a question to which yes is no answer: "What do you want me to do?"."""


_OF_THE_SPEAKER = frozenset(
    ("i", "ill", "im", "id", "me", "my", "we", "us", "our", "lets", "that", "this", "it")
)
"""Words of a question of leave: whoever asks it wants to do something."""


def offered(moment: Moment) -> Answer | None:
    """A service is put forward: wondered at early on, else they say how it suits them."""
    said = moment.said
    if not said.offers:
        return None
    if said.too_early_for_advice and not said.has("permission") and not said.urgent:
        if moment.manner.goes_along:
            return moment.line("agrees")
        return moment.line("advised_too_soon" if said.has("advice") else "asks_why")
    service = said.heard.services[0]
    fit = said.script.fit(service)
    if fit is None:
        return replace(moment.line("acknowledges"), offered=service)
    if service in said.state.past.offered:
        return replace(moment.line("offered_again"), offered=service)
    moves: tuple[Move, ...] = ()
    if service not in said.state.offered:
        heard_why = all(needed in said.state.disclosed for needed in fit.needs)
        if fit.fit == "good" and heard_why:
            moves = (("service_that_fits", 1.0),)
        elif fit.fit == "poor":
            moves = (("service_that_misses", 1.0),)
    return Answer(fit.says, offered=service, moves=moves)


def how_sure(moment: Moment) -> Answer | None:
    """Asked how confident they are of a step: as confident as the talk has left them."""
    said, lines = moment.said, moment.said.script.voice.how_sure
    if not lines or not said.wording.asks_how_sure:
        return None
    place = int(said.state.inner.confidence * len(lines))
    return Answer(lines[min(place, len(lines) - 1)], line="how_sure")


def left_to_them(moment: Moment) -> Answer | None:
    """Asked to choose, given the choice, or asked whether they mind; "yes" is no answer to "what?"."""
    said = moment.said
    of_this = len(said.wording.content) <= 1  # "What do you think of that?"
    if not said.has("open-question") or said.has("permission") or of_this:
        return moment.line("agrees")
    hopes = [item for item in moment.gates.anywhere() if item.kind == "hope"]
    return tell(moment, hopes[:1]) if hopes else moment.line("no_idea_yet")


def asked_leave(moment: Moment) -> Answer | None:
    """Asked whether they mind: they say so, or go straight to what they are asked to talk of."""
    said = moment.said
    if said.wording.asks_how_to or (
        said.wording.asked and _OF_THE_SPEAKER.isdisjoint(said.wording.last_asked)
    ):
        return None  # "How do I let you know?", "Is it for you alone?": no leave is asked
    named = any(kind == "item" for kind, _part in moment.overheard.covered)
    asks = said.wording.asks_to_hear or (named and not said.wording.offers_to_tell)
    found = tell_of(moment) if asks else None
    return found if found and (found.told or found.refused) else moment.line("agrees")


def offered_to_do(moment: Moment) -> Answer | None:
    """Offered something to be done or had, here or later, and nothing else asked: they do not mind."""
    said = moment.said
    offers = said.wording.offers_to_do and _QUESTION_WORDS.isdisjoint(said.wording.last_asked)
    offers = (offers or said.wording.says_what_comes) and not said.wording.asks_to_hear
    if not offers or said.heard.services or said.has("advice", "safety"):
        return None
    asked_for = [str(part_id) for kind, part_id in moment.overheard.covered if kind == "item"]
    open_now = any(moment.gates.open(said.script.item(item_id)) for item_id in asked_for)
    return None if open_now else moment.line("agrees")


def told_of_services(moment: Moment) -> Answer | None:
    """Told of what there is: wondered at early on, else they go along."""
    said = moment.said
    pointed = bool(said.heard.services) or said.signposts
    early = said.too_early_for_advice and pointed and not said.urgent
    return moment.line("asks_why" if early else "agrees")

"""
What the person answers.

The rules are tried in the order of :data:`ANSWERS`; the first that has
something to say decides. What is told of the case itself is found in
:mod:`simgen.conversation.asking`, what is said of safety in :mod:`simgen.conversation.worrying`.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simgen.conversation.asked_next import asked_on, is_small, says_nothing, vaguely
from simgen.conversation.asking import more_of_this, tell, tell_of
from simgen.conversation.chatting import by_the_way, chat, say_again, small_answer, who_is_that
from simgen.conversation.hanging import asks_of_what_was_said
from simgen.conversation.hearing.known_words import share_known
from simgen.conversation.moment import Answer, Moment
from simgen.conversation.put_forward import (
    asked_leave,
    how_sure,
    left_to_them,
    offered,
    offered_to_do,
    told_of_services,
)
from simgen.conversation.question_kinds import asks_one_thing, subject_of
from simgen.conversation.recalling import recall
from simgen.conversation.turn import Code
from simgen.conversation.wording import wording_of
from simgen.conversation.words import content_words
from simgen.conversation.worrying import asked_about_safety, comes_back_to_it

if TYPE_CHECKING:
    from simgen.conversation.judging import Move, Said


ALL_KNOWN = 0.99
"""From this share of words that the coder has met a few words are plain English (assumption)."""

FEW_WORDS = 6
"""Words of a question that is no sentence (assumption)."""

_PARTNERSHIP: tuple[Code, ...] = ("permission", "collaboration", "autonomy")
Rule = Callable[[Moment], Answer | None]


def answer(moment: Moment) -> Answer:
    """Return what the person answers; there is always an answer."""
    for rule in _rules_for(moment.said.heard.codes):
        found = rule(moment)
        if found is not None:
            return _confirmed(moment, vaguely(moment, found))
    return _confirmed(moment, vaguely(moment, _nothing_to_say(moment)))


def _confirmed(moment: Moment, found: Answer) -> Answer:
    """Asked whether what they have just said is so ("Is Trevor your husband?"), nobody is coy of it."""
    said = moment.said
    coy = says_nothing(found) or (found.refused and not found.told)
    if not coy or not said.has("closed-question") or said.has("safety", "open-question"):
        return found
    return moment.line("acknowledges") if asks_of_what_was_said(said) else found


@lru_cache(maxsize=1024)
def _rules_for(codes: tuple[Code, ...]) -> tuple[Rule, ...]:
    """Return the rules that may have something to say to an utterance of these codes, in order."""
    return tuple(rule for rule, needs in ANSWERS if not needs or not set(needs).isdisjoint(codes))


def _nothing_to_say(moment: Moment) -> Answer:
    """Understood and beside the point, heard and left at that, or not followed at all."""
    said = moment.said
    if said.heard.abstained:
        return _left_at_that(moment)
    return moment.line("beside_the_point") if said.asks else _hears_it(moment)


def _hears_it(moment: Moment) -> Answer:
    """What needs no answer gets none, but for a word now and then."""
    voice = moment.said.script.voice
    again = voice.takes_in and moment.said.state.reply in voice.quiet
    return moment.line("takes_in" if again else "quiet")


def _left_at_that(moment: Moment) -> Answer:
    """Nobody can tell what it was for: taken as it seems to be meant, where it is about them."""
    said = moment.said
    if said.heard.family == "reflection" and said.fits_what_was_said:
        return moment.line("acknowledges")
    if said.wording.asks_at_the_end and said.wording.is_plain_talk:
        return moment.line("beside_the_point")
    plainly = said.heard.items or said.heard.topics or said.wording.is_plain_talk
    plainly = plainly or share_known(said.text) >= ALL_KNOWN
    return _hears_it(moment) if plainly else moment.line("not_understood")


def _silence(moment: Moment) -> Answer | None:
    """Room left after a feeling brings the rest of what was just said, else the next thing."""
    if not moment.said.silent:
        return None
    state = moment.said.state
    if state.feeling and not state.silences:
        more = more_of_this(moment)
        if more:
            told = tell(moment, more[:1])
            return replace(told, reply=f"{moment.line('waits').reply} {told.reply}", line="waits")
    return moment.line("waits")


def _hurt(moment: Moment) -> Answer | None:
    return moment.line("hurt")


def _asked_again(moment: Moment) -> Answer | None:
    said = moment.said
    if not said.repeated:
        return None
    asks = said.asks or said.has("advice", "information")
    return moment.line("repeated" if asks or said.heard.abstained else "quiet")


def _put_right(moment: Moment) -> Answer | None:
    said = moment.said
    if moment.correction and moment.correction not in said.state.corrected:
        asked = said.heard.abstained or said.heard.family == "question"
        moves: tuple[Move, ...] = () if asked else (("misheard", 1.0),)
        return Answer(moment.correction, corrected=moment.correction, moves=moves)
    return moment.line("corrects") if said.misreads_feeling else None


def _repaired(moment: Moment) -> Answer | None:
    said = moment.said
    owns = said.wording.owns_a_slip
    asks = said.asks or bool(said.wording.asked)
    bare = not asks and not said.has("advice") and (owns or not said.has("reflection"))
    return moment.line("repaired") if bare and (owns or said.apologises) else None


def _promised(moment: Moment) -> Answer | None:
    """Promised something they wait and see; what is asked after it is answered all the same."""
    lead = moment.line("promised")
    asked = moment.said.wording.asks_at_the_end and moment.said.has("closed-question")
    small = (asked_on(moment) or small_answer(moment)) if asked else None
    return _both(lead, small) if small else lead


def _feeling_walked_past(moment: Moment) -> Answer | None:
    said = moment.said
    if said.stays_with_feeling or said.heard.abstained or said.wording.is_passing:
        walked_past = bool(said.state.felt) and said.wording.minimises
        return moment.line("feeling_ignored") if walked_past else None
    if said.has("open-question", "permission"):
        return None
    lead = moment.line("feeling_ignored")
    small = chat(moment) if said.asks else None  # they answer, and it shows
    return _both(lead, small) if small and is_small(small) and not small.told else lead


def _checked_back(moment: Moment) -> Answer | None:
    """Asked whether they were heard right: what was given back is theirs, or they cannot say."""
    said = moment.said
    if not said.wording.checks_back or not said.has("reflection", "summary") or said.has("advice"):
        return None
    if said.gives_back_what_was_told:
        lead = moment.line("acknowledges")
        more = _understood(moment)
        if more is None or not more.told or more.reply.startswith(lead.reply):
            return more or lead
        return _both(lead, more)
    told = tell_of(moment) if said.has("closed-question") else None
    return told if told and (told.told or told.fully) else moment.line("beside_the_point")


def _too_much(moment: Moment) -> Answer | None:
    return moment.line("too_much") if moment.said.asks_too_much else None


def _advised(moment: Moment) -> Answer | None:
    """Told what to do: unwanted from a stranger, wondered at from somebody who has listened."""
    said = moment.said
    if said.has("permission"):
        return None
    if moment.manner.goes_along:
        return moment.line("agrees")
    if said.too_early_for_advice and not said.urgent:
        return moment.line("advised_too_soon")
    asked = _asked(moment) if said.has("open-question") else None
    return asked if asked is not None and asked.told else moment.line("asks_why")


def _asked(moment: Moment) -> Answer | None:
    """Asked, or perhaps asked, or invited to go on, about something found in the case."""
    said = moment.said
    asking = said.asks or said.has("summary") or _by_its_mark(said)
    if not asking and not (said.heard.abstained and (said.heard.items or said.heard.topics)):
        return None
    found = tell_of(moment)
    if found is None or found.told or found.fully:
        return found
    again = found.line == "nothing_more" and (asking or said.heard.family == "question")
    remembered = recall(moment) if again else None
    if remembered is not None:
        return remembered
    if not asking and said.heard.family != "question":
        return _left_at_that(moment)  # nobody keeps back what nobody asked for
    nothing = found.line == "nothing_more"
    return None if nothing and said.has(*_PARTNERSHIP) else found


def _by_its_mark(said: "Said") -> bool:
    """Tell whether what the coder hears no question in asks all the same, by its mark: "And the nights?"."""
    if said.wording.asks_after_a_remark or (said.apologises and said.wording.asked):
        return True
    few = len(said.text.split()) <= FEW_WORDS and said.text.rstrip().endswith("?")
    return few and not said.heard.codes


def _brushed_off(moment: Moment) -> Answer | None:
    """Warm words that fit anybody, or their own once more, and nothing asked after them."""
    said = moment.said
    empty = (said.stock or said.parrots) and not said.wording.asks_at_the_end
    return moment.line("brushes_off") if empty else None


def _understood(moment: Moment) -> Answer | None:
    """Given back what they said: they go on, where there is more."""
    said = moment.said
    empty = said.stock or said.parrots
    if empty or not said.has("reflection", "affirmation"):
        return None
    if said.asks and not said.has("reflection"):
        return None  # praise is no answer's due where something was asked
    if said.has("reflection") and said.fits_what_was_said:
        topics = (said.state.topic, *said.heard.topics)
        if _goes_back(said):
            topics = (*said.heard.topics, said.state.topic)
        last = said.state.disclosed[-1:]
        before = [said.script.item(each).topic for each in last if said.script.has_item(each)]
        for topic in dict.fromkeys((*topics, *before)):
            more = moment.gates.in_topic(topic)
            if more:
                told = tell(moment, more[:1])
                if said.state.topic == topic:
                    return told
                return replace(told, reply=f"{moment.line('acknowledges').reply} {told.reply}")
    asks_on = said.asks and said.wording.asks_at_the_end and not said.wording.checks_back
    if said.has("reflection") and asks_on:
        nothing = vaguely(moment, moment.line("beside_the_point"))
        return _both(moment.line("acknowledges"), nothing)
    return moment.line("acknowledges" if said.has("reflection") else "praised")


def _given_back_and_asked(moment: Moment) -> Answer | None:
    """Given back what they said, and asked for one fact more of which they have nothing to say."""
    said = moment.said
    words = said.wording.last_asked
    closed = said.has("closed-question") and not said.has("open-question", "summary")
    if not (closed and said.wording.asks_at_the_end and asks_one_thing(words)):
        return None
    if said.stock or said.parrots or subject_of(words) <= content_words(said.state.reply):
        return None
    nothing = vaguely(moment, moment.line("beside_the_point"))
    return _both(moment.line("acknowledges"), nothing)


def _goes_back(said: "Said") -> bool:
    """Tell whether what is given back is of before: no feeling was just shown, nor is it met."""
    just_now = said.state.feeling or said.state.topic in said.heard.topics
    return not just_now and said.wording.content.isdisjoint(content_words(said.state.reply))


def _greeted_first(moment: Moment) -> Answer | None:
    """The first words are a greeting; what is asked in the same breath is answered after it."""
    said = moment.said
    if said.state.turns_now or said.has("open-question"):
        return None
    greeting = moment.line("greets")
    perhaps = said.heard.abstained and said.heard.family == "question"
    asks = said.has("closed-question") or perhaps
    if said.has("permission") or (asks and said.wording.proposes):
        # "Is it all right if I sit here?": whatever it is, they do not mind.
        return chat(moment) or _both(greeting, moment.line("agrees"))
    found = _asked(moment) if asks else None
    if found is None or not found.told:
        return (chat(moment) if asks else None) or greeting
    return _both(greeting, found)


def _both(first: Answer, then: Answer) -> Answer:
    """Return an answer with another before it, of which it takes the line."""
    return replace(then, reply=f"{first.reply} {then.reply}", line=first.line)


def _kept_to_the_role(moment: Moment) -> Answer | None:
    """Told, unasked, what is not the recruit's to give: they take it in."""
    said = moment.said
    return moment.line("takes_in") if said.wording.holds_back and not said.asks else None


def _told_it_is_done(moment: Moment) -> Answer | None:
    """Told that something has been done for them they take that in; what is asked comes after it."""
    said = moment.said
    if not said.wording.has_done or said.has("advice", "confront", "promise"):
        return None
    lead = moment.line("told_it_is_done")
    found = (asked_on(moment) or chat(moment) or tell_of(moment)) if said.asks else None
    return _both(lead, found) if found and not found.refused else lead


def _greeted(moment: Moment) -> Answer | None:
    if moment.said.asks and moment.said.state.turns_now:
        return None  # a kind word does not answer for what was asked beside it
    return moment.line("small_talk" if moment.said.state.times("greets") else "greets")


def _encouraged(moment: Moment) -> Answer | None:
    """A nod: they go on if they were in the middle of something."""
    said = moment.said
    if not said.wording.is_back_channel:
        return None
    more = more_of_this(moment)
    if more and not wording_of(said.state.asked[-1] if said.state.asked else "").is_back_channel:
        return tell(moment, more[:1])
    return moment.line("quiet")


def _goodbye(moment: Moment) -> Answer | None:
    leaves = moment.said.has("goodbye") or moment.said.wording.takes_leave
    if not leaves or moment.said.asks:
        return None
    return replace(moment.line("goodbye"), ends=True)


ANSWERS: tuple[tuple[Rule, tuple[Code, ...]], ...] = (
    (_silence, ()),
    (_hurt, ("confront",)),
    (say_again, ()),
    (_asked_again, ()),
    (_put_right, ()),
    (_told_it_is_done, ()),
    (asked_about_safety, ("safety",)),
    (_promised, ("promise",)),
    (_goodbye, ()),
    (_greeted_first, ("social",)),
    (_too_much, ()),
    (_feeling_walked_past, ()),
    (_checked_back, ("reflection", "summary")),
    (asked_on, ()),
    (chat, ()),
    (who_is_that, ()),
    (offered, ()),
    (_advised, ("advice",)),
    (how_sure, ("open-question", "closed-question", "collaboration")),
    (offered_to_do, ()),
    (_asked, ()),
    (_repaired, ()),
    (comes_back_to_it, ("reflection", "affirmation", "summary", "autonomy")),
    (asked_leave, ("permission",)),
    (_given_back_and_asked, ("reflection",)),
    (_brushed_off, ()),
    (_understood, ()),
    (_kept_to_the_role, ()),
    (_greeted, ("social",)),
    (_encouraged, ()),
    (left_to_them, _PARTNERSHIP),
    (told_of_services, ("information",)),
    (by_the_way, ()),
)
"""The rules, and for each the codes of which an utterance must have one; any will do where none is named."""

"""
Asked on: a question that hangs on what the person has just said.

"When was that?" and "Did you answer him?" have an answer of their own in the case,
with the thing of which they were just speaking. Nothing new comes to light by it.
"""

from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from simgen.conversation.asking import more_of_this, tell
from simgen.conversation.everyday import WHY
from simgen.conversation.judging import Said
from simgen.conversation.moment import Answer, Moment, in_turn
from simgen.conversation.question_kinds import YES_OR_NO, kinds_asked, words_of_asking
from simgen.conversation.words import CueList, content_of, content_words
from simgen.scenario.parts import AskedNext

SMALL = "aside-"
"""Before the id of a small answer, among the things of which they were speaking."""

ASKED = "asked-"
"""Before the name of an answer to a question that hung on what was just said."""

VAGUE = "vague"
"""Before a kind of question, among the lines that were used."""

LONG_PHRASE = 3
"""From so many words the phrase of a small answer means that answer, whatever was said before (assumption)."""

FEW_MORE_WORDS = 1
"""Content words of a question about "it" that may be of no other thing (assumption)."""


def asked_on(moment: Moment) -> Answer | None:
    """Return the answer to a question that hangs on what they have just said, or None."""
    said = moment.said
    if not said.state.on or said.has("advice", "confront", "promise", "summary"):
        return None
    if not _asks(said) or (said.wording.kind and said.wording.kind != WHY):
        return None
    entry = _entry_for(moment, said.wording.last_asked)
    if entry is None:
        return None
    name = f"{ASKED}{entry[0]}"
    line = entry[1].says[said.state.times(name) % len(entry[1].says)]
    found = Answer(line, line=name, topic=said.state.topic, on=said.state.on)
    return _and_on(moment, found)


def _and_on(moment: Moment, found: Answer) -> Answer:
    """Asked openly they go on from there, where there is more to tell of it."""
    more = more_of_this(moment) if moment.said.has("open-question") else []
    if not more:
        return found
    told = tell(moment, more[:1])
    return replace(told, reply=f"{found.reply} {told.reply}", line=found.line)


def _asks(said: Said) -> bool:
    perhaps = said.heard.abstained and said.heard.family == "question"
    return said.asks or said.wording.asks_at_the_end or perhaps or said.wording.kind == WHY


def _entry_for(moment: Moment, words: tuple[str, ...]) -> tuple[str, AskedNext] | None:
    """Return the entry that answers a question: that of the longest phrase, else of its kind."""
    said = moment.said
    entries = list(_entries(moment))
    aside = max((length for _id, length in moment.overheard.last), default=0)
    thing = _longest_of_another(moment)
    by_phrase = [(_longest(tuple(entry.hears), words), name, entry) for name, entry in entries]
    length, name, entry = max(by_phrase, key=lambda each: each[0], default=(0, "", None))
    if entry is not None and length > 0 and length >= max(aside, thing):
        return name, entry
    if thing or aside >= LONG_PHRASE or not _hangs(said, words):
        return None
    for kind, _words in kinds_asked(words):
        for name, entry in entries:
            if kind in entry.kinds:
                return name, entry
    return None


def _entries(moment: Moment) -> Iterator[tuple[str, AskedNext]]:
    """Yield what may be asked on of the things just spoken of, each with a name of its own."""
    script = moment.said.script
    for name in moment.said.state.on:
        if name.startswith(SMALL):
            parts = [part.asked_next for part in script.asides_of(name.removeprefix(SMALL))]
        else:
            parts = [script.item(name).asked_next] if script.has_item(name) else []
        for part in parts:
            for place, entry in enumerate(part):
                yield f"{name}-{place}", entry


def _longest_of_another(moment: Moment) -> int:
    """Return how many words mean another thing of the case than those just spoken of, 0 for none."""
    said = moment.said
    others = [item for item in said.heard.items if item not in said.state.on]
    others += said.heard.services
    return max((moment.overheard.items.get(each, 1) for each in others), default=0)


def _hangs(said: Said, words: tuple[str, ...]) -> bool:
    """Tell whether a question has no subject but what was just said."""
    content = content_of(words) - words_of_asking()
    of_it = content_words(said.state.reply)
    for name in said.state.on:
        if said.script.has_item(name):
            of_it = of_it | said.script.content(name)
    if content <= of_it:
        return True
    if not content.isdisjoint(of_it):
        return len(content - of_it) <= FEW_MORE_WORDS
    return len(content) <= FEW_MORE_WORDS and said.wording.refers_back(said.state.reply)


def _longest(phrases: tuple[str, ...], words: tuple[str, ...]) -> int:
    return _cues(phrases).longest(words) if phrases else 0


@lru_cache(maxsize=512)
def _cues(phrases: tuple[str, ...]) -> CueList:
    return CueList(phrases)


_SAYS_NOTHING = ("nothing_more", "beside_the_point", "not_understood")
"""Lines that answer no question; a vague answer of the right kind is better."""


def says_nothing(found: Answer) -> bool:
    """Tell whether an answer is only vague, or none."""
    return found.line in _SAYS_NOTHING or found.line.startswith(f"{VAGUE}-")


def is_small(found: Answer) -> bool:
    """Tell whether it is a small answer, or one to a question that hung on what was just said."""
    return found.line.startswith((SMALL, ASKED))


def vaguely(moment: Moment, found: Answer) -> Answer:
    """Return a yes to an offer, else a vague answer of the kind asked for, for a line that is none."""
    said, vague = moment.said, moment.said.script.voice.vague
    if found.line not in _SAYS_NOTHING or not _asks(said) or said.has("safety"):
        return found
    if said.wording.offers_to_do and not found.refused:
        return moment.line("agrees")
    if not vague:
        return found
    asked = [kind for kind, _words in kinds_asked(said.wording.last_asked)]
    for kind in asked or ([] if said.has("open-question") else [YES_OR_NO]):
        lines: list[str] | None = vague.get(kind)  # type: ignore[call-overload]
        if lines:
            name = f"{VAGUE}-{kind}"
            reply = in_turn(lines, name, moment.seed, said.state.times(name))
            return replace(found, reply=reply, line=name)
    return found

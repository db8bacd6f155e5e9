"""
Which question of the case's own hangs on what was just said.

"When was that?" and "Did you answer him?" are answered by the entries that a case has
for the thing of which the person was just speaking (``asked_next``).
"""

from typing import Protocol

from simgen.conversation.coder import Overheard
from simgen.conversation.everyday import AGAIN, WHY
from simgen.conversation.question_kinds import (
    kinds_asked,
    kinds_that_answer,
    may_answer,
    subject_of,
    words_of_asking,
)
from simgen.conversation.script import HELD, SMALL, Hanging, Script
from simgen.conversation.sentence import LEAST_ASKED
from simgen.conversation.state import State
from simgen.conversation.turn import Heard
from simgen.conversation.who_is_meant import speaks_of_such
from simgen.conversation.wording import Wording
from simgen.conversation.words import Found, content_of, content_words

LONG_PHRASE = 3
"""From so many words the phrase of a small answer means that answer, whatever was said before (assumption)."""

FEW_MORE_WORDS = 1
"""Content words of its own that a question about what was just said may have (assumption)."""

A_REMARK = 4
"""Words of the shortest remark that may bring a subject of its own (assumption)."""

_IS = frozenset(("is", "was", "isnt", "wasnt"))

LONG_QUESTION = 6
"""From so many words even a phrase of nothing but asking means the small answer that has it (assumption)."""


class Utterance(Protocol):
    """What was said, in its moment; see :class:`simgen.conversation.judging.Said`."""

    @property
    def wording(self) -> Wording: ...  # noqa: D102 - as there
    @property
    def heard(self) -> Heard: ...  # noqa: D102
    @property
    def script(self) -> Script: ...  # noqa: D102
    @property
    def state(self) -> State: ...  # noqa: D102
    @property
    def overheard(self) -> Overheard: ...  # noqa: D102
    def has(self, *codes: str) -> bool: ...  # noqa: D102


def asks_anything(said: Utterance) -> bool:
    """Tell whether anything is asked, by the coder or by the words."""
    perhaps = said.heard.abstained and said.heard.family == "question"
    asks = said.has("open-question", "closed-question")
    return asks or bool(said.wording.asked) or perhaps or said.wording.kind == WHY


def hanging_on_it(said: Utterance) -> Hanging | None:
    """Return the entry that answers a question: that of the longest phrase, else of its kind."""
    if not said.state.on or not asks_anything(said):
        return None
    words, kind = said.wording.last_asked, said.wording.kind
    asks_on = kind in ("", WHY) or (kind == AGAIN and "mean" in words)
    if said.has("confront", "promise", "summary") or not asks_on:
        return None
    found = _by_phrase(said, words) or _by_kind(said, words)
    if found and said.has("advice") and kinds_asked(words)[:1] != (("why", 1),):
        return (
            None  # "Why don't you want her to know?" asks; "Why don't you join?" hangs on nothing
        )
    return found


def _by_phrase(said: Utterance, words: tuple[str, ...]) -> Hanging | None:
    script = said.script
    heard = [
        (entry, at)
        for name in said.state.on
        for place, at in sorted(script.asked_by_phrase(name).find(words).items())
        for entry in (script.asked_next(name)[place],)
        if may_answer(entry[1].hears, words, entry[1].kinds)
    ]
    if not heard:
        return None
    if not has_no_other_subject(said, words) or _longest_of_another(said):
        heard = [(entry, at) for entry, at in heard if _has_a_subject(at, words)]
    best = max(heard, key=lambda each: each[1].longest, default=None)
    other = max(_longest_aside(said), _longest_of_another(said))
    return None if best is None or best[1].longest < other else best[0]


def _by_kind(said: Utterance, words: tuple[str, ...]) -> Hanging | None:
    if (
        _longest_of_another(said)
        or _longest_aside(said) >= LONG_PHRASE
        or not has_no_other_subject(said, words)
    ):
        return None
    for kind in kinds_that_answer(words):
        for name in _latest_of(said.state.on):
            for each in said.script.asked_next(name):
                if kind in each[1].kinds:
                    return each
    return None


def _latest_of(on: tuple[str, ...]) -> tuple[str, ...]:
    """Return what "when?" and "why?" are asked of: the small answer just given, else all just told."""
    return on[:1] if on[0].startswith(SMALL) else on


def _longest_aside(said: Utterance) -> int:
    """Return how many words mean a small answer that could be given now, 0 for none."""
    told = said.state.disclosed
    nothing: tuple[frozenset[str], int] = (frozenset(), 0)
    for aside_id, length in said.overheard.last:
        asides = said.script.asides_of(aside_id)
        stems, _length = said.overheard.covered.get(("aside", aside_id), nothing)
        elsewhere = all(aside.topic != said.state.topic for aside in asides)
        if elsewhere and length < LONG_QUESTION and stems <= words_of_asking():
            continue  # "how did it start" is asked of anything
        if any(all(item in told for item in aside.after) for aside in asides):
            return length
    return 0


def _longest_of_another(said: Utterance) -> int:
    """Return how many words mean another thing of the case than those just spoken of, 0 for none."""
    if _of_their_own_remark(said):
        return 1
    asked_for = [
        length
        for (kind, part_id), (_stems, length) in said.overheard.covered.items()
        if kind == "item" and not {part_id, f"{HELD}{part_id}"} & {*said.state.on}
    ]
    return max([*asked_for, *(1 for _service in said.heard.services)], default=0)


def _of_their_own_remark(said: Utterance) -> bool:
    """Tell whether "it" is what the recruit has just named: "I can hear a hum from here. What is it?"."""
    if not content_of(said.wording.last_asked) <= words_of_asking():
        return False
    named = any(item not in said.state.on for item in said.heard.items)
    named = named or any(topic != said.state.topic for topic in said.heard.topics)
    remarks = [each for each in said.wording.sentences if not each.asks]
    return named and any(len(each.words) >= A_REMARK for each in remarks)


def has_no_other_subject(said: Utterance, words: tuple[str, ...]) -> bool:
    """Tell whether a question has no subject but what was just said."""
    if not speaks_of_such(words, _just_said(said)):
        return False
    content = subject_of(words)
    if not content:  # "You've a child? How old?": of the child
        content = frozenset().union(*map(subject_of, said.wording.asked[:-1]))
    of_it = content_words(said.state.reply)
    for name in said.state.on:
        if said.script.has_item(name):
            of_it = of_it | said.script.content(name)
    if content <= of_it:
        return True
    if len(content - of_it) > FEW_MORE_WORDS:
        return False
    return not content.isdisjoint(of_it)


def asks_of_what_was_said(said: Utterance) -> bool:
    """Tell whether it asks if something is so that is all in the last reply, or in what it is of."""
    words = said.wording.last_asked
    subject = subject_of(words)
    spoken_of = [said.script.content(each) for each in said.state.on if said.script.has_item(each)]
    known = frozenset(content_words(said.state.reply)).union(*spoken_of)
    return _asks_if_it_is(words) and bool(subject) and subject <= known


def _asks_if_it_is(words: tuple[str, ...]) -> bool:
    """Tell whether a question is of who or what something is: "Is he your landlord?"."""
    tagged = words[-1:] in (("he",), ("she",), ("it",)) and _IS.issuperset(words[-2:-1])
    return len(words) >= LEAST_ASKED and (words[0] in _IS or tagged)


def _has_a_subject(at: Found, words: tuple[str, ...]) -> bool:
    """Tell whether any phrase that is heard has a subject: "what time" is asked of anything."""
    return not content_of(at.words(words)) <= words_of_asking()


def _just_said(said: Utterance) -> str:
    """Return the reply, and the whole of what it may have been a part of."""
    told = [said.script.item(name).says for name in said.state.on if said.script.has_item(name)]
    return " ".join([said.state.reply, *(says.trusting for says in told)])

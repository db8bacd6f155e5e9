"""
Two things asked in one breath: both are answered where both have a short answer.

Of several questions the last is answered. Where that has nothing to say, the one before it
is; where it has, a small answer to the one before goes first: "The landlord. Nowhere."
"""

from collections.abc import Callable

from msgspec.structs import replace

from simgen.conversation.asked_next import asked_on, is_small, says_nothing
from simgen.conversation.asking import tell_of
from simgen.conversation.chatting import chat
from simgen.conversation.coder import Overheard
from simgen.conversation.moment import Answer, Moment
from simgen.conversation.turn import Heard
from simgen.conversation.wording import Wording, wording_of
from simgen.conversation.words import content_words

Hear = Callable[[Wording], tuple[Heard, Overheard]]
"""Hears words of their own, as if they were all that was said."""

TWO = 2


def answer_both(moment: Moment, found: Answer, hear: Hear) -> Answer:
    """Return the answer, with that to an earlier question before it or in its place."""
    asked = moment.said.wording.asked
    if len(asked) != TWO or found.refused or found.ends:
        return found
    # What is said again for a word of an earlier sentence answers no question either.
    again = found.line.startswith("again-") and not moment.overheard.covered
    nothing = says_nothing(found) or again
    if not (nothing or found.told or found.fully or is_small(found)):
        return found
    earlier = _of_earlier(moment, asked[0], hear)
    first = asked_on(earlier) or chat(earlier)
    if nothing:
        first = first or tell_of(earlier)
        return first if first and (is_small(first) or first.told or first.fully) else found
    both_small = first is not None and is_small(first) and is_small(found)
    if first is None or not both_small or first.told or found.told or first.reply in found.reply:
        return found
    if _alike(first.reply, found.reply):
        return found
    return replace(found, reply=f"{first.reply} {found.reply}")


def _alike(one: str, other: str) -> bool:
    """Tell whether two answers say much the same."""
    mine, theirs = content_words(one), content_words(other)
    return 2 * len(mine & theirs) >= max(1, min(len(mine), len(theirs)))


def _of_earlier(moment: Moment, words: tuple[str, ...], hear: Hear) -> Moment:
    wording = wording_of(f"{' '.join(words)}?")
    heard, overheard = hear(wording)
    said = replace(moment.said, wording=wording, heard=heard, overheard=overheard)
    return replace(moment, said=said)

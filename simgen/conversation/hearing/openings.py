"""
How a sentence opens: the signs of asking, telling, ordering and giving back.

Nothing here depends on a question mark, since people type without them.
"""

import itertools

from simgen.conversation.hearing.word_lists import word_set

_LEADS = word_set("leads")
_WH = word_set("wh")
_FACT_WH = word_set("fact_wh")
_AUXILIARY = word_set("auxiliaries")
_YOU = word_set("you")
_I = word_set("i")
_WE = word_set("we")
_THIRD = word_set("third")
_PRONOUN = word_set("tag_pronouns")
_DOING = word_set("doing_words")
_TOLD_TO = word_set("told_to")
_WILL = word_set("will")
_GENERAL = word_set("general")
_ASKED = _YOU | _I | _WE | _THIRD | _GENERAL
_HOW_MANY = frozenset(("many", "much", "often", "old", "long", "far", "time"))
_BEFORE_ORDERS = frozenset(
    ("please", "just", "dont", "never", "always", "also", "then", "first", "do")
)
_YOU_ARE = frozenset(("youre", "youve", "youd", "youll"))

OPENING = (
    "wh", "fact wh", "how many", "auxiliary", "you", "i", "we", "so you", "no verb",
    "turned round", "wh turned round", "order", "you told to", "you do", "you did", "i will",
    "general", "you are", "they", "two words", "one word",
)  # fmt: skip
"""The names of the signs of :func:`opening_signs`, in order."""

INSIDE = ("turned round inside", "wh inside", "told to inside", "said twice")
"""The names of the signs of :func:`inside_signs`, in order."""


def opening_signs(sentence: list[str]) -> list[float]:
    """Return the signs of how a sentence without its leading small words begins."""
    one = sentence[0] if sentence else ""
    two = sentence[1] if len(sentence) > 1 else ""
    return [
        float(one in _WH),
        float(one in _FACT_WH),
        float(one in _WH and two in _HOW_MANY),
        float(one in _AUXILIARY),
        float(one in _YOU),
        float(one in _I),
        float(one in _WE),
        float(one in _YOU or two in _YOU),
        float(0 < len(sentence) <= 3 and not _PRONOUN & set(sentence)),
        float(one in _AUXILIARY and two in _ASKED),
        float(one in _WH | _FACT_WH and two in _AUXILIARY),
        float(_orders(one, two)),
        float(one in _YOU and two in _TOLD_TO),
        float(one in _YOU and two in _DOING),
        float(one in _YOU and two.endswith("ed")),
        float(one == "ill" or (one in _I and two in _WILL)),
        float(one in _GENERAL),
        float(one in _YOU_ARE),
        float(one in _THIRD),
        float(len(sentence) == 2),
        float(len(sentence) == 1),
    ]


def inside_signs(spoken: list[str]) -> list[float]:
    """Return the signs of what stands anywhere after the first word."""
    pairs = list(itertools.pairwise(spoken))
    return [
        float(any(one in _AUXILIARY and two in _YOU for one, two in pairs)),
        float(any(one in _WH and two in _AUXILIARY for one, two in pairs)),
        float(any(one in _YOU and two in _TOLD_TO for one, two in pairs)),
        float(any(one == two for one, two in itertools.pairwise(spoken))),
    ]


def bare(sentence: list[str]) -> list[str]:
    """Return a sentence without the small words that lead into it."""
    start = 0
    while start < len(sentence) - 1 and sentence[start] in _LEADS:
        start += 1
    return sentence[start:]


def _orders(one: str, two: str) -> bool:
    """Tell whether a sentence begins as an order does: "Ring them", "Don't give up"."""
    if one in _BEFORE_ORDERS and two in _DOING:
        return True
    return one in _DOING and two not in _AUXILIARY and one not in ("have", "do", "sleep", "work")

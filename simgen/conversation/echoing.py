"""
Echoes: saying back what was just said, as it was said.

A word or two given back is good practice; the person's last sentence handed back
turn after turn is not listening. A reflection has something of one's own in it:
what one makes of it, or "you" where they said "I".
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import ceil

SHARE = 0.5
"""The part of an utterance that must be theirs, in one piece, to be an echo, 0 to 1; assumption.
Of some hundred reflections of the kit's anchors and demo recruits three reach it, of parrots' all."""
SHORTEST = 3
"""Words in one piece before they are theirs and not anybody's; assumption."""

_LEAD_IN = re.compile(
    r"^\W*((so|and|well|ok(ay)?|right|mm+|ah|oh),?\s+)*"
    r"((it|that|this)\s+)?(sounds?|seems?|feels?|looks?)\s+(like|as\s+(if|though))\s+|"
    r"^\W*((so|and),?\s+)?(what\s+i('m|\s+am)\s+hearing\s+is|you('re|\s+are)\s+(saying|telling\s+me))\s+"
    r"(that\s+)?",
    re.IGNORECASE,
)
"""What reflections begin with; of one's own is only what follows. A starter list, an assumption."""
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=2048)
def without_lead_in(said: str) -> str:
    """Return an utterance without the words with which a reflection begins."""
    return _LEAD_IN.sub("", said, count=1)


@lru_cache(maxsize=2048)
def words_as_they_stand(text: str) -> tuple[str, ...]:
    """Return the words of a text as they stand, in small letters and without apostrophes."""
    return tuple(_WORD.findall(text.lower().replace("'", "").replace("\u2019", "")))


def is_said_back(said: Sequence[str], heard: Sequence[str]) -> bool:
    """Tell whether the words of an utterance are those of a reply, half of them in one piece."""
    if not said or not heard:
        return False
    least = max(SHORTEST, ceil(len(said) * SHARE))
    return tuple(said) == tuple(heard) or has_piece(said, heard, least)


def has_piece(said: Sequence[str], heard: Sequence[str], length: int) -> bool:
    """Tell whether so many words on end of what was said stand in what was heard."""
    theirs = frozenset(heard)
    if sum(word in theirs for word in said) < length:
        return False  # mostly: too few of the words are theirs for any piece
    text = f" {' '.join(heard)} "
    return any(
        f" {' '.join(said[start : start + length])} " in text
        for start in range(len(said) - length + 1)
    )

"""
Echoes: saying back what was just said, as it was said.

A word or two given back is good practice; the person's last sentence handed back
turn after turn is not listening. A reflection has something of one's own in it:
what one makes of it, or "you" where they said "I".
"""

import re
from collections.abc import Sequence
from math import ceil

from grading.matching import content_words, plain_words
from simgen.conversation import Turn
from simgen.record import ReplayedCase

SHARE = 0.5
"""The part of an utterance that must be theirs, in one piece, to be an echo, 0 to 1; assumption.
Of some hundred reflections of the kit's anchors and demo recruits three reach it, of parrots' all."""
SHORTEST = 3
"""Words in one piece before they are theirs and not anybody's; assumption."""
LONG_PIECE = 4
"""Words in one piece that make an echo where nothing of one's own stands beside them; assumption."""

_LEAD_IN = re.compile(
    r"^\W*((so|and|well|ok(ay)?|right|mm+|ah|oh),?\s+)*"
    r"((it|that|this)\s+)?(sounds?|seems?|feels?|looks?)\s+(like|as\s+(if|though))\s+|"
    r"^\W*((so|and),?\s+)?(what\s+i('m|\s+am)\s+hearing\s+is|you('re|\s+are)\s+(saying|telling\s+me))\s+"
    r"(that\s+)?",
    re.IGNORECASE,
)
"""What reflections begin with; of one's own is only what follows. A starter list, an assumption."""
LOOK_BACK = 3
"""Replies before a turn in which its words are looked for; assumption."""


def echoes_in(turns: Sequence[Turn], case: ReplayedCase) -> list[Turn]:
    """Return the turns that say what had just been said and hardly anything besides."""
    return [
        turn
        for place, turn in enumerate(turns)
        if any(
            before.visit == turn.visit and _is_echo(turn.said, before.reply, case)
            for before in turns[max(0, place - LOOK_BACK) : place]
        )
    ]


def _is_echo(said: str, reply: str, case: ReplayedCase) -> bool:
    said = _LEAD_IN.sub("", said, count=1)
    words, heard = plain_words(said), plain_words(reply)
    if not words or not heard:
        return False
    least = max(SHORTEST, ceil(len(words) * SHARE))
    if words == heard or _has_piece(words, heard, least):
        return True
    own = content_words(said, case) - content_words(reply, case)
    whole = f" {' '.join(heard)} " in f" {' '.join(words)} "
    return not own and (whole or _has_piece(words, heard, LONG_PIECE))


def _has_piece(said: tuple[str, ...], heard: tuple[str, ...], length: int) -> bool:
    """Tell whether so many words on end of what was said stand in what was heard."""
    text = f" {' '.join(heard)} "
    return any(
        f" {' '.join(said[start : start + length])} " in text
        for start in range(len(said) - length + 1)
    )

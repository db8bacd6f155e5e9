"""
Echoes among the turns of a talk: what had just been said, and hardly anything besides.

What an echo is says :mod:`simgen.conversation.echoing`; here a name or a small word changed
does not make it one's own, and it may be of the last few replies.
"""

from collections.abc import Sequence

from grading.matching import content_words, plain_words
from simgen.conversation import Turn
from simgen.conversation.echoing import has_piece, is_said_back, without_lead_in
from simgen.record import ReplayedCase

LONG_PIECE = 4
"""Words in one piece that make an echo where nothing of one's own stands beside them; assumption."""

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
    said = without_lead_in(said)
    words, heard = plain_words(said), plain_words(reply)
    if not words or not heard:
        return False
    if is_said_back(words, heard):
        return True
    own = content_words(said, case) - content_words(reply, case)
    whole = f" {' '.join(heard)} " in f" {' '.join(words)} "
    return not own and (whole or has_piece(words, heard, LONG_PIECE))

"""
The frame of a sentence: its function words kept, the rest reduced to an ending.

"So you miss the garden?" and "So you like the pub?" have one frame, so that what
is learned on one subject holds on another.
"""

from functools import lru_cache

from simgen.conversation.hearing.word_lists import word_set

FUNCTION_WORDS = word_set("function_words")
"""Words that shape what a sentence does, whatever it is about."""

_ENDINGS = ("ing", "ed", "ly", "s")


@lru_cache(maxsize=20_000)
def frame_word(word: str) -> str:
    """Return a function word or mark as it is, and any other word as its ending alone."""
    if word in FUNCTION_WORDS or not word[0].isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return f"-{ending}"
    return "-"

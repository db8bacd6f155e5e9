"""What somebody last said, in a form that can be given back to them."""

import re

_SEEN = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")

FEWEST_WORDS, MOST_WORDS = 3, 25
"""Words that a sentence must have, and may have, to be worth giving back (assumption)."""


def spoken(text: str) -> str:
    """Return a text without what was only seen, on one line and without its last full stop."""
    return " ".join(_SEEN.sub(" ", text).split()).rstrip(".!")


def sentences_said(text: str) -> list[str]:
    """Return the sentences of a text that were said aloud, without what was only seen."""
    return [" ".join(each.split()) for each in _SENTENCE.findall(_SEEN.sub(" ", text))]


def last_said(text: str) -> str:
    """
    Return the last thing told in a text, as one sentence; empty where nothing was told.

    What was only seen (in brackets), questions, and scraps such as "Aye." are passed over.
    """
    for sentence in reversed(sentences_said(text)):
        words = sentence.split()
        if "?" not in sentence and FEWEST_WORDS <= len(words) <= MOST_WORDS:
            return f"{' '.join(words).rstrip('.!')}."
    return ""

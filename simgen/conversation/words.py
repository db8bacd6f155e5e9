"""
Words as they are matched: lower case, no punctuation, apostrophes dropped.

A cue is a phrase of whole words; a final ``*`` on a word stands for any ending.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_APOSTROPHES = re.compile("['`\u2019\u02bc\u00b4]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SENTENCE = re.compile("[.!?;\\n]+|\\s[-\u2013\u2014]+\\s")


def plain(text: str) -> str:
    """
    Return a text as matching sees it: ``"Don't, Ann!"`` becomes ``"dont ann"``.

    Accents are dropped; other alphabets leave nothing.
    """
    text = _APOSTROPHES.sub("", text.lower())
    text = unicodedata.normalize("NFKD", text)
    return _NOT_WORD.sub(" ", text.encode("ascii", "ignore").decode()).strip()


def sentences(text: str) -> list[tuple[str, bool]]:
    """Return the sentences of a text, each in plain form, with whether it ended in '?'."""
    found = []
    start = 0
    for match in [*_SENTENCE.finditer(text), None]:
        end = match.start() if match else len(text)
        words = plain(text[start:end])
        if words:
            found.append((words, match is not None and "?" in match.group()))
        start = match.end() if match else end
    return found


class CueList:
    """
    A set of cues, ready to be looked for.

    >>> CueList(["garden*", "lunch club"]).count("we had a gardening club")
    1
    """

    def __init__(self, cues: Iterable[str]) -> None:
        """Compile the cues; an empty list is never found."""
        patterns = sorted({_pattern(cue) for cue in cues}, key=len, reverse=True)
        self._search = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(patterns)})(?![a-z0-9])")
        self._empty = not patterns

    def count(self, words: str) -> int:
        """Return how many different stretches of plain words the cues touch."""
        return 0 if self._empty else len({m.group() for m in self._search.finditer(words)})

    def __contains__(self, words: str) -> bool:
        """Tell whether any cue is in some plain words."""
        return not self._empty and self._search.search(words) is not None

    def starts(self, words: str) -> bool:
        """Tell whether plain words begin with a cue."""
        return not self._empty and self._search.match(words) is not None


STOP_WORDS = frozenset(
    Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split()
)
"""Words too common to show that two texts are about the same thing."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry a text's content."""
    return frozenset(_stem(word) for word in plain(text).split() if word not in STOP_WORDS)


def _stem(word: str) -> str:
    """Cut common endings, so that 'sewing' meets 'sewed'; crude on purpose."""
    for ending in ("ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _pattern(cue: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"[a-z0-9]*") for word in cue.split())

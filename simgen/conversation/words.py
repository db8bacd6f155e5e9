"""
Words as they are matched: lower case, no punctuation, apostrophes dropped.

A cue is a phrase of whole words; a final ``*`` on a word stands for any ending.
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from simgen.conversation.once import once

K = TypeVar("K", bound=Hashable)

MOST_WORDS = 20_000
"""Different words of which a book keeps where they lead; more come only from nonsense."""

KEPT = 512
"""Texts of which the plain form and what was found are kept: many turns, little memory."""

LONGEST_KEPT = 100
"""Words of the longest text of which is kept what was found in it."""

_APOSTROPHES = re.compile("['`\u2019\u02bc\u00b4]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_PLAIN: dict[int, str | None] = {code: chr(code).lower() for code in range(128)}
_PLAIN |= {code: " " for code in range(128) if not chr(code).isalnum()}
_PLAIN |= {ord("'"): None, ord("`"): None}
"""What becomes of each ASCII character, the same by a quicker way: most texts have no other."""

_SENTENCE = re.compile("[.!?;\\n]+|\\s[-\u2013\u2014]+\\s")


@lru_cache(maxsize=KEPT)
def plain(text: str) -> str:
    """
    Return a text as matching sees it: ``"Don't, Ann!"`` becomes ``"dont ann"``.

    Accents are dropped; other alphabets leave nothing.
    """
    if text.isascii():
        return " ".join(_spelt_out(text.translate(_PLAIN).split()))
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.lower()))
    words = _NOT_WORD.sub(" ", text.encode("ascii", "ignore").decode()).split()
    return " ".join(_spelt_out(words))


def _spelt_out(words: list[str]) -> list[str]:
    """Return words with what is typed in a hurry spelt out: "r u ok" is "are you ok"."""
    if SHORT_FORMS.keys().isdisjoint(words):
        return words
    return [SHORT_FORMS.get(word, word) for word in words]


SHORT_FORMS = dict(
    line.split(maxsplit=1)
    for line in Path(__file__).with_name("short_forms.txt").read_text(encoding="utf-8").splitlines()
)
"""Short forms that people type and that are no other word."""


def sentences(text: str) -> list[tuple[str, bool]]:
    """Return the sentences of a text, each in plain form, with whether it ended in '?'."""
    return list(_sentences(text))


@lru_cache(maxsize=KEPT)
def _sentences(text: str) -> tuple[tuple[str, bool], ...]:
    found = []
    start = 0
    for match in [*_SENTENCE.finditer(text), None]:
        end = match.start() if match else len(text)
        words = plain(text[start:end])
        if words:
            found.append((words, match is not None and "?" in match.group()))
        start = match.end() if match else end
    return tuple(found)


class Found(Struct, frozen=True, gc=False):
    """Where the cues of one list stand in a text: ``(first word, word after the last)``."""

    stretches: tuple[tuple[int, int], ...]

    @property
    def longest(self) -> int:
        """How many words the longest stretch has."""
        return max(end - start for start, end in self.stretches)

    def words(self, words: Sequence[str]) -> list[str]:
        """Return the words that are touched, some of them more than once."""
        return [word for start, end in self.stretches for word in words[start:end]]

    def count(self, words: Sequence[str]) -> int:
        """Return how many different stretches of the words are touched, overlaps not counted."""
        if len(self.stretches) == 1:
            return 1
        texts, free_from = set(), 0
        for start, end in sorted(self.stretches, key=lambda s: (s[0], -s[1])):
            if start >= free_from:
                texts.add(tuple(words[start:end]))
                free_from = end
        return len(texts)


Spans = dict[K, list[tuple[int, int]]]
"""For each list the stretches of words that it touches."""


class CueBook(Generic[K]):
    """
    Many named lists of cues, looked for in one pass over the words.

    Each word of a text is looked up once, whatever the number of cues, so that a
    case with a thousand cues is heard as fast as one with ten.

    >>> book = CueBook({"green": ["garden*"], "meals": ["lunch club", "lunch"]})
    >>> sorted(book.find("the lunch club has a gardening table".split()))
    ['green', 'meals']
    """

    def __init__(self, lists: Mapping[K, Iterable[str]]) -> None:
        """Index the cues."""
        self._start: _Step[K] = _Step()
        ahead: list[tuple[K, str]] = []
        for name, cues in lists.items():
            ahead += [(name, cue) for cue in dict.fromkeys(cues)]
        self._start.ahead = ahead
        self._start.look_ahead()
        self._lengths = sorted({len(beginning) for beginning in self._start.begun})
        self._steps: dict[str, tuple[_Step[K], ...]] = {}

    def find(self, words: Sequence[str]) -> Mapping[K, Found]:
        """Return the lists of which something is in the words, and where; kept for the latest."""
        kept = len(words) <= LONGEST_KEPT
        return self._found(tuple(words)) if kept else self._find(words)

    @once
    def _found(self) -> Callable[[tuple[str, ...]], Mapping[K, Found]]:
        return lru_cache(maxsize=KEPT)(self._find)

    def _find(self, words: Sequence[str]) -> Mapping[K, Found]:
        return {name: Found(tuple(found)) for name, found in self.spans(words).items()}

    def spans(self, words: Sequence[str]) -> Spans[K]:
        """Return where the cues stand."""
        spans: Spans[K] = {}
        if not self._lengths:  # a person's few names: nothing to keep
            whole = self._start.whole
            if not whole.keys().isdisjoint(words):
                for place, word in enumerate(words):
                    if word in whole:
                        whole[word].follow(words, place, place + 1, spans)
            return spans
        known, count = self._steps, len(words)
        for place, word in enumerate(words, start=1):
            steps = known.get(word)
            if steps is None:
                steps = self._steps_from(word)
            if steps:
                coming = words[place] if place < count else ""
                for step in steps:
                    if step.names or step.begun or step.ahead or coming in step.whole:
                        step.follow(words, place - 1, place, spans)
        return spans

    def _steps_from(self, word: str) -> "tuple[_Step[K], ...]":
        """Return where a text may go from a word; kept, as people use few different words."""
        found = [self._start.whole.get(word)]
        found += [
            self._start.begun.get(word[:length]) for length in self._lengths if length <= len(word)
        ]
        steps = tuple(step for step in found if step is not None)
        if len(self._steps) < MOST_WORDS:
            self._steps[word] = steps
        return steps


_NONE: dict[str, Any] = {}
"""What follows the last word of a cue: most steps are such, and this one is shared by all."""


class _Step(Generic[K]):
    """
    What may follow the words of a cue so far, and the lists whose cue ends here.

    The rest of the cues waits in ``ahead`` until a text comes this way: of a case's
    thousands of cues a talk meets few.
    """

    __slots__ = ("ahead", "begun", "names", "whole")

    def __init__(self) -> None:
        self.names: tuple[K, ...] = ()
        self.whole: dict[str, _Step[K]] = _NONE
        self.begun: dict[str, _Step[K]] = _NONE
        self.ahead: list[tuple[K, str]] | None = None

    def look_ahead(self) -> None:
        """Sort what is ahead by its next word: thousands of cues, where a book is opened."""
        ahead, self.ahead = self.ahead or [], None
        whole = self.whole = self.whole or {}
        begun = self.begun = self.begun or {}
        for name, cue in ahead:
            word, *rest = cue.split(maxsplit=1) or [""]
            steps, word = (begun, word[:-1]) if word.endswith("*") else (whole, word)
            step = steps.get(word)
            if step is None:
                step = steps[word] = _Step()
            if not rest:
                step.names = (*step.names, name)
            elif step.ahead is None:
                step.ahead = [(name, rest[0])]
            else:
                step.ahead.append((name, rest[0]))

    def follow(self, words: Sequence[str], start: int, place: int, spans: Spans[K]) -> None:
        """Note the cues that go on from here, and those that end."""
        step: _Step[K] | None = self
        while step is not None:
            if step.ahead:
                step.look_ahead()
            for name in step.names:
                spans.setdefault(name, []).append((start, place))
            if place == len(words):
                return
            word = words[place]
            place += 1
            for beginning, after in step.begun.items():
                if word.startswith(beginning):
                    after.follow(words, start, place, spans)
            step = step.whole.get(word)


class CueList:
    """
    One list of cues, ready to be looked for.

    >>> CueList(["garden*", "lunch club"]).count("we had a gardening club")
    1
    """

    def __init__(self, cues: Iterable[str]) -> None:
        """Index the cues; an empty list is never found."""
        self._find = CueBook({"": tuple(cues)}).find

    def count(self, words: str) -> int:
        """Return how many different stretches of plain words the cues touch."""
        split = words.split()
        found = self._find(split)
        return found[""].count(split) if found else 0

    def __contains__(self, words: str) -> bool:
        """Tell whether any cue is in some plain words."""
        return bool(self._find(words.split()))

    def starts(self, words: str) -> bool:
        """Tell whether plain words begin with a cue."""
        found = self._find(words.split())
        return bool(found) and any(start == 0 for start, _end in found[""].stretches)


STOP_WORDS = frozenset(
    Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split()
)
"""Words too common to show that two texts are about the same thing."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry a text's content."""
    return content_of(plain(text).split())


def content_of(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of those among some plain words that carry content."""
    return frozenset([_stem(word) for word in words if word not in STOP_WORDS])


@lru_cache(maxsize=MOST_WORDS)
def _stem(word: str) -> str:
    """Cut common endings, so that 'sewing' meets 'sewed'; crude on purpose."""
    for ending in ("ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word

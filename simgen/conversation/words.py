"""
Words as they are matched: lower case, no punctuation, apostrophes dropped.

A cue is a phrase of whole words; a final ``*`` on a word stands for any ending.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

MOST_WORDS = 20_000
"""Different words of which a book keeps where they lead; more come only from nonsense."""

KEPT = 512
"""Texts of which the plain form and what was found are kept: many turns, little memory."""

_APOSTROPHES = re.compile("['`\u2019\u02bc\u00b4]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SENTENCE = re.compile("[.!?;\\n]+|\\s[-\u2013\u2014]+\\s")


@lru_cache(maxsize=KEPT)
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


@dataclass(frozen=True, slots=True)
class Found:
    """Where the cues of one list stand in a text: ``(first word, word after the last)``."""

    stretches: tuple[tuple[int, int], ...]

    @property
    def longest(self) -> int:
        """How many words the longest stretch has."""
        return max(end - start for start, end in self.stretches)

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


class CueBook:
    """
    Many named lists of cues, looked for in one pass over the words.

    Each word of a text is looked up once, whatever the number of cues, so that a
    case with a thousand cues is heard as fast as one with ten.

    >>> book = CueBook({"green": ["garden*"], "meals": ["lunch club", "lunch"]})
    >>> sorted(book.find("the lunch club has a gardening table".split()))
    ['green', 'meals']
    """

    def __init__(self, lists: Mapping[K, Iterable[str]], base: "CueBook | None" = None) -> None:
        """Index the cues; those of ``base`` are found as well, without being indexed again."""
        self._start = _Step()
        self._begun: dict[str, _Step] = {}
        self._base = base
        for name, cues in lists.items():
            for cue in dict.fromkeys(cues):
                self._add(name, cue.split())
        self._lengths = sorted({len(start) for start in self._begun})
        self._steps: dict[str, tuple[_Step, ...]] = {}

    def find(self, words: Sequence[str]) -> dict[Hashable, Found]:
        """Return the lists of which something is in the words, and where."""
        spans: Spans = {} if self._base is None else self._base.spans(words)
        for name, found in self.spans(words).items():
            spans[name] = spans.get(name, []) + found
        return {name: Found(tuple(found)) for name, found in spans.items()}

    def spans(self, words: Sequence[str]) -> "Spans":
        """Return where the cues of this book alone stand."""
        spans: Spans = {}
        if not self._lengths:  # a person's few names: nothing to keep
            whole = self._start.whole
            for place in [place for place, word in enumerate(words) if word in whole]:
                whole[words[place]].follow(words, place, place + 1, spans)
            return spans
        known = self._steps
        for place, word in enumerate(words):
            steps = known.get(word)
            if steps is None:
                steps = self._steps_from(word)
            for step in steps:
                step.follow(words, place, place + 1, spans)
        return spans

    def _steps_from(self, word: str) -> "tuple[_Step, ...]":
        """Return where a text may go from a word; kept, as people use few different words."""
        found = [self._start.whole.get(word)]
        found += [self._begun.get(word[:length]) for length in self._lengths if length <= len(word)]
        steps = tuple(step for step in found if step is not None)
        if len(self._steps) < MOST_WORDS:
            self._steps[word] = steps
        return steps

    def _add(self, name: Hashable, words: list[str]) -> None:
        first, *rest = words or [""]
        if first.endswith("*"):
            step = self._begun.setdefault(first[:-1], _Step())
        else:
            step = self._start.whole.setdefault(first, _Step())
        for word in rest:
            step = step.next(word)
        step.names.append(name)


Spans = dict[Hashable, list[tuple[int, int]]]
"""For each list the stretches of words that it touches."""


class _Step:
    """What may follow the words of a cue so far, and the lists whose cue ends here."""

    __slots__ = ("begun", "names", "whole")

    def __init__(self) -> None:
        self.names: list[Hashable] = []
        self.whole: dict[str, _Step] = {}
        self.begun: dict[str, _Step] = {}

    def next(self, word: str) -> "_Step":
        """Return the step after one more word of a cue."""
        if word.endswith("*"):
            return self.begun.setdefault(word[:-1], _Step())
        return self.whole.setdefault(word, _Step())

    def follow(self, words: Sequence[str], start: int, place: int, spans: Spans) -> None:
        """Note the cues that go on from here, and those that end."""
        step: _Step | None = self
        while step is not None:
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


class Shelf:
    """
    Lists of cues by name that are asked about the same words again and again.

    >>> shelf = Shelf({"green": ["garden*"]})
    >>> "my garden" in shelf["green"], shelf["green"].starts("my garden")
    (True, False)
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the lists together; what was found in the latest texts is kept."""
        self._book = CueBook(lists)
        self._names = {name: OnShelf(self, name) for name in lists}
        self.found_in = lru_cache(maxsize=KEPT)(self._found_in)

    def __getitem__(self, name: str) -> "OnShelf":
        """Return one list; ``KeyError`` for an unknown name."""
        return self._names[name]

    def _found_in(self, words: str) -> tuple[frozenset[Hashable], frozenset[Hashable]]:
        """Return the names of the lists found in plain words, and of those that begin them."""
        found = self._book.find(words.split())
        begin = {name for name, at in found.items() if any(not s for s, _e in at.stretches)}
        return frozenset(found), frozenset(begin)


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One list of a shelf, asked as a :class:`CueList` is."""

    shelf: Shelf
    name: str

    def __contains__(self, words: str) -> bool:
        """Tell whether any cue is in some plain words."""
        return self.name in self.shelf.found_in(words)[0]

    def starts(self, words: str) -> bool:
        """Tell whether plain words begin with a cue."""
        return self.name in self.shelf.found_in(words)[1]


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

"""
The hand-made features of an utterance: what a person would point at.

Each sign is a number from 0 to 1. Phrase lists come from ``phrases.yaml``; the
order of :data:`NAMES` is the order of the columns of the model.
"""

import itertools
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from simgen.conversation.hearing.openings import INSIDE, OPENING, bare, inside_signs, opening_signs
from simgen.conversation.hearing.word_lists import phrase_names, phrases, word_set
from simgen.conversation.words import Found, content_of, content_words, plain

_MARKS = frozenset((".", "?", "!", ",", "--"))
_WH = word_set("wh") | word_set("fact_wh")
_AUXILIARY = word_set("auxiliaries")
_YOU = word_set("you")
_I = word_set("i")
_WE = word_set("we")
_THIRD = word_set("third")
_NOT = word_set("not")
_TAG_END = word_set("tag_verbs")
_PRONOUN = word_set("tag_pronouns")
_GIVING_LEAVE = word_set("giving_leave")
_TAKING_LEAVE = word_set("taking_leave")
_FEELING = word_set("feeling")
REPLIES_KEPT = 2048
"""Replies of which is kept what there is in them to be taken up."""

_DIGITS = frozenset("0123456789")


def signs(words: list[str], previous: str) -> list[float]:
    """
    Return the signs of an utterance, one number from 0 to 1 for each of :func:`names`.

    ``words`` are its tokens (see :func:`simgen.conversation.hearing.grams.tokens`),
    ``previous`` is what the person said before.
    """
    spoken = spoken_of(words)
    found = wording_signs(words, spoken)
    return [*found[: ECHO_PLACE.start], *echo_signs(spoken, previous), *found[ECHO_PLACE.start :]]


def spoken_of(words: list[str]) -> list[str]:
    """Return tokens without the marks."""
    return [word for word in words if word not in _MARKS]


def wording_signs(words: list[str], spoken: list[str]) -> list[float]:
    """Return the signs that lie in the wording alone: all but those of :func:`echo_signs`."""
    sentences = _sentences(words)
    first = bare(sentences[0]) if sentences else []
    last = bare(sentences[-1]) if sentences else []
    found = phrases().find(spoken)
    ends = phrases().find(last) if len(sentences) > 1 else found
    begins = _beginning(first) | (_begins(ends) if len(sentences) > 1 else set())
    return [
        *_shape(words, spoken, sentences),
        *opening_signs(first),
        *opening_signs(last),
        *inside_signs(spoken),
        *_people(spoken, len(spoken)),
        *(float(name in found) for name in phrase_names()),
        *(float(name in begins) for name in phrase_names()),
        *(float(name in ends) for name in phrase_names()),
    ]


def _beginning(sentence: list[str]) -> set[str]:
    """Return the lists with a phrase that a sentence begins with."""
    return _begins(phrases().find(sentence))


def _begins(found: Mapping[str, Found]) -> set[str]:
    return {name for name, at in found.items() if any(start == 0 for start, _ in at.stretches)}


def names() -> tuple[str, ...]:
    """Return the names of the signs, in order."""
    return (
        *_SHAPE,
        *(f"first {name}" for name in OPENING),
        *(f"last {name}" for name in OPENING),
        *INSIDE,
        *_PEOPLE,
        *_ECHO,
        *(f"has {name}" for name in phrase_names()),
        *(f"begins {name}" for name in phrase_names()),
        *(f"ends with {name}" for name in phrase_names()),
    )


_SHAPE = (
    "asked", "asked at end", "asked before end", "exclaimed", "one word", "2-3 words",
    "4-6 words", "7-12 words", "13-25 words", "26-45 words", "more words", "2 sentences",
    "3 sentences", "more sentences", "number", "tag", "cut off", "other letters",
    "asked in statement form", "asked of you", "asked in few words", "asked of itself", "brief end",
    "you in 2 clauses", "you in 3 clauses", "you in more clauses",
)  # fmt: skip
_PEOPLE = ("you", "i", "we", "third", "not", "share of you", "share of i")
_ECHO = (
    "first words", "they asked", "they said little", "echo", "echo of two", "share echoed",
    "all echoed", "you and echo", "they give leave", "they take leave", "they feel", "they turn it on one",
    "they say i, one says you", "share of theirs",
)  # fmt: skip

_BEFORE_ECHO = len(_SHAPE) + 2 * len(OPENING) + len(INSIDE) + len(_PEOPLE)
ECHO_PLACE = slice(_BEFORE_ECHO, _BEFORE_ECHO + len(_ECHO))
"""Where among the signs those of :func:`echo_signs` stand."""


def _shape(words: list[str], spoken: list[str], sentences: list[list[str]]) -> list[float]:
    count = len(spoken)
    bounds = ((1, 1), (2, 3), (4, 6), (7, 12), (13, 25), (26, 45), (46, 10_000))
    tag = len(spoken) > 3 and spoken[-2] in _TAG_END and spoken[-1] in _PRONOUN
    ends = words[-1] if words else ""
    return [
        float("?" in words),
        float(ends == "?"),
        float("?" in words[:-1] and ends != "?"),
        float("!" in words),
        *(float(low <= count <= high) for low, high in bounds),
        float(len(sentences) == 2),
        float(len(sentences) == 3),
        float(len(sentences) > 3),
        float(any(word[0] in _DIGITS for word in spoken)),
        float(tag),
        float(ends in ("--", ",")),
        float(not spoken),
        *_asking(ends, spoken, sentences[-1] if sentences else []),
        float(len(sentences) > 1 and len(sentences[-1]) <= 3),
        *_drawn_together(words),
    ]


def _drawn_together(words: list[str]) -> list[float]:
    """Return in how many clauses one speaks of them: a summary draws several together."""
    clauses, told = 0, False
    for word in words:
        if word in _MARKS:
            told = False
        elif not told and word in _YOU:
            clauses, told = clauses + 1, True
    return [float(clauses == 2), float(clauses == 3), float(clauses > 3)]


def _asking(ends: str, spoken: list[str], last: list[str]) -> list[float]:
    """Return what sort of thing a question mark at the end stands behind; noughts without one."""
    if ends != "?":
        return [0.0, 0.0, 0.0, 0.0]
    start = bare(last)
    turned = any(
        one in _AUXILIARY and (two in _PRONOUN or two in _YOU or two in _I)
        for one, two in itertools.pairwise(last)
    )
    return [
        float(not turned and _WH.isdisjoint(last)),
        float(bool(start) and start[0] in _YOU),
        float(len(spoken) <= 3),
        float(not _I.isdisjoint(last)),
    ]


def _people(spoken: list[str], count: int) -> list[float]:
    known = set(spoken)
    share = max(count, 1)
    return [
        float(not known.isdisjoint(_YOU)),
        float(not known.isdisjoint(_I)),
        float(not known.isdisjoint(_WE)),
        float(not known.isdisjoint(_THIRD)),
        float(not known.isdisjoint(_NOT)),
        min(1.0, 3 * sum(word in _YOU for word in spoken) / share),
        min(1.0, 3 * sum(word in _I for word in spoken) / share),
    ]


def echo_signs(spoken: list[str], previous: str) -> list[float]:
    """Return the signs of how the words of an utterance take up what the person said before."""
    mine, before = content_words(" ".join(spoken)), _before(previous)
    shared = len(mine & before.content)
    ours = not _YOU.isdisjoint(spoken)
    return [
        *before.shape,
        float(shared > 0),
        float(shared > 1),
        shared / max(len(mine), 1),
        float(shared > 0 and shared == len(mine)),
        float(shared > 0 and ours),
        *before.drift,
        float(ours and before.is_of_self and _AUXILIARY.isdisjoint(spoken[:1])),
        round(4 * shared / max(len(before.content), 1)) / 4,  # few values, so that echoes repeat
    ]


class _Before(Struct, frozen=True, gc=False):
    """
    What the person said before, whatever takes it up.

    ``shape`` says whether it is nothing, a question, or three words at most; ``drift`` whether
    it gives leave, takes leave, names a feeling, speaks to the recruit.
    """

    content: frozenset[str]
    shape: tuple[float, ...]
    drift: tuple[float, ...]
    is_of_self: bool


@lru_cache(maxsize=REPLIES_KEPT)
def _before(previous: str) -> _Before:
    said = plain(previous).split()
    known, count = frozenset(said), len(previous.split())
    shape = (count == 0, previous.rstrip().endswith("?"), 0 < count <= 3)
    drift = (
        0 < len(said) <= 6 and said[0] in _GIVING_LEAVE,
        not known.isdisjoint(_TAKING_LEAVE),
        not known.isdisjoint(_FEELING),
        not known.isdisjoint(_YOU),
    )
    return _Before(
        content_of(said),
        tuple(map(float, shape)),
        tuple(map(float, drift)),
        not known.isdisjoint(_I),
    )


def _sentences(words: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in words:
        if word in (".", "?", "!"):
            found.append([])
        elif word not in _MARKS:
            found[-1].append(word)
    return [sentence for sentence in found if sentence]

"""
The hand-made features of an utterance: what a person would point at.

Each sign is a number from 0 to 1. Phrase lists come from ``phrases.yaml``; the
order of :data:`NAMES` is the order of the columns of the model.
"""

from collections.abc import Hashable

from simgen.conversation.hearing.word_lists import phrase_names, phrases, word_set
from simgen.conversation.words import content_words

_MARKS = frozenset((".", "?", "!", ",", "--"))
_LEADS = word_set("leads")
_WH = word_set("wh")
_FACT_WH = word_set("fact_wh")
_AUXILIARY = word_set("auxiliaries")
_YOU = word_set("you")
_I = word_set("i")
_WE = word_set("we")
_THIRD = word_set("third")
_NOT = word_set("not")
_TAG_END = word_set("tag_verbs")
_PRONOUN = word_set("tag_pronouns")
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
    first = _bare(sentences[0]) if sentences else []
    last = _bare(sentences[-1]) if sentences else []
    found = phrases().find(spoken)
    begins = _beginning(first) | (_beginning(last) if len(sentences) > 1 else set())
    listed = [float(name in found) for name in phrase_names()]
    started = [float(name in begins) for name in phrase_names()]
    return [
        *_shape(words, spoken, sentences),
        *_opening(first),
        *_opening(last),
        *_people(spoken, len(spoken)),
        *listed,
        *started,
    ]


def _beginning(sentence: list[str]) -> set[Hashable]:
    """Return the lists with a phrase that a sentence begins with."""
    found = phrases().find(sentence)
    return {name for name, at in found.items() if any(start == 0 for start, _ in at.stretches)}


def names() -> tuple[str, ...]:
    """Return the names of the signs, in order."""
    return (
        *_SHAPE,
        *(f"first {name}" for name in _OPENING),
        *(f"last {name}" for name in _OPENING),
        *_PEOPLE,
        *_ECHO,
        *(f"has {name}" for name in phrase_names()),
        *(f"begins {name}" for name in phrase_names()),
    )


_SHAPE = (
    "asked", "asked at end", "asked before end", "exclaimed", "one word", "2-3 words",
    "4-6 words", "7-12 words", "13-25 words", "more words", "2 sentences", "more sentences",
    "number", "tag", "cut off", "other letters",
)  # fmt: skip
_OPENING = ("wh", "fact wh", "how many", "auxiliary", "you", "i", "we", "so you", "no verb")
_PEOPLE = ("you", "i", "we", "third", "not", "share of you", "share of i")
_ECHO = (
    "first words", "they asked", "they said little", "echo", "echo of two", "share echoed",
    "all echoed", "you and echo",
)  # fmt: skip

_BEFORE_ECHO = len(_SHAPE) + 2 * len(_OPENING) + len(_PEOPLE)
ECHO_PLACE = slice(_BEFORE_ECHO, _BEFORE_ECHO + len(_ECHO))
"""Where among the signs those of :func:`echo_signs` stand."""


def _shape(words: list[str], spoken: list[str], sentences: list[list[str]]) -> list[float]:
    count = len(spoken)
    bounds = ((1, 1), (2, 3), (4, 6), (7, 12), (13, 25), (26, 10_000))
    tag = len(spoken) > 3 and spoken[-2] in _TAG_END and spoken[-1] in _PRONOUN
    ends = words[-1] if words else ""
    return [
        float("?" in words),
        float(ends == "?"),
        float("?" in words[:-1] and ends != "?"),
        float("!" in words),
        *(float(low <= count <= high) for low, high in bounds),
        float(len(sentences) == 2),
        float(len(sentences) > 2),
        float(any(word[0] in _DIGITS for word in spoken)),
        float(tag),
        float(ends in ("--", ",")),
        float(not spoken),
    ]


def _opening(first: list[str]) -> list[float]:
    one = first[0] if first else ""
    two = first[1] if len(first) > 1 else ""
    return [
        float(one in _WH),
        float(one in _FACT_WH),
        float(one in _WH and two in ("many", "much", "often", "old", "long", "far", "time")),
        float(one in _AUXILIARY),
        float(one in _YOU),
        float(one in _I),
        float(one in _WE),
        float(one in _YOU or two in _YOU),
        float(0 < len(first) <= 3 and not _PRONOUN & set(first)),
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
    mine, theirs = content_words(" ".join(spoken)), content_words(previous)
    shared = len(mine & theirs)
    return [
        float(not previous.strip()),
        float(previous.rstrip().endswith("?")),
        float(bool(previous.strip()) and len(previous.split()) <= 3),
        float(shared > 0),
        float(shared > 1),
        shared / max(len(mine), 1),
        float(shared > 0 and shared == len(mine)),
        float(shared > 0 and not _YOU.isdisjoint(spoken)),
    ]


def _sentences(words: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in words:
        if word in (".", "?", "!"):
            found.append([])
        elif word not in _MARKS:
            found[-1].append(word)
    return [sentence for sentence in found if sentence]


def _bare(sentence: list[str]) -> list[str]:
    """Return a sentence without the small words that lead into it."""
    start = 0
    while start < len(sentence) - 1 and sentence[start] in _LEADS:
        start += 1
    return sentence[start:]

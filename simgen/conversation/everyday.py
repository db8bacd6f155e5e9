"""
Ordinary questions and remarks, known by their words whatever the case.

The phrases are data, in ``everyday.yaml``. What a person answers is the case's to
say (:mod:`simgen.scenario.asides`).
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from simgen.conversation.words import KEPT, plain
from simgen.own_yaml import read_own_yaml

AGAIN, WHY = "again", "why"
"""Asked to say it once more, and to go on: kinds answered in a way of their own."""

MAX_CHARACTERS, MOST_WORDS = 120, 12
"""What is wholly an everyday phrase has no more of them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """
    One everyday kind: the phrases that are all that is said (asked), and those heard anywhere.

    ``line`` is a list of the person's voice that answers it, where no aside does;
    ``late`` tells that it is answered only where nothing else is meant.
    """

    whole: frozenset[str]
    whole_asked: frozenset[str]
    hears: tuple[str, ...]
    passing: bool
    late: bool
    line: str


@cache
def kinds() -> dict[str, Kind]:
    """Return the everyday kinds by name."""
    return {
        name: Kind(
            frozenset(map(str, kind.get("whole", ()))),
            frozenset(map(str, kind.get("whole_asked", ()))),
            tuple(map(str, kind.get("hears", ()))),
            bool(kind.get("passing", False)),
            bool(kind.get("late", False)),
            str(kind.get("line", "")),
        )
        for name, kind in _data()["kinds"].items()
    }


@lru_cache(maxsize=KEPT)
def whole_kind(text: str) -> str:
    """
    Return the kind that is all a text says, or an empty text.

    >>> whole_kind("Oh. What?"), whole_kind("What do you do?")
    ('again', '')
    """
    words = plain(text).split() if len(text) <= MAX_CHARACTERS else []
    if not words or len(words) > MOST_WORDS:
        return ""
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            found = _wholes("?" in text).get(" ".join(words[start:end]))
            if found:
                return found
            if words[end - 1] not in _around()["after"]:
                break
        if words[start] not in _around()["before"]:
            break
    return ""


def is_passing(text: str) -> bool:
    """Tell whether all that is said moves nothing: asked to say it again, "I don't know"."""
    kind = whole_kind(text)
    return bool(kind) and kinds()[kind].passing


def is_leave(text: str) -> bool:
    """Tell whether somebody takes leave: in a text of nothing else, or at its very end."""
    return whole_kind(text) == "bye" or plain(text[-MAX_CHARACTERS:]).split()[-1:] in _LAST_WORDS


_LAST_WORDS = (["bye"], ["goodbye"])


@cache
def _wholes(asked: bool) -> dict[str, str]:
    return {
        phrase: name
        for name, kind in kinds().items()
        for phrase in kind.whole | (kind.whole_asked if asked else frozenset())
    }


@cache
def _around() -> dict[str, frozenset[str]]:
    """Return the words that may stand before and after what is wholly an everyday phrase."""
    return {side: frozenset(words) for side, words in _data()["around"].items()}


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("everyday.yaml"))

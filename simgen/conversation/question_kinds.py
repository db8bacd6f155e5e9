"""
Kinds of question that hang on what was just said, known by their words whatever the case.

The phrases are data, in ``question_kinds.yaml``. What a person answers is the case's to
say, under ``asked_next`` and ``vague``.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from simgen.conversation.words import KEPT, CueBook, content_of
from simgen.own_yaml import read_own_yaml

YES_OR_NO = "yes-or-no"
"""A question of no other kind that a yes or a no would answer."""


@lru_cache(maxsize=KEPT)
def kinds_asked(words: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """
    Return the kinds that one question may be of, with how many words tell it: the most first.

    >>> kinds_asked(("and", "how", "long", "was", "that"))[0]
    ('how-long', 3)
    """
    begins = _after_leads(words)
    found: dict[str, int] = {}
    for (kind, place), at in _book().find(list(words)).items():
        for start, end in at.stretches:
            if (place == "starts" and start != begins) or (place == "ends" and end != len(words)):
                continue
            if end - start == 1 and words[start] in ("when", "where") and not _asks(words, end):
                continue  # "When people talk, they don't keep still"
            found[kind] = max(found.get(kind, 0), end - start)
    if not found and len(words) > begins and words[begins] in _data()["answered_by_yes"]:
        found[YES_OR_NO] = 1
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def asks_one_thing(words: tuple[str, ...]) -> bool:
    """Tell whether a question asks for one fact: a speech that only shares a word is no answer."""
    asked = kinds_asked(words)
    return bool(asked) and asked[0][0] in _data()["one_thing"]


def asks_plain_fact(words: tuple[str, ...]) -> bool:
    """Tell whether a question asks when, where, how long or how much: no story is an answer."""
    asked = kinds_asked(words)
    return bool(asked) and asked[0][0] in _data()["plain_fact"]


@cache
def words_of_asking() -> frozenset[str]:
    """Return the stems of the words that make a question what it is, and say nothing of a subject."""
    spoken = [phrase for lists in _data()["kinds"].values() for phrases in lists.values()
              for phrase in phrases]  # fmt: skip
    spoken += [*_data()["leads"], *_data()["fillers"]]
    return content_of(word for phrase in spoken for word in str(phrase).split())


def _asks(words: tuple[str, ...], place: int) -> bool:
    """Tell whether a verb turned round stands at a place, or nothing at all."""
    return place == len(words) or words[place] in _data()["after_when"]


def _after_leads(words: tuple[str, ...]) -> int:
    """Return at which word the question itself begins."""
    begins, leads = 0, _leads().find(list(words)).get("", None)
    for start, end in sorted(leads.stretches) if leads else ():
        if start <= begins < end < len(words):
            begins = end
    return begins


@cache
def _leads() -> CueBook[str]:
    return CueBook({"": tuple(map(str, _data()["leads"]))})


@cache
def _book() -> CueBook[tuple[str, str]]:
    return CueBook(
        {
            (kind, place): tuple(map(str, phrases))
            for kind, places in _data()["kinds"].items()
            for place, phrases in places.items()
        }
    )


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("question_kinds.yaml"))

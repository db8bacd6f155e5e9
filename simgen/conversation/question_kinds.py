"""
Kinds of question that hang on what was just said, known by their words whatever the case.

The phrases are data, in ``question_kinds.yaml``. What a person answers is the case's to
say, under ``asked_next`` and ``vague``.
"""

from collections.abc import Sequence
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
            if place == "ends" and not _ends_so(words, begins, start):
                continue  # "How do you hear what is far away?" does not ask where
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


@lru_cache(maxsize=KEPT)
def asks_after_a_feeling(words: tuple[str, ...]) -> bool:
    """Tell whether a question stays with a feeling: how it was, whether it is hard, who knows."""
    asked = kinds_asked(words)
    return (bool(asked) and asked[0][0] in _data()["meets_feelings"]) or bool(
        _feelings().find(words)
    )


@cache
def _feelings() -> CueBook[str]:
    return CueBook({"": tuple(map(str, _data()["feelings_asked"]))})


def kinds_that_answer(words: tuple[str, ...]) -> list[str]:
    """Return the kinds of which an answer may be, the best first: of "who would you want", only "who"."""
    asked, fitting = [kind for kind, _words in kinds_asked(words)], _strictly(words)
    return asked if not fitting else [kind for kind in asked if kind in fitting]


def may_answer(phrases: Sequence[str], words: tuple[str, ...], kinds: Sequence[str] = ()) -> bool:
    """
    Tell whether what is asked for by some phrases answers the kind of question that words put.

    "Who knows that you have to go?" is not answered by what answers "where will you go" and
    "have you to go", though both are of going. ``kinds`` it answers in any words.
    """
    fitting = _strictly(words)
    known = _kinds_of(tuple(phrases)).union(kinds) if fitting else frozenset()
    return not known or not known.isdisjoint(fitting)


@lru_cache(maxsize=KEPT)
def _strictly(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds that answer a question by what it begins with; none where it is not so strict."""
    begins, like = _after_leads(words), _data()["answered_like"]
    for (kind, place), at in _book().find(list(words)).items():
        if kind in like and place == "starts" and any(start == begins for start, _ in at.stretches):
            return tuple(like[kind])
    return ()


@lru_cache(maxsize=KEPT)
def _kinds_of(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return the kinds of question that some phrases put; none where most are but parts of one."""
    asked = [kinds_asked(tuple(phrase.replace("*", "").split())) for phrase in phrases]
    whole = [kinds[0][0] for kinds in asked if kinds]
    return frozenset(whole if 2 * len(whole) > len(asked) else ())


@lru_cache(maxsize=KEPT)
def subject_of(words: tuple[str, ...]) -> frozenset[str]:
    """
    Return the stems of the words of a question that say what it is about.

    Some words ask in their place and are a subject elsewhere: "Were you sad?", and "What do you
    do when you are sad?".
    """
    own = frozenset(_data()["subjects_elsewhere"]).intersection(words)
    subject = content_of(words) - words_of_asking()
    if not own:
        return subject
    asking: set[str] = set()
    for at in _book().find(list(words)).values():
        asking.update(at.words(words))
    return subject | content_of(own - asking)


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
    if words and words[begins] in _data()["clauses"]:
        later = [p for p in range(begins + 2, len(words) - 1) if words[p] in _data()["asking"]]
        return later[0] if later else begins  # "While we wait, who else should know?"
    return begins


def _ends_so(words: tuple[str, ...], begins: int, place: int) -> bool:
    """Tell whether words at the end may make the question: not where another word asks."""
    asking = _data()["asking"]
    return words[begins] not in asking or place <= begins or not asking.isdisjoint(words[place:])


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
    data = read_own_yaml(Path(__file__).with_name("question_kinds.yaml"))
    return {**data, **{name: frozenset(data[name]) for name in ("asking", "clauses")}}

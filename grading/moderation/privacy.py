"""
What may not pass from one recruit's feedback into another's: names and quotations.

It finds what a machine can find: names that the gradebook and the case know, runs
of words that the recruit wrote, addresses and long numbers. The marker who keeps
a comment is asked to read it once more all the same.
"""

import re
from collections.abc import Iterable
from typing import Any

RUN = 5
"""So many words in a row, the same as the recruit's, are a quotation, with marks or without;
within quotation marks two are enough (assumptions)."""
SHORTEST_NAME = 3
"""A shorter part of a name is too often an ordinary word."""

_ADDRESS = re.compile(r"\S+@\S+|https?:|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[ -]?\d){5,}")
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’]{3,})[”\"’']")
_WORD = re.compile(r"[^\W_]+")
_ORDINARY = frozenset(
    {"mrs", "miss", "the", "and", "student", "recruit", "learner", "trainee", "user", "worker"}
)


def find_private(text: str, names: Iterable[str], own_words: Iterable[str]) -> list[str]:
    """
    Return why a comment is not for others, in sentences; an empty list when nothing was found.

    ``names`` are those of recruits and of the case's person, ``own_words`` what
    the recruit said and wrote.
    """
    found = [
        f"It names “{name}”. Say “you” or “the person” instead."
        for name in sorted(_named(text, names))
    ]
    quotation = _quotation(text, own_words)
    if quotation:
        found.append(
            f"It quotes this recruit: “{quotation}”. Say what the words did, not which they were."
        )
    if _ADDRESS.search(text):
        found.append("It holds an address of e-mail or web.")
    if _NUMBER.search(text):
        found.append("It holds a long number.")
    return found


def own_words_of(view: dict[str, Any]) -> list[str]:
    """Return what a recruit said and wrote, from the data of a marker's page."""
    case = (view.get("room") or {}).get("case")
    if not case:
        return []
    plan = case["plan"]
    written = [turn["said"] for turn in case["turns"]] + [case["reflection"]]
    for part in ("what_matters", "strengths", "goals"):
        written += plan[part]
    for part in ("actions", "contingencies", "concerns"):
        written += [value for each in plan[part] for value in each.values()]
    return [text for text in written if isinstance(text, str) and text]


def names_of(view: dict[str, Any]) -> list[str]:
    """Return the names of the case's person, who has another name for each recruit."""
    case = (view.get("room") or {}).get("case")
    return [case["person"], case["known_as"]] if case else []


def _named(text: str, names: Iterable[str]) -> set[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return {
        part
        for name in names
        for part in _WORD.findall(name)
        if len(part) >= SHORTEST_NAME
        and not part.isdecimal()
        and part.casefold() not in _ORDINARY
        and part.casefold() in words
    }


def _quotation(text: str, own_words: Iterable[str]) -> str:
    theirs = [_words(own) for own in own_words]
    runs = [_words(found) for found in _QUOTED.findall(text)]
    words = _words(text)
    runs += [words[at : at + RUN] for at in range(len(words) - RUN + 1)]
    for run in runs:
        phrase = f" {' '.join(run)} "
        if len(run) > 1 and any(phrase in f" {' '.join(own)} " for own in theirs):
            return phrase.strip()
    return ""


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]

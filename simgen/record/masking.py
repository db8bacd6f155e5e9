"""
Mask what could tell who somebody is in a sentence that leaves the record.

Names of the case's person, their kin and places, names from lists, whatever stands
with a capital where a name does and is no word that the kit knows, what follows a
title, numbers, dates, addresses and e-mail: each gives way to something as readable
that is nobody's. Better one word too many than one name too few. What the rules and
lists know is in ``masking.yaml``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simgen.case import Case
from simgen.conversation.hearing.known_words import share_known
from simgen.conversation.words import STOP_WORDS
from simgen.own_yaml import read_own_yaml
from simgen.person.life.names import common_names, surnames
from simgen.person.life.text import data

NAMED, PLACE = "Robin", "Anytown"
"""Stand for whatever name and whatever place."""

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;\n\"“]\s*$")
_POSSESSIVE = re.compile(r"[’'](?:s|ll|d|ve|re|m)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pattern:
    pattern: re.Pattern[str]
    stands: str


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DIGIT_WORD = (
    r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|hundred|double|treble|triple)"
)
_PATTERNS = (
    _Pattern(
        re.compile(r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?\.\s?[\w-]+)+", re.IGNORECASE),
        "name@example.org",
    ),
    _Pattern(
        re.compile(r"[\w.+-]+\s+at\s+[\w-]+\s+dot\s+[\w-]+(?:\s+dot\s+[\w-]+)*", re.IGNORECASE),
        "name@example.org",
    ),
    _Pattern(
        re.compile(
            r"https?://\S+|www\.\S+|\b[\w-]+\.(?:co\.uk|org\.uk|com|org|net|uk|me)\b(?:/\S*)?",
            re.IGNORECASE,
        ),
        "www.example.org",
    ),
    _Pattern(re.compile(r"(?<!\w)@\w{3,}"), "name@example.org"),
    _Pattern(
        re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE),
        "ZZ1 1ZZ",
    ),
    _Pattern(
        re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE), "QQ 12 34 56 A"
    ),
    _Pattern(re.compile(r"\b\d{1,4}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}\b"), "1 January"),
    _Pattern(
        re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:\.?,?\s+\d{{2,4}}\b)?|"
            rf"\b{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?",
            re.IGNORECASE,
        ),
        "1 January",
    ),
    _Pattern(re.compile(r"\b(?:19|20)\d{2}\b"), "1950"),
    _Pattern(re.compile(r"(?<!\w)(?:\+|00)?\(?\d(?:[\s().\-/]{0,3}\d){5,}(?!\w)"), "01632 960000"),
    _Pattern(
        re.compile(rf"\b{_DIGIT_WORD}(?:[\s,\-]+{_DIGIT_WORD}){{5,}}\b", re.IGNORECASE),
        "01632 960000",
    ),
    _Pattern(re.compile(r"£\s?\d[\d,]*(?:\.\d+)?k?", re.IGNORECASE), "some pounds"),
)
"""Identifiers by their shape, the surest first; £ sums because they are of somebody's accounts."""


_FIRST_MARK, _LAST_MARK = "\ue000", "\ue0ff"
"""Letters for private use, which nobody types, mark what was masked."""


def mask(text: str, case: Case | None = None) -> str:
    """
    Return a sentence with what could name anybody replaced.

    ``case`` gives the names of its person, kin and places; without it they are found as
    other names are.
    """
    text = "".join(letter for letter in text if not _FIRST_MARK <= letter <= _LAST_MARK)
    for number, each in enumerate(_PATTERNS):  # marked, so that no later rule masks a stand-in
        text = each.pattern.sub(chr(ord(_FIRST_MARK) + number), text)
    text = _places(text)
    text = _introduced(text)
    text = _names(text, _of_case(case) if case is not None else _NOBODY)
    for number, each in enumerate(_PATTERNS):
        text = text.replace(chr(ord(_FIRST_MARK) + number), each.stands)
    return text


@dataclass(frozen=True, slots=True)
class _Known:
    """In lower case: names of the case, its places, and words of its town that name nobody."""

    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


_NOBODY = _Known()


def _of_case(case: Case) -> _Known:
    person = case.person
    names = {person.first_name, person.surname}
    names.update(part for who in person.people for part in who.name.split())
    names.update(_TOKEN.findall(case.scenario.referral.sent_by)[-1:])
    places = {case.town.name, *person.slots.get("street", "").split()}
    places |= {value for slot, value in person.slots.items() if slot.endswith("place")}
    at_home = {"town", "street", "name", "known_as"}
    slots = {
        value for slot, value in person.slots.items() if value[:1].isupper() and slot not in at_home
    } - places
    kept = {
        word
        for service in case.town.services
        for text in (service.name, service.organisation, service.where)
        for word in _lower(_TOKEN.findall(text))
    }
    return _Known(
        frozenset(_lower(names | slots)),
        frozenset(_lower(places - {""})) - _set("places"),
        frozenset(kept) - frozenset(_lower(names | places)),
    )


def _places(text: str) -> str:
    """A house number and what stands before 'Street', 'Hospital' and the like."""
    kinds = "|".join(sorted(_set("places"), key=len, reverse=True))
    numbered = re.compile(
        rf"\b\d{{1,4}}[a-z]?,?\s+((?:[^\W\d_][\w’'-]*\s+){{1,3}})({kinds})\b", re.IGNORECASE
    )
    text = numbered.sub(lambda m: f"1 {PLACE} {m.group(2)}", text)
    capital = re.compile(rf"\b((?:[^\W\d_a-z][\w’'-]+\s+){{1,3}})((?i:{kinds}))\b")
    return capital.sub(_place, text)


def _place(match: re.Match[str]) -> str:
    words = match.group(1).split()
    own = [w for w in words if w.lower() not in STOP_WORDS and share_known(w) < 1]
    before = words[: words.index(own[0])] if own else words
    return " ".join([*before, *([PLACE] if own else []), match.group(2)])


_NAME = r"[^\W\d_a-z](?:[’'][^\W\d_a-z])?[^\W\d_][\w’'-]*"
"""A word with a capital, of two letters at least; the capital need not be of A to Z."""

_TITLE = r"(?:(?:Mr|Mrs|Miss|Ms|Mx|Dr)\.?\s+)?"
_INTRODUCED = (
    re.compile(
        rf"\b((?i:my name[’']?s|my name is|the name[’']?s|name[’']?s|they call me|known as)\s+{_TITLE})"
        rf"([^\W\d_][\w’'-]*(?:\s+{_NAME})*)"
    ),
    re.compile(
        rf"\b((?i:call me|i am|i[’']?m|this is|it[’']?s|it is)\s+{_TITLE})({_NAME}(?:\s+{_NAME})*)"
    ),
)
"""How people say who they are; after "my name is" a name may have no capital."""


def _introduced(text: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        first = match.group(2).split()[0].casefold()
        known = first in STOP_WORDS | _set("kept") or first in _SAID_OF_ONESELF
        return match.group() if known else f"{match.group(1)}{NAMED}"

    for introduced in _INTRODUCED:
        text = introduced.sub(replaced, text)
    return text


_SAID_OF_ONESELF = frozenset(["sorry", "glad", "sure", "afraid", "from", "just", "really", "not"])
"""Words that may follow "I'm" or "it's" with a capital and are nobody's name."""


def _names(text: str, known: _Known) -> str:
    """Replace names word by word; several in a row become one."""
    parts: list[str] = []
    end, last_masked = 0, False
    shouting = text.isupper()
    for match in _TOKEN.finditer(text):
        between, word = text[end : match.start()], match.group()
        bare = _POSSESSIVE.sub("", word)
        tail = word[len(bare) :]
        before = text[: match.start()]
        stand = _stand_in(bare, before, known, shouting=shouting)
        joined = last_masked and stand == NAMED and not between.strip(" .’'-")
        if stand and joined:
            parts.append(tail)
        else:
            parts += [between, f"{stand}{tail}" if stand else word]
        end, last_masked = match.end(), stand == NAMED and not tail
    return "".join([*parts, text[end:]])


def _stand_in(word: str, before: str, known: _Known, *, shouting: bool) -> str:
    """Return what stands for a word that may name somebody, or an empty text."""
    lower = word.lower()
    capital = word[:1].isupper() and not shouting
    if word in (NAMED, PLACE):
        return word
    if lower in known.places or lower in _set("towns"):
        return PLACE
    of_case = lower in known.names and (word[:1].isupper() or lower not in _set("words_too"))
    if of_case or _follows_title(lower, before, capital=capital):
        return NAMED
    if lower in known.kept | _set("kept") | _set("places") | STOP_WORDS:
        return ""
    return NAMED if _is_name(word, before, capital=capital) else ""


def _follows_title(lower: str, before: str, *, capital: bool) -> bool:
    title = re.search(r"([^\W\d_]+)\.?\s+$", before)
    if title is None or title.group(1).lower() not in _set("titles") or lower in STOP_WORDS:
        return False
    named = lower in _first_names() or lower in _last_names()
    return capital or named or share_known(lower) < 1


def _is_name(word: str, before: str, *, capital: bool) -> bool:
    """Tell by lists, else by a capital on a word that the kit does not know."""
    lower, starts = word.lower(), _starts(before)
    if lower in _first_names():
        return lower not in _set("words_too") or (capital and not starts)
    if not capital or len(word) < LEAST_LETTERS or share_known(lower) == 1:
        return False
    # At the start of a sentence any word has a capital.
    return lower in _last_names() or not (starts and lower.endswith(_ENGLISH_ENDINGS))


_ENGLISH_ENDINGS = ("ing", "ed", "ly", "s", "tion", "ful", "less", "ness", "able", "ment")


LEAST_LETTERS = 2
"""Letters from which a capital makes a name; a single one is an initial."""


def _starts(before: str) -> bool:
    return not before.strip() or _SENTENCE_END.search(before) is not None


@cache
def _first_names() -> frozenset[str]:
    lists: list[Iterable[str]] = [
        names for decades in common_names().values() for names in decades.values()
    ]
    for heritage in data("names").values():
        for sex in ("female", "male"):
            found = heritage.get(sex, ())
            lists += list(found.values()) if isinstance(found, dict) else [found]
    return frozenset(_lower(name for names in lists for name in names))


@cache
def _last_names() -> frozenset[str]:
    return frozenset(_lower(surnames("en_GB")))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(map(str, _data()[name]))


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("masking.yaml"))


def _lower(words: Iterable[str]) -> list[str]:
    return [word.lower() for word in words]

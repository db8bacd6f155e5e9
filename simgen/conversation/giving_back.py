"""
Giving somebody's own words back to them, as a listener would say it.

"I keep my Sunday voice for her" becomes "You keep your Sunday voice for her". Only what
was said aloud in the answer is used, so nothing is put into anybody's mouth and nothing
is given away. Where the words cannot be turned round without changing what they mean,
they are quoted; where nothing was told, there is nothing to give back.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from simgen.conversation.quoting import sentences_said
from simgen.conversation.turn import Turn
from simgen.own_yaml import read_own_yaml
from simgen.scenario.models import Scenario
from simgen.scenario.parts import Item

MOST_WORDS = 16
"""Words of a sentence that can still be given back in one breath (assumption)."""

FEWEST_PLAIN = 3
"""Words of a sentence worth giving back where no feeling carries it (assumption)."""

FEWEST_OF_FACT = 5
"""Words of a bare fact's own phrase that still make sense by themselves (assumption)."""

_TURNED = {
    "i": "you",
    "i'm": "you're",
    "i've": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
}
_FIRST_PERSON = frozenset(_TURNED)
_AFTER_I = {"am": "are", "was": "were", "wasn't": "weren't"}
_KIN = frozenset(("Mum", "Dad", "Granddad", "Grandma", "Nan", "Gran"))
"""Names that a person has for their own, and nobody else."""

_SUBJECT = frozenset(("i", "i'm", "i've", "i'd", "i'll"))
_OF_THE_LISTENER = frozenset(
    ("you", "your", "you're", "you've", "you'd", "you'll", "yours", "yourself")
)
_TO_THE_LISTENER = frozenset(("you'll", "yours", "yourself"))
_OF_BOTH = frozenset(("we", "we're", "we've", "we'd", "we'll", "us", "our", "ours"))
_ORDERS = frozenset(
    "don't do lend ring send tell let give ask call listen sing look wait leave".split()  # noqa: SIM905 - one line, as it is read
)
"""Words that begin what would sound like an order, which cannot be turned round."""

_LED_IN = ("You ", "You’", "He ", "He’", "She ", "She’", "They ")

_TAGS = re.compile(
    r",? (?:you'll have seen|that's all|i dare say|you know|i know that)$", re.IGNORECASE
)
"""Small words at the end that nobody would give back."""

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")


class Kept(Struct, frozen=True):
    """Something that was told in an answer: the words, what they are about, and the feeling."""

    words: str
    item: Item | None
    feeling: str


def heard_in(scenario: Scenario, turn: Turn) -> Kept | None:
    """
    Return the words of an answer that are most worth giving back; None where nothing was told.

    What carries the feeling that showed comes first, then what was told last. Of a brief
    answer it is the sentence in which the person speaks of themselves.
    """
    reply = turn.reply
    told = [item for item in scenario.items if _stands_in(item, reply)]
    if not told:
        return None
    item = max(told, key=lambda each: (_carries(each, turn.feeling), _place(each, reply)))
    feeling = turn.feeling if item.feeling == turn.feeling else ""
    if item.own_words in reply:
        words = _trimmed(item.own_words)
        worth = feeling or item.kind != "fact" or len(words.split()) >= FEWEST_OF_FACT
        return Kept(words, item, feeling) if worth or _says_something(words) else None
    words = telling(item)
    return Kept(words, item, feeling) if feeling or _says_something(words) else None


def turned(words: str) -> str:
    """
    Return somebody's words as said back to them, a sentence without its full stop.

    Words that speak of nobody in the first person stay as they are. Empty where they
    cannot be turned round: where they are addressed to the listener, or speak of "us".

    >>> turned("I keep my Sunday voice for her")
    'You keep your Sunday voice for her'
    """
    plain = [word.casefold() for word in _WORD.findall(words.replace("’", "'"))]
    if not plain or "?" in words or plain[0] in _ORDERS:
        return ""
    present = set(plain)
    if present & _OF_BOTH or present & _TO_THE_LISTENER:
        return ""
    if present & _FIRST_PERSON and present & _OF_THE_LISTENER:
        return ""
    return _written(_swapped(words.replace("’", "'")))


def give_back(kept: Kept | None) -> str:
    """Return what a listener might say of something told: the words, then the feeling if one shows."""
    if kept is None or not kept.words:
        return ""
    against_themselves = kept.feeling in _data()["quoted"]
    words = _quoted(kept.words) if against_themselves else _led_in(as_said_back(kept.words))
    if not kept.feeling:
        return words
    return f"{words} {_after(kept)}"


def as_said_back(words: str) -> str:
    """Return words as a whole sentence said back, quoted where they cannot be turned round."""
    back = turned(words)
    return f"{back}." if back else _quoted(words)


def _quoted(words: str) -> str:
    return f"You said, ‘{_written(words)}’."


def _led_in(back: str) -> str:
    """Begin with "So", as in "So he gets you up", where one would take somebody up like that."""
    takes_up = back.startswith(_LED_IN) and not back.startswith("You said, ")
    return f"So {back[0].lower()}{back[1:]}" if takes_up else back


def _after(kept: Kept) -> str:
    """Return what may follow for the feeling; which of several, each item always has the same."""
    texts = _data()["after"]
    kind = kept.item.kind if kept.item else ""
    found = texts.get(f"{kept.feeling}-{kind}") or texts.get(kept.feeling) or _data()["any"]
    several: list[str] = [found] if isinstance(found, str) else found
    return several[len(kept.words) % len(several)]


def _carries(item: Item, feeling: str) -> bool:
    return bool(feeling) and item.feeling == feeling


def _stands_in(item: Item, reply: str) -> bool:
    return item.own_words in reply or item.says.guarded in reply


def _place(item: Item, reply: str) -> int:
    return max(reply.rfind(item.own_words), reply.rfind(item.says.guarded))


def telling(item: Item) -> str:
    """Return the sentence of a brief answer in which the person speaks of themselves, else the first."""
    said = sentences_said(item.says.guarded)
    sentences = [_trimmed(each) for each in said if "?" not in each]
    short = [each for each in sentences if len(each.split()) <= MOST_WORDS]
    usable = [each for each in short if turned(each)] or short
    of_self = [each for each in usable if _SUBJECT & set(each.casefold().split())]
    return (of_self or usable or [""])[0]


def _says_something(words: str) -> bool:
    """Tell whether a sentence without a feeling tells of somebody's life: "I ran despatch", not "That's Rusty"."""
    plain = words.casefold().split()
    return len(plain) >= FEWEST_PLAIN and bool((_SUBJECT - {"i'm"}) & set(plain))


def _trimmed(words: str) -> str:
    return _TAGS.sub("", words.strip().rstrip(".!"))


def _swapped(words: str) -> str:
    previous = ""

    def swap(found: re.Match[str]) -> str:
        nonlocal previous
        word = found.group().casefold()
        stem = found.group().removesuffix("'s")
        theirs = stem in _KIN and previous not in {"my", "her", "his", "your", "their"}
        new = f"your {found.group().lower()}" if theirs else _TURNED.get(word)
        new = _AFTER_I.get(word, new) if previous == "i" else new
        previous = word
        return new or found.group()

    return _WORD.sub(swap, words)


def _written(words: str) -> str:
    """Return words as they are printed: a capital first, and curved apostrophes."""
    words = words.strip().replace("'", "’")
    return words[:1].upper() + words[1:]


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("giving_back.yaml"))

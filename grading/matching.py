"""
Which line of a plan stands for which thing that came to light.

A line counts only for something that was heard in the conversation. Naming an
item that never came to light earns nothing, and neither does a name with words
that have nothing to do with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from grading.quoted import quoted
from simgen.conversation.echoing import words_as_they_stand
from simgen.plan import Line
from simgen.record import ReplayedCase
from simgen.scenario import Item

MIN_SHARED = 2
"""Content words a line must share with an item when the recruit did not name the item; assumption."""
MIN_SHARE = 0.4
"""The part of the line's content words that must be shared, 0 to 1; assumption. It keeps lists of
keywords from standing for everything."""
OWN_WORDS_SHARE = 0.6
"""The part of the person's own phrase that a line must hold to count as their words; assumption."""
LONGEST_LINE = 60
"""Words in a line; a longer one is a text, not one thing about the person; assumption."""
SHORTEST_PHRASE = 3
"""Words in a phrase before quoting it proves anything; assumption."""
LONGEST_QUOTE = 6
"""A line may be this many times as long as the phrase it quotes; assumption."""
STEM = 5
"""Letters by which words are compared, so that "gardening" meets "garden"."""

_STOPWORDS_TEXT = (
    "a about after again all also am an and any are as at back be because been before being but by "
    "came can come could day did do does doing done down each even ever every few first for from "
    "get gets go goes going good got had has have having he help her here hers him his how i if in "
    "into is it its just keep know less let like likes little made make makes many may me more most "
    "much my need needs never new no not now of off on once one only or other our out over own "
    "people person put really said say says see she should so some someone something still such "
    "take takes talk than that the their them then there these they thing things this those though "
    "time to told too try up us used very want wants was way we week well were what when where "
    "which while who will with within without would yes you your"
)
_STOPWORDS = frozenset(_STOPWORDS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Support:
    """A line of the plan and the item it stands for; ``own_words`` when it keeps their phrase."""

    text: str
    item: Item
    own_words: bool


def supported(lines: Iterable[Line], case: ReplayedCase) -> list[Support]:
    """Return the lines that stand for something that came to light, each item once."""
    found: dict[str, Support] = {}
    for line in lines:
        support = support_of(line, case)
        if support is not None and (
            support.item.id not in found
            or (support.own_words and not found[support.item.id].own_words)
        ):
            found[support.item.id] = support
    return list(found.values())


def unsupported(lines: Iterable[Line], case: ReplayedCase) -> list[str]:
    """Return the texts of the lines that nothing in the conversation stands behind."""
    return [
        line.text.strip() for line in lines if line.text.strip() and support_of(line, case) is None
    ]


def support_of(line: Line, case: ReplayedCase) -> Support | None:
    """Return the one item that a line stands for, or None."""
    if not line.text.strip() or len(line.text.split()) > LONGEST_LINE:
        return None
    heard = [item for item in case.case.scenario.items if item.id in case.talk.disclosed]
    if line.item:
        heard = [item for item in heard if item.id == line.item]
    words = content_words(line.text, case)
    best: tuple[int, Support] | None = None
    for item in heard:
        strength = _strength(line, words, item, case)
        if strength and (best is None or strength > best[0]):
            support = Support(line.text.strip(), item, _keeps_phrase(line.text, words, item, case))
            best = strength, support
    return best[1] if best else None


def in_doubt(lines: Iterable[Line], case: ReplayedCase) -> str:
    """
    Return in words that a line may stand for something heard, though too few words are shared.

    A person who reads it may see what counting words cannot; empty where there is none.
    """
    heard = [item for item in case.case.scenario.items if item.id in case.talk.disclosed]
    text = next(
        (
            line.text
            for line in lines
            if line.text.strip()
            and len(line.text.split()) <= LONGEST_LINE
            and support_of(line, case) is None
            and any(told_words_in(line.text, item, case) for item in heard)
        ),
        "",
    )
    if not text:
        return ""
    return (
        f"{quoted(text)} may stand for something they told you: it shares words with it, too few to "
        "be sure by counting. If it does, say so to your trainer."
    )


def _strength(line: Line, words: frozenset[str], item: Item, case: ReplayedCase) -> int:
    """Return how many content words speak for the item, or 0 when they are too few."""
    told = _told_words(item, case)
    shared = len(words & (told | content_words(" ".join(item.cues), case)))
    if _quotes(line.text, case.talk.words_for(item.id)):
        return shared + 100  # their very phrase leaves no doubt which item is meant
    if not words & told:
        return 0  # cues are what the recruit brought; alone they are a referral's label
    if line.item:
        return shared
    enough = shared >= MIN_SHARED or _keeps_phrase(line.text, words, item, case)
    return shared if enough and shared / max(1, len(words)) >= MIN_SHARE else 0


def told_words_in(text: str, item: Item, case: ReplayedCase) -> int:
    """Return how many content words a text shares with what was told of an item."""
    return len(content_words(text, case) & _told_words(item, case))


def content_words(text: str, case: ReplayedCase) -> frozenset[str]:
    """Return the stems of the words that carry meaning, names of the person left out."""
    person = case.case.person
    return _stems(text, f"{person.title} {person.first_name} {person.surname}")


@lru_cache(maxsize=4_096)
def _stems(text: str, names: str) -> frozenset[str]:
    left_out = _STOPWORDS.union(plain_words(names))
    return frozenset(
        word[:STEM] for word in plain_words(text) if len(word) > 2 and word not in left_out
    )


def turn_of(item_id: str, case: ReplayedCase) -> int | None:
    """Return the number of the turn in which an item came to light, or None."""
    for turn in case.talk.turns:
        if item_id in turn.disclosed:
            return turn.number
    return None


def _told_words(item: Item, case: ReplayedCase) -> frozenset[str]:
    """Return the content words of what was told, as the case sums it up and as it was said."""
    return content_words(" ".join([item.gist, item.own_words, case.talk.words_for(item.id)]), case)


def _keeps_phrase(text: str, words: frozenset[str], item: Item, case: ReplayedCase) -> bool:
    said = case.talk.words_for(item.id)
    phrase = content_words(said, case)
    mostly = bool(phrase) and len(words & phrase) / len(phrase) >= OWN_WORDS_SHARE
    return mostly or _quotes(text, said)


def _quotes(text: str, said: str) -> bool:
    """Tell whether a line is, in the main, what the person said, word for word."""
    line, phrase = plain_words(text), plain_words(said)
    if len(phrase) < SHORTEST_PHRASE or len(line) > LONGEST_QUOTE * len(phrase):
        return False
    return f" {' '.join(phrase)} " in f" {' '.join(line)} "


@lru_cache(maxsize=4_096)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they stand, in small letters and without apostrophes."""
    return words_as_they_stand(text)

"""
The one interface through which the kit hears what a recruit says.

A coder says what an utterance does; :class:`CaseEar` says what in the case it
touches. Both are deterministic and keep no state, so that a record replays the
same on every machine.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Protocol

from simgen.case import Case
from simgen.conversation.turn import Code, Family, Heard
from simgen.conversation.words import CueBook, Found, plain
from simgen.scenario.slots import fill


@dataclass(frozen=True, slots=True)
class Coding:
    """
    What an utterance does, whatever the case.

    ``p`` is how sure the coder is of the family, from 0 to 1; when ``abstained``
    nothing may be held against what was said.
    """

    family: Family
    codes: tuple[Code, ...]
    p: float
    abstained: bool


class UtteranceCoder(Protocol):
    """Anything that can tell what an utterance does."""

    def code(self, text: str, previous: str = "") -> Coding:
        """
        Return the coding of one utterance.

        ``text`` is any text whatever, the empty one included; ``previous`` is
        what the person said before it. Never raises.
        """
        ...


class CaseEar:
    """Hears which topics, items and services of one case an utterance touches."""

    def __init__(self, case: Case, coder: UtteranceCoder) -> None:
        """Index what the cues of this person add to those of the case."""
        self._coder = coder
        self._scenario = case.scenario
        self._book = CueBook(_cues_of_person(case), base=_book_of_case(case))
        self._topics = tuple(("topic", topic.id) for topic in case.scenario.topics)
        self._items = tuple(("item", item.id) for item in case.scenario.items)
        self._services = tuple(("service", service.id) for service in case.town.services)

    def hear(self, text: str, previous: str = "") -> Heard:
        """Return what an utterance does and touches, the most touched first."""
        coding = self._coder.code(text, previous)
        words = plain(text).split()
        found = self._book.find(words)
        return Heard(
            family=coding.family,
            codes=coding.codes,
            p=coding.p,
            abstained=coding.abstained,
            topics=_touched(self._topics, found, words),
            items=_touched(self._items, found, words),
            services=_touched(self._services, found, words),
        )

    def correction(self, text: str) -> str | None:
        """Return what the person would put right in an utterance, or None."""
        found = self._book.find(plain(text).split())
        corrections = self._scenario.corrections
        numbers = [n for n in range(len(corrections)) if ("correction", n) in found]
        return corrections[numbers[0]].says if numbers else None


Lists = dict[tuple[str, str | int], list[str]]
"""Cues by what they stand for: a kind, and an id or a number."""

_books: dict[int, tuple[Case, CueBook]] = {}
"""The cues of the latest written cases, indexed once for all their people."""

MOST_BOOKS = 32


def _book_of_case(case: Case) -> CueBook:
    """Return the index of what a case listens for, whoever its person is."""
    known = _books.get(id(case.written))
    if known is not None and known[0].written is case.written:
        return known[1]
    lists: Lists = {
        ("service", service.id): [*service.cues, plain(service.name)]
        for service in case.town.services
    }
    lists |= {key: [cue for cue in cues if "{" not in cue] for key, cues in _written(case).items()}
    if len(_books) >= MOST_BOOKS:
        _books.clear()
    _books[id(case.written)] = (case, CueBook(lists))
    return _books[id(case.written)][1]


def _written(case: Case) -> Lists:
    written = case.written
    lists: Lists = {("topic", topic.id): topic.cues for topic in written.topics}
    lists |= {("item", item.id): item.cues for item in written.items}
    lists |= {("correction", n): right.hears for n, right in enumerate(written.corrections)}
    return lists


def _cues_of_person(case: Case) -> Lists:
    """
    Return the cues that this person adds: slots filled, and names.

    A cue that is a slot's own name, such as "husband*", is touched by the
    husband's first name as well.
    """
    slots = case.person.slots
    lists: Lists = {}
    for key, cues in _written(case).items():
        own = [plain(fill(cue, slots)) for cue in cues if "{" in cue]
        if key[0] != "correction":
            named = {cue.rstrip("*").removeprefix("your ") for cue in cues}
            own += [plain(slots[slot]) for slot in sorted(named & set(slots))]
        if own:
            lists[key] = own
    return lists


def _touched(
    parts: tuple[tuple[str, str], ...], found: Mapping[Hashable, Found], words: list[str]
) -> tuple[str, ...]:
    touched = [(found[part].count(words), part[1]) for part in parts if part in found]
    return tuple(part_id for _count, part_id in sorted(touched, key=lambda c: -c[0]))

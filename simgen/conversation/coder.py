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
from simgen.scenario.models import Scenario
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
        listened = _listened_for(case)
        slots = case.person.slots
        own = {
            key: [plain(fill(cue, slots)) for cue in cues] for key, cues in listened.filled.items()
        }
        self._book = CueBook(own, base=listened.book)
        self._latest: tuple[str, Mapping[Hashable, Found]] = ("", {})
        self._topics = tuple(("topic", topic.id) for topic in case.scenario.topics)
        self._items = tuple(("item", item.id) for item in case.scenario.items)
        self._services = tuple(("service", service.id) for service in case.town.services)

    def hear(self, text: str, previous: str = "") -> Heard:
        """Return what an utterance does and touches, the most touched first."""
        coding = self._coder.code(text, previous)
        words = plain(text).split()
        found = self._found_in(plain(text))
        return Heard(
            family=coding.family,
            codes=coding.codes,
            p=coding.p,
            abstained=coding.abstained,
            topics=_touched(self._topics, found, words),
            items=_touched(self._items, found, words),
            services=_touched(self._services, found, words),
        )

    def _found_in(self, words: str) -> Mapping[Hashable, Found]:
        """Return what the words touch; the latest is kept, as it is asked for twice a turn."""
        if self._latest[0] != words:
            self._latest = (words, self._book.find(words.split()))
        return self._latest[1]

    def correction(self, text: str) -> str | None:
        """Return what the person would put right in an utterance, or None."""
        found = self._found_in(plain(text))
        for number, correction in enumerate(self._scenario.corrections):
            if ("correction", number) in found:
                return correction.says
        return None


Lists = dict[tuple[str, str | int], list[str]]
"""Cues by what they stand for: a kind, and an id or a number."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What a written case listens for: the cues of all its people, and those to be filled."""

    written: Scenario
    book: CueBook
    filled: Lists


_latest: dict[int, Listened] = {}
MOST_KEPT = 16
"""Written cases whose index is kept."""


def _listened_for(case: Case) -> Listened:
    """
    Return what a case listens for, indexed once for all its people.

    A cue that is a slot's own name, such as "husband*", is touched by the
    husband's first name as well.
    """
    known = _latest.get(id(case.written))
    if known is not None and known.written is case.written:
        return known
    shared: Lists = {
        ("service", service.id): [*service.cues, plain(service.name)]
        for service in case.town.services
    }
    filled: Lists = {}
    for key, cues in _cues_of(case.written).items():
        shared[key] = [cue for cue in cues if "{" not in cue]
        own = [cue for cue in cues if "{" in cue]
        if key[0] != "correction":
            named = {cue.rstrip("*").removeprefix("your ") for cue in cues}
            own += [f"{{{slot}}}" for slot in sorted(named & set(case.person.slots))]
        if own:
            filled[key] = own
    if len(_latest) >= MOST_KEPT:
        _latest.clear()
    _latest[id(case.written)] = Listened(case.written, CueBook(shared), filled)
    return _latest[id(case.written)]


def _cues_of(written: Scenario) -> Lists:
    lists: Lists = {("topic", topic.id): topic.cues for topic in written.topics}
    lists |= {("item", item.id): item.cues for item in written.items}
    lists |= {("correction", n): right.hears for n, right in enumerate(written.corrections)}
    return lists


def _touched(
    parts: tuple[tuple[str, str], ...], found: Mapping[Hashable, Found], words: list[str]
) -> tuple[str, ...]:
    """Return the ids of what the words touch, the most often first, then by the longest phrase."""
    touched = [
        (-found[part].count(words), -found[part].longest, part[1]) for part in parts if part in found
    ]
    return tuple(part_id for *_much, part_id in sorted(touched, key=lambda each: each[:2]))

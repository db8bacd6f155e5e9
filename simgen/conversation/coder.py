"""
The one interface through which the kit hears what a recruit says.

A coder says what an utterance does; :class:`CaseEar` says what in the case it
touches. Both are deterministic and keep no state, so that a record replays the
same on every machine.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from simgen.case import Case
from simgen.conversation.everyday import kinds
from simgen.conversation.turn import Code, Family, Heard
from simgen.conversation.words import CueBook, Found, plain, sentences
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


@dataclass(frozen=True, slots=True)
class Overheard:
    """
    The ordinary questions and remarks in an utterance: ids of asides, the longest phrase first.

    ``last`` are those of its last sentence, ``anywhere`` all, each with how many words its
    phrase has; ``items`` says so of what the last sentence asks of the case.
    """

    last: tuple[tuple[str, int], ...] = ()
    anywhere: tuple[tuple[str, int], ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)


NOTHING_OVERHEARD = Overheard()

MOST_AROUND = 4
"""A sentence more than so many times as long as an everyday phrase in it is about more (assumption)."""


class UtteranceCoder(Protocol):
    """Anything that can tell what an utterance does."""

    def code(self, text: str, previous: str = "") -> Coding:
        """
        Return the coding of one utterance.

        ``text`` is any text whatever, the empty one included; ``previous`` is
        what the person said before it. Never raises.
        """
        ...

    def read(self, texts: Iterable[str]) -> None:
        """Take note of utterances that are about to be coded, where that makes it faster."""
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
        ids = {
            "topic": [topic.id for topic in case.scenario.topics],
            "item": [item.id for item in case.scenario.items],
            "service": [service.id for service in case.town.services],
        }
        self._places: dict[Hashable, tuple[str, int, str]] = {
            (kind, part_id): (kind, place, part_id)
            for kind, in_order in ids.items()
            for place, part_id in enumerate(in_order)
        }

    def expect(self, texts: Iterable[str]) -> None:
        """Take note of what is about to be said; it is heard the same, and faster."""
        self._coder.read(texts)

    def hear(self, text: str, previous: str = "") -> Heard:
        """Return what an utterance does and touches, the most touched first."""
        coding = self._coder.code(text, previous)
        touched = self._touched(plain(text))
        return Heard(
            family=coding.family,
            codes=coding.codes,
            p=coding.p,
            abstained=coding.abstained,
            topics=touched["topic"],
            items=touched["item"],
            services=touched["service"],
        )

    def _touched(self, text: str) -> dict[str, tuple[str, ...]]:
        """
        Return the ids of what is touched, by kind: the most touched first, then in file order.

        Services have names: of those named as often, the longest name is meant.
        """
        words = text.split()
        touched: dict[str, list[tuple[int, int, int, str]]]
        touched = {"topic": [], "item": [], "service": []}
        for part, at in self._found_in(text).items():
            known = self._places.get(part)
            if known is not None:
                kind, place, part_id = known
                length = at.longest if kind == "service" else 0
                touched[kind].append((-at.count(words), -length, place, part_id))
        return {kind: tuple(part[-1] for part in sorted(parts)) for kind, parts in touched.items()}

    def _found_in(self, words: str) -> Mapping[Hashable, Found]:
        """Return what the words touch; the latest is kept, as it is asked for twice a turn."""
        if self._latest[0] != words:
            self._latest = (words, self._book.find(words.split()))
        return self._latest[1]

    def overhear(self, text: str) -> Overheard:
        """Return the ordinary questions and remarks in an utterance."""
        if not self._scenario.asides:
            return NOTHING_OVERHEARD
        anywhere = _asides_in(self._found_in(plain(text)))
        if not anywhere:
            return NOTHING_OVERHEARD
        said = [words for words, _asked in sentences(text)]
        found = self._found_in(plain(text)) if len(said) == 1 else self._book.find(said[-1].split())
        items = {
            str(part[1]): at.longest
            for part, at in found.items()
            if isinstance(part, tuple) and part[0] == "item"
        }
        last = [
            (aside, length)
            for aside, length in _asides_in(found)
            if length * MOST_AROUND >= len(said[-1].split())
        ]
        return Overheard(tuple(last), anywhere, items)

    def correction(self, text: str) -> str | None:
        """Return what the person would put right in an utterance, or None."""
        if not self._scenario.corrections:
            return None
        found = self._found_in(plain(text))
        for number, correction in enumerate(self._scenario.corrections):
            if ("correction", number) in found:
                return correction.says
        return None


def _asides_in(found: Mapping[Hashable, Found]) -> tuple[tuple[str, int], ...]:
    heard = [
        (str(part[1]), at.longest)
        for part, at in found.items()
        if isinstance(part, tuple) and part[0] == "aside"
    ]
    return tuple(sorted(heard, key=lambda aside: (-aside[1], aside[0])))


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
        if key[0] not in ("correction", "aside"):
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
    for aside in written.asides:
        everyday = kinds().get(aside.id)
        heard = [*(everyday.hears if everyday else ()), *aside.hears]
        lists["aside", aside.id] = [*lists.get(("aside", aside.id), ()), *heard]
    return lists

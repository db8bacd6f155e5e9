"""A case as a conversation looks things up in it: by id, by topic, by what it sounds like."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from simgen.conversation.once import once
from simgen.conversation.words import CueBook, content_words
from simgen.latest import Latest
from simgen.scenario.asides import Aside
from simgen.scenario.models import AskBack, Boundary, Scenario, ServiceFit
from simgen.scenario.parts import AskedNext, Item
from simgen.scenario.slots import texts

if TYPE_CHECKING:
    from simgen.scenario.voice import Voice

SMALL = "aside-"
"""Before the id of a small answer, among the things of which they were speaking."""

HELD = "held-"
"""Before the id of an item that was just kept back."""

Hanging = tuple[str, AskedNext]
"""An answer to a question that hangs on what was just said, with a name of its own."""

_NAME = re.compile(r"\b[A-Z][a-z]+\b")


class _Gathered(Struct, frozen=True):
    """
    What is the same for all people of a case.

    The names in it, where its small answers stand, and what hangs on each thing, with its
    phrases, for the lists of entries that it was last asked for: most hold nobody's name.
    """

    names: frozenset[str]
    asides: Mapping[str, tuple[int, ...]]
    hanging: dict[str, "_Asked"]


class _Asked(Struct, frozen=True):
    """Lists of what may be asked on about a thing, their entries in one, and the phrases of each."""

    lists: list[list[AskedNext]]
    entries: tuple[Hanging, ...]
    by_phrase: CueBook[int]

    def is_of(self, lists: list[list[AskedNext]]) -> bool:
        """Tell whether it was made of the very same lists."""
        alike = zip(self.lists, lists, strict=False)
        return len(self.lists) == len(lists) and all(mine is theirs for mine, theirs in alike)


_gathered = Latest[_Gathered]()


def _gather(written: Scenario) -> _Gathered:
    places: dict[str, tuple[int, ...]] = {}
    for place, aside in enumerate(written.asides):
        places[aside.id] = (*places.get(aside.id, ()), place)
    read = texts(written.model_dump())
    names = frozenset(name for _key, text in read for name in _NAME.findall(text))
    return _Gathered(names, places, {})


class Script:
    """
    One person's case in one visit, its slots filled.

    It is looked into dozens of times a turn; what has to be gathered for that is
    gathered once.
    """

    def __init__(
        self,
        scenario: Scenario,
        written: Scenario | None = None,
        slots: Mapping[str, str] | None = None,
    ) -> None:
        """
        Take the case as it reads for one person.

        ``written`` is the case before its ``slots`` were filled: what is the same for all its
        people is then gathered once for all of them.
        """
        self.scenario = scenario
        whole = written or scenario
        self._gathered = _gathered.of(whole, lambda: _gather(whole))
        self._slots = slots or {}
        self.voice: Voice = scenario.voice
        self.items: list[Item] = scenario.items
        self._by_id = {item.id: item for item in scenario.items}
        self._content: dict[str, frozenset[str]] = {}
        self._asked: dict[str, _Asked] = {}

    def item(self, item_id: str) -> Item:
        """Return one item; ``KeyError`` for an unknown id."""
        return self._by_id[item_id]

    def has_item(self, item_id: str) -> bool:
        """Tell whether there is such an item in this visit."""
        return item_id in self._by_id

    def of_topic(self, topic: str) -> list[Item]:
        """Return the items of a topic, in the order of the case."""
        return self._by_topic.get(topic, [])

    def fit(self, service: str) -> ServiceFit | None:
        """Return how a service suits this person, or None where the case does not say."""
        return self._fits.get(service)

    def asides_of(self, *ids: str) -> list[Aside]:
        """Return the small answers of some ids, in the order of the case: one for each condition."""
        places, asides = self._gathered.asides, self.scenario.asides
        if len(ids) == 1:
            return [asides[place] for place in places.get(ids[0], ())]
        found = [place for aside_id in ids for place in places.get(aside_id, ())]
        return [asides[place] for place in sorted(found)]

    def asked_next(self, name: str) -> tuple[Hanging, ...]:
        """
        Return what they may be asked on about what was just spoken of.

        ``name`` is the id of an item that was told, or :data:`HELD` and that of one kept back, or
        the name of a small answer (:meth:`name_of`).
        """
        return self._asked_on(name).entries

    def asked_by_phrase(self, name: str) -> CueBook[int]:
        """Return the phrases by which each of :meth:`asked_next` is asked for, by its place."""
        return self._asked_on(name).by_phrase

    def _asked_on(self, name: str) -> _Asked:
        found = self._asked.get(name)
        if found is None:
            lists: list[list[AskedNext]] = []
            if name.startswith(SMALL):
                aside_id, place = name.removeprefix(SMALL).rsplit(".", 1)
                lists = [self.asides_of(aside_id)[int(place)].asked_next]
            elif (item := self._by_id.get(name.removeprefix(HELD))) is not None:
                lists = [item.asked_early if name.startswith(HELD) else item.asked_next]
            found = self._gathered.hanging.get(name)
            if found is None or not found.is_of(lists):
                entries = tuple(
                    [
                        (f"{name}-{place}", entry)
                        for part in lists
                        for place, entry in enumerate(part)
                    ]
                )
                hears = tuple([tuple(entry.hears) for _name, entry in entries])
                found = self._gathered.hanging[name] = _Asked(lists, entries, _phrases(hears))
            self._asked[name] = found
        return found

    def name_of(self, aside: Aside) -> str:
        """Return the name of a small answer among what was spoken of: several may have one id."""
        alike = [each is aside for each in self.asides_of(aside.id)]
        return f"{SMALL}{aside.id}.{alike.index(True)}"

    def content(self, item_id: str) -> frozenset[str]:
        """Return the content words of what a thing sounds like when told."""
        known = self._content.get(item_id)
        if known is None:
            says = self._by_id[item_id].says
            known = content_words(says.trusting) | content_words(says.guarded)
            known |= content_words(says.more)
            self._content[item_id] = known
        return known

    @once
    def names(self) -> frozenset[str]:
        """What may be a name anywhere in the case, told or not: words with a capital letter."""
        own = (name for value in self._slots.values() for name in _NAME.findall(value))
        return self._gathered.names.union(own)

    @once
    def worries(self) -> list[Item]:
        """What a link worker must act on."""
        return [item for item in self.items if item.kind == "worry"]

    @once
    def asked_plainly(self) -> list[Item]:
        """What somebody has to ask for plainly: the worries, and what is told only when asked for."""
        return [item for item in self.items if item.kind == "worry" or item.only_asked]

    @once
    def urgent(self) -> frozenset[str]:
        """The topics that cannot wait."""
        return frozenset(topic.id for topic in self.scenario.topics if topic.urgent)

    @once
    def tests(self) -> dict[str, Boundary]:
        """The boundaries that may be tested, by their id."""
        return {boundary.id: boundary for boundary in self.scenario.boundaries}

    @once
    def puts(self) -> tuple[Boundary | AskBack, ...]:
        """What they may put to the recruit at any time: tests bound to no item, then questions."""
        tests = [each for each in self.scenario.boundaries if each.id not in self._by_id]
        return (*tests, *self.scenario.asks_back)

    @once
    def _by_topic(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.topic, []).append(item)
        return found

    @once
    def _fits(self) -> dict[str, ServiceFit]:
        return {fit.service: fit for fit in self.scenario.services}


@lru_cache(maxsize=1024)
def _phrases(listed: tuple[tuple[str, ...], ...]) -> CueBook[int]:
    """Return phrases ready to be looked for, by the place of their list; names as they are typed."""
    return CueBook(
        {
            place: [phrase.lower().replace("'", "") for phrase in phrases]
            for place, phrases in enumerate(listed)
        }
    )

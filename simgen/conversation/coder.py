"""
The one interface through which the kit hears what a recruit says.

A coder says what an utterance does; :class:`CaseEar` says what in the case it
touches. Both are deterministic and keep no state, so that a record replays the
same on every machine.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from msgspec import Struct

from simgen.case import Case
from simgen.conversation.everyday import kinds
from simgen.conversation.question_kinds import words_of_asking
from simgen.conversation.turn import Code, Family, Heard
from simgen.conversation.wording import Wording
from simgen.conversation.words import KEPT, CueBook, Found, Spans, content_of, plain
from simgen.latest import Latest
from simgen.scenario.models import Scenario
from simgen.scenario.slots import fill, slots_in


class Coding(Struct, frozen=True, gc=False):
    """
    What an utterance does, whatever the case.

    ``p`` is how sure the coder is of the family, from 0 to 1; when ``abstained``
    nothing may be held against what was said.
    """

    family: Family
    codes: tuple[Code, ...]
    p: float
    abstained: bool


class Overheard(Struct, frozen=True, gc=False):
    """
    The ordinary questions and remarks in an utterance: ids of asides, the longest phrase first.

    ``last`` are those of its last question or sentence, ``anywhere`` all, each with how many words
    its phrase has; ``items`` says so of the things and services that the last one speaks of.
    ``covered`` are the stems of the words by which the last question touches a topic, an item or
    an aside, and how many words the longest phrase has.
    """

    last: tuple[tuple[str, int], ...] = ()
    anywhere: tuple[tuple[str, int], ...] = ()
    items: Mapping[str, int] = {}
    covered: Mapping["Part", tuple[frozenset[str], int]] = {}


NOTHING_OVERHEARD = Overheard()

FEW_RECENT = 12
"""Texts of which an ear keeps what they touch: those of a turn or two."""

FEW_PEOPLE = 128
"""People of a case of whom it is kept what is listened for by their names."""

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
        self._listened = _listened.of(case.written, lambda: Listened(case))
        self._slots = case.person.slots
        self._names = self._listened.names_of(self._slots)
        self._own: CueBook[Any] | None = None
        self._recent: dict[str, Touched] = {}

    def expect(self, texts: Iterable[str]) -> None:
        """Take note of what is about to be said; it is heard the same, and faster."""
        self._coder.read(texts)

    def hear(self, wording: Wording, previous: str = "") -> Heard:
        """
        Return what an utterance does and touches, the most touched first.

        Of several sentences, what the last question touches stands before all else: "I've been
        short myself, with bills. Where do I reach you?" asks for no bills.
        """
        coding = self._coder.code(wording.text, previous)
        touched = self._touched(wording.not_of_own or wording.plain)
        topics, items = touched.topics, touched.items
        if len(items) > 1 or len(topics) > 1:
            asked = self._asked_for(wording)
            if asked is not None:
                topics = tuple(dict.fromkeys((*asked.topics, *topics)))
                items = tuple(dict.fromkeys((*asked.items, *items)))
        return Heard(
            family=coding.family,
            codes=coding.codes,
            p=coding.p,
            abstained=coding.abstained,
            topics=topics,
            items=items,
            services=touched.services,
        )

    def _asked_for(self, wording: Wording) -> "Touched | None":
        """Return what the last of several questions or sentences touches that touches anything."""
        if len(wording.sentences) < 2 and len(wording.asked) < 2:
            return None
        for words in (*reversed(wording.asked), tuple(self._as_asked(wording.last_asked))):
            if content_of(words) <= words_of_asking():
                continue  # "You've a lovely dog. Tell me about him.": the dog is meant
            touched = self._touched(" ".join(words))
            if touched.items or touched.topics:
                return touched
        return None

    def _as_asked(self, words: tuple[str, ...]) -> list[str]:
        """Return a question as the case would have it: "What you do?" is "what do you do"."""
        spelt = _with_a_verb_to_ask(words)
        if spelt == list(words):
            return spelt
        plainly = self._touched(" ".join(words))
        return list(words) if plainly.items or plainly.topics or plainly.asides else spelt

    def correction(self, words: str) -> str | None:
        """Return what the person would put right in some plain words, or None."""
        if not self._scenario.corrections:
            return None
        numbers = self._touched(words).corrections
        return self._scenario.corrections[numbers[0]].says if numbers else None

    def overhear(self, wording: Wording) -> Overheard:
        """Return the ordinary questions and remarks in an utterance."""
        if not wording.sentences:
            return NOTHING_OVERHEARD
        whole = self._touched(wording.plain)
        ends = wording.sentences[-1]
        words = self._as_asked(wording.last_asked) if wording.asked else ends.words
        touched = self._touched(" ".join(words))
        last = [each for each in touched.asides if each[1] * MOST_AROUND >= len(words)]
        asked = touched if ends.asks else self._touched(" ".join(wording.last_asked))
        anywhere = whole.asides
        if anywhere and wording.about_them != wording.plain:
            # "My family is far away" asks nothing of theirs: of oneself only the everyday is heard.
            of_them = dict(self._touched(wording.about_them).asides)
            anywhere = tuple(
                [each for each in anywhere if each[0] in of_them or each[0] in kinds()]
            )
        return Overheard(tuple(last), anywhere, touched.longest, asked.covered)

    def _touched(self, words: str) -> "Touched":
        """
        Return what plain words touch: the same for everybody unless a name is among them.

        The latest few are kept, as an utterance and its parts are asked for several times a turn.
        """
        found = self._recent.get(words)
        if found is None:
            own, listened = self._own_in(words), self._listened
            found = listened.touched(words, own) if own else listened.touched_by_all(words)
            if len(self._recent) >= FEW_RECENT:
                self._recent.clear()
            self._recent[words] = found
        return found

    def _own_in(self, words: str) -> "Spans[tuple[Part, ...]]":
        """Return where a person's own cues stand: nowhere, mostly, as none of their names is said."""
        for name in self._names:
            if name in words:
                if self._own is None:
                    self._own = self._listened.cues_of(self._slots)
                return self._own.spans(words.split())
        return {}


class Touched(Struct, frozen=True, gc=False):
    """
    What of a case some words touch: ids, the most touched first, and numbers of corrections.

    ``asides`` have how many words their longest phrase has, the longest first; ``longest``
    says so of the items and services, where there are asides to hold it against. ``covered``
    are the stems of the words that touch an item, a topic or an aside, and how many words its
    longest phrase has.
    """

    topics: tuple[str, ...]
    items: tuple[str, ...]
    services: tuple[str, ...]
    corrections: tuple[int, ...]
    asides: tuple[tuple[str, int], ...]
    longest: Mapping[str, int]
    covered: Mapping["Part", tuple[frozenset[str], int]]


Part = tuple[str, str | int]
"""What a cue stands for: a kind, and an id or a number."""


class Listened:
    """
    What a written case listens for, indexed once for all its people.

    A cue that is a slot's own name, such as "husband*", is touched by the
    husband's first name as well.
    """

    def __init__(self, case: Case) -> None:
        """Index the cues of a case; those with slots wait for a person."""
        cues = _cues_of(case.written)
        services: dict[Part, list[str]] = {
            ("service", service.id): [*service.cues, plain(service.name)]
            for service in case.town.services
        }
        shared = {part: [cue for cue in listed if "{" not in cue] for part, listed in cues.items()}
        self._book: CueBook[Part] = CueBook({**shared, **services})
        self._places = {part: place for place, part in enumerate((*cues, *services))}
        self._with_slots = _with_slots(cues, case.person.slots)
        own = [cue for listed in self._with_slots.values() for cue in listed]
        self._slots = sorted({slot for cue in own for slot in slots_in(cue)})
        self.touched_by_all = lru_cache(maxsize=KEPT)(self.touched)
        self._own = lru_cache(maxsize=FEW_PEOPLE)(self._book_of_own)

    def names_of(self, slots: Mapping[str, str]) -> tuple[str, ...]:
        """Return how the names and details of one person begin that stand in any cue."""
        begun = [plain(slots[slot]).split()[:1] for slot in self._slots]
        return tuple([word for words in begun for word in words])

    def cues_of(self, slots: Mapping[str, str]) -> CueBook[tuple[Part, ...]]:
        """Return the cues of one person, by all that each stands for; those of the latest are kept."""
        return self._own(tuple([slots[slot] for slot in self._slots]))

    def _book_of_own(self, values: tuple[str, ...]) -> CueBook[tuple[Part, ...]]:
        named = {slot: plain(value) for slot, value in zip(self._slots, values, strict=True)}
        return CueBook(
            {parts: [fill(cue, named) for cue in cues] for parts, cues in self._with_slots.items()}
        )

    def touched(self, words: str, own: Spans[tuple[Part, ...]] | None = None) -> Touched:
        """
        Return what plain words touch: the most touched first, then in file order.

        ``own`` is where a person's own cues stand. Of things and services named as
        often, that of the longest phrase is meant.
        """
        split = words.split()
        ranked: dict[str, list[tuple[int, int, int, str | int]]]
        ranked = {"topic": [], "item": [], "service": [], "correction": []}
        found = self._found(split, own or {})
        asides = [(str(name), at.longest) for (kind, name), at in found.items() if kind == "aside"]
        for part, at in found.items():
            kind, part_id = part
            if kind == "aside":
                continue
            length = at.longest if kind in ("service", "item") else 0
            ranked[kind].append((-at.count(split), -length, self._places[part], part_id))
        topics, items, services = (
            tuple([str(part_id) for *_rank, part_id in sorted(ranked[kind])])
            for kind in ("topic", "item", "service")
        )
        corrections = sorted(int(part_id) for *_rank, part_id in ranked["correction"])
        longest = {item: found["item", item].longest for item in items} if asides else {}
        if asides:
            longest |= {service: found["service", service].longest for service in services}
        asides.sort(key=lambda aside: (-aside[1], aside[0]))
        covered = {
            part: (content_of(at.words(split)), at.longest)
            for part, at in found.items()
            if part[0] in ("item", "topic", "aside")
        }
        return Touched(topics, items, services, tuple(corrections), tuple(asides), longest, covered)

    def _found(self, words: list[str], own: Spans[tuple[Part, ...]]) -> dict[Part, Found]:
        """Return where the cues of the case, and a person's own, stand among plain words."""
        spans = self._book.spans(words)
        for parts, stretches in own.items():
            for part in parts:
                spans[part] = spans.get(part, []) + stretches
        return {part: Found(tuple(stretches)) for part, stretches in spans.items()}


_ASKS_BY = frozenset(("what", "who", "where", "when", "why", "how"))
_ASKED = {"you": "do", "they": "do", "we": "do", "he": "does", "she": "does"}
_TURNED = frozenset(("are", "were", "is", "was", "have", "has", "can", "could", "will", "would"))


def _with_a_verb_to_ask(words: tuple[str, ...]) -> list[str]:
    """Return a question in which "do" stands where somebody new to English leaves it out."""
    for place, word in enumerate(words[:-2]):
        who, verb = words[place + 1], words[place + 2]
        if word in _ASKS_BY and who in _ASKED and verb not in _TURNED:
            return [*words[: place + 1], _ASKED[who], *words[place + 1 :]]
    return list(words)


_listened = Latest[Listened]()


def _cues_of(written: Scenario) -> dict[Part, list[str]]:
    lists: dict[Part, list[str]] = {("topic", topic.id): topic.cues for topic in written.topics}
    lists |= {("item", item.id): item.cues for item in written.items}
    lists |= {("correction", n): right.hears for n, right in enumerate(written.corrections)}
    for aside in written.asides:
        everyday = kinds().get(aside.id)
        heard = [*(everyday.hears if everyday else ()), *aside.hears]
        lists["aside", aside.id] = [*lists.get(("aside", aside.id), ()), *heard]
    return lists


def _with_slots(
    cues: Mapping[Part, Sequence[str]], slots: Iterable[str]
) -> dict[tuple[Part, ...], list[str]]:
    """Return the cues with slots by all that each stands for: most stand for several things."""
    parts_of: dict[str, list[Part]] = {}
    for part, listed in cues.items():
        own = [cue for cue in listed if "{" in cue]
        if part[0] not in ("correction", "aside"):
            named = {cue.rstrip("*").removeprefix("your ") for cue in listed}
            own += [f"{{{slot}}}" for slot in sorted(named.intersection(slots))]
        for cue in dict.fromkeys(own):
            parts_of.setdefault(cue, []).append(part)
    found: dict[tuple[Part, ...], list[str]] = {}
    for cue, parts in parts_of.items():
        found.setdefault(tuple(parts), []).append(cue)
    return found

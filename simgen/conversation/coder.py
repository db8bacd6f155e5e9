"""
The one interface through which the kit hears what a recruit says.

A coder says what an utterance does; :class:`CaseEar` says what in the case it
touches. Both are deterministic and keep no state, so that a record replays the
same on every machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from simgen.case import Case
from simgen.conversation.turn import Code, Family, Heard
from simgen.conversation.words import CueList, plain


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
        """Compile the cues of a case once."""
        scenario, town, slots = case.scenario, case.town, case.person.slots
        self._coder = coder
        self._topics = [
            (topic.id, CueList(_with_names(topic.cues, slots))) for topic in scenario.topics
        ]
        self._items = [(item.id, CueList(_with_names(item.cues, slots))) for item in scenario.items]
        self._services = [
            (service.id, CueList([*service.cues, plain(service.name)])) for service in town.services
        ]
        self._corrections = [
            (CueList(correction.hears), correction) for correction in scenario.corrections
        ]

    def hear(self, text: str, previous: str = "") -> Heard:
        """Return what an utterance does and touches, the most touched first."""
        coding = self._coder.code(text, previous)
        words = plain(text)
        return Heard(
            family=coding.family,
            codes=coding.codes,
            p=coding.p,
            abstained=coding.abstained,
            topics=_touched(self._topics, words),
            items=_touched(self._items, words),
            services=_touched(self._services, words),
        )

    def correction(self, text: str) -> str | None:
        """Return what the person would put right in an utterance, or None."""
        words = plain(text)
        return next((right.says for cues, right in self._corrections if words in cues), None)


def _with_names(cues: list[str], slots: Mapping[str, str]) -> list[str]:
    """
    Return cues with what this person's people and things are called.

    A cue that is a slot's own name, such as "husband*", is touched by the
    husband's first name as well.
    """
    named = {cue.rstrip("*").removeprefix("your ") for cue in cues}
    return [*cues, *(plain(value) for slot, value in slots.items() if slot in named)]


def _touched(parts: list[tuple[str, CueList]], words: str) -> tuple[str, ...]:
    counted = [(cues.count(words), part_id) for part_id, cues in parts]
    return tuple(part_id for count, part_id in sorted(counted, key=lambda c: -c[0]) if count)

"""One sentence of what was said: what it begins with, whether it asks, and what."""

from collections.abc import Mapping

from msgspec import Struct

from simgen.conversation.once import once
from simgen.conversation.words import Found

YOU = frozenset(("you", "your", "youre", "youve", "youd"))
"""Words that speak of the person spoken to."""

_TURNED = frozenset(
    (
        "are",
        "is",
        "was",
        "were",
        "do",
        "does",
        "did",
        "have",
        "has",
        "can",
        "could",
        "would",
        "will",
    )
)
_WHO_IS_ASKED = frozenset(("you", "they", "he", "she", "it", "there", "that", "this", "your"))
_WH = frozenset(("what", "how", "why", "where", "when", "who", "which", "that", "if", "whether"))
"""Words that ask with a verb turned round after them."""

_JOINS = frozenset(("and", "or", "but"))
LEAST_ASKED = 3
"""Words of the shortest question that is one of two in a sentence (assumption)."""
_LEADS = (
    *(("sorry",), ("im", "sorry"), ("i", "mean"), ("i", "meant")),
    *((word,) for word in ("and", "so", "but", "well", "ok", "okay", "right")),
)
"""Small words that lead into a question, in the order in which they come."""


class Sentence(Struct, frozen=True, dict=True):
    """One sentence in plain words, where phrases stand in it, and whether it ended in '?'."""

    words: list[str]
    found: Mapping[str, Found]
    asked: bool

    def begins(self, phrases: str, place: int = 0) -> bool:
        """Tell whether a phrase of a list stands at a place, at its beginning if none is given."""
        found = self.found.get(phrases)
        return found is not None and any(start == place for start, _end in found.stretches)

    @property
    def is_of_the_speaker(self) -> bool:
        """It is about the one who says it, and nobody else."""
        return self.begins("first_person_starts") and YOU.isdisjoint(self.words)

    @property
    def says_of_self(self) -> bool:
        """It says something of the one who says it."""
        return "of_self" in self.found or self.begins("of_self_starts")

    @once
    def asks(self) -> bool:
        """It asks something."""
        if self.asked:
            return True
        place = self._after_leads()
        if self.begins("statement_starts", place):
            return False
        return self._begins_to_ask(place) or "open_anywhere" in self.found or "tags" in self.found

    def _after_leads(self) -> int:
        place = 0
        for lead in _LEADS:
            said = self.words[place : place + len(lead)]
            if tuple(said) == lead and place + len(lead) < len(self.words):
                place += len(lead)
        return place

    @property
    def questions(self) -> list[list[str]]:
        """The words of each question in it: "What's her name and where does she live?" has two."""
        if not self.asks:
            return []
        joins = [
            place
            for place, word in enumerate(self.words[:-LEAST_ASKED])
            if word in _JOINS and place >= LEAST_ASKED and self._begins_to_ask(place + 1)
        ]
        starts, ends = [0, *(join + 1 for join in joins)], [*joins, len(self.words)]
        starts[0] = self._after_a_remark() if self.asked and not joins else 0
        return [self.words[start:end] for start, end in zip(starts, ends, strict=True)]

    def _after_a_remark(self) -> int:
        """Return where the question begins: "Aw that's nice, are they from round here?"."""
        words = self.words
        for place in range(len(words) - LEAST_ASKED, 1, -1):
            turned = words[place] in _TURNED and words[place + 1] in _WHO_IS_ASKED
            if turned and _WH.isdisjoint(words[max(0, place - LEAST_ASKED) : place]):
                return place
        return 0

    def _begins_to_ask(self, place: int) -> bool:
        return (
            self.begins("fact_starts", place)
            or self.begins("open_starts", place)
            or self.begins("closed_starts", place)
        )

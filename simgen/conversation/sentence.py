"""One sentence of what was said: what it begins with, whether it asks, and what."""

from collections.abc import Mapping

from msgspec import Struct

from simgen.conversation.once import once
from simgen.conversation.question_kinds import subject_of
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
_WHO = frozenset(("you", "i", "we", "they", "he", "she", "it"))
_WH = frozenset(("what", "how", "why", "where", "when", "who", "which", "that", "if", "whether"))
"""Words that ask with a verb turned round after them."""

_ASKING = frozenset(("what", "where", "when", "why", "how", "who", "whose", "which"))
_ASKING_IS = frozenset(("whats", "wheres", "whens", "whys", "hows", "whos"))
"""Words with which a question begins after a remark: the first before a verb turned round."""

_LAST_ASKED = frozenset(("what", "where", "who", "when"))
_NO_ASKING = frozenset(
    ("know", "knows", "matter", "guess", "or", "and", "say", "tell", "no", "now", "so", "just")
)
"""Words after which a last "what" asks nothing: "you know what"."""

_TAILS = frozenset(
    (*(("would", "you", "say"), ("do", "you", "think"), ("do", "you", "reckon")),
     *(("do", "you", "know"), ("can", "you", "say"), ("can", "you", "remember")))
)  # fmt: skip
"""What may stand after a question and is none: "What's the worst of it, would you say?"."""

_SUPPOSING = frozenset(
    (
        *("if", "when", "while", "suppose", "imagine", "after", "before", "since", "until", "at"),
        *("on", "in", "by", "with", "during", "for"),
    )
)
"""Words that make what stands before a question a part of it: "On Friday, where will you go?"."""

_BEFORE_A_CLAUSE = frozenset(("know", "tell", "say", "see", "and", "or", "of", "about", "me"))
"""Words after which "what's" begins no question of its own (assumption)."""

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
        if self._ends_in_asking():
            return True
        place = self._after_leads()
        if self.begins("statement_starts", place):
            return False
        return self._begins_to_ask(place) or "open_anywhere" in self.found or "tags" in self.found

    def _ends_in_asking(self) -> bool:
        """Tell whether it asks by its last word: "you feed him what"."""
        words = self.words
        asks = len(words) >= LEAST_ASKED and words[-1] in _LAST_ASKED
        return asks and words[-2] not in _NO_ASKING

    def _after_leads(self) -> int:
        place = 0
        for lead in _LEADS:
            said = self.words[place : place + len(lead)]
            if tuple(said) == lead and place + len(lead) < len(self.words):
                place += len(lead)
        return place

    @property
    def questions(self) -> list[list[str]]:
        """
        The words of each question in it: "What's her name and where does she live?" has two.

        Of two that are held against each other the first stands last, as it says what is asked:
        "Does anybody pop in, or is it mostly you and the dog?".
        """
        if not self.asks:
            return []
        joins = [
            place
            for place, word in enumerate(self.words[:-LEAST_ASKED])
            if word in _JOINS and place >= LEAST_ASKED and self._begins_to_ask(place + 1)
        ]
        first = self._after_leads()
        if joins and self.words[joins[0]] != "or" and not self._begins_to_ask(first):
            joins[0:1], begins = [], joins[0] + 1  # "I've heard from your mum, but how are you?"
        else:
            begins = 0
        starts, ends = [begins, *(join + 1 for join in joins)], [*joins, len(self.words)]
        starts[0] = max(begins, self._after_a_remark(ends[0]) if self.asked else 0)
        asked = [self.words[start:end] for start, end in zip(starts, ends, strict=True)]
        if joins and self.words[joins[-1]] == "or":
            asked[-2:] = asked[:-3:-1]
        return asked

    def _after_a_remark(self, end: int) -> int:
        """
        Return where the question begins that goes as far as a word.

        "Aw that's nice, are they from round here?", "That can't have felt nice, what was it you
        went to see him about?"
        """
        words, first = self.words, self._after_leads()
        whole = words[first] in _SUPPOSING or self._begins_to_ask(first)
        for place in range(0 if whole else end - LEAST_ASKED, 1, -1):
            begins = words[place] in _ASKING_IS
            begins = begins or (words[place] in _ASKING and words[place + 1] in _TURNED)
            if begins and words[place - 1] not in _BEFORE_A_CLAUSE:
                # "Those rings on your wall, what are they?": the remark says what is asked about.
                return place if subject_of(tuple(words[place:end])) else 0
        for place in range(end - LEAST_ASKED, 1, -1):
            tail = tuple(words[place:end])
            if self._is_turned(place) and not self._is_of_a_wh(place) and tail not in _TAILS:
                return place
        return 0

    def _is_turned(self, place: int) -> bool:
        """Tell whether a verb stands before whom it asks: not "you have" in "Do you have your tea?"."""
        words = self.words
        turned = words[place] in _TURNED and words[place + 1] in _WHO_IS_ASKED
        return turned and (place == 0 or words[place - 1] not in _WHO)

    def _is_of_a_wh(self, place: int) -> bool:
        """Tell whether a verb turned round is that of a question begun: "What sort of cake do you like?"."""
        words = self.words
        begun = [before for before in range(place) if words[before] in _ASKING]
        if not _WH.isdisjoint(words[max(0, place - LEAST_ASKED) : place]):
            return True
        return bool(begun) and not any(map(self._is_turned, range(begun[-1] + 1, place)))

    def _begins_to_ask(self, place: int) -> bool:
        return (
            self.begins("fact_starts", place)
            or self.begins("open_starts", place)
            or self.begins("closed_starts", place)
        )

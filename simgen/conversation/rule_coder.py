"""
The first utterance coder: phrases and the shape of sentences.

Simple on purpose and honest about doubt: where no rule speaks it abstains, and
nothing is held against the recruit. Question marks help and are not needed.
The phrases are data, in ``lexicon.yaml``.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from simgen.conversation.coder import Coding
from simgen.conversation.turn import Code, Family
from simgen.conversation.words import CueList, content_words, plain, sentences

MAX_CHARACTERS = 10_000
"""What stands beyond is not read; nobody says so much in one breath."""

SURE = 0.9
LIKELY = 0.75
DOUBTFUL = 0.45
"""How sure a rule is (assumption, until measured on labelled utterances)."""

LONGEST_GREETING = 12
"""Words; a longer sentence with "morning" in it is not a greeting (assumption)."""

SHORT_ECHO = 6
"""Words; so short a statement with one word of theirs is an echo (assumption)."""

LONGEST_NOD = 4
"""Words of the longest back-channel ("mm, I see, yes")."""

STOCK_CONTENT = 6
"""Content words beyond which warmth says something of this person (assumption)."""

_YOU = frozenset(("you", "your", "youre", "youve", "youd"))
_ANYWHERE: tuple[Code, ...] = (
    "affirmation",
    "summary",
    "permission",
    "collaboration",
    "autonomy",
    "confront",
    "promise",
    "safety",
    "apology",
    "goodbye",
)


class RuleCoder:
    """Codes utterances by the rules of the lexicon."""

    def code(self, text: str, previous: str = "") -> Coding:
        """Return the coding of one utterance; see :class:`UtteranceCoder`."""
        before = content_words(previous)
        heard = [
            _sentence(words, asked, before) for words, asked in sentences(text[:MAX_CHARACTERS])
        ]
        if not heard:
            return Coding("other", (), SURE if not text.strip() else DOUBTFUL, bool(text.strip()))
        codes = dict.fromkeys(code for _family, found, _p in heard for code in found)
        family, p = _main(heard)
        return Coding(family, tuple(codes), p, p < LIKELY)


def is_general(text: str) -> bool:
    """Tell whether an utterance asks about the person's life as a whole."""
    return plain(text) in lexicon()["general"]


def is_follow_on(text: str) -> bool:
    """Tell whether an utterance asks to go on with what was just said."""
    return plain(text) in lexicon()["follow_on"]


def is_back_channel(text: str) -> bool:
    """Tell whether an utterance only shows that one listens ("mm", "I see")."""
    words = plain(text)
    return len(words.split()) <= LONGEST_NOD and words in lexicon()["back_channel"]


def is_stock(text: str) -> bool:
    """Tell whether warmth is of the kind that would fit anybody."""
    words = plain(text)
    stock = words in lexicon()["stock_empathy"] or words in lexicon()["empty_praise"]
    return stock and len(content_words(text)) <= STOCK_CONTENT


def holds_back(text: str) -> bool:
    """Tell whether an utterance kindly keeps back what is not the recruit's to give."""
    return plain(text) in lexicon()["holds_back"]


def count_questions(text: str) -> int:
    """Return how many questions an utterance asks."""
    found = [_question(words, asked) for words, asked in sentences(text[:MAX_CHARACTERS])]
    return sum(code is not None for code in found)


def speaks_of_them(text: str) -> bool:
    """Tell whether an utterance speaks of the person it is said to."""
    return not _YOU.isdisjoint(plain(text).split())


def speaks_of_self(text: str) -> bool:
    """Tell whether an utterance says something of the one who says it."""
    words = plain(text)
    return words in lexicon()["of_self"]


def minimises(text: str) -> bool:
    """Tell whether an utterance makes less of what the person feels."""
    return plain(text) in lexicon()["minimising"]


def is_painful(feeling: str) -> bool:
    """Tell whether a feeling is one that hurts to be walked past."""
    return plain(feeling) in lexicon()["painful"]


def names_feeling(text: str) -> bool:
    """Tell whether an utterance names a painful feeling."""
    return plain(text) in lexicon()["feelings_low"]


def claims_wellbeing(text: str) -> bool:
    """Tell whether an utterance tells the person that they are well."""
    return plain(text) in lexicon()["feelings_high"] and not names_feeling(text)


@cache
def lexicon() -> dict[str, CueList]:
    """Return the phrases of ``lexicon.yaml``, ready to be looked for."""
    path = Path(__file__).with_name("lexicon.yaml")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: CueList(map(str, phrases)) for name, phrases in data.items()}


Shape = tuple[Family, tuple[Code, ...], float]
"""What the shape of a sentence makes of it: its family, further codes, how sure."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """
    One sentence in plain words.

    ``asked`` tells that it ended in a question mark, ``before`` are the content
    words of what the person said last, ``codes`` what its phrases do.
    """

    words: str
    asked: bool
    before: frozenset[str]
    codes: tuple[Code, ...]

    def has(self, phrases: str) -> bool:
        return self.words in lexicon()[phrases]

    @property
    def length(self) -> int:
        return len(self.words.split())

    @property
    def of_them(self) -> bool:
        return speaks_of_them(self.words)


def _sentence(words: str, asked: bool, before: frozenset[str]) -> Shape:
    """Return the family, all codes and the sureness of one sentence: the first shape decides."""
    codes = [code for code in _ANYWHERE if words in lexicon()[code]]
    if words in lexicon()["social"] and len(words.split()) <= LONGEST_GREETING:
        codes.append("social")
    if lexicon()["open_starts"].starts(words) and "permission" in codes:
        codes.remove("permission")  # "what would you like me to call you" asks for no leave
    sentence = _Sentence(words, asked, before, tuple(codes))
    for shape in _SHAPES:
        found = shape(sentence)
        if found is not None:
            family, more, p = found
            return family, (*codes, *more), p
    return "other", tuple(codes), DOUBTFUL


def _leave_shape(sentence: _Sentence) -> Shape | None:
    if sentence.has("asks_leave"):
        return "question", ("permission", "open-question"), SURE
    return ("input", (), SURE) if "permission" in sentence.codes else None


def _advice_shape(sentence: _Sentence) -> Shape | None:
    return ("input", ("advice",), SURE) if sentence.has("advice") else None


def _question_shape(sentence: _Sentence) -> Shape | None:
    code = _question(sentence.words, sentence.asked)
    if code is None:
        return None
    return "question", (code,), SURE if sentence.asked else LIKELY + 0.05


def _reflection_shape(sentence: _Sentence) -> Shape | None:
    marked = sentence.has("stock_empathy") or sentence.has("reflection_anywhere")
    if marked or "summary" in sentence.codes:
        return "reflection", ("reflection",), SURE
    return None


def _marked_shape(sentence: _Sentence) -> Shape | None:
    return ("other", (), SURE) if sentence.codes else None


def _information_shape(sentence: _Sentence) -> Shape | None:
    return ("input", ("information",), LIKELY + 0.05) if sentence.has("information") else None


def _given_back_shape(sentence: _Sentence) -> Shape | None:
    """A statement that begins as reflections do."""
    begins = lexicon()["reflection_starts"].starts(sentence.words)
    return ("reflection", ("reflection",), LIKELY) if begins else None


def _nod_shape(sentence: _Sentence) -> Shape | None:
    return ("other", (), SURE) if is_back_channel(sentence.words) else None


def _statement_shape(sentence: _Sentence) -> Shape | None:
    """A statement that takes up what was just said, or speaks of them, gives it back."""
    taken_up = len(content_words(sentence.words) & sentence.before)
    if taken_up >= 2 or (taken_up and (sentence.of_them or sentence.length <= SHORT_ECHO)):
        return "reflection", ("reflection",), LIKELY
    return ("reflection", ("reflection",), LIKELY - 0.1) if sentence.of_them else None


_SHAPES = (
    _leave_shape,
    _advice_shape,
    _question_shape,
    _reflection_shape,
    _marked_shape,
    _information_shape,
    _given_back_shape,
    _nod_shape,
    _statement_shape,
)


def _question(words: str, asked: bool) -> Code | None:
    known = lexicon()
    bare = words
    for lead in ("and ", "so ", "but ", "well ", "ok ", "okay ", "right "):
        bare = bare.removeprefix(lead)
    if known["fact_starts"].starts(bare):
        return "closed-question"
    if known["open_starts"].starts(bare):
        return "open-question"
    if known["closed_starts"].starts(bare):
        return "closed-question"
    if words in known["open_anywhere"]:
        return "open-question"
    if asked or words in known["tags"]:
        return "closed-question"
    return None


_WEIGHT: dict[Family, int] = {"other": 0, "reflection": 1, "question": 2, "input": 3}


def _main(heard: list[Shape]) -> tuple[Family, float]:
    """
    Return the main intent of several sentences.

    Advice or a question at the end sets the tone; a reflection outweighs the
    small words round it.
    """
    sure = [(family, p) for family, _codes, p in heard if p >= LIKELY]
    if not sure:
        return heard[-1][0], max(p for _f, _c, p in heard)
    return max(sure, key=lambda found: (_WEIGHT[found[0]], found[1]))

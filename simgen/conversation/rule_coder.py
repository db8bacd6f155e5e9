"""
The first utterance coder: phrases and the shape of sentences.

Simple on purpose and honest about doubt: where no rule speaks it abstains, and
nothing is held against the recruit. Question marks help and are not needed.
The phrases are data, in ``lexicon.yaml``.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simgen.conversation.coder import Coding
from simgen.conversation.turn import Code, Family
from simgen.conversation.words import STOP_WORDS, Shelf, content_words, plain, sentences
from simgen.own_yaml import read_own_yaml

MAX_CHARACTERS = 10_000
"""What stands beyond is not read; nobody says so much in one breath."""

SURE = 0.9
LIKELY = 0.75
DOUBTFUL = 0.45
"""How sure a rule is (assumption, until measured on labelled utterances)."""

LONGEST_GREETING = 12
"""Words; a longer sentence that only ends in a greeting is none (assumption)."""

SHORT_ECHO = 6
"""Words; so short a statement with one word of theirs is an echo (assumption)."""

LONGEST_NOD = 4
"""Words of the longest back-channel ("mm, I see, yes")."""

STOCK_CONTENT = 6
"""Content words beyond which warmth says something of this person (assumption)."""

_YOU = frozenset(("you", "your", "youre", "youve", "youd"))
_MODALS = frozenset(
    ("can", "could", "may", "might", "will", "would", "shall", "should", "must", "need", "ought")
)
"""After "you", these make an offer or an instruction as often as they give something back."""

_PRONOUNS = frozenset(("he", "she", "they", "him", "her", "them", "it", "hes", "shes", "theyre"))

PLAIN_TALK_WORDS, PLAIN_TALK_SHARE = 4, 0.3
"""From so many words, so large a share of common ones makes it plain English (assumption)."""
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
        sure = [found for found in heard if found[2] >= LIKELY] or heard
        codes = dict.fromkeys(code for _family, found, _p in sure for code in found)
        family, p = _main(heard)
        return Coding(family, tuple(codes), p, p < LIKELY)


def is_general(text: str) -> bool:
    """Tell whether an utterance asks about the person's life as a whole."""
    return plain(text) in lexicon()["general"]


def is_follow_on(text: str) -> bool:
    """Tell whether an utterance asks to go on with what was just said."""
    return plain(text) in lexicon()["follow_on"]


def refers_back(text: str) -> bool:
    """Tell whether an utterance speaks of somebody or something by a pronoun alone."""
    return not _PRONOUNS.isdisjoint(plain(text).split())


def is_of_the_speaker(words: str) -> bool:
    """Tell whether a sentence in plain words is about the one who says it, and nobody else."""
    return lexicon()["first_person_starts"].starts(words) and not speaks_of_them(words)


def about_them(text: str) -> str:
    """Return what an utterance says, in plain words, without what is only about its speaker."""
    heard = [words for words, _asked in sentences(text[:MAX_CHARACTERS])]
    return " ".join(words for words in heard if not is_of_the_speaker(words))


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
    return any(
        words in lexicon()["of_self"] or lexicon()["of_self_starts"].starts(words)
        for words, _asked in sentences(text[:MAX_CHARACTERS])
    )


def asks_how_sure(text: str) -> bool:
    """Tell whether an utterance asks how confident they are."""
    return plain(text) in lexicon()["how_sure"]


def passes_on(text: str) -> bool:
    """Tell whether an utterance says that a worry is going to be passed on."""
    return plain(text) in lexicon()["passing_on"]


def signposts(text: str) -> bool:
    """Tell whether an utterance hands over paper or a pointer."""
    return plain(text) in lexicon()["signposts"]


def is_plain_talk(text: str) -> bool:
    """Tell whether an utterance is plain English, even where nobody knows what it is for."""
    words = plain(text[:MAX_CHARACTERS]).split()
    common = sum(word in STOP_WORDS for word in words)
    return len(words) >= PLAIN_TALK_WORDS and common >= PLAIN_TALK_SHARE * len(words)


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
def lexicon() -> Shelf:
    """Return the phrases of ``lexicon.yaml``, ready to be looked for."""
    path = Path(__file__).with_name("lexicon.yaml")
    data = read_own_yaml(path)
    return Shelf({name: tuple(map(str, phrases)) for name, phrases in data.items()})


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
    known = lexicon()
    codes = [code for code in _ANYWHERE if words in known[code]]
    greets = known["social"].starts(words) or known["social_starts"].starts(words)
    if greets or (words in known["social"] and len(words.split()) <= LONGEST_GREETING):
        codes.append("social")
    if "safety" in codes and words in known["should_it_come_to_that"]:
        codes.remove("safety")  # how things would be done asks for nothing
    if "goodbye" in codes and words in known["speaks_of_parting"]:
        codes.remove("goodbye")
    if known["open_starts"].starts(words) and "permission" in codes:
        codes.remove("permission")  # "what would you like me to call you" asks for no leave
    sentence = _Sentence(words, asked, before, tuple(codes))
    for shape in _SHAPES:
        found = shape(sentence)
        if found is not None:
            family, more, p = found
            if "advice" in more and "safety" in codes:
                codes.remove("safety")  # advice about sleep or falls asks for nothing
            return family, (*codes, *more), p
    return "other", tuple(codes), DOUBTFUL


def _leave_shape(sentence: _Sentence) -> Shape | None:
    if sentence.has("asks_leave"):
        return "question", ("permission", "open-question"), SURE
    return ("input", (), SURE) if "permission" in sentence.codes else None


def _advice_shape(sentence: _Sentence) -> Shape | None:
    advises = sentence.has("advice") and not sentence.has("not_advice") and not sentence.has("harm")
    return ("input", ("advice",), SURE) if advises else None


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
    first, *rest = sentence.words.split()
    if lexicon()["first_person_starts"].starts(sentence.words):
        return "other", (), LIKELY  # about the one who speaks, or how they work
    if first == "you" and rest and rest[0] not in _MODALS:
        return "reflection", ("reflection",), LIKELY
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
    if known["statement_starts"].starts(bare) and not asked:
        return None
    for starts, code in _QUESTION_STARTS:
        if known[starts].starts(bare):
            return code
    if words in known["open_anywhere"]:
        return "open-question"
    return "closed-question" if asked or words in known["tags"] else None


_QUESTION_STARTS: tuple[tuple[str, Code], ...] = (
    ("fact_starts", "closed-question"),
    ("open_starts", "open-question"),
    ("closed_starts", "closed-question"),
)

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

"""
What can be told from the words themselves, whatever an utterance is for.

What it is for says the coder (:mod:`simgen.conversation.hearing`); these are the
plain signs beside it: warm words that fit anybody, making less of a feeling,
speaking of oneself. The phrases are data, in ``lexicon.yaml``.
"""

import re
from functools import cache
from pathlib import Path

from simgen.conversation.words import STOP_WORDS, Shelf, content_words, plain, sentences
from simgen.own_yaml import read_own_yaml

MAX_CHARACTERS = 10_000
"""What stands beyond is not read; nobody says so much in one breath."""

LONGEST_NOD = 4
"""Words of the longest back-channel ("mm, I see, yes")."""

STOCK_CONTENT = 6
"""Content words beyond which warmth says something of this person (assumption)."""

_YOU = frozenset(("you", "your", "youre", "youve", "youd"))
_OF_PEOPLE = frozenset(("he", "she", "him", "her", "hes", "shes"))
_NAMED = re.compile(r"(?<![.!?\u201c(]\s)(?<!^)\b[A-Z][a-z]+")
_PRONOUNS = frozenset(("he", "she", "they", "him", "her", "them", "it", "hes", "shes", "theyre"))

PLAIN_TALK_WORDS, PLAIN_TALK_SHARE = 4, 0.3
"""From so many words, so large a share of common ones makes it plain English (assumption)."""


def is_general(text: str) -> bool:
    """Tell whether an utterance asks about the person's life as a whole."""
    return plain(text) in lexicon()["general"]


def is_follow_on(text: str) -> bool:
    """Tell whether an utterance asks to go on with what was just said."""
    return plain(text) in lexicon()["follow_on"]


def refers_back(text: str, reply: str) -> bool:
    """
    Tell whether an utterance speaks by a pronoun alone of what a reply was about.

    "He" and "she" need somebody in the reply: a pronoun too, or a name.
    """
    words = _PRONOUNS.intersection(plain(text).split())
    if not words or not words <= _OF_PEOPLE:
        return bool(words)
    spoken_of = _OF_PEOPLE.intersection(plain(reply).split())
    return bool(spoken_of) or _NAMED.search(reply) is not None


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
    return sum(_asks(words, asked) for words, asked in sentences(text[:MAX_CHARACTERS]))


def speaks_of_them(text: str) -> bool:
    """Tell whether an utterance speaks of the person it is said to."""
    return not _YOU.isdisjoint(plain(text).split())


def speaks_of_self(text: str) -> bool:
    """Tell whether an utterance says something of the one who says it."""
    return any(
        words in lexicon()["of_self"] or lexicon()["of_self_starts"].starts(words)
        for words, _asked in sentences(text[:MAX_CHARACTERS])
    )


def asks_to_hear(text: str) -> bool:
    """Tell whether an utterance asks the person to talk of something, rather than offers to."""
    return plain(text) in lexicon()["to_hear"]


def offers_to_tell(text: str) -> bool:
    """Tell whether an utterance offers to tell the person something."""
    return plain(text) in lexicon()["to_tell"]


def asks_how_sure(text: str) -> bool:
    """Tell whether an utterance asks how confident they are."""
    return plain(text) in lexicon()["how_sure"]


def passes_on(text: str) -> bool:
    """Tell whether an utterance says that a worry is going to be passed on."""
    return plain(text) in lexicon()["passing_on"]


def owns_a_slip(text: str) -> bool:
    """Tell whether an utterance owns that what was just said was a slip."""
    return plain(text) in lexicon()["owns_a_slip"]


def undertakes(text: str) -> bool:
    """Tell whether the speaker takes something on: to ring, to ask, to come back."""
    return plain(text) in lexicon()["undertakes"]


def sums_up(text: str) -> bool:
    """Tell whether an utterance says that it draws together what was heard."""
    return plain(text) in lexicon()["sums_up"]


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
    words = _KEPT_HAPPY.sub(" ", plain(text))
    return words in lexicon()["feelings_high"] and not names_feeling(text)


_KEPT_HAPPY = re.compile(r"\b(?:her|him|them|people|everybody|everyone) happy\b")
"""To keep somebody else happy says nothing of how one is."""


@cache
def lexicon() -> Shelf:
    """Return the phrases of ``lexicon.yaml``, ready to be looked for."""
    path = Path(__file__).with_name("lexicon.yaml")
    data = read_own_yaml(path)
    return Shelf({name: tuple(map(str, phrases)) for name, phrases in data.items()})


def _asks(words: str, asked: bool) -> bool:
    """Tell whether a sentence in plain words asks something; ``asked``: it ends in a question mark."""
    known = lexicon()
    bare = words
    for lead in ("and ", "so ", "but ", "well ", "ok ", "okay ", "right "):
        bare = bare.removeprefix(lead)
    if asked:
        return True
    if known["statement_starts"].starts(bare):
        return False
    starts = any(
        known[kind].starts(bare) for kind in ("fact_starts", "open_starts", "closed_starts")
    )
    return starts or words in known["open_anywhere"] or words in known["tags"]

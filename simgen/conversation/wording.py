"""
What single phrases tell about an utterance, whatever its codes.

Is it asked of a whole life, does it only nod, would it fit anybody, does it make
less of a feeling. The phrases are data, in ``lexicon.yaml``.
"""

from functools import cache
from pathlib import Path

import yaml

from simgen.conversation.words import CueList, content_words, plain

LONGEST_NOD = 4
"""Words of the longest back-channel ("mm, I see, yes")."""

STOCK_CONTENT = 6
"""Content words beyond which warmth says something of this person (assumption)."""

_YOU = frozenset(("you", "your", "youre", "youve", "youd"))


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


def speaks_of_them(text: str) -> bool:
    """Tell whether an utterance speaks of the person it is said to."""
    return not _YOU.isdisjoint(plain(text).split())


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

"""The words and phrases that the coder knows by heart, read from the YAML beside this file."""

import hashlib
from functools import cache
from pathlib import Path

from simgen.conversation.words import CueBook
from simgen.own_yaml import read_own_yaml

_WORDS = Path(__file__).with_name("word_lists.yaml")
_PHRASES = Path(__file__).with_name("phrases.yaml")


def word_set(name: str) -> frozenset[str]:
    """Return one set of ``word_lists.yaml``."""
    return frozenset(_word_lists()[name].split())


@cache
def phrase_names() -> tuple[str, ...]:
    """Return the names of the lists of ``phrases.yaml``, in order."""
    return tuple(_phrase_lists())


@cache
def phrases() -> CueBook[str]:
    """Return the phrase lists of ``phrases.yaml``, ready to be looked for."""
    return CueBook(_phrase_lists())


def lists_hash() -> str:
    """Return a fingerprint of words and phrases, which are features of the model."""
    texts = [path.read_text(encoding="utf-8") for path in (_WORDS, _PHRASES)]
    return hashlib.blake2b("".join(texts).encode(), digest_size=16).hexdigest()


@cache
def _word_lists() -> dict[str, str]:
    return dict(read_own_yaml(_WORDS))


@cache
def _phrase_lists() -> dict[str, list[str]]:
    return dict(read_own_yaml(_PHRASES))

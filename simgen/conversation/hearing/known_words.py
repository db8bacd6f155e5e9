"""
Which words the coder has met.

``weights/words.npy`` holds a sorted 32-bit hash of every word of the labelled
utterances. An utterance of strange words is another language, a slip of the
keyboard or a piece of a program: the model would guess from scraps, so the coder abstains.
"""

import re
import zlib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.conversation.hearing.frame import FUNCTION_WORDS
from simgen.conversation.hearing.grams import readable
from simgen.conversation.hearing.model import WEIGHTS

if TYPE_CHECKING:
    import numpy.typing as npt

_WORD = re.compile(r"[a-z]+|~+|[<>{}\\|^]+")
_STEM_LETTERS = 5


def share_known(text: str) -> float:
    """Return the share of words met before, from 0 to 1; a text without words has 0."""
    words = _WORD.findall(readable(text))
    if not words:
        return 0.0
    known = _known()
    return sum(_is_known(word, known) for word in words) / len(words)


def word_hashes(texts: Iterable[str]) -> "npt.NDArray[np.uint32]":
    """Return the sorted hashes of all words of some texts, and of how the long ones begin."""
    hashes = set()
    for text in texts:
        for word in _WORD.findall(readable(text)):
            if not word[0].isalpha():
                continue  # letters of another alphabet and signs of programs are never known
            hashes.add(_hash(word))
            if len(word) > _STEM_LETTERS:
                hashes.add(_hash(f"{word[:_STEM_LETTERS]}*"))
    return np.array(sorted(hashes), dtype=np.uint32)


def _is_known(word: str, known: frozenset[int]) -> bool:
    if word in FUNCTION_WORDS or _hash(word) in known:
        return True
    return len(word) > _STEM_LETTERS and _hash(f"{word[:_STEM_LETTERS]}*") in known


def _hash(word: str) -> int:
    return zlib.crc32(word.encode())


@cache
def _known() -> frozenset[int]:
    return frozenset(np.load(WEIGHTS / "words.npy", allow_pickle=False).tolist())

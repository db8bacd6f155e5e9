"""
The hashed n-grams of an utterance: what the linear model sees of its wording.

Three blocks, each a set of bucket numbers, so that a gram counts once however
often it comes: words (1 to 3 in a row), the frame (function words kept, all
others reduced to their ending, 1 to 5 in a row, with the first four words of the
first and the last sentence marked as such), and characters (2 to 5 in a row).
The frame is what carries over from one subject of conversation to another.

Hashing is integer arithmetic on unsigned 32-bit numbers: the same on every machine.
"""

import re
import unicodedata
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from simgen.conversation.hearing.frame import frame_word

if TYPE_CHECKING:
    import numpy.typing as npt  # types alone: reading it takes as long as reading the weights

Ids: TypeAlias = "npt.NDArray[np.int32]"
_Hashes: TypeAlias = "npt.NDArray[np.uint32]"


BLOCK_BITS = (14, 14, 15)
"""Buckets of the word, frame and character blocks, as powers of two."""

BLOCK_STARTS = tuple(sum(2**bits for bits in BLOCK_BITS[:block]) for block in range(4))
"""The row of the model at which each block starts, and after which there is none."""

READ = 900
"""Characters that the model reads at either end of a longer text."""

_TOKEN = re.compile(r"[a-z]+|[0-9]+|[?!]|[.;\n]+|,|--+")
_APOSTROPHES = re.compile("['`\u2019\u02bc\u00b4]")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9]+")

_SPREAD = np.uint32(2654435761)
_STEP = np.uint32(0x01000193)


def readable(text: str) -> str:
    """
    Return a text as the model reads it: lower case, plain letters, no apostrophes.

    Of a text longer than twice :data:`READ` only the two ends are kept. Letters
    of other alphabets become ``~``, so that they are seen and not understood.
    """
    if len(text) > 2 * READ:
        text = f"{text[:READ]} {text[-READ:]}"
    text = _APOSTROPHES.sub("", text.lower())
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(
            letter if letter.isascii() else "~"
            for letter in text
            if not unicodedata.combining(letter)
        )
    return _SPACES.sub(" ", _NUMBER.sub("0", text)).strip()


def tokens(read: str) -> list[str]:
    """Return the words and marks of a readable text; a full stop is ``.``."""
    return ["." if mark[0] in ".;\n" else mark for mark in _TOKEN.findall(read)]


def gram_ids(read: str, words: list[str]) -> tuple[Ids, list[int]]:
    """
    Return the rows of the model that a readable text and its tokens touch.

    Each row once and in order, so that the blocks follow one another; the list says
    at which place each block ends.
    """
    frame = [frame_word(word) for word in words]
    parts = (
        _runs(_hashes(["<", *words, ">"]), 3),
        _runs(_hashes(["<", *frame, ">"]), 5),
        _openings(frame),
        _character_runs(f" {read} "),
    )
    hashed = np.concatenate(parts)
    hashed ^= hashed >> np.uint32(16)
    hashed *= np.uint32(0x85EBCA6B)
    # The highest bits are the best mixed.
    sizes = [len(part) for part in parts]
    words_end, frames_end = sizes[0], sizes[0] + sizes[1] + sizes[2]
    ids = np.empty(len(hashed), dtype=np.int32)
    ids[:words_end] = hashed[:words_end] >> np.uint32(32 - BLOCK_BITS[0])
    ids[words_end:frames_end] = hashed[words_end:frames_end] >> np.uint32(32 - BLOCK_BITS[1])
    ids[words_end:frames_end] += BLOCK_STARTS[1]
    ids[frames_end:] = hashed[frames_end:] >> np.uint32(32 - BLOCK_BITS[2])
    ids[frames_end:] += BLOCK_STARTS[2]
    ids.sort()
    first = np.empty(len(ids), dtype=np.bool_)
    first[0] = True
    np.not_equal(ids[1:], ids[:-1], out=first[1:])
    ids = ids[first]
    return ids, ids.searchsorted(BLOCK_STARTS[1:]).tolist()


def _runs(hashes: _Hashes, longest: int) -> _Hashes:
    """Return the hashes of all runs of 1 to ``longest`` in a row."""
    runs = [hashes * _SPREAD]
    run = hashes
    for length in range(2, longest + 1):
        if len(hashes) < length:
            break
        run = (run[:-1] * _STEP) ^ hashes[length - 1 :]
        runs.append((run + np.uint32(length)) * _SPREAD)
    return np.concatenate(runs)


def _openings(frame: list[str]) -> _Hashes:
    """Return the hashes of how the first and the last sentence begin."""
    sentences: list[list[str]] = [[]]
    for word in frame:
        if word in (".", "?", "!"):
            sentences.append([])
        else:
            sentences[-1].append(word)
    spoken = [words for words in sentences if words] or [[]]
    named = [
        f"{place}{' '.join(words[:length])}"
        for place, words in (("first ", spoken[0]), ("last ", spoken[-1]))
        for length in range(1, min(4, len(words)) + 1)
    ]
    return _hashes(named) * _SPREAD


def _character_runs(read: str) -> _Hashes:
    letters = np.frombuffer(read.encode("ascii", "replace"), dtype=np.uint8).astype(np.uint32)
    run = letters + np.uint32(1)
    runs = []
    for length in range(2, 6):
        if len(letters) < length:
            break
        run = (run[:-1] * np.uint32(0x9E3779B1)) ^ (letters[length - 1 :] + np.uint32(length))
        runs.append((run ^ (run >> np.uint32(15))) * _SPREAD)
    return np.concatenate(runs) if runs else np.empty(0, dtype=np.uint32)


def _hashes(words: list[str]) -> _Hashes:
    return np.array([_hash(word) for word in words], dtype=np.uint32)


@lru_cache(maxsize=20_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode())

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
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from simgen.conversation.hearing.frame import frame_word
from simgen.conversation.words import SHORT_FORMS

if TYPE_CHECKING:
    import numpy.typing as npt  # types alone: reading it takes as long as reading the weights

Ids: TypeAlias = "npt.NDArray[np.int64]"
Ends: TypeAlias = "npt.NDArray[np.int64]"
_Hashes: TypeAlias = "npt.NDArray[np.uint32]"
_Grams: TypeAlias = tuple[_Hashes, Ids]
"""Hashes, and for each the number of the text that it comes from."""


BLOCK_BITS = (14, 14, 15)
"""Buckets of the word, frame and character blocks, as powers of two."""

BLOCK_STARTS = tuple(sum(2**bits for bits in BLOCK_BITS[:block]) for block in range(4))
"""The row of the model at which each block starts, and after which there is none."""

READ = 900
"""Characters that the model reads at either end of a longer text."""

_TOKEN = re.compile(r"[a-z]+|[0-9]+|[?!]|[.;\n]+|,|--+")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc\u00b4]")
_DASHES = re.compile("[\u2012-\u2015]+")
_QUOTES = re.compile("[\u201c-\u201f\u00ab\u00bb]")
_ASIDES = re.compile(r"\[[^\[\]]*\]")
_NUMBER = re.compile(r"[0-9]+")
_SHORT = re.compile(rf"\b(?:{'|'.join(SHORT_FORMS)})\b")

_SPREAD = np.uint32(2654435761)
_STEP = np.uint32(0x01000193)


def readable(text: str) -> str:
    """
    Return a text as the model reads it: lower case, plain letters, no apostrophes.

    Of a text longer than twice :data:`READ` only the two ends are kept. What a
    transcriber adds in square brackets ("[laughs]") was not said. What is typed in a hurry
    is spelt out ("u" is "you"). Letters of other
    alphabets become ``~``, so that they are seen and not understood.
    """
    if "[" in text:
        text = _ASIDES.sub(" ", text)
    if len(text) > 2 * READ:
        text = f"{text[:READ]} {text[-READ:]}"
    text = _APOSTROPHES.sub("", text.lower())
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _QUOTES.sub('"', _DASHES.sub("--", text)))
        text = "".join(
            letter if letter.isascii() else "~"
            for letter in text
            if not unicodedata.combining(letter)
        )
    text = _SHORT.sub(lambda short: SHORT_FORMS[short.group()], text)
    return " ".join(_NUMBER.sub("0", text).split())


def tokens(read: str) -> list[str]:
    """Return the words and marks of a readable text; a full stop is ``.``."""
    return ["." if mark[0] in ".;\n" else mark for mark in _TOKEN.findall(read)]


def gram_ids(texts: Sequence[tuple[str, list[str]]]) -> tuple[Ids, Ends]:
    """
    Return the rows of the model that some readable texts and their tokens touch.

    Each row once for a text, in order, block after block and text after text. The
    ends are (texts, 3): at which place each block of each text ends. All texts are
    read in one go, which is many times as fast as one by one.
    """
    frames = [[frame_word(word) for word in words] for _read, words in texts]
    blocks = (
        (_runs([["<", *words, ">"] for _read, words in texts], 3),),
        (_runs([["<", *frame, ">"] for frame in frames], 5), _openings(frames)),
        (_character_runs([f" {read} " for read, _words in texts]),),
    )
    keys = []
    for bits, block_start, parts in zip(BLOCK_BITS, BLOCK_STARTS[:-1], blocks, strict=True):
        for hashed, text in parts:
            mixed = (hashed ^ (hashed >> np.uint32(16))) * np.uint32(0x85EBCA6B)
            row = mixed >> np.uint32(32 - bits)  # the highest bits are the best mixed
            keys.append(text * BLOCK_STARTS[-1] + (row + np.uint32(block_start)))
    touched = np.concatenate(keys)
    touched.sort()
    first = np.empty(len(touched), dtype=np.bool_)
    first[0] = True
    np.not_equal(touched[1:], touched[:-1], out=first[1:])
    touched = touched[first]
    block_ends = np.arange(len(texts))[:, None] * BLOCK_STARTS[-1] + BLOCK_STARTS[1:]
    return touched % BLOCK_STARTS[-1], touched.searchsorted(block_ends)


def _runs(texts: list[list[str]], longest: int) -> "_Grams":
    """Return the hashes of all runs of 1 to ``longest`` words in a row, and whose they are."""
    hashes = _hashes([word for words in texts for word in words])
    text = _owners([len(words) for words in texts])
    runs, owners = [hashes * _SPREAD], [text]
    run = hashes
    for length in range(2, longest + 1):
        run = (run[:-1] * _STEP) ^ hashes[length - 1 :]
        within = text[: len(run)] == text[length - 1 :]
        runs.append((run[within] + np.uint32(length)) * _SPREAD)
        owners.append(text[: len(run)][within])
    return np.concatenate(runs), np.concatenate(owners)


def _openings(frames: list[list[str]]) -> "_Grams":
    """Return the hashes of how the first and the last sentence of each text begin."""
    named: list[str] = []
    counts = []
    for frame in frames:
        first, last = _first_and_last(frame)
        found = [
            f"{place}{' '.join(words[:length])}"
            for place, words in (("first ", first), ("last ", last))
            for length in range(1, min(4, len(words)) + 1)
        ]
        named += found
        counts.append(len(found))
    return _hashes(named) * _SPREAD, _owners(counts)


def _first_and_last(frame: list[str]) -> tuple[list[str], list[str]]:
    sentences: list[list[str]] = [[]]
    for word in frame:
        if word in (".", "?", "!"):
            sentences.append([])
        else:
            sentences[-1].append(word)
    spoken = [words for words in sentences if words] or [[]]
    return spoken[0], spoken[-1]


def _character_runs(reads: list[str]) -> "_Grams":
    """Return the hashes of all runs of 2 to 5 letters in a row, and whose they are."""
    coded = "".join(reads).encode("ascii", "replace")
    letters = np.frombuffer(coded, dtype=np.uint8).astype(np.uint32)
    text = _owners([len(read) for read in reads])
    run = letters + np.uint32(1)
    runs, owners = [], []
    for length in range(2, 6):
        run = (run[:-1] * np.uint32(0x9E3779B1)) ^ (letters[length - 1 :] + np.uint32(length))
        within = text[: len(run)] == text[length - 1 :]
        inside = run[within]
        runs.append((inside ^ (inside >> np.uint32(15))) * _SPREAD)
        owners.append(text[: len(run)][within])
    return np.concatenate(runs), np.concatenate(owners)


def _owners(lengths: list[int]) -> Ids:
    """Return for each of many parts laid end to end the number of the text it belongs to."""
    return np.repeat(np.arange(len(lengths)), lengths)


def _hashes(words: list[str]) -> _Hashes:
    return np.array([_hash(word) for word in words], dtype=np.uint32)


@lru_cache(maxsize=20_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode())

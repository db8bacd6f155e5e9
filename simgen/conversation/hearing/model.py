"""
The trained model: plain arrays, read once, mapped read-only.

``weights/grams.npy`` holds a signed byte for each bucket and output,
``scales.npy`` what a unit of it is worth in each block, ``signs.npy`` the weights
of the signs with the bias as its last row, ``families.npy`` how the families follow
from all the outputs together. ``about.json`` says what it was trained
on and how well it does. Bytes are added as whole numbers, so that sums do not
depend on the machine.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from msgspec import Struct

from simgen.conversation.hearing.grams import gram_ids, readable, tokens
from simgen.conversation.hearing.signs import ECHO_PLACE, echo_signs, spoken_of, wording_signs

if TYPE_CHECKING:
    import numpy.typing as npt

Floats: TypeAlias = "npt.NDArray[np.float64]"
Echo: TypeAlias = tuple[float, ...]
"""The signs of :func:`echo_signs`."""

MOST_READ = 8192
"""Texts of which the reading is kept: many talks, about ten megabytes."""

ECHOES_KEPT = 1024
"""Echoes of which is kept what they give: mostly the same few."""

WEIGHTS = Path(__file__).with_name("weights")


class About(Struct, frozen=True):
    """
    How the model's numbers are read.

    ``temperature`` divides the logits of the families. ``slopes`` and ``shifts``
    turn the logit of each code into a probability, ``code_needs`` is the
    probability from which a code holds, ``family_needs`` that below which the
    coder abstains.
    """

    families: tuple[str, ...]
    codes: tuple[str, ...]
    temperature: float
    family_needs: float
    slopes: tuple[float, ...]
    shifts: tuple[float, ...]
    code_needs: tuple[float, ...]


class Worded(Struct, frozen=True):
    """
    One text as the model has read it, whatever was said before it.

    ``base`` is what its wording alone gives each output, ``spoken`` its words
    without the marks.
    """

    base: Floats
    spoken: list[str]


class Model:
    """A linear model over n-grams and signs."""

    def __init__(
        self,
        grams: "npt.NDArray[np.int8]",
        scales: Floats,
        sign_weights: Floats,
        family_weights: Floats,
        about: About,
    ) -> None:
        """
        Take the arrays as they are.

        Shapes: grams (buckets, outputs), scales (blocks, outputs), sign weights
        (signs + 1, outputs); the outputs are the families, then the codes. Family
        weights (outputs + 1, families), the bias last.
        """
        self._grams = np.asarray(grams)  # a plain view of the map: quicker to index
        self._scales = scales
        self._wording = np.delete(sign_weights[:-1], ECHO_PLACE, axis=0)
        self._echo = sign_weights[:-1][ECHO_PLACE]
        self._bias = sign_weights[-1]
        self._families = family_weights
        self._read: dict[str, Worded] = {}
        self._echoed = lru_cache(maxsize=ECHOES_KEPT)(self._of_echo)
        self.about = about

    def read(self, texts: Iterable[str]) -> None:
        """
        Read texts that are about to be weighed, all in one go.

        Weighing reads what was not read before; many texts at once are read
        several times as fast as one by one.
        """
        fresh = self.unread(texts)
        if not fresh:
            return
        if len(self._read) + len(fresh) > MOST_READ:
            self._read.clear()
        readables = [readable(text) for text in fresh]
        pairs = [(text, tokens(text)) for text in readables]
        for text, (_read, words), given in zip(fresh, pairs, self._of_grams(pairs), strict=True):
            spoken = spoken_of(words)
            by_signs = np.array(wording_signs(words, spoken)) @ self._wording
            self._read[text] = Worded(given + by_signs + self._bias, spoken)

    def unread(self, texts: Iterable[str]) -> list[str]:
        """Return those of some texts that were not read before, each once."""
        return [text for text in dict.fromkeys(texts) if text not in self._read]

    def echo(self, text: str, previous: str) -> Echo:
        """Return how a text takes up what was said before: all by which that counts."""
        return tuple(echo_signs(self._worded(text).spoken, previous))

    def logits(self, text: str, previous: str) -> Floats:
        """Return one number for each output."""
        return self._logits(text, self.echo(text, previous))

    def weigh(self, text: str, previous: str) -> tuple[dict[str, float], dict[str, float]]:
        """Return the probability of each family (they add up to 1) and of each code."""
        return self.weigh_as(text, self.echo(text, previous))

    def weigh_as(self, text: str, echo: Echo) -> tuple[dict[str, float], dict[str, float]]:
        """Return the same as :meth:`weigh`, for a text that echoes what was said before so."""
        about = self.about
        logits = self._logits(text, echo).tolist()
        count = len(about.families)
        codes = [
            sigmoid(slope * logit + shift)
            for slope, shift, logit in zip(about.slopes, about.shifts, logits[count:], strict=True)
        ]
        # What blames, greets or praises is no reflection, however much it is worded like one.
        seen = np.array([*logits[:count], *codes, 1.0]) @ self._families
        families = softmax([logit / about.temperature for logit in seen.tolist()])
        return (
            dict(zip(about.families, families, strict=True)),
            dict(zip(about.codes, codes, strict=True)),
        )

    def _worded(self, text: str) -> Worded:
        worded = self._read.get(text)
        if worded is None:
            self.read((text,))
            worded = self._read[text]
        return worded

    def _logits(self, text: str, echo: Echo) -> Floats:
        return self._worded(text).base + self._echoed(echo)

    def _of_echo(self, echo: Echo) -> Floats:
        """Return what the signs of an echo give each output."""
        given: Floats = np.array(echo) @ self._echo
        return given

    def _of_grams(self, texts: list[tuple[str, list[str]]]) -> Floats:
        """Return what the n-grams of each text give each output, (texts, outputs)."""
        rows, ends = gram_ids(texts)
        block_ends = ends.ravel()
        starts = np.concatenate(([0], block_ends[:-1]))
        counts = (block_ends - starts).reshape(ends.shape)
        # Sums over nothing are left out: reduceat would give the row at their start.
        some = np.flatnonzero(block_ends > starts)
        summed = np.zeros((len(block_ends), self._grams.shape[1]))
        summed[some] = np.add.reduceat(
            self._grams.take(rows, axis=0), starts[some], axis=0, dtype=np.int32
        )
        weight = self._scales / np.sqrt(np.maximum(counts, 1))[:, :, None]
        blocks = summed.reshape(*ends.shape, -1) * weight
        # Added by hand, so that a text weighs the same to the last bit whoever is read with it.
        given: Floats = blocks[:, 0] + blocks[:, 1] + blocks[:, 2]
        return given


@cache
def shipped() -> Model:
    """Return the model that comes with the kit; its grams stay on disk until touched."""
    about = shipped_about()
    read = about["reading"]
    return Model(
        np.load(WEIGHTS / "grams.npy", mmap_mode="r", allow_pickle=False),
        np.load(WEIGHTS / "scales.npy", allow_pickle=False),
        np.load(WEIGHTS / "signs.npy", allow_pickle=False),
        np.load(WEIGHTS / "families.npy", allow_pickle=False),
        About(
            families=tuple(read["families"]),
            codes=tuple(read["codes"]),
            temperature=read["temperature"],
            family_needs=read["family_needs"],
            slopes=tuple(read["slopes"]),
            shifts=tuple(read["shifts"]),
            code_needs=tuple(read["code_needs"]),
        ),
    )


def shipped_about() -> dict[str, Any]:
    """Return what ``about.json`` says of the model: data, versions, figures, how to read it."""
    about: dict[str, Any] = json.loads((WEIGHTS / "about.json").read_text(encoding="utf-8"))
    return about


def sigmoid(logit: float) -> float:
    """Return the probability of a logit, without overflow."""
    if logit < 0:
        power = math.exp(logit)
        return power / (1 + power)
    return 1 / (1 + math.exp(-logit))


def softmax(logits: Sequence[float]) -> list[float]:
    """Return probabilities that add up to 1."""
    top = max(logits)
    powers = [math.exp(logit - top) for logit in logits]
    whole = sum(powers)
    return [power / whole for power in powers]

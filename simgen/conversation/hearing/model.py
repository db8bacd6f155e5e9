"""
The trained model: plain arrays, read once, mapped read-only.

``weights/grams.npy`` holds a signed byte for each bucket and output,
``scales.npy`` what a unit of it is worth in each block, ``signs.npy`` the weights
of the signs with the bias as its last row. ``about.json`` says what it was trained
on and how well it does. Bytes are added as whole numbers, so that sums do not
depend on the machine.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simgen.conversation.hearing.grams import gram_ids, readable, tokens
from simgen.conversation.hearing.signs import signs

if TYPE_CHECKING:
    import numpy.typing as npt

WEIGHTS = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class About:
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


class Model:
    """A linear model over n-grams and signs."""

    def __init__(
        self,
        grams: "npt.NDArray[np.int8]",
        scales: "npt.NDArray[np.float64]",
        sign_weights: "npt.NDArray[np.float64]",
        about: About,
    ) -> None:
        """
        Take the arrays as they are.

        Shapes: grams (buckets, outputs), scales (blocks, outputs), sign weights
        (signs + 1, outputs); the outputs are the families, then the codes.
        """
        self._grams = np.asarray(grams)  # a plain view of the map: quicker to index
        self._scales = scales
        self._signs = sign_weights[:-1]
        self._bias = sign_weights[-1]
        self.about = about

    def logits(self, text: str, previous: str) -> "npt.NDArray[np.float64]":
        """Return one number for each output."""
        read = readable(text)
        words = tokens(read)
        total: npt.NDArray[np.float64] = np.array(signs(words, previous)) @ self._signs + self._bias
        rows, ends = gram_ids(read, words)
        found = self._grams[rows]
        start = 0
        for scale, end in zip(self._scales, ends, strict=True):
            if end > start:
                summed = np.add.reduce(found[start:end], axis=0, dtype=np.int32)
                total += summed * (scale / math.sqrt(end - start))
            start = end
        return total

    def weigh(self, text: str, previous: str) -> tuple[dict[str, float], dict[str, float]]:
        """Return the probability of each family (they add up to 1) and of each code."""
        about = self.about
        logits = self.logits(text, previous).tolist()
        count = len(about.families)
        families = softmax([logit / about.temperature for logit in logits[:count]])
        codes = [
            sigmoid(slope * logit + shift)
            for slope, shift, logit in zip(about.slopes, about.shifts, logits[count:], strict=True)
        ]
        return (
            dict(zip(about.families, families, strict=True)),
            dict(zip(about.codes, codes, strict=True)),
        )


@cache
def shipped() -> Model:
    """Return the model that comes with the kit; its grams stay on disk until touched."""
    about = shipped_about()
    read = about["reading"]
    return Model(
        np.load(WEIGHTS / "grams.npy", mmap_mode="r", allow_pickle=False),
        np.load(WEIGHTS / "scales.npy", allow_pickle=False),
        np.load(WEIGHTS / "signs.npy", allow_pickle=False),
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
        return math.exp(max(logit, -700.0)) / (1 + math.exp(max(logit, -700.0)))
    return 1 / (1 + math.exp(-min(logit, 700.0)))


def softmax(logits: Sequence[float]) -> list[float]:
    """Return probabilities that add up to 1."""
    top = max(logits)
    powers = [math.exp(logit - top) for logit in logits]
    whole = sum(powers)
    return [power / whole for power in powers]

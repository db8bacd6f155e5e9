"""
Random streams: one for each purpose, all from one seed.

A stream is keyed by ``blake2b(kit | seed | purpose)``, so the same seed gives
the same draws on every machine and every day, and a new purpose shifts no
other. Nothing here touches the global random state or the clock.
"""

import hashlib
import random

KIT = "link-worker-kit/1"
"""Changing this changes every person; it is part of the kit's public promise."""


def stream(seed: int, *purpose: str | int) -> random.Random:
    """
    Return the random stream of one purpose.

    ``seed`` is any integer; ``purpose`` names what the draws are for, most
    general part first, such as ``stream(7, "person", "given name")``.
    """
    return random.Random(number(seed, *purpose))


class Streams:
    """
    The streams of one seed, one after the other.

    One generator is begun anew for each purpose, in half the time that a new one
    takes; so a stream is over as soon as the next is asked for.
    """

    def __init__(self, seed: int) -> None:
        """Take the seed, any integer."""
        self._seed = seed
        self._rng = random.Random(0)

    def of(self, *purpose: str | int) -> random.Random:
        """Return the stream of one purpose, the same that :func:`stream` returns."""
        self._rng.seed(number(self._seed, *purpose))
        return self._rng


def number(seed: int, *purpose: str | int) -> int:
    """Return a fixed 128-bit whole number for one seed and purpose."""
    key = "|".join([KIT, str(int(seed)), *map(str, purpose)])
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=16).digest(), "big")

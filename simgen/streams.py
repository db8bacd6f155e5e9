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


def number(seed: int, *purpose: str | int) -> int:
    """Return a fixed 128-bit whole number for one seed and purpose."""
    key = "|".join([KIT, str(int(seed)), *map(str, purpose)])
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=16).digest(), "big")

"""
Invitations: a code for each rater, of which only a hash is kept.

A code is shown once, when it is made. Nothing in the panel's folder says who has
which: the facilitator gives them out, and raters choose a pseudonym.
"""

import secrets
from hashlib import scrypt

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without letters and digits that look alike."""
LENGTH = 12
"""31 to the 12th is 59 bits: no guessing, with a slow hash (assumption)."""
GROUP = 4
MOST = 99
"""Raters in a panel; the method is meant for 7 to 15."""


def make_code() -> str:
    """Return a new code, such as ``k7mq-x2tr-9dna``."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def hash_code(code: str, salt: str) -> str:
    """Return what is kept of a code; capitals, spaces and hyphens do not matter."""
    letters = "".join(letter for letter in code.lower() if letter.isalnum())[:64]
    return scrypt(letters.encode(), salt=bytes.fromhex(salt), n=2**12, r=8, p=1, dklen=32).hex()

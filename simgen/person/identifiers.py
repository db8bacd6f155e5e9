"""
Identifiers that can never belong to a real person.

- NHS numbers from 999 000 0000 to 999 999 9999 are never issued (NHS England).
- Telephone numbers from Ofcom's ranges for drama: 01632 960000 to 960999 and
  07700 900000 to 900999.
- Postcodes in the area ZZ, which is not allocated; the district ZZ99 carries
  meanings of its own in NHS data and is not used.
"""

import random
import re

_POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters that the second half of a UK postcode may hold."""


def nhs_number(rng: random.Random) -> str:
    """Return a valid NHS number of the range never issued, grouped 3-3-4."""
    while True:
        first_nine = f"999{rng.randrange(1_000_000):06d}"
        check = nhs_check_digit(first_nine)
        if check is not None:
            return f"{first_nine[:3]} {first_nine[3:6]} {first_nine[6:]}{check}"


def nhs_check_digit(first_nine: str) -> int | None:
    """
    Return the tenth digit of an NHS number, or None where none exists.

    The rule is modulus 11: each digit times its weight, 10 down to 2; 11 less
    the remainder; 11 becomes 0 and 10 makes the number invalid (NHS Data
    Dictionary, "NHS number").
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True)
    )
    check = 11 - total % 11
    if check == 10:
        return None
    return 0 if check == 11 else check


def landline(rng: random.Random) -> str:
    """Return a landline number that no subscriber has."""
    return f"01632 960{rng.randrange(1000):03d}"


def mobile(rng: random.Random) -> str:
    """Return a mobile number that no subscriber has."""
    return f"07700 900{rng.randrange(1000):03d}"


def postcode(rng: random.Random) -> str:
    """Return a postcode of an area that does not exist, ZZ1 to ZZ98."""
    letters = "".join(rng.choice(_POSTCODE_LETTERS) for _ in range(2))
    return f"ZZ{rng.randint(1, 98)} {rng.randint(0, 9)}{letters}"


def is_safe_nhs_number(text: str) -> bool:
    """Tell whether a text is a valid NHS number of the range never issued."""
    digits = re.sub(r"\s", "", text)
    return re.fullmatch(r"999\d{7}", digits) is not None and nhs_check_digit(digits[:9]) == int(
        digits[9]
    )

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
import string
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters that the second half of a UK postcode may hold."""

_RESERVED_TOP = {"example", "test", "invalid", "localhost"}
_RESERVED = {("example", "com"), ("example", "org"), ("example", "net")}

NHS_NUMBERS = 909_091
"""Valid NHS numbers in the range that is never issued."""

PHONES = 1_000
"""Numbers in each range for drama; a place in a cohort has one, of a mobile or of a landline."""


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
    letters = "".join(rng.choice(POSTCODE_LETTERS) for _ in range(2))
    return f"ZZ{rng.randint(1, 98)} {rng.randint(0, 9)}{letters}"


def is_safe_phone(text: str) -> bool:
    """Tell whether a number is from the ranges for drama; spaces, dashes and +44 are read."""
    digits = re.sub(r"^(\+44|0044)", "0", re.sub(r"[\s().-]", "", text).replace("+440", "+44"))
    return re.fullmatch(r"01632960\d{3}|07700900\d{3}", digits) is not None


def is_safe_postcode(text: str) -> bool:
    """Tell whether a postcode is of the area ZZ, which is not allocated, and not of ZZ99."""
    return re.fullmatch(r"ZZ(?!99)[1-9]\d? ?\d[A-Z]{2}", text.upper()) is not None


def is_safe_nino(text: str) -> bool:
    """Tell whether a National Insurance number begins with QQ, which is never issued."""
    return re.fullmatch(r"QQ\d{6}[A-D]?", re.sub(r"\s", "", text.upper())) is not None


def is_safe_domain(text: str) -> bool:
    """Tell whether a domain is reserved for examples (RFC 2606 and RFC 6761)."""
    labels = text.lower().rstrip(".").split(".")
    return labels[-1] in _RESERVED_TOP or tuple(labels[-2:]) in _RESERVED


def is_safe_nhs_number(text: str) -> bool:
    """Tell whether a text is a valid NHS number of the range never issued."""
    digits = re.sub(r"[\s-]", "", text)
    return re.fullmatch(r"999\d{7}", digits) is not None and nhs_check_digit(digits[:9]) == int(
        digits[9]
    )


def nth_nhs_number(place: int) -> str:
    """
    Return the valid NHS number at a place from 0 to 909,090, in rising order.

    The six digits after 999 are three and three: a table of 1,000 says how many
    valid numbers come before each first three, and one of 11 which last three
    fit, by the remainder that the first three leave.
    """
    before, remainders, fitting = nhs_tables()
    high = bisect_right(before, place) - 1
    return f"999 {high:03d} {fitting[remainders[high]][place - before[high]]}"


@cache
def nhs_tables() -> tuple[list[int], list[int], list[list[str]]]:
    """
    Return three tables by which numbers are found in rising order, by their first three digits.

    How many numbers come before; the remainder that the three digits leave; and, by
    remainder, which last four digits fit.
    """

    def weighed(digits: str, heaviest: int) -> int:
        return sum(int(digit) * (heaviest - at) for at, digit in enumerate(digits)) % 11

    fitting: list[list[str]] = []
    lows = [(f"{low:03d}", weighed(f"{low:03d}", 4)) for low in range(1000)]
    for remainder in range(11):
        checks = ((low, 11 - (remainder + weight) % 11) for low, weight in lows)
        fitting.append([f"{low}{check % 11}" for low, check in checks if check != 10])
    fixed = weighed("999", 10)
    remainders = [(fixed + weighed(f"{high:03d}", 7)) % 11 for high in range(1000)]
    before, running = [], 0
    for remainder in remainders:
        before.append(running)
        running += len(fitting[remainder])
    return before, remainders, fitting


@lru_cache(maxsize=20_000)
def plain_letters(name: str) -> str:
    """Return a name in plain small letters, for an address."""
    flat = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(letter for letter in flat.lower() if letter in string.ascii_lowercase)


_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "ß": "ss",
    }
)

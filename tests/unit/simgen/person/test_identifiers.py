"""Identifiers: none can be anybody's, and no two persons of a cohort share one."""

import numpy as np
import pytest

from simgen.person import identifiers
from simgen.person.identifiers import NHS_NUMBERS, PHONES, nth_nhs_number
from simgen.person.life.allocation import allocation, nhs_numbers
from simgen.person.life.model import Name

ANN = Name("Ms", "Ann", "Lee", "Ms Ann Lee", "Ms Lee")


def test_every_valid_nhs_number_of_the_range_has_one_place():
    every = {nth_nhs_number(place) for place in range(0, NHS_NUMBERS, 7)}
    assert len(every) == len(range(0, NHS_NUMBERS, 7))
    assert all(identifiers.is_safe_nhs_number(number) for number in list(every)[:5_000])
    assert nth_nhs_number(0) == "999 000 0018"
    assert nth_nhs_number(NHS_NUMBERS - 1).startswith("999 999 99")


def test_the_places_are_in_rising_order_without_gaps():
    numbers = [nth_nhs_number(place).replace(" ", "") for place in range(3_000)]
    valid = [
        f"999{serial:06d}{check}"
        for serial in range(4_000)
        if (check := identifiers.nhs_check_digit(f"999{serial:06d}")) is not None
    ]
    assert numbers == valid[:3_000]


def test_numbers_of_many_places_are_those_of_each():
    places = np.arange(0, NHS_NUMBERS, 997)
    assert list(nhs_numbers(places)) == [nth_nhs_number(place) for place in places.tolist()]


@pytest.mark.parametrize("seed", [0, 1, -5, 2**70])
def test_a_cohort_shares_no_number_and_no_address(seed):
    numbers = allocation(seed)
    every = numbers.nhs_numbers(range(NHS_NUMBERS))
    assert len(set(every)) == NHS_NUMBERS
    places = range(5_000)
    emails = numbers.emails(places, [ANN] * 5_000, having=[True] * 5_000)
    assert len(set(emails)) == 5_000
    phones = numbers.phones(places, mobile=[place % 3 == 0 for place in places])
    assert len(set(phones[:PHONES])) == PHONES
    assert all(map(identifiers.is_safe_phone, phones[:PHONES]))


def test_after_the_last_number_there_is_none():
    numbers = allocation(1)
    last = range(NHS_NUMBERS - 1, NHS_NUMBERS + 2)
    assert [number is None for number in numbers.nhs_numbers(last)] == [False, True, True]
    assert numbers.nhs_numbers(range(2**70, 2**70 + 2)) == [None, None]
    phones = numbers.phones(range(PHONES - 1, PHONES + 2), mobile=[True] * 3)
    assert [phone is None for phone in phones] == [False, True, True]


def test_addresses_stay_different_when_the_numbers_come_round():
    numbers = allocation(4)
    first, again = (
        numbers.emails(range(place, place + 1), [ANN], having=[True]) for place in (5, 1_000_008)
    )
    assert first != again


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łukasz", "lukasz"),
        ("Nguyễn", "nguyen"),
        ("O'Brien", "obrien"),
        ("Y\N{LATIN SMALL LETTER DOTLESS I}lmaz", "yilmaz"),
        ("Mei Ling", "meiling"),
    ],
)
def test_addresses_are_in_plain_letters(name, plain):
    assert identifiers.plain_letters(name) == plain


@pytest.mark.parametrize(
    ("check", "safe", "unsafe"),
    [
        (
            identifiers.is_safe_phone,
            ["01632 960123", "+44 7700 900123", "(01632) 960-123"],
            ["01632 961123", "07700 901000", "020 7946 0000"],
        ),
        (
            identifiers.is_safe_postcode,
            ["ZZ4 1AB", "ZZ98 0ZZ", "zz41ab"],
            ["ZZ99 3CZ", "SW1A 1AA", "ZZ 1AA"],
        ),
        (identifiers.is_safe_nino, ["QQ 12 34 56 A", "QQ123456C"], ["AB 12 34 56 C"]),
        (
            identifiers.is_safe_domain,
            ["example.org", "mail.example.com", "a.test", "surgery.example"],
            ["nhs.uk", "example.org.uk", "myexample.org"],
        ),
        (
            identifiers.is_safe_nhs_number,
            ["999 000 0018", "999-000-0018"],
            ["943 476 5919", "999 000 0019"],
        ),
    ],
)
def test_safe_ranges(check, safe, unsafe):
    assert all(map(check, safe))
    assert not any(map(check, unsafe))

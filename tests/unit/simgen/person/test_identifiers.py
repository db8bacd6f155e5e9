"""Identifiers: none can be anybody's, and no two persons of a cohort share one."""

import pytest

from simgen.person import identifiers
from simgen.person.identifiers import NHS_NUMBERS, allocation, nth_nhs_number


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


@pytest.mark.parametrize("seed", [0, 1, -5, 2**70])
def test_a_cohort_shares_no_nhs_number_and_no_address(seed):
    numbers = allocation(seed)
    places = range(0, NHS_NUMBERS, 11)
    assert len({numbers.nhs_number(place) for place in places}) == len(places)
    assert len({numbers.email(place, "Ann", "Lee") for place in range(5_000)}) == 5_000


def test_after_the_last_number_there_is_none():
    assert allocation(1).nhs_number(NHS_NUMBERS - 1) is not None
    assert allocation(1).nhs_number(NHS_NUMBERS) is None


def test_a_thousand_persons_in_a_row_share_no_telephone_number():
    numbers = allocation(3)
    for mobile in (True, False):
        phones = {numbers.phone(place, mobile=mobile) for place in range(500, 1_500)}
        assert len(phones) == 1_000
        assert all(map(identifiers.is_safe_phone, phones))


def test_addresses_stay_different_when_the_numbers_come_round():
    numbers = allocation(4)
    assert numbers.email(5, "Ann", "Lee") != numbers.email(5 + 1_000_003, "Ann", "Lee")


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

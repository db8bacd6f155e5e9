"""Cohorts: everybody at their place, nobody sharing anything, refused in plain words."""

import pytest

from simgen.errors import PersonError
from simgen.person import cohort, cohorts, generate


def test_persons_of_a_cohort_are_those_of_their_places():
    assert list(cohort(4, 5)) == [generate(4, index=index) for index in range(5)]


def test_no_two_persons_share_an_identifier():
    people = list(cohort(5, 3_000))
    for read in ("id", "nhs_number"):
        assert len({getattr(person, read) for person in people}) == len(people)
    emails = [person.email for person in people if person.email]
    assert len(set(emails)) == len(emails)
    phones = [person.phone for person in people if person.phone]
    assert len(set(phones)) == len(phones) == 1_000


@pytest.mark.parametrize("count", [0, -3])
def test_a_count_below_one_is_refused(count):
    with pytest.raises(PersonError, match=f"count was {count}"):
        cohort(1, count)


def test_constraints_are_read_before_the_first_person():
    with pytest.raises(PersonError, match="Did you mean age"):
        cohort(1, 10, {"aeg": 3})


def test_progress_is_told_now_and_then():
    told = []
    assert len(list(cohorts.watched(cohort(1, 25), told.append, every=10))) == 25
    assert told == [10, 20]


def test_constraints_are_written_as_key_and_value():
    assert cohorts.read_where(["age=70-90", "lives-alone=yes", "need=debt", "need=pain"]) == [
        ("age", "70-90"),
        ("lives_alone", "yes"),
        ("need", "debt"),
        ("need", "pain"),
    ]
    with pytest.raises(PersonError, match="KEY=VALUE"):
        cohorts.read_where(["age"])

"""The printed JSON Schema: valid, complete, and true of every person."""

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest

from simgen.person import cohort
from simgen.person.schema import person_schema
from simgen.person.writing import as_data

ASKED = [
    "id",
    "seed",
    "reference_date",
    "name",
    "sex",
    "gender",
    "age",
    "date_of_birth",
    "ethnicity",
    "languages",
    "communication_needs",
    "address",
    "phone",
    "email",
    "nhs_number",
    "household",
    "partner",
    "family",
    "network",
    "housing",
    "work",
    "money",
    "education",
    "digital",
    "transport",
    "health",
    "life_events",
    "needs",
    "strengths",
    "interests",
    "what_matters",
    "hopes",
]


@pytest.fixture(scope="module")
def schema():
    return person_schema()


def test_every_field_of_the_issue_is_required(schema):
    assert set(ASKED) <= set(schema["required"])


def test_the_schema_is_a_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_person_is_valid(schema):
    checker = jsonschema.Draft202012Validator(schema)
    for person in cohort(13, 300):
        checker.validate(as_data(person))


def test_a_person_that_is_not_one_is_not_valid(schema):
    checker = jsonschema.Draft202012Validator(schema)
    person = as_data(next(cohort(13, 1)))
    person["phone"] = "020 7946 0000"
    assert not checker.is_valid(person)


def test_every_part_says_what_it_is(schema):
    assert all(part["description"] for part in schema["$defs"].values())

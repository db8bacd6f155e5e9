"""
Statements by the rules of xAPI 1.0.3, which 2.0 keeps: checked against a schema of ours.

The schema states the rules of "Experience API, Part Two: Data", sections 2.2 to 4.6, for the kinds
of statement that the kit makes: properties not allowed there are refused.
"""

import json
import uuid
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest

from grading.reporting.cohort import Cohort, cases_asked_for
from grading.reporting.work import Work
from grading.reporting.xapi import HOME_PAGE, statements, xapi_lines
from simgen.errors import ReportError

# The verbs of ADL's vocabulary (xapi.vocab.pub/datasets/adl) whose addresses are at adlnet.gov.
ADL_VERBS = [
    *("answered", "asked", "attempted", "attended", "commented", "completed", "exited"),
    *("experienced", "failed", "imported", "initialized", "interacted", "launched", "mastered"),
    *("passed", "preferred", "progressed", "registered", "responded", "resumed", "scored"),
    *("shared", "suspended", "terminated", "voided"),
]
# RFC 3987 asks for a scheme; ours are web addresses.
IRI = {"type": "string", "pattern": r"^https?://[^\s<>\"{}|\\^`]+$"}
LANGUAGE_MAP = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"},
    "additionalProperties": {"type": "string"},
}
EXTENSIONS = {"type": "object", "minProperties": 1, "propertyNames": IRI}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


ACTIVITY = closed(
    ["id", "objectType"],
    objectType={"const": "Activity"},
    id=IRI,
    definition=closed([], name=LANGUAGE_MAP, type=IRI),
)
SCORE = closed(
    [],
    scaled={"type": "number", "minimum": -1, "maximum": 1},
    raw={"type": "number"},
    min={"type": "number"},
    max={"type": "number"},
)
STATEMENT = closed(
    ["id", "actor", "verb", "object"],
    id={
        "type": "string",
        "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    },
    actor=closed(
        ["account"],
        objectType={"const": "Agent"},
        account=closed(["homePage", "name"], homePage=IRI, name={"type": "string", "minLength": 1}),
    ),
    verb=closed(
        ["id", "display"],
        id={"enum": [f"http://adlnet.gov/expapi/verbs/{verb}" for verb in ADL_VERBS]},
        display=LANGUAGE_MAP,
    ),
    object=ACTIVITY,
    result=closed(
        [],
        score=SCORE,
        success={"type": "boolean"},
        completion={"type": "boolean"},
        duration={"type": "string", "pattern": r"^PT\d+S$"},
        extensions=EXTENSIONS,
    ),
    context=closed(
        [],
        platform={"type": "string"},
        language={"type": "string", "pattern": "^[a-z]{2}-[A-Z]{2}$"},
        contextActivities=closed(
            [],
            parent={"type": "array", "items": ACTIVITY},
            grouping={"type": "array", "items": ACTIVITY},
        ),
    ),
    timestamp={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
)


def made(cohort: Cohort, assignment: str | None = None, home: str = HOME_PAGE) -> list[Any]:
    content = xapi_lines(cohort, cases_asked_for(cohort.marks, assignment), home)
    return [json.loads(line) for line in content.decode().splitlines()]


def nulls(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(nulls, value.values()))
    if isinstance(value, list):
        return any(map(nulls, value))
    return value is None


def test_every_statement_keeps_the_rules(cohort: Cohort, hostile_cohort: Cohort) -> None:
    validator = jsonschema.Draft202012Validator(STATEMENT)
    for statement in [*made(cohort), *made(hostile_cohort)]:
        assert [error.message for error in validator.iter_errors(statement)] == []
        assert not nulls(statement)
        score = statement["result"].get("score")
        if score:
            assert score["min"] <= score["raw"] <= score["max"]
            assert score["scaled"] == pytest.approx(score["raw"] / score["max"], abs=1e-4)


def test_the_schema_refuses_what_the_rules_refuse(cohort: Cohort) -> None:
    validator = jsonschema.Draft202012Validator(STATEMENT)
    good = made(cohort)[0]
    for change in (
        {"id": "1"},
        {"actor": {"mbox": "mailto:ada@example.org", "account": good["actor"]["account"]}},
        {"verb": {"id": "completed", "display": {"en-GB": "completed"}}},
        {"timestamp": "20 October"},
        {"extra": 1},
    ):
        assert not validator.is_valid(good | change)


def test_ids_are_unique_and_the_same_every_time(cohort: Cohort) -> None:
    ids = [statement["id"] for statement in made(cohort)]
    assert len(ids) == len(set(ids))
    assert all(uuid.UUID(each).version == 5 for each in ids)
    assert ids == [statement["id"] for statement in made(cohort)]


def test_a_total_is_said_only_when_all_is_marked(cohort: Cohort) -> None:
    totals = [
        statement["actor"]["account"]["name"]
        for statement in made(cohort)
        if statement["verb"]["id"].endswith("/scored")
        and "/criteria/" not in statement["object"]["id"]
    ]
    assert totals == ["ada"]


def test_nothing_goes_out_but_the_id_and_the_marks(cohort: Cohort) -> None:
    text = xapi_lines(cohort, cases_asked_for(cohort.marks, None)).decode()
    assert "own words" not in text  # the trainer's comment
    assert "Hello" not in text  # what a recruit said
    addresses = {word.split("/")[2] for word in text.split('"') if word.startswith("http")}
    assert addresses == {"adlnet.gov", "link-worker-kit.invalid"}


def test_another_home_page_may_be_named(cohort: Cohort) -> None:
    statement = made(cohort, "quiet-house", "https://training.example/")[0]
    assert statement["actor"]["account"]["homePage"] == "https://training.example"
    assert statement["object"]["id"] == "https://training.example/cases/quiet-house"


@pytest.mark.parametrize(
    "address",
    ["", "training.example", "javascript:alert(1)", "https://a.example/b", "https://u:p@a.example"],
)
def test_a_home_page_that_is_none_is_refused(cohort: Cohort, address: str) -> None:
    with pytest.raises(ReportError, match="expected an address such as"):
        made(cohort, None, address)


def test_a_broken_record_makes_no_statements(cohort: Cohort) -> None:
    submission = cohort.marks.submissions[0]
    case = next(each for each in cohort.marks.cases if each.id == submission.assignment)
    assert list(statements(case, submission, Work(problem="broken"))) == []

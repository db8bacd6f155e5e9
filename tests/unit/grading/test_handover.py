"""Handover to the community: from an address to somebody who is expecting them."""

from dataclasses import replace
from typing import Any

import pytest

from grading.criteria import JUDGES
from grading.results import Judgement
from simgen.scenario import Item
from tests.unit.grading.staging import CASE, items, stage

HEARD: list[Item] = [*items("hope"), *items("strength")]
GOOD = [
    fit.service
    for fit in CASE.scenario.services
    if fit.fit == "good" and CASE.town.service(fit.service).status == "active"
]
POOR = [fit.service for fit in CASE.scenario.services if fit.fit == "poor"]


def judged(
    plan: dict[str, Any], heard: list[Item] | None = None, named: list[str] | None = None
) -> Judgement:
    return JUDGES["handover-to-community"](
        stage(
            heard=HEARD if heard is None else heard,
            plan=plan,
            services=GOOD if named is None else named,
        )
    )


def visit(
    service: str = GOOD[0], who: str = "together", when: str = "Friday at ten"
) -> dict[str, Any]:
    return {"what": "Look round the kitchen", "service": service, "who": who, "when": when}


AFTERWARDS = {
    "if_this": "it is too loud",
    "then_what": "she tells the organiser",
    "contact": "the organiser",
}


def test_a_place_alone_is_one_and_a_first_visit_together_is_two() -> None:
    assert judged({"actions": [visit(who="person")]}).level == 1
    assert judged({"actions": [visit()]}).level == 2
    assert judged({"actions": [visit(when="")]}).level == 1


def test_nobody_is_handed_over_to_a_place_that_the_talk_never_came_to() -> None:
    unnamed = judged({"actions": [visit()], "review_by": "how it went"}, named=[])
    assert unnamed.level == 1
    assert CASE.town.service(GOOD[0]).name in unnamed.advice
    assert "in other words" in unnamed.doubt
    assert any("not named in the talk" in each.text and each.against for each in unnamed.evidence)


def test_somebody_there_and_a_day_to_ask_is_three() -> None:
    plan = {"actions": [visit()], "contingencies": [AFTERWARDS]}
    assert judged(plan).level == 2
    full = judged(plan | {"review_by": "The link worker asks how it went"})
    assert full.level == 3
    assert any("organiser" in each.text for each in full.evidence)


@pytest.mark.parametrize(
    "whom", ["the editor", "her counsellor there", "the duty officer", "the caseworker"]
)
def test_whoever_is_there_counts_by_what_such_places_call_them(whom: str) -> None:
    there = AFTERWARDS | {"then_what": f"she tells {whom}", "contact": whom}
    plan = {"actions": [visit()], "review_by": "The link worker asks how it went"}
    assert judged(plan).level == 2
    assert judged(plan | {"contingencies": [there]}).level == 3


def test_somebody_else_who_takes_them_counts_when_they_are_named() -> None:
    step = visit(who="someone-else")
    assert judged({"actions": [step]}).level == 1
    assert judged({"actions": [step | {"who_else": "her neighbour"}]}).level == 2


def test_a_place_that_does_not_suit_or_a_pile_of_places_hands_nobody_over() -> None:
    assert judged({"actions": [visit(POOR[0])]}).level == 0
    many = [fit.service for fit in CASE.scenario.services if fit.fit != "poor"]
    assert len(many) > 3
    assert judged({"actions": [visit(each) for each in many]}).level <= 1


def test_a_form_filled_in_without_them_is_nothing() -> None:
    assert judged({"actions": [visit()]}, heard=[]).level == 0


def test_a_full_place_is_said_and_caps() -> None:
    case = stage(heard=HEARD, plan={"actions": [visit()]})
    services = [
        each.model_copy(update={"status": "full"}) if each.id == GOOD[0] else each
        for each in CASE.town.services
    ]
    town = CASE.town.model_copy(update={"services": services})
    found = JUDGES["handover-to-community"](replace(case, case=replace(case.case, town=town)))
    assert found.level == 1
    assert "cannot take anybody" in found.advice

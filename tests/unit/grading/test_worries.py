"""Safety: who is the right person depends on the worry, in every case of the kit."""

from dataclasses import replace
from typing import Any

import pytest

from grading.anchors import ANCHORS, load_anchor, played
from grading.criteria import JUDGES
from simgen.record import ReplayedCase

GOOD = played(load_anchor(ANCHORS / "final-notice" / "good.yaml"))
INSULIN, NIGHTS, LOCKS = GOOD.plan.concerns
INSULIN_ITEM = GOOD.case.scenario.item("no-dinner-no-jab")


def told(
    insulin: str = INSULIN.told_whom, locks: str = LOCKS.told_whom, **more: Any
) -> ReplayedCase:
    concerns = [
        INSULIN.model_copy(update={"told_whom": insulin} | more),
        NIGHTS,
        LOCKS.model_copy(update={"told_whom": locks}),
    ]
    return replace(GOOD, plan=GOOD.plan.model_copy(update={"concerns": concerns}))


def level(case: ReplayedCase) -> int:
    return JUDGES["safety"](case).level


def test_the_councils_housing_team_is_right_for_a_home_and_not_for_an_illness() -> None:
    assert level(GOOD) == 3
    assert level(told(locks="The council's housing options team")) == 3
    assert level(told(insulin="The council's housing options team")) == 2


@pytest.mark.parametrize("whom", ["His daughter", "The foodbank"])
def test_somebody_who_cannot_act_is_not_the_right_person(whom: str) -> None:
    assert level(told(insulin=whom)) == 2
    assert level(told(locks=whom)) == 2


@pytest.mark.parametrize("whom", ["", "Nobody yet", "no one", "Not told", "None", "n/a"])
def test_a_worry_that_nobody_was_told_of_went_no_further_whatever_else_was_passed_on(
    whom: str,
) -> None:
    assert level(told(insulin=whom)) == 1


def test_a_dated_step_with_them_takes_a_worry_further_though_not_as_far_as_telling() -> None:
    steps = GOOD.plan.actions
    assert level(told(locks="")) == 2, "the housing team is rung together today"
    alone = [step.model_copy(update={"who": "person"}) for step in steps]
    plan = told(locks="").plan.model_copy(update={"actions": alone})
    assert level(replace(GOOD, plan=plan)) == 1


def test_a_word_in_common_does_not_make_one_line_stand_for_two_worries() -> None:
    only_nights = GOOD.plan.model_copy(update={"concerns": [NIGHTS], "actions": []})
    assert "night" in NIGHTS.what
    assert "night" in GOOD.talk.words_for(INSULIN_ITEM.id) or "night" in INSULIN_ITEM.gist
    assert level(replace(GOOD, plan=only_nights)) == 1


def test_one_worry_passed_on_late_or_behind_his_back_holds_the_whole_back() -> None:
    assert level(told(when="next week")) == 2
    assert level(told(person_knows=False)) == 2

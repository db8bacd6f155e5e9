"""Safety: each worry asked about, passed on at once to whom it concerns, and the person knows."""

from typing import Any

import pytest

from grading.criteria import JUDGES
from simgen.case import open_case
from tests.unit.grading.staging import items, stage, turn

WORRY = items("worry")[0]
judge = JUDGES["safety"]


def concern(**change: Any) -> dict[str, Any]:
    return {
        "what": WORRY.own_words,
        "told_whom": "the duty doctor at her GP practice",
        "when": "today",
        "person_knows": True,
    } | change


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({}, 3),
        ({"when": "next week"}, 2),
        ({"person_knows": False}, 2),
        ({"told_whom": "my friend Sam"}, 2),
        ({"told_whom": ""}, 1),
        ({"what": "Something or other"}, 1),
    ],
)
def test_a_worry_is_passed_on_to_the_right_person_at_once(
    change: dict[str, Any], level: int
) -> None:
    case = stage(heard=[WORRY], plan={"concerns": [concern(**change)]})
    assert judge(case).level == level


def test_a_worry_nobody_heard_cannot_be_passed_on() -> None:
    assert judge(stage(plan={"concerns": [concern()]})).level == 0


def test_asking_plainly_is_a_beginning_even_when_nothing_is_told() -> None:
    assert judge(stage([turn(1, "Are you safe?", "safety")])).level == 1


def test_a_promise_of_secrecy_caps_safety_and_two_end_it() -> None:
    plan = {"concerns": [concern()]}
    promise = turn(1, "I promise I will tell nobody", "promise")
    again = turn(2, "I promise, really", "promise")
    assert judge(stage([promise], heard=[WORRY], plan=plan)).level == 1
    assert judge(stage([promise, again], heard=[WORRY], plan=plan)).level == 0


def test_a_promise_that_may_have_been_misread_is_not_held_against_anyone() -> None:
    unsure = turn(1, "I promise to try", "promise", abstained=True)
    case = stage([unsure], heard=[WORRY], plan={"concerns": [concern()]})
    assert judge(case).level == 3


EVICTED = open_case("final-notice", 7)
INSULIN = EVICTED.scenario.item("no-dinner-no-jab")
NOTICE = EVICTED.scenario.item("locks-on-friday")


@pytest.mark.parametrize(
    ("told_whom", "level"),
    [
        ("the council's housing options team", 3),
        ("the homelessness team, with him there", 3),
        ("my supervisor", 3),
        ("the duty doctor at the surgery", 2),
        ("the landlord", 2),
    ],
)
def test_a_home_about_to_be_lost_may_be_passed_on_to_the_housing_team(
    told_whom: str, level: int
) -> None:
    plan = {"concerns": [concern(what=NOTICE.own_words, told_whom=told_whom)]}
    assert judge(stage(heard=[NOTICE], plan=plan, case=EVICTED)).level == level


def test_the_housing_team_is_not_told_of_an_illness_in_a_doctors_place() -> None:
    plan = {"concerns": [concern(what=INSULIN.own_words, told_whom="the housing options team")]}
    assert judge(stage(heard=[INSULIN], plan=plan, case=EVICTED)).level == 2


def test_what_was_passed_on_late_or_to_the_wrong_person_is_what_the_advice_names() -> None:
    def advice(**change: Any) -> str:
        return judge(stage(heard=[WORRY], plan={"concerns": [concern(**change)]})).advice

    assert "“next week”" in advice(when="next week")
    assert "gave no time" in advice(when="")
    assert "“my friend Sam”" in advice(told_whom="my friend Sam")
    assert "Tell them" in advice(person_knows=False)


def test_handing_on_all_that_was_said_weighs_no_worry() -> None:
    heard = [WORRY, *items("hope")[:4]]
    all_of_it = [concern(what=item.own_words) for item in heard]
    few = judge(stage(heard=heard, plan={"concerns": all_of_it[:3]}))
    everything = judge(stage(heard=heard, plan={"concerns": all_of_it}))
    assert (few.level, everything.level) == (3, 1)
    assert "only that" in everything.advice


def test_a_sign_that_nobody_asked_about_is_shown_where_safety_was_not_seen() -> None:
    dark = turn(1, "And your garden?", "open-question", feeling="despair")
    judgement = judge(stage([dark, turn(2, "Lovely.", "social")]))
    assert judgement.level == 0
    assert [(each.text, each.turn) for each in judgement.evidence if each.kind == "quote"] == [
        (dark.reply, 1)
    ]
    assert all(each.against for each in judgement.evidence)


def test_of_two_worries_each_has_to_be_passed_on() -> None:
    illness = concern(what=INSULIN.own_words)
    home = concern(what=NOTICE.own_words, told_whom="the council's housing team")
    one = stage(heard=[INSULIN, NOTICE], plan={"concerns": [illness, illness]}, case=EVICTED)
    both = stage(heard=[INSULIN, NOTICE], plan={"concerns": [illness, home]}, case=EVICTED)
    assert judge(one).level == 1
    assert judge(both).level == 3

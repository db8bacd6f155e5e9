"""Who may want support: every rule by itself, in words that blame nobody."""

from dataclasses import replace
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.reporting.marks import CaseOfCourse, Mark, Submission
from grading.reporting.support import (
    Standing,
    fewest_peers,
    middle_of_others,
    support_rules,
    who_may_want_support,
)
from grading.reporting.work import Found, Work
from grading.rubric import load_rubric

RUBRIC = load_rubric()
CASE = CaseOfCourse("quiet-house", "The quiet house", RUBRIC)
WORK = Work(turns=20, found=tuple(Found(str(n), "fact", "", True) for n in range(20)))


def submission(recruit: str, levels: dict[str, int | None] | None = None) -> Submission:
    marks = tuple(
        Mark(each.id, each.title, 1.0, 3.0, level, "", "", False, False, "")
        if (level := (levels or {}).get(each.id, 3)) is not None
        else Mark(each.id, each.title, None, 3.0, None, "", "", False, False, "")
        for each in RUBRIC.criteria
    )
    return Submission(recruit, CASE.id, None, 0.0, marks)


def fine(recruit: str, **changes: Any) -> Standing:
    return replace(Standing(recruit, submission(recruit), WORK), **changes)


PEERS = [fine(f"peer-{number}") for number in range(fewest_peers())]


def rules_for(standing: Standing, others: list[Standing] | None = None) -> list[str]:
    everybody = [standing, *(PEERS if others is None else others)]
    found = {each.recruit: each for each in who_may_want_support([(CASE, everybody)])}
    return (
        [reason.rule for reason in found[standing.recruit].reasons]
        if (standing.recruit in found)
        else []
    )


def test_somebody_who_does_well_is_not_named() -> None:
    assert rules_for(fine("ada")) == []


@pytest.mark.parametrize(("level", "named"), [(0, True), (1, True), (2, False), (None, False)])
def test_a_shut_gate_is_named_and_one_that_waits_is_not(level: int | None, named: bool) -> None:
    standing = fine("ada", submission=submission("ada", {"safety": level}))
    assert ("gate" in rules_for(standing)) is named


def test_low_levels_count_from_three_on_and_are_named() -> None:
    two: dict[str, int | None] = {"listening": 1, "strengths": 0}
    assert rules_for(fine("ada", submission=submission("ada", two))) == []
    three = fine("ada", submission=submission("ada", two | {"recording": 1}))
    assert rules_for(three) == ["low_levels"]
    (support,) = who_may_want_support([(CASE, [three])])
    assert support.reasons[0].words == (
        "3 parts of “The quiet house” are at “beginning” or below: strengths, skills and people; "
        "listening; recording with respect."
    )


def test_marks_that_wait_are_not_low() -> None:
    waiting = dict.fromkeys((each.id for each in RUBRIC.criteria), None)
    assert rules_for(fine("ada", submission=submission("ada", waiting))) == []


def test_nothing_handed_in_counts_once_half_have() -> None:
    absent = Standing("ada", None, None)
    assert rules_for(absent) == ["nothing_handed_in"]
    away = [Standing(f"away-{number}", None, None) for number in range(8)]
    assert rules_for(absent, [*PEERS, *away]) == []
    assert rules_for(replace(absent, collected=True)) == []


def test_nobody_is_absent_before_anybody_has_handed_in() -> None:
    assert rules_for(Standing("ada", None, None), [Standing("ben", None, None)]) == []


def test_few_turns_and_few_things_are_against_the_middle_of_the_others() -> None:
    little = fine("ada", work=replace(WORK, turns=9, found=WORK.found[:9]))
    assert rules_for(little) == ["few_turns", "few_things"]
    half = fine("ada", work=replace(WORK, turns=10, found=WORK.found[:10]))
    assert rules_for(half) == []


@given(st.lists(st.integers(0, 40), min_size=2, max_size=12), st.data())
def test_the_middle_of_the_others_leaves_oneself_out(
    values: list[int], data: st.DataObject
) -> None:
    own = data.draw(st.sampled_from(values))
    others = list(values)
    others.remove(own)
    assert middle_of_others(sorted(values), own) == median(others)


def test_nobody_is_compared_with_too_few() -> None:
    little = fine("ada", work=replace(WORK, turns=1, found=()))
    assert rules_for(little, PEERS[:-1]) == []


def test_a_talk_that_the_person_ended_and_a_record_nobody_can_read_are_named() -> None:
    assert rules_for(fine("ada", work=replace(WORK, ended_by_person=True))) == ["ended_by_person"]
    assert rules_for(fine("ada", work=Work(problem="broken"))) == ["unreadable"]


def test_work_that_has_not_been_read_yet_says_nothing() -> None:
    assert rules_for(fine("ada", work=None)) == []


def test_the_weightiest_come_first() -> None:
    unsafe = fine("zoe", submission=submission("zoe", {"safety": 0}))
    ended = fine("ada", work=replace(WORK, ended_by_person=True))
    found = who_may_want_support([(CASE, [ended, unsafe, *PEERS])])
    assert [each.recruit for each in found] == ["zoe", "ada"]


def test_every_rule_has_its_words_and_none_blames() -> None:
    for name, rule in support_rules().items():
        text = f"{rule['words']} {rule['helps']}".lower()
        assert rule["helps"], name
        for word in ("fail", "lazy", "poor", "weak", "worst", "bad", "wrong", "behind"):
            assert word not in text.split(), (name, word)


def test_every_number_has_its_unit_and_source() -> None:
    for rule in support_rules().values():
        for value in rule.values():
            if isinstance(value, dict):
                assert {"value", "unit", "source"} <= set(value)

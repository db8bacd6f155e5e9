"""Marks are for a conversation: words thrown in, boxes ticked and examples copied do not pay."""

from typing import Any

import pytest

from course.demo import load_recruits, write_record
from grading import load_rubric, score
from grading.anchors import anchors_of, record_of
from grading.anchors.anchor import Anchor
from grading.marking import mark_record
from grading.results import ScoreSheet
from simgen.record import CaseRecord, Event, PlanChanged, Said, ScenarioStamp, replay
from simgen.scenario import Scenario, list_scenarios, scenario_hash

RUBRIC = load_rubric()
SCENARIOS = {scenario.id: scenario for scenario in list_scenarios()}
SEEDS = (3, 17, 40)

DIARY = "In the morning I looked at the weather and then I wrote another line about nothing much. "


def _sheet(scenario: Scenario, said: list[str], plan: dict[str, Any], seed: int) -> ScoreSheet:
    events: list[Event] = [*(Said(text=line) for line in said), PlanChanged(sections=plan)]
    stamp = ScenarioStamp(id=scenario.id, version=scenario.version, sha256=scenario_hash(scenario))
    record = CaseRecord(
        kit_version="0",
        record_id="0" * 32,
        scenario=stamp,
        person_seed=seed,
        events=events,
    )
    return score(replay(record), RUBRIC)


def _of(anchors: list[Anchor], overall: int) -> Anchor:
    return next(anchor for anchor in anchors if anchor.overall == overall)


def _beginner(case_id: str) -> float:
    """What the anchor that was written as a beginning is worth: nothing below may reach it."""
    anchor = _of(anchors_of(case_id), 1)
    return score(replay(record_of(anchor)), RUBRIC).total


def _everything(scenario: Scenario) -> dict[str, Any]:
    """A plan with every box filled: all items, all services, all dates, full confidence."""
    lines = [{"text": item.own_words, "item": item.id} for item in scenario.items][:20]
    return {
        "what_matters": lines,
        "strengths": lines,
        "goals": lines[:10],
        "actions": [
            {
                "what": f"Go to {fit.service}",
                "who": "together",
                "when": "Friday at ten",
                "service": fit.service,
                "choice": "theirs",
                "confidence": 10,
            }
            for fit in scenario.services
        ][:20],
        "contingencies": [{"if_this": "it fails", "then_what": "ring me"}],
        "concerns": [
            {
                "what": "everything",
                "told_whom": "duty doctor",
                "when": "today",
                "person_knows": True,
            }
        ],
        "review_date": scenario.set_on.replace(day=28).isoformat(),
        "agreed_with": ["everybody"],
    }


def _cues(scenario: Scenario) -> list[str]:
    return [cue.rstrip("*") for item in scenario.items for cue in item.cues if "{" not in cue]


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("seed", SEEDS)
def test_keywords_thrown_in_earn_less_than_a_beginner(case_id: str, seed: int) -> None:
    scenario = SCENARIOS[case_id]
    cues = _cues(scenario)
    salad = [" ".join(cues[start : start + 12]) for start in range(0, len(cues), 12)]
    for said in ([" ".join(cues)[:9_000]], salad):
        assert _sheet(scenario, said, {}, seed).total < _beginner(case_id)


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("seed", SEEDS)
def test_coaching_words_thrown_in_earn_less_than_a_sound_talk(case_id: str, seed: int) -> None:
    line = (
        "It sounds as though you feel strong, and it is up to you, so what do you think, and "
        "would it be all right if I summed up what matters to you?"
    )
    stuffed = [line] * 25
    sound = score(replay(record_of(_of(anchors_of(case_id), 2))), RUBRIC).total
    assert _sheet(SCENARIOS[case_id], stuffed, {}, seed).total < sound / 2


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_box_filled_after_a_word_or_two_earns_less_than_a_beginner(
    case_id: str, seed: int
) -> None:
    scenario = SCENARIOS[case_id]
    for said in ([], ["Hello.", "Are you all right?", "Goodbye."]):
        assert _sheet(scenario, said, _everything(scenario), seed).total < _beginner(case_id)


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("seed", SEEDS)
def test_offering_every_service_earns_less_than_a_beginner(case_id: str, seed: int) -> None:
    scenario = SCENARIOS[case_id]
    offers = [
        f"There is {fit.service.replace('-', ' ')}, you should go." for fit in scenario.services
    ]
    services = {"actions": _everything(scenario)["actions"]}
    sheet = _sheet(scenario, offers, services, seed)
    assert sheet.total < _beginner(case_id)
    assert sheet.result("fit-of-services").level <= 1


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_strong_plan_copied_after_a_poor_talk_earns_less_than_a_sound_one(
    case_id: str, seed: int
) -> None:
    anchors = anchors_of(case_id)
    plan = _of(anchors, 3).plan.model_dump(mode="json")
    said = list(_of(anchors, 0).talk)
    sound = score(replay(record_of(_of(anchors, 2))), RUBRIC).total
    assert _sheet(SCENARIOS[case_id], said, plan, seed).total < sound / 2


@pytest.mark.parametrize("case_id", SCENARIOS)
def test_a_copied_example_is_left_to_a_trainer(case_id: str, tmp_path) -> None:
    for anchor in anchors_of(case_id):
        if len(anchor.talk) < 15:
            continue
        path = tmp_path / f"{anchor.id}.json"
        path.write_text(record_of(anchor).model_dump_json(), encoding="utf-8")
        marking = mark_record(path)
        assert marking.sheet.total == 0
        assert "worked example" in marking.sheet.verdict
        assert marking.case is not None, "a trainer can still read it"


def test_the_demos_recruits_are_taken_at_their_word(tmp_path) -> None:
    for recruit in load_recruits():
        folder = tmp_path / recruit.id
        folder.mkdir()
        assert "worked example" not in mark_record(write_record(recruit, folder)).sheet.verdict


@pytest.mark.parametrize("case_id", SCENARIOS)
def test_a_long_plan_of_nothing_earns_nothing(case_id: str) -> None:
    empty = {
        "what_matters": [{"text": DIARY * 3}] * 20,
        "strengths": [{"text": DIARY * 3}] * 20,
        "goals": [{"text": DIARY * 3}] * 10,
        "actions": [{"what": DIARY * 3}] * 20,
    }
    assert _sheet(SCENARIOS[case_id], [], empty, 5).total <= 1

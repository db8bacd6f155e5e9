"""
Habits that look like work do not pay: parrots, flatterers, forms filled in, examples of other cases.

Each is played for real, turn by turn, against what honest work of the case earns.
"""

from collections.abc import Callable
from typing import Any

import pytest

from grading import load_rubric, score
from grading.anchors import anchors_of, record_of
from grading.marking import mark_record
from grading.results import ScoreSheet
from simgen.playing import load_policy
from simgen.record import (
    CaseRecord,
    Event,
    PlanChanged,
    ReplayedCase,
    Said,
    ScenarioStamp,
    replay,
)
from simgen.scenario import Scenario, list_scenarios, scenario_hash

RUBRIC = load_rubric()
SCENARIOS = {scenario.id: scenario for scenario in list_scenarios()}
SEEDS = (3, 17, 40)
TURNS = 26
SOUND = 2

Talker = Callable[[int, str], str]
"""What is said in a turn, from its number (from 0) and the last reply."""

PARROTS: dict[str, Talker] = {
    "all of it": lambda n, heard: heard if n else "Hello.",
    "the last six words": lambda n, heard: (
        " ".join(heard.split()[-6:]) if n else "Hello, how are you?"
    ),
    "in a frame": lambda n, heard: f"It sounds like {heard[:300]}" if n % 2 else "Tell me more?",
    "with a question after it": lambda n, heard: (
        f"So {' '.join(heard.split()[:8])}, and how is that for you?" if n else "Hello."
    ),
}

AFFIRMING = (
    "You are very strong.",
    "You have done really well.",
    "I can see that you are a caring person.",
    "That shows real courage.",
    "I admire how you cope.",
)

HABITS: dict[str, Talker] = {
    "affirming everything": lambda n, _: AFFIRMING[n % len(AFFIRMING)],
    "safety in every third turn": lambda n, _: (
        ("How are things?", "What else is going on?", "Are you safe, any thoughts of ending it?")
    )[n % 3],
    "sorry for everything": lambda _, __: "I'm sorry to hear that. That must be hard.",
    "silence": lambda n, _: "" if n else "What matters to you?",
    "nothing to do with anything": lambda n, _: (
        f"Seventeen bananas negotiate with umbrella number {n} under a wobbly spoon"
    ),
    "the role again and again": lambda n, _: (
        "My role is to listen, and it is confidential unless I'm worried." if n < TURNS else "Bye."
    ),
}


def _played(scenario: Scenario, talker: Talker, seed: int) -> tuple[list[str], ReplayedCase]:
    said: list[str] = []
    case = replay(_record(scenario, said, {}, seed))
    for number in range(TURNS):
        reply = case.talk.turns[-1].reply if case.talk.turns else ""
        said.append(talker(number, reply))
        case = replay(_record(scenario, said, {}, seed))
        if case.talk.turns and case.talk.turns[-1].ended:
            break
    return said, case


def _record(scenario: Scenario, said: list[str], plan: dict[str, Any], seed: int) -> CaseRecord:
    events: list[Event] = [*(Said(text=line) for line in said), PlanChanged(sections=plan)]
    stamp = ScenarioStamp(id=scenario.id, version=scenario.version, sha256=scenario_hash(scenario))
    return CaseRecord(
        kit_version="0",
        record_id="0" * 32,
        scenario=stamp,
        person_seed=seed,
        events=events,
    )


def _sheet(scenario: Scenario, said: list[str], plan: dict[str, Any], seed: int) -> ScoreSheet:
    return score(replay(_record(scenario, said, plan, seed)), RUBRIC)


def _form(case: ReplayedCase) -> dict[str, Any]:
    """A form filled in to please: the right services, the right words, and all that was said."""
    replies = [" ".join(turn.reply.split()[:40]) for turn in case.talk.turns if turn.reply]
    good = [fit.service for fit in case.case.scenario.services if fit.fit == "good"][:2]
    return {
        "what_matters": [{"text": text} for text in replies[:6]],
        "goals": [{"text": text} for text in replies[6:10]],
        "strengths": [{"text": text} for text in replies[:8]],
        "actions": [
            {
                "what": f"Go to {service.replace('-', ' ')} and ask how it went",
                "who": "together",
                "when": "Friday at ten",
                "service": service,
                "choice": "theirs",
                "confidence": 8,
            }
            for service in good
        ],
        "contingencies": [{"if_this": "it gets hard", "then_what": "ring the coordinator"}],
        "concerns": [
            {"what": text, "told_whom": "duty doctor", "when": "today", "person_knows": True}
            for text in replies[:8]
        ],
        "review_date": case.case.scenario.set_on.replace(day=28).isoformat(),
        "agreed_with": [case.case.person.first_name],
    }


def _of(case_id: str, overall: int) -> ScoreSheet:
    anchor = next(each for each in anchors_of(case_id) if each.overall == overall)
    return score(replay(record_of(anchor)), RUBRIC)


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("parrot", PARROTS)
def test_a_parrot_is_no_listener(case_id: str, parrot: str) -> None:
    listening = []
    for seed in SEEDS:
        said, case = _played(SCENARIOS[case_id], PARROTS[parrot], seed)
        sheet = _sheet(SCENARIOS[case_id], said, _form(case), seed)
        listening.append(sheet.result("listening").level)
        assert sheet.total < _of(case_id, SOUND).total
        for form in ("confidence-and-follow-up", "handover-to-community", "safety"):
            assert sheet.result(form).level < SOUND
        assert sheet.overall < SOUND
    assert max(listening) < SOUND


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_is_no_conversation_however_well_the_form_is_filled_in(
    case_id: str, habit: str
) -> None:
    for seed in SEEDS:
        said, case = _played(SCENARIOS[case_id], HABITS[habit], seed)
        sheet = _sheet(SCENARIOS[case_id], said, _form(case), seed)
        assert sheet.total <= _of(case_id, 1).total
        for criterion in ("listening", "partnership-and-choice", "role-and-boundaries"):
            assert sheet.result(criterion).level < SOUND, criterion
        assert sheet.overall < SOUND


@pytest.mark.parametrize("case_id", SCENARIOS)
def test_every_service_offered_with_leave_asked_is_no_partnership(case_id: str) -> None:
    scenario = SCENARIOS[case_id]
    names = [fit.service.replace("-", " ") for fit in scenario.services]
    said = [f"Would it be all right if I told you about {name}? It's up to you." for name in names]
    sheet = _sheet(scenario, [*said, "Goodbye."], {}, 3)
    assert sheet.result("partnership-and-choice").level < SOUND
    assert sheet.total < _of(case_id, 1).total


def _marked(record: CaseRecord, tmp_path) -> ScoreSheet:
    path = tmp_path / "case-record.json"
    path.write_text(record.model_dump_json(), encoding="utf-8")
    return mark_record(path).sheet


@pytest.mark.parametrize("case_id", SCENARIOS)
@pytest.mark.parametrize("other", SCENARIOS)
def test_an_example_of_any_case_shuffled_or_a_word_changed_is_left_to_a_trainer(
    case_id: str, other: str, tmp_path
) -> None:
    talk = next(each for each in anchors_of(other) if each.overall == 3).talk
    shuffled = [talk[0], *sorted(talk[1:-1]), talk[-1]]
    changed = [f"Actually {line} Truly." for line in talk]
    for said in (shuffled, changed):
        lines = [line for line in said if "{" not in line]
        sheet = _marked(_record(SCENARIOS[case_id], lines, {}, 5), tmp_path)
        assert sheet.total == 0
        assert "worked examples" in sheet.verdict


@pytest.mark.parametrize("case_id", SCENARIOS)
def test_a_scripted_recruits_lines_are_left_to_a_trainer(case_id: str, tmp_path) -> None:
    blank = replay(_record(SCENARIOS[case_id], [], {}, 5)).case
    lines = load_policy("expert", blank, 5)
    assert "worked examples" in _marked(_record(SCENARIOS[case_id], lines, {}, 5), tmp_path).verdict

"""One visit is enough for every mark; a second neither costs nor gives away any."""

import pytest
from msgspec.structs import replace

from grading.criteria import JUDGES
from grading.rubric import load_rubric
from grading.scoring import score
from simgen.case import open_case
from simgen.conversation import Talk
from simgen.plan import ActionPlan
from simgen.record import CaseRecord, ReplayedCase, ScenarioStamp
from tests.unit.grading.staging import items, listening_talk, stage, turn
from tests.unit.simgen.recruits import GOOD

PLAN = {
    "what_matters": [{"text": "a reason to put my coat on", "item": "coat-on"}],
    "strengths": [{"text": "two hundred and ten dinners a day", "item": "dinner-lady"}],
    "actions": [
        {
            "what": "Go and look at the kitchen together",
            "who": "together",
            "when": "Friday",
            "service": "slipway-kitchen",
            "choice": "together",
            "confidence": 7,
        }
    ],
    "concerns": [
        {
            "what": "one of mine and one of his",
            "told_whom": "Duty doctor",
            "when": "today",
            "person_knows": True,
        }
    ],
    "agreed_with": ["Mrs Shaw"],
}


def _replayed(*second: str) -> ReplayedCase:
    talk = Talk(open_case("quiet-house", 5))
    for line in GOOD:
        if not talk.ended:
            talk.say(line)
    talk.close()
    if second:
        talk.visit_again()
        for line in second:
            talk.say(line)
        talk.close()
    stamp = ScenarioStamp(id="quiet-house", version=1, sha256="0" * 64)
    return ReplayedCase(
        record=CaseRecord(kit_version="0", record_id="0" * 32, scenario=stamp, person_seed=5),
        case=talk.case,
        talk=talk,
        earlier=(),
        plan=ActionPlan.model_validate(PLAN),
        reflection="",
        hints=0,
        handed_in=True,
        notices=(),
    )


def test_a_short_friendly_second_visit_changes_no_level() -> None:
    one, two = _replayed(), _replayed("Hello again", "How have things been since I was here?")
    for criterion, judge in JUDGES.items():
        assert judge(two).level == judge(one).level, criterion
    assert score(two, load_rubric()).total == score(one, load_rubric()).total


def test_safety_asked_on_the_second_visit_counts() -> None:
    asked = turn(3, "Are you safe at night?", "safety")
    turns = [turn(1, "Hello"), turn(2, "Goodbye", "goodbye"), replace(asked, visit=2)]
    assert JUDGES["safety"](stage(turns)).level == 1
    assert JUDGES["safety"](stage(turns[:2])).level == 0


def test_harsh_words_repaired_on_the_second_visit_are_repaired() -> None:
    talk = listening_talk(8)
    harsh = turn(9, "That is your own fault.", "confront", rules=["confront"])
    sorry = replace(turn(10, "I'm sorry for what I said.", "apology"), visit=2)
    bye = replace(turn(11, "Goodbye, and thank you.", "goodbye"), visit=2)
    heard = items("hope")[:3]
    assert JUDGES["role-and-boundaries"](stage([*talk, harsh], heard=heard)).level == 0
    assert JUDGES["role-and-boundaries"](stage([*talk, harsh, sorry, bye], heard=heard)).level == 2


def test_a_careful_close_is_not_taken_away_by_a_visit_that_broke_off() -> None:
    explains = turn(1, "A link worker helps people find what suits them.", "information")
    talk = [explains, *(replace(t, number=t.number + 1) for t in listening_talk(8))]
    close = turn(10, "Thank you, and goodbye.", "goodbye")
    again = [replace(turn(11 + n, f"Well, number {n}?"), visit=2) for n in range(5)]
    judge = JUDGES["role-and-boundaries"]
    heard = items("hope")[:3]
    assert judge(stage([*talk, close], heard=heard)).level == 3
    assert judge(stage([*talk, close, *again], heard=heard)).level == 3
    assert judge(stage([*talk, *again], heard=heard)).level == 2


def test_a_feeling_at_the_end_of_a_visit_is_not_missed_on_the_next() -> None:
    talk = listening_talk(11)  # the last answer shows a feeling
    hello = replace(
        turn(12, "Right, the form.", "closed-question", rules=["feeling_ignored"]), visit=2
    )
    note = JUDGES["listening"](stage([*talk, hello])).evidence[-1].text
    assert "Feelings met: 5 of 5" in note
    same = JUDGES["listening"](stage([*talk, replace(hello, visit=1)])).evidence[-1].text
    assert "Feelings met: 5 of 6" in same


@pytest.mark.parametrize(("second", "level"), [(0, 2), (2, 2), (6, 3)])
def test_one_slip_is_forgiven_in_each_visit_that_is_long_enough(second: int, level: int) -> None:
    slips = [
        turn(13, "You must go there", "advice", rules=["advised_too_soon"]),
        turn(14, "You need that", "advice", rules=["advised_too_soon"]),
    ]
    later = [replace(t, number=t.number + 14, visit=2) for t in listening_talk(second)]
    heard = list(open_case("quiet-house", 7).scenario.items[:6])
    case = stage([*listening_talk(12), *slips, *later], heard=heard)
    assert JUDGES["listening"](case).level == level

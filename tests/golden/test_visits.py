"""
Two visits, word for word: what was said, what came of it, and what is still remembered.

In a script the line that begins with ``=>`` is the coming back, with what stands in the plan.
"""

import json
from pathlib import Path

import pytest

from simgen.case import open_case
from simgen.conversation import Agreed, Talk

SCRIPTS = Path(__file__).parent / "visits"
SEED = 5


def _agreed(line):
    plan = json.loads(line.removeprefix("=>"))
    return Agreed(
        services=frozenset(plan["services"]),
        steps=plan["steps"],
        own_steps=plan["own_steps"],
        passed_on=tuple(plan["passed_on"]),
    )


def _turn(turn):
    return {
        "said": turn.said,
        "codes": list(turn.heard.codes),
        "reply": turn.reply,
        "disclosed": list(turn.disclosed),
        "trust": turn.trust,
        "why": [movement.rule for movement in turn.why],
    }


def _talked(script):
    """Return both visits of a script as plain data, each with its door."""
    talk = Talk(open_case(script.stem.rpartition("-")[0], SEED))
    visits = [{"opening": talk.opening, "turns": []}]
    for line in script.read_text(encoding="utf-8").splitlines():
        if line.startswith("=>"):
            if not talk.ended:
                talk.close()
            arrival = talk.visit_again(_agreed(line))
            visits.append(
                {
                    "happened": [happening.id for happening in arrival.happened],
                    "why": [movement.rule for movement in arrival.why],
                    "opening": arrival.opening,
                    "turns": [],
                }
            )
        elif not talk.ended:
            visits[-1]["turns"].append(_turn(talk.say(line)))
    return visits


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_second_visit_goes_as_it_always_has(script, update_golden):
    visits = _talked(script)
    expected = script.with_suffix(".json")
    if update_golden:
        expected.write_text(
            json.dumps(visits, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    assert visits == json.loads(expected.read_text(encoding="utf-8"))

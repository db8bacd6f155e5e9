"""Whole conversations, word for word: what changes here changes what recruits meet."""

import json
from pathlib import Path

import pytest

from simgen.case import open_case
from simgen.conversation import Talk

TALKS = Path(__file__).parent / "talks"
SEED = 5


@pytest.mark.parametrize("script", sorted(TALKS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_script_gets_the_answers_it_has_always_got(script, update_golden):
    scenario = script.stem.rpartition("-")[0]
    talk = Talk(open_case(scenario, SEED))
    turns = []
    for line in script.read_text(encoding="utf-8").splitlines():
        if talk.ended:
            break
        turn = talk.say(line)
        turns.append(
            {
                "said": turn.said,
                "codes": list(turn.heard.codes),
                "reply": turn.reply,
                "disclosed": list(turn.disclosed),
                "trust": turn.trust,
                "why": [movement.rule for movement in turn.why],
            }
        )
    expected = script.with_suffix(".json")
    if update_golden:
        expected.write_text(
            json.dumps(turns, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    assert turns == json.loads(expected.read_text(encoding="utf-8"))

"""Plain questions, in many people's words, get an answer to what was asked."""

import pytest

from simgen.case import open_case
from simgen.scenario import list_scenarios
from tests.property.asking import BANKS, MOMENTS, bank, count, unanswered

CASES = [scenario.id for scenario in list_scenarios()]
ANSWERED = 0.95
"""The least share of a bank that must be answered in each moment."""
SEEDS = (5, 12)


def test_every_case_has_a_bank():
    assert sorted(path.stem for path in BANKS.glob("*.yaml")) == CASES


@pytest.mark.parametrize("case_id", CASES)
def test_a_bank_names_only_what_the_case_has(case_id):
    scenario = open_case(case_id, 1).scenario
    known = {item.id for item in scenario.items} | {"correction"}
    known |= {f"aside:{aside.id}" for aside in scenario.asides}
    known |= {f"service:{fit.service}" for fit in scenario.services}
    known |= {f"line:{kind}" for kind in type(scenario.voice).model_fields}
    named = {answer for entry in bank(case_id) for answer in entry["answers"]}
    named |= {entry["after"] for entry in bank(case_id) if "after" in entry}
    assert named <= known
    texts = [(entry["says"], entry.get("after"), *entry.get("at", ())) for entry in bank(case_id)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case_id", CASES)
def test_what_anybody_might_ask_is_answered(case_id, seed):
    missing = unanswered(case_id, seed)
    for moment in MOMENTS:
        total = count(case_id, moment)
        assert len(missing[moment]) <= (1 - ANSWERED) * total, "\n".join(missing[moment])

"""The scripts: whole, differently worded, and filled for whoever is met."""

from itertools import combinations

import pytest
import yaml

from simgen.case import open_case
from simgen.conversation.words import plain
from simgen.playing import POLICIES, PolicyError, load_policy
from simgen.playing.policies import AGAIN, LINES, SCRIPTS, WRITTEN, load_second_visit
from simgen.scenario.slots import known_slots, slots_in
from tests.unit.simgen.cases import write_case

SCRIPTED = sorted(path.stem for path in SCRIPTS.glob("*.yaml"))
STEPS = {"expert": range(24, 34), "good": range(18, 28), "novice": range(16, 26)}
"""How long each script may be: about a visit."""

ALIKE = 0.75
"""Two wordings that share more of their words than this are one wording (assumption)."""


def _script(case_id):
    return yaml.safe_load((SCRIPTS / f"{case_id}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(params=SCRIPTED)
def script(request):
    return request.param, _script(request.param)


def test_a_script_has_all_three_recruits_at_the_length_of_a_visit(script):
    _case_id, policies = script
    assert set(policies) == set(WRITTEN)
    for policy, steps in policies.items():
        assert len(steps) in STEPS[policy], policy


def test_each_step_has_three_wordings_that_differ(script):
    _case_id, policies = script
    for steps in policies.values():
        for step in steps:
            assert len(step) >= 3, step
            if not any(step):
                continue  # a silence is a silence in every wording
            for one, other in combinations(step, 2):
                mine, theirs = set(plain(one).split()), set(plain(other).split())
                assert len(mine & theirs) <= ALIKE * len(mine | theirs), (one, other)


def test_an_expert_keeps_silence_sometimes(script):
    _case_id, policies = script
    assert any(not any(step) for step in policies["expert"])


def test_slots_are_those_of_the_case(script):
    case_id, policies = script
    known = known_slots(open_case(case_id, 1).written)
    for steps in policies.values():
        assert {slot for step in steps for line in step for slot in slots_in(line)} <= known


@pytest.mark.parametrize("policy", POLICIES)
def test_the_same_seed_says_the_same(policy):
    case = open_case("quiet-house", 4)
    lines = load_policy(policy, case, 4)
    assert lines == load_policy(policy, case, 4)
    assert not any("{" in line for line in lines)


@pytest.mark.parametrize("policy", [p for p in POLICIES if p not in (*WRITTEN, "silent")])
def test_another_seed_says_something_else(policy):
    case = open_case("quiet-house", 4)
    assert load_policy(policy, case, 4) != load_policy(policy, case, 5)
    assert len(load_policy(policy, case, 4)) == LINES


def test_a_wording_can_be_fixed():
    case = open_case("quiet-house", 4)
    first = load_policy("expert", case, 4, wording=0)
    assert first == load_policy("expert", case, 99, wording=0)
    assert first != load_policy("expert", case, 4, wording=1)


def test_an_unknown_policy_is_refused():
    with pytest.raises(PolicyError, match="There is no policy 'wizard'"):
        load_policy("wizard", open_case("quiet-house", 1), 1)


def test_a_case_without_scripts_says_where_they_belong(tmp_path):
    case = open_case(write_case(tmp_path), 1)
    with pytest.raises(PolicyError, match=r"scenarios/scripts/small-case\.yaml"):
        load_policy("expert", case, 1)


AGAIN_STEPS = {"expert": range(14, 24), "good": range(10, 18), "novice": range(8, 14)}


@pytest.mark.parametrize("case_id", SCRIPTED)
def test_a_second_visit_is_scripted_in_three_wordings_with_a_plan_of_the_case(case_id):
    case = open_case(case_id, 1)
    script = yaml.safe_load((AGAIN / f"{case_id}.yaml").read_text(encoding="utf-8"))
    assert set(script) == set(WRITTEN)
    services = {service.id for service in case.town.services}
    for policy, again in script.items():
        assert len(again["says"]) in AGAIN_STEPS[policy], policy
        assert set(again["plan"]["services"]) <= services
        assert again["plan"]["own_steps"] <= again["plan"]["steps"]
        for step in again["says"]:
            assert len(step) >= 3
            assert {slot for line in step for slot in slots_in(line)} <= known_slots(case.written)
            for one, other in combinations(filter(None, step), 2):
                mine, theirs = set(plain(one).split()), set(plain(other).split())
                assert len(mine & theirs) <= ALIKE * len(mine | theirs), (one, other)


def test_an_expert_comes_back_with_a_step_of_their_own_and_a_fixer_with_other_advice():
    case = open_case("quiet-house", 4)
    lines, agreed = load_second_visit("expert", case, 4)
    assert agreed.own_steps
    assert agreed.passed_on
    assert lines == load_second_visit("expert", case, 4)[0]
    assert not any("{" in line for line in lines)
    assert load_second_visit("fixer", case, 4)[0] != load_policy("fixer", case, 4)


def test_a_case_without_a_second_script_says_where_it_belongs(tmp_path):
    case = open_case(write_case(tmp_path), 1)
    with pytest.raises(PolicyError, match=r"second-visit/small-case\.yaml"):
        load_second_visit("good", case, 1)

"""Better listening gets further, whoever plays it and however it is worded: a sample of seeds."""

import os
import subprocess
import sys

import pytest

from simgen.playing import POLICIES
from simgen.playing.policies import AGAIN
from simgen.scenario import list_scenarios
from tests.property.proof import (
    CASES,
    ORDERED,
    PAIRS_IN_ORDER,
    SPREAD,
    in_order,
    leaks,
    played,
    spread,
)

SEEDS = range(1, 26)
"""A sample; `make bench` plays 200."""


FEW = range(1, 5)
"""Seeds of which two visits are played; `make bench` plays 200."""


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize(("ahead", "behind"), [*ORDERED, ("good", "flatterer")])
def test_over_two_visits_the_better_listener_is_ahead(case_id, ahead, behind):
    shares = in_order(case_id, ahead, behind, FEW, visits=2)
    assert min(shares) >= PAIRS_IN_ORDER, dict(zip(("trust", "told", "score"), shares, strict=True))


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize("policy", POLICIES)
def test_over_two_visits_nobody_is_told_what_is_below_its_gate(case_id, policy):
    talks = [played(case_id, policy, seed, None, 2) for seed in FEW]
    assert [leak for talk in talks for leak in leaks(talk)] == []
    assert {len(talk.talk.arrivals) for talk in talks} == {2}


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize("policy", ["expert", "good"])
def test_who_listened_hears_more_on_coming_back(case_id, policy):
    for seed in FEW:
        once, twice = played(case_id, policy, seed), played(case_id, policy, seed, None, 2)
        assert len(twice.disclosed) > len(once.disclosed)
        assert twice.disclosed[: len(once.disclosed)] == once.disclosed


def test_every_case_has_scripts_to_be_proved_by():
    assert sorted(scenario.id for scenario in list_scenarios()) == CASES
    assert sorted(path.stem for path in AGAIN.glob("*.yaml")) == CASES


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize(("ahead", "behind"), ORDERED)
def test_the_better_listener_is_ahead(case_id, ahead, behind):
    shares = in_order(case_id, ahead, behind, SEEDS)
    assert min(shares) >= PAIRS_IN_ORDER, dict(zip(("trust", "told", "score"), shares, strict=True))


@pytest.mark.parametrize("case_id", CASES)
def test_kind_words_alone_stay_below_good_listening(case_id):
    assert min(in_order(case_id, "good", "flatterer", SEEDS)) >= PAIRS_IN_ORDER


@pytest.mark.parametrize("case_id", CASES)
def test_another_wording_changes_an_experts_score_little(case_id):
    assert max(spread(case_id, seed) for seed in SEEDS) < SPREAD


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_is_told_what_is_below_its_gate(case_id, policy):
    assert [leak for seed in SEEDS for leak in leaks(played(case_id, policy, seed))] == []


@pytest.mark.parametrize("case_id", CASES)
def test_another_process_has_the_same_talk_word_for_word(case_id):
    program = (
        "import sys; from simgen.case import open_case; from simgen.playing import play\n"
        "case, policy, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])\n"
        "turns = play(open_case(case, seed), policy, seed).talk.turns\n"
        "sys.stdout.buffer.write(repr(turns).encode())"
    )
    for policy, hash_seed in (("expert", "1"), ("random", "2")):
        there = subprocess.run(
            [sys.executable, "-c", program, case_id, policy, "7"],
            env={
                **os.environ,
                "PYTHONHASHSEED": hash_seed,
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
            capture_output=True,
            check=True,
        ).stdout.decode()
        assert there == repr(played(case_id, policy, 7).talk.turns)

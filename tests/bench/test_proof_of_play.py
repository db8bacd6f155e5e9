"""The whole proof: every scripted recruit in every case that has scripts, 200 seeds each."""

import time
from statistics import mean

import pytest

from simgen.playing import POLICIES
from tests.property.proof import (
    CASES,
    ORDERED,
    PAIRS_IN_ORDER,
    SPREAD,
    in_order,
    leaks,
    measures,
    played,
    spread,
)

SEEDS = range(1, 201)


@pytest.mark.parametrize("visits", [1, 2])
@pytest.mark.parametrize("case_id", CASES)
def test_better_listening_gets_further(case_id, visits):
    before = time.perf_counter()
    lines = [f"\n{case_id}, {visits} visit(s), {len(SEEDS)} seeds: mean (least to most)"]
    for policy in POLICIES:
        talks = [played(case_id, policy, seed, None, visits) for seed in SEEDS]
        columns = list(zip(*map(measures, talks), strict=True))
        trust, told, score = (
            f"{mean(c):.{n}f} ({min(c):.{n}f} to {max(c):.{n}f})"
            for c, n in zip(columns, (2, 1, 1), strict=True)
        )
        lines.append(f"  {policy:<13} trust {trust:<22} told {told:<22} score {score}")
    failed = []
    for ahead, behind in [*ORDERED, ("good", "flatterer")]:
        shares = in_order(case_id, ahead, behind, SEEDS, visits)
        lines.append(f"  {ahead} > {behind}: trust, told, score in {shares} of pairs")
        failed += [(ahead, behind)] if min(shares) < PAIRS_IN_ORDER else []
    spreads = [spread(case_id, seed, visits) for seed in SEEDS]
    lines.append(
        f"  wording moves an expert's score by {mean(spreads):.1f}, at most {max(spreads):.1f}"
    )
    leaked = [
        leak
        for policy in POLICIES
        for seed in SEEDS
        for leak in leaks(played(case_id, policy, seed, None, visits))
    ]
    lines.append(f"  leaks: {len(leaked)}; {time.perf_counter() - before:.0f} s")
    print("\n".join(lines))  # noqa: T201 - what a bench is for
    assert failed == []
    assert max(spreads) < SPREAD * visits
    assert leaked == []

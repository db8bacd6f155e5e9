"""
How fast, how light and how sound a cohort of people is; run by `make bench`.

Figures are printed and compared with plain Faker in the same run; none of the
rules depends on the machine's speed alone. ``BENCH_PERSONS`` (100,000) and
``BENCH_STREAMED`` (1,000,000) may be set lower for a quick look.
"""

import os
import subprocess
import sys
import time
from collections import Counter, deque
from math import exp, log, sqrt
from statistics import median

import pytest
from faker import Faker

from simgen.person import cohort
from simgen.person.files import write_lines
from simgen.person.invariants import RULES, broken
from simgen.person.life.chain import chain

PERSONS = int(os.environ.get("BENCH_PERSONS", "100000"))
STREAMED = int(os.environ.get("BENCH_STREAMED", "1000000"))
ROUND, ROUNDS = 4_000, 15
IDENTIFIERS = ("id", "nhs_number", "email", "phone")
MOST_MEBIBYTES = 200
MOST_IMPORT_MS = 150

_MEMORY = """
import os, resource, sys
from simgen.person.cohorts import cohort
from simgen.person.files import write_lines
with open(os.devnull, "wb") as out:
    write_lines(cohort(1, int(sys.argv[1])), out, "jsonl")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_IMPORT = """
import sys, time
start = time.perf_counter()
import simgen
took = (time.perf_counter() - start) * 1000
heavy = {"IPython", "ipywidgets", "jupyterlab", "nbgrader", "pandas", "pydantic", "faker"}
print(took, *sorted(heavy & sys.modules.keys()))
"""


def tell(words):
    sys.stdout.write(f"\n{words}")


class _Nowhere:
    """A file that counts what is written and keeps none of it."""

    def __init__(self):
        self.size = 0

    def write(self, lines):
        self.size += len(lines)


def _seconds_each(do, count):
    """Processor time of one of ``count``: neighbours on the machine do not count."""
    start = time.process_time()
    do(count)
    return (time.process_time() - start) / count


def test_persons_per_second_against_plain_faker():
    """
    Complete persons, made and written as their lines of JSON, against five plain texts of Faker.

    Both in turn, many times, so that a busy machine is as busy for both; the median counts.
    """
    fake = Faker("en_GB")
    fake.seed_instance(1)

    def plain(count):
        for _ in range(count):
            fake.name(), fake.address(), fake.date_of_birth(), fake.phone_number(), fake.email()

    def make(count):
        deque(cohort(1, count), maxlen=0)

    def write(count):
        sink = _Nowhere()
        write_lines(cohort(1, count), sink, "jsonl")
        assert sink.size > count * 3_000

    write(ROUND)
    rounds = [
        [_seconds_each(do, count) for do, count in ((plain, 2_000), (make, ROUND), (write, ROUND))]
        for _ in range(ROUNDS)
    ]
    fakers, made, written = map(median, zip(*rounds, strict=True))
    ratio = median(faker / ours for faker, _, ours in rounds)
    tell(
        f"plain Faker (name, address, date of birth, telephone, e-mail): {1 / fakers:,.0f} a second"
    )
    tell(f"whole persons, made: {1 / made:,.0f} a second; {fakers / made:.2f} times plain Faker")
    tell(f"made and written as JSON: {1 / written:,.0f} a second; {ratio:.2f} times plain Faker")
    assert ratio >= 1


def _children(person):
    return sum(one.relation in ("son", "daughter") for one in person.family)


def _online(person):
    return person.digital.use in ("confident", "phone-only", "some")


def _odds(share):
    return share / (1 - share)


def _share_at(odds_ratio, among_others):
    """The share that an odds ratio leads to, given the share among people who were not referred."""
    odds = odds_ratio * _odds(among_others)
    return odds / (1 + odds)


def everybody(_person):
    return True


def over_50(person):
    return person.age >= 50


SHARES = {
    "female (Bu 2025)": (everybody, lambda p: p.sex == "female", 0.60),
    "ethnic minority (Bu 2025)": (everybody, lambda p: not p.ethnicity.startswith("White"), 0.23),
    "refused (Bu 2025)": (everybody, lambda p: not p.referral.accepted, 0.12),
    "more deprived areas (Bu 2025)": (
        everybody,
        lambda p: p.address.deprivation_decile <= 4,
        0.42,
    ),
    "medical referrals (Bu 2024, 72% to 85%)": (
        everybody,
        lambda p: p.referral.route in ("the GP practice", "the hospital"),
        0.79,
    ),
    "lonely, 50 and over (ELSA)": (over_50, lambda p: p.health.lonely, _share_at(2.20, 0.25)),
    "on benefits, 50 and over (ELSA)": (
        over_50,
        lambda p: bool(p.money.benefits),
        _share_at(2.02, 0.24),
    ),
    "several conditions, 50 and over (ELSA)": (
        over_50,
        lambda p: len(p.health.conditions) >= 2,
        _share_at(2.02, 0.36),
    ),
    "in pain, 50 and over (ELSA)": (over_50, lambda p: p.health.pain, _share_at(1.78, 0.33)),
    "online, under 50 (ONS 2020)": (lambda p: p.age < 50, _online, 0.99),
    "online, 75 and over (ONS 2020)": (lambda p: p.age >= 75, _online, 0.54),
    "carers, 66 and over (Census 2021)": (lambda p: p.age >= 66, lambda p: p.caring_for, 0.106),
    "need an interpreter (Census 2021)": (everybody, lambda p: p.interpreter, 0.018),
    "no children, 50 to 65 (ONS 2019)": (
        lambda p: 50 <= p.age <= 65,
        lambda p: _children(p) == 0,
        0.19,
    ),
    "two children, 50 to 65 (ONS 2019)": (
        lambda p: 50 <= p.age <= 65,
        lambda p: _children(p) == 2,
        0.37,
    ),
}
"""Published shares: of whom, who counts, and the share in the year 2023."""

MEANS = {"satisfied": 4.7, "worthwhile": 5.1, "happy": 5.3, "anxious": 4.8}
"""Green Social Prescribing national evaluation (Defra 2024), before."""

FITTED = 0.015
"""How far a row that was fitted to a published figure may lie from it by rounding."""


def test_a_large_cohort_is_sound():
    wrong, count = Counter(), 0
    found, held = {kind: set() for kind in IDENTIFIERS}, Counter()
    of, have, refused, points = Counter(), Counter(), Counter(), Counter()
    for person in cohort(2, PERSONS, year=2023):
        wrong.update(broken(person))
        count += 1
        for kind in IDENTIFIERS:
            identifier = getattr(person, kind)
            if identifier is not None:
                held[kind] += 1
                found[kind].add(identifier)
        for name, (among, counts, _) in SHARES.items():
            if among(person):
                of[name] += 1
                have[name] += bool(counts(person))
        refused[person.sex, person.referral.accepted] += 1
        for score in MEANS:
            points[score] += getattr(person.health.wellbeing, score)
    tell(f"{count:,} persons, {len(RULES)} rules, broken: {dict(wrong)}")
    assert not wrong
    for kind in IDENTIFIERS:
        tell(f"{kind}: {held[kind]:,} persons have one, {len(found[kind]):,} different")
        assert len(found[kind]) == held[kind]
    assert held["id"] == held["nhs_number"] == count
    for name, (_, _, published) in SHARES.items():
        share, error = have[name] / of[name], sqrt(published * (1 - published) / of[name])
        tell(f"{name}: {share:.4f}, published {published:.4f}, standard error {error:.4f}")
        assert abs(share - published) < 3.5 * error + FITTED * published
    ratio = log(
        refused["female", False]
        * refused["male", True]
        / (refused["female", True] * refused["male", False])
    )
    error = sqrt(sum(1 / number for number in refused.values()))
    tell(f"women's odds of refusing: {exp(ratio):.3f} of men's, published 0.79")
    assert abs(ratio - log(0.79)) < 3.5 * error
    for score, published in MEANS.items():
        tell(f"{score}: {points[score] / count:.3f}, published {published}")
        assert abs(points[score] / count - published) < 3.5 * 2.7 / sqrt(count) + FITTED


@pytest.mark.parametrize("year", [2017, 2019, 2021, 2023])
def test_margins_by_year(year):
    share = chain(year).probability({"deprived": frozenset({"yes"})})
    refused = chain(year).probability({"accepted": frozenset({"no"})})
    tell(f"{year}: more deprived areas {share:.3f}, refused {refused:.3f}")
    assert 0.23 <= share <= 0.42
    assert 0.12 <= refused <= 0.22


def test_memory_does_not_grow_with_the_cohort():
    ran = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(STREAMED)],
        capture_output=True,
        text=True,
        check=True,
    )
    mebibytes = int(ran.stdout) / 1024
    tell(f"{STREAMED:,} persons streamed: at most {mebibytes:.0f} MiB")
    assert mebibytes < MOST_MEBIBYTES


def test_importing_simgen_is_quick_and_light():
    best, heavy = float("inf"), ""
    for _ in range(5):
        ran = subprocess.run(
            [sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True
        )
        took, _, heavy = ran.stdout.partition(" ")
        best = min(best, float(took))
    tell(f"import simgen: {best:.1f} ms")
    assert best < MOST_IMPORT_MS
    assert heavy.strip() == ""

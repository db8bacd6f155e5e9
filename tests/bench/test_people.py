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
from math import sqrt
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


def test_a_large_cohort_is_sound():
    wrong, women, refused, deprived, count = Counter(), 0, 0, 0, 0
    found, held = {kind: set() for kind in IDENTIFIERS}, Counter()
    for person in cohort(2, PERSONS, year=2023):
        wrong.update(broken(person))
        count += 1
        women += person.sex == "female"
        refused += not person.referral.accepted
        deprived += person.address.deprivation_decile <= 4
        for kind in IDENTIFIERS:
            identifier = getattr(person, kind)
            if identifier is not None:
                held[kind] += 1
                found[kind].add(identifier)
    tell(f"{count:,} persons, {len(RULES)} rules, broken: {dict(wrong)}")
    assert not wrong
    for kind in IDENTIFIERS:
        tell(f"{kind}: {held[kind]:,} persons have one, {len(found[kind]):,} different")
        assert len(found[kind]) == held[kind]
    assert held["id"] == held["nhs_number"] == count
    for name, drawn, published in (
        ("female", women, 0.60),
        ("refused", refused, 0.12),
        ("more deprived areas", deprived, 0.42),
    ):
        error = sqrt(published * (1 - published) / count)
        tell(f"{name}: {drawn / count:.4f}, published {published}, standard error {error:.4f}")
        assert abs(drawn / count - published) < 3.5 * error


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

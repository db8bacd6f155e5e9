"""How long one turn takes, how fast records replay, and what the engine adds to a kernel."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import mean, quantiles

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.playing import load_policy
from simgen.record import CaseRecord, Said, ScenarioStamp, replay
from simgen.scenario import scenario_hash

TURN_MS = 20.0
"""One turn at the 95th percentile, milliseconds on one core."""

REPLAYS_PER_SECOND = 200
"""Records of 40 turns, on one core: what is aimed at."""

REPLAYS_AT_LEAST = 100
"""What must hold even on a slow and busy machine; a fall below it is a mistake in the code."""

TIMES = 3
"""How often each record is replayed; the quickest counts, as others use the machine too."""

TURNS, RECORDS = 40, 100
ADDED_MB, ADDED_SECONDS = 60.0, 0.4


@pytest.fixture(autouse=True)
def one_core():
    """Stay on one core where the system lets us say so."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    yield
    os.sched_setaffinity(0, cores)


def _lines(seed):
    """Forty utterances as a recruit might say them, none of which ends the talk."""
    case = open_case("quiet-house", seed)
    said = [*load_policy("expert", case, seed)[:-1], *load_policy("good", case, seed)[:-1]]
    return case, said[:TURNS]


def _seconds(work):
    """Processor seconds, so that what else the machine does counts as little as may be."""
    before = time.process_time()
    work()
    return time.process_time() - before


def _by_hand():
    """A peer for scale: what the same machine takes to count words in a page of text, 100 times."""
    page = "the quick brown fox jumps over the lazy dog and goes home again " * 40
    counts: dict[str, int] = {}
    for _ in range(100):
        for word in page.split():
            counts[word] = counts.get(word, 0) + 1


def test_one_turn():
    took = []
    for seed in range(1, 21):
        case, lines = _lines(seed)
        talk = Talk(case)
        took += [_seconds(lambda talk=talk, line=line: talk.say(line)) for line in lines]
    warm = sorted(took[TURNS:])
    p95 = quantiles(warm, n=20)[-1] * 1000
    peer = min(_seconds(_by_hand) for _ in range(20)) * 1000
    print(  # noqa: T201 - what a bench is for
        f"\none turn: mean {mean(warm) * 1000:.2f} ms, p95 {p95:.2f} ms (allowed {TURN_MS:.0f}); "
        f"counting the words of 100 pages takes {peer:.1f} ms here, so a turn is {p95 / peer:.2f} of that"
    )
    assert p95 < TURN_MS


def test_replaying_records_of_forty_turns():
    records, live = [record_of(seed) for seed in range(1, RECORDS + 1)], []
    for record in records:
        talk = Talk(open_case("quiet-house", record.person_seed))
        for event in record.events:
            talk.say(event.text)
        live.append(talk.turns)
    assert [replay(record).talk.turns for record in records] == live
    took = sum(min(_seconds(lambda r=r: replay(r)) for _ in range(TIMES)) for r in records)
    rate = RECORDS / took
    alone = sum(
        min(_seconds(lambda seed=seed: open_case("quiet-house", seed)) for _ in range(TIMES))
        for seed in range(1, RECORDS + 1)
    )
    first = max(_child(_FIRST)[0] for _ in range(TIMES))
    print(  # noqa: T201 - what a bench is for
        f"\nreplay: {rate:.0f} records of {TURNS} turns a second (aimed at: {REPLAYS_PER_SECOND}), "
        f"of which opening the case takes {alone / took:.0%}; {first:.0f} in a process that has "
        "never heard the words before"
    )
    assert rate >= REPLAYS_AT_LEAST


_FIRST = """
import time
from simgen.record import replay
from tests.bench.test_conversation_speed import RECORDS, record_of
records = [record_of(seed) for seed in range(RECORDS + 1)]
replay(records.pop())
start = time.process_time()
for record in records:
    replay(record)
print(RECORDS / (time.process_time() - start), 0)
"""
"""How many records a second a process replays that has only just begun."""


def record_of(seed):
    """Return the record of a talk that nobody has heard yet."""
    case, lines = _lines(seed)
    written = case.written
    stamp = ScenarioStamp(id=written.id, version=written.version, sha256=scenario_hash(written))
    return CaseRecord(
        kit_version="0",
        record_id="0" * 32,
        scenario=stamp,
        person_seed=seed,
        events=[Said(text=line) for line in lines],
    )


def _child(program):
    """Return the two numbers that a program prints, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    one, other = map(float, done.stdout.split())
    return one, other


_MEASURE = """
import os, time
def memory():
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE') / 2**20
{first}
before, start = memory(), time.process_time()
{then}
print(time.process_time() - start, memory() - before)
"""


# Memory is read from /proc, which Linux alone has; nowhere else is there a figure to compare.
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_what_the_engine_adds_to_a_kernel():
    """To a kernel that has loaded what every notebook of the course loads anyway."""
    kernel = "import ipykernel.kernelapp, ipywidgets, pydantic, yaml, faker"
    engine = (
        "from simgen.case import open_case; from simgen.conversation import Talk\n"
        "talk = Talk(open_case('quiet-house', 1)); talk.say('Hello, how are you?')"
    )
    added = [_child(_MEASURE.format(first=kernel, then=engine)) for _ in range(5)]
    seconds, megabytes = min(s for s, _ in added), max(m for _, m in added)
    alone = min(_child(_MEASURE.format(first="", then=kernel))[0] for _ in range(3))
    print(  # noqa: T201 - what a bench is for
        f"\nstart of the engine: {seconds:.2f} s (allowed {ADDED_SECONDS}), {megabytes:.0f} MB "
        f"(allowed {ADDED_MB:.0f}); the kernel's own imports take {alone:.2f} s"
    )
    assert seconds < ADDED_SECONDS
    assert megabytes < ADDED_MB

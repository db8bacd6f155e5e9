"""How fast a cohort is read: the second time nearly free, and twice as many about twice as long."""

import asyncio
import time
from pathlib import Path

from course.dashboard import Dashboard
from tests.unit.grading.reporting.courses import begin_course, hand_in, played_record

SEVERAL = 24
POLICIES = ("fixer", "signposter", "interrogator", "flatterer", "random")


def course_of(number: int, root: Path, spare: Path) -> Path:
    with begin_course(root) as gradebook:
        for seed in range(1, number + 1):
            folder = spare / f"{number}-{seed}"
            folder.mkdir()
            policy = POLICIES[seed % len(POLICIES)]
            record = played_record("quiet-house", policy, seed, folder)
            hand_in(root, gradebook, f"recruit-{seed:03}", "quiet-house", record)
    return root


def seconds_to_read(board: Dashboard) -> float:
    """Processor time, as other programs share the machine."""
    before = time.process_time()
    asyncio.run(board.read())
    return time.process_time() - before


def test_reading_again_costs_a_fraction_and_a_larger_cohort_its_share(tmp_path: Path) -> None:
    few = Dashboard(course_of(SEVERAL, tmp_path / "few", tmp_path))
    many = Dashboard(course_of(2 * SEVERAL, tmp_path / "many", tmp_path))
    asyncio.run(Dashboard(few.root).read())  # nbgrader and the case are loaded
    first, twice = seconds_to_read(few), seconds_to_read(many)
    again = min(seconds_to_read(many) for _ in range(3))
    print(f"{SEVERAL} records {first:.2f} s, {2 * SEVERAL} {twice:.2f} s, again {again:.2f} s")  # noqa: T201 - make bench shows it
    assert again < 0.5 * twice
    assert twice < 4 * first

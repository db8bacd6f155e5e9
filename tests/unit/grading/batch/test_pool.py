"""Processes that do the work: one that dies takes nobody else's with it."""

import multiprocessing
import os
import time

import pytest

from grading.batch.pool import Failed, Pool, usable_cores
from tests.unit.grading.batch.working import double, process_id


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_raised_becomes_words_and_the_rest_is_done(processes: int) -> None:
    with Pool(double, processes) as pool:
        done = dict(pool.run(range(12)))
    assert done.pop(7) == Failed("the kit met a fault of its own (RuntimeError)")
    assert done.pop(5) == Failed("a file could not be read or written (No space left on device)")
    assert done == {number: 2 * number for number in range(12) if number not in {5, 7}}


def test_what_kills_its_process_gets_words_and_the_rest_is_done() -> None:
    with Pool(double, 2) as pool:
        done = dict(pool.run(range(10, 24)))
    assert done.pop(13) == Failed("it stopped the program that marks it")
    assert done == {number: 2 * number for number in range(10, 24) if number != 13}


def test_the_processes_end_when_the_main_one_is_killed() -> None:
    context = multiprocessing.get_context("spawn")
    told, tell = context.Pipe(duplex=False)
    main = context.Process(target=_start_two, args=(tell,))
    main.start()
    tell.close()
    workers = told.recv()
    assert 1 <= len(workers) <= 2
    main.kill()
    main.join()
    until = time.monotonic() + 60
    while any(_is_there(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [worker for worker in workers if _is_there(worker)]


def _start_two(tell) -> None:
    pool = Pool(process_id, 2)
    tell.send({number for _, number in pool.run(range(20))})
    time.sleep(600)


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:  # one that has ended and that nobody has asked about is still listed
        with open(f"/proc/{process}/stat", encoding="ascii") as file:  # noqa: PTH123 - no Path needed
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_core_is_the_least() -> None:
    assert usable_cores() >= 1

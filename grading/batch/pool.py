"""
Processes that do the pure work, one for each core.

A process that dies takes nobody's work with it: what may have killed it is done
again, one after the other, and what does it twice gets a verdict. When the main
process dies, the others notice and end.
"""

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from typing import Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

AHEAD = 4
"""Tasks that wait for each process, so that none is idle."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Work that could not be done; ``words`` say why."""

    words: str


class Pool(Generic[In, Out]):
    """
    Does ``work`` for many tasks, in ``processes`` processes or, with one, right here.

    ``work`` is a function of a module. Use it in a ``with`` statement; the
    processes start to load ``work`` when :meth:`warm_up` is called, or with the
    first task.
    """

    def __init__(self, work: Callable[[In], Out], processes: int) -> None:
        self._work = work
        self.processes = processes
        self._executor = self._start(processes) if processes > 1 else None

    def __enter__(self) -> "Pool[In, Out]":
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def warm_up(self) -> None:
        """Let the processes load while this one does something else."""
        if self._executor is not None:
            for _ in range(self.processes):
                self._executor.submit(_nothing, self._work)

    def run(self, tasks: Iterable[In]) -> Iterator[tuple[In, Out | Failed]]:
        """Yield each task with what came of it, as they end."""
        if self._executor is None:
            for task in tasks:
                yield task, _tried(self._work, task)
            return
        waiting = iter(tasks)
        running: dict[Future[Out | Failed], In] = {}
        while True:
            lost = self._hand_out(waiting, running)
            if not running and not lost:
                return
            ended = wait(running, return_when=FIRST_COMPLETED).done if not lost else ()
            for future in ended:
                task = running.pop(future)
                try:
                    done = future.result()
                except BrokenProcessPool:
                    lost.append(task)
                else:
                    yield task, done
            if lost:
                lost.extend(running.values())
                running.clear()
                yield from self._one_by_one(lost)

    def _hand_out(self, waiting: Iterator[In], running: dict[Future[Out | Failed], In]) -> list[In]:
        """Hand out tasks as far as there is room; return the one that no process was left to take."""
        while self._executor is not None and len(running) < self.processes * AHEAD:
            for task in waiting:
                try:
                    running[self._executor.submit(_tried, self._work, task)] = task
                except BrokenProcessPool:
                    return [task]
                break
            else:
                break
        return []

    def _one_by_one(self, lost: Iterable[In]) -> Iterator[tuple[In, Out | Failed]]:
        """Do again, one after the other in one process, what was under way when one died."""
        alone = self._start(1)
        for task in lost:
            try:
                done = alone.submit(_tried, self._work, task).result()
            except BrokenProcessPool:
                done = Failed("it stopped the program that marks it")
                alone = self._start(1)
            yield task, done
        alone.shutdown()
        self._executor = self._start(self.processes)

    def _start(self, processes: int) -> ProcessPoolExecutor:
        # A forked copy of a process with threads may hang; a fresh one cannot.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tried(work: Callable[[In], Out], task: In) -> Out | Failed:
    """Do one task; whatever is raised becomes words, without what somebody wrote."""
    try:
        return work(task)
    except OSError as error:
        return Failed(f"a file could not be read or written ({error.strerror})")
    except Exception as error:
        logging.getLogger(__name__).debug("A task failed", exc_info=True)
        return Failed(f"the kit met a fault of its own ({type(error).__name__})")


def _begin() -> None:
    """End with the main process, even when it is killed; leave Ctrl+C to it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("grading").addHandler(logging.NullHandler())
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def _nothing(_work: Callable[[In], Out]) -> None:
    """Do nothing: that ``work`` was loaded to be handed over is all that was wanted."""

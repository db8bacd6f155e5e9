"""What the person at the terminal reads: our own few lines, and nothing of the machinery's."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def quiet_terminal(log: Path) -> Iterator[Callable[[str], None]]:
    """
    Whatever this process and its kernels print goes to `log`; only `say` reaches the terminal.

    Yields `say(text)`, which prints a line. `log` is begun anew, readable by its owner alone,
    so it never grows past one run. On leaving, the terminal is as it was.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    terminal, errors = os.dup(1), os.dup(2)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    target = os.open(log, flags, 0o600)
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)

    def say(text: str) -> None:
        try:
            os.write(terminal, (text + "\n").encode(sys.stdout.encoding or "utf-8", "replace"))
        except OSError:
            # The terminal was closed; the server goes on to stop in good order.
            return

    try:
        yield say
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(terminal, 1)
        os.dup2(errors, 2)
        os.close(terminal)
        os.close(errors)

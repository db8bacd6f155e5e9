"""Work for the processes of the tests: some of it ends badly."""

import os
import signal


def double(number: int) -> int:
    """Return twice the number; 13 kills its process, 7 raises, 5 meets a disk that refuses."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 7:
        raise RuntimeError("secret words of somebody")
    if number == 5:
        raise OSError(28, "No space left on device", "/secret/path")
    return number * 2


def process_id(_: int) -> int:
    """Return the number of the process that does this, and let it stay."""
    return os.getpid()

"""A course that is being served, for the tests: started as a person starts it, and stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

START_SECONDS = 90
STOP_SECONDS = 30
LAST_LINE = "To stop: Ctrl-C"

# Serves a folder as it is: for tests of the server and of the JupyterLab extension alone.
SERVE_ONLY = """
import sys
from pathlib import Path
from course.serving import start_server
start_server(Path(sys.argv[1]), int(sys.argv[2]), open_browser=False, ask_password=False)
"""


@dataclass
class RunningCourse:
    """One server: where it listens, which folder it serves, what its terminal shows."""

    workspace: Path
    process: subprocess.Popen[bytes]
    terminal: Path

    @property
    def printed(self) -> str:
        """Everything the terminal has shown so far."""
        return self.terminal.read_text(encoding="utf-8")

    def address(self, who: str) -> str:
        """The address printed for "Recruit", "Trainer" or "Self-study"."""
        found = re.search(rf"^ +{who} +(http\S+)$", self.printed, re.MULTILINE)
        assert found, f"no address for {who} in:\n{self.printed}"
        return found.group(1)

    @property
    def root(self) -> str:
        """The address of the server itself, without a slash at the end."""
        return self.address("Trainer").removesuffix("/formgrader")

    @property
    def log(self) -> str:
        """What the server wrote to its own log."""
        return (self.workspace / ".jupyter" / "server.log").read_text(encoding="utf-8")

    def press_ctrl_c(self) -> int:
        """Interrupt as a terminal does; return the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(STOP_SECONDS)


def linkworker(*arguments: str) -> list[str]:
    """The command line of the installed program, in this very environment."""
    return [str(Path(sys.executable).parent / "linkworker"), *arguments]


def serve_only(workspace: Path, port: int) -> list[str]:
    """The command line that serves a folder without building a course in it."""
    return [sys.executable, "-c", SERVE_ONLY, str(workspace), str(port)]


def unused_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def running(
    command: Sequence[str],
    workspace: Path,
    terminal: Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[RunningCourse]:
    """
    Run `command` until the block ends; what it prints goes to the file `terminal`.

    Waits until it has printed its addresses, at most `START_SECONDS`.
    """
    with terminal.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    course = RunningCourse(workspace, process, terminal)
    try:
        _wait_for_addresses(course)
        yield course
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_addresses(course: RunningCourse) -> None:
    end = time.monotonic() + START_SECONDS
    while LAST_LINE not in course.printed:
        code = course.process.poll()
        assert code is None, f"the server stopped with exit code {code}:\n{course.printed}"
        assert time.monotonic() < end, f"no addresses after {START_SECONDS} s:\n{course.printed}"
        time.sleep(0.05)

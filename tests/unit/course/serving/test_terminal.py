"""The terminal shows our lines only; the rest goes to a log."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.serving.terminal import quiet_terminal


def test_only_what_we_say_reaches_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "server.log"
    with quiet_terminal(log) as say:
        say("Here it is")
        os.write(1, b"chatter\n")
        os.write(2, b"a warning\n")
        subprocess.run([sys.executable, "-c", "print('from a kernel')"], check=True)
    os.write(1, b"as before\n")
    seen = capfd.readouterr()
    assert seen.out == "Here it is\nas before\n"
    assert seen.err == ""
    logged = log.read_text(encoding="utf-8")
    for line in ("chatter", "a warning", "from a kernel"):
        assert line in logged


def test_the_terminal_comes_back_after_an_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RuntimeError), quiet_terminal(tmp_path / "server.log"):
        raise RuntimeError
    os.write(1, b"still here\n")
    assert capfd.readouterr().out == "still here\n"


def test_a_log_holds_one_run(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    for line in (b"first\n", b"second\n"):
        with quiet_terminal(log):
            os.write(1, line)
    assert log.read_text(encoding="utf-8") == "second\n"

"""`linkworker persona` among pipes, terminals and impatient people: run as its own process."""

import json
import os
import pty
import signal
import subprocess
import sys
import time

import pytest

# A test run that was itself started in the background hands down that Ctrl-C is to be ignored.
PROGRAM = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from course.command import main; main()"
)
COMMAND = [sys.executable, "-c", PROGRAM, "persona"]
FOREVER = "100000000"


def start(*words, **more):
    return subprocess.Popen([*COMMAND, *words], stderr=more.pop("stderr", subprocess.PIPE), **more)


def test_a_reader_may_leave_early():
    ran = start("--count", FOREVER, "--format", "jsonl", stdout=subprocess.PIPE)
    assert json.loads(ran.stdout.readline())["index"] == 0
    ran.stdout.close()
    assert ran.wait(60) == 0
    assert ran.stderr.read() == b""
    ran.stderr.close()


def test_stopping_leaves_what_was_there_before(tmp_path):
    path = tmp_path / "people.jsonl"
    path.write_text("what was there before", encoding="utf-8")
    ran = start("--count", FOREVER, "--out", str(path), stdout=subprocess.DEVNULL)
    while not any(part.stat().st_size for part in tmp_path.glob(".*.part")):
        assert ran.poll() is None
        time.sleep(0.02)
    ran.send_signal(signal.SIGINT)
    _, told = ran.communicate(timeout=60)
    assert ran.returncode == 130
    assert b"Traceback" not in told
    assert path.read_text(encoding="utf-8") == "what was there before"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_is_shown_on_a_terminal_and_wiped_away(tmp_path):
    ours, theirs = pty.openpty()
    path = tmp_path / "people.csv"
    ran = start("--count", "1200", "--out", str(path), stderr=theirs)
    os.close(theirs)
    shown = b""
    while part := _read(ours):
        shown += part
    os.close(ours)
    assert ran.wait(60) == 0
    assert b"\r500 of 1,200 persons (41%)" in shown
    assert shown.index(b"1,000 of 1,200") < shown.index(b"\r" + b" " * 40)
    assert shown.rstrip().endswith(f"1200 persons in {path}".encode())


def _read(terminal):
    """What was written to a terminal; nothing when everybody has left it."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize("form", [[], ["--format", "jsonl"]], ids=["words", "data"])
def test_a_terminal_without_our_letters_stops_nobody(form):
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = start("--where", "heritage=vietnamese", *form, stdout=subprocess.PIPE, env=plain)
    shown, told = ran.communicate(timeout=60)
    assert (ran.returncode, told) == (0, b"")
    if form:
        assert not json.loads(shown)["name"]["full"].isascii()
    else:
        assert b"Hopes" in shown
        assert shown.isascii()

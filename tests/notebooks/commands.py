"""nbgrader's own commands, run in a course's folder as a trainer would."""

import os
import subprocess
import sys
from pathlib import Path

import grading


def nbgrader(root: Path, *words: str) -> str:
    """Run one command with the kit that is being tested; return what it printed."""
    programs = str(Path(sys.executable).parent)
    kit = str(Path(grading.__file__).parents[1])
    ended = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=root,
        env={
            **os.environ,
            "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")]),
            "PYTHONPATH": kit,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout + ended.stderr

"""
Hand a recruit's work in, as ``nbgrader submit`` would.

nbgrader changes the working directory and takes seconds to load, so it runs in
a process of its own: the case room stays as it is, whatever happens there.
"""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from simgen.errors import KitError, RecordError, WorkspaceError
from simgen.record import RECORD_NAME, read_record

WAIT_SECONDS = 120
"""How long handing in may take; about four seconds is usual."""


def hand_in(folder: Path) -> str:
    """
    Hand in the work that lies in a folder and return what to tell the recruit.

    ``folder`` holds the case record and its notebook, ``recruit/<assignment>``
    of a workspace. Raises :class:`~simgen.errors.WorkspaceError` in plain words
    when it cannot be handed in; nothing is lost then.
    """
    folder = folder.resolve()
    root = _workspace_of(folder)
    try:
        read_record(folder / RECORD_NAME, expect=folder.name)
    except RecordError as error:
        raise WorkspaceError(f"Not handed in. {error}") from None
    _in_own_process(root, folder)
    now = datetime.now().astimezone()
    return (
        f"Handed in on {now.day} {now:%B} at {now:%H:%M}. You may go on and hand in again; your "
        "trainer sees the latest."
    )


def _workspace_of(folder: Path) -> Path:
    root = folder.parent.parent
    if folder.parent.name != "recruit" or not (root / "nbgrader_config.py").is_file():
        raise WorkspaceError(
            f"Not handed in: {folder.name} is not in the folder 'recruit' of a course, so there is "
            "nobody to hand it in to. Your work is saved here."
        )
    return root


def _in_own_process(root: Path, folder: Path) -> None:
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    package_root = str(Path(__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, [package_root, environment.get("PYTHONPATH")])
    )
    try:
        ended = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "course.handing_in", str(root), folder.name],
            capture_output=True,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
            cwd=root,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise WorkspaceError(
            f"Not handed in: it took longer than {WAIT_SECONDS} seconds. Try again; your work is saved."
        ) from None
    except OSError as error:
        raise WorkspaceError(f"Not handed in: {error.strerror}. Your work is saved.") from None
    try:
        problem = json.loads(ended.stdout.strip().splitlines()[-1])["problem"]
    except (IndexError, ValueError, KeyError, TypeError):
        problem = f"the program that does it stopped with code {ended.returncode}"
    if problem:
        raise WorkspaceError(f"Not handed in: {problem}. Your work is saved; tell your trainer.")


def _submit(root: Path, assignment: str) -> str:
    """Hand in and return what went wrong, or an empty text."""
    from grading.nbgrader.course import Course

    try:
        course = Course(root)
        if not (root / "recruit" / assignment / f"{assignment}.ipynb").is_file():
            course.fetch(assignment)  # puts back what is missing and leaves the rest
        course.submit(assignment)
    except KitError as error:
        return str(error).rstrip(".")
    except Exception as error:  # noqa: BLE001 - the recruit gets words, whatever nbgrader met
        return f"nbgrader met a problem ({type(error).__name__})"
    return ""


if __name__ == "__main__":
    print(json.dumps({"problem": _submit(Path(sys.argv[1]), sys.argv[2])}))  # noqa: T201 - the answer

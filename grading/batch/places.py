"""Where a course's submissions lie, and which of them are to be graded."""

import glob
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.utils import find_all_files, parse_utc

from grading.batch.handed_in import OddFile, read_timestamp
from grading.nbgrader.course import Course
from grading.nbgrader.filling import KEPT

LONGEST_NAME = 128
"""Characters that the gradebook has room for in a student's name."""


@dataclass(frozen=True, slots=True)
class Place:
    """One submission: who handed it in, the folder, and where its autograded copy belongs."""

    student: str
    folder: Path
    autograded: Path


class Places:
    """
    Where the work on one assignment lies in a course.

    ``files`` is the permission of each autograded file, ``masters`` the files
    of the assignment that replace a recruit's, as nbgrader's settings say.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self.assignment = assignment
        self._folders = course.folders
        step = course.step(Autograde)
        self.files = int(str(step.permissions), 8)
        self.always = bool(step.force)
        self.group = bool(self._folders.groupshared)
        kept_out = set(step.exclude_overwriting.get(assignment, []))
        source = Path(self._folders.format_path(self._folders.source_directory, ".", assignment))
        self.masters = tuple(
            Path(file)
            for file in find_all_files(str(source), self._folders.ignore)
            if Path(file).parent == source
            and Path(file).name in KEPT
            and Path(file).name not in kept_out
        )

    def find(self) -> tuple[list[Place], list[tuple[str, str]]]:
        """
        Return what was handed in, by name, and what cannot be graded with the reason for each.

        The students' folders are looked for as nbgrader does; those that the
        configuration leaves out are left out.
        """
        found: list[Place] = []
        refused: list[tuple[str, str]] = []
        left_out = set(filter(None, (self._folders.student_id_exclude or "").split(",")))
        everything = self._path(self._folders.submitted_directory, "*")
        for path in sorted(glob.glob(everything, include_hidden=True)):  # noqa: PTH207 - as nbgrader looks
            student = self._student_of(path)
            if student in left_out:
                continue
            reason = _refusal(student, Path(path))
            if student is None or reason:
                refused.append((printable(student or Path(path).parent.name), reason))
                continue
            autograded = self._path(self._folders.autograded_directory, student)
            found.append(Place(student, Path(path), Path(os.path.normpath(autograded))))
        return found, refused

    def feedback_of(self, place: Place) -> Path:
        """Return where the feedback page of a submission belongs."""
        return Path(os.path.normpath(self._path(self._folders.feedback_directory, place.student)))

    def _path(self, step: str, student: str) -> str:
        return str(self._folders.format_path(step, student, self.assignment))

    def _student_of(self, path: str) -> str | None:
        pattern = self._folders.format_path(
            self._folders.submitted_directory,
            "(?P<student_id>.*)",
            re.escape(self.assignment),
            escape=True,
        )
        found = re.fullmatch(pattern, path)
        return found.group("student_id") if found else None


def is_to_be_graded(place: Place, *, again: bool) -> bool:
    """
    Tell whether a submission is new, or newer than what was graded, as nbgrader tells it.

    ``again`` grades it in any case.
    """
    if again or not place.autograded.exists():
        return True
    new, old = _moment_of(place.folder), _moment_of(place.autograded)
    return new is not None and old is not None and new > old


def moment_of(text: str) -> datetime | None:
    """
    Return the time of handing in that a file's text gives, in UTC without zone.

    None for an empty text. Raises ``ValueError`` where it is no time.
    """
    if not text:
        return None
    try:
        moment = parse_utc(text)
    except Exception as error:
        raise ValueError(f"{text[:40]!r} is no time") from error
    if not isinstance(moment, datetime):
        raise ValueError(f"{text[:40]!r} is no time")  # noqa: TRY004 - the text is at fault
    return moment


def printable(text: str) -> str:
    """Return a name as it may be shown: no control characters, not long."""
    shown = "".join(each if each.isprintable() else "?" for each in text)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def unknown(students: Iterable[str], places: Iterable[Place]) -> list[str]:
    """Return the students of whom nothing lies there."""
    there = {place.student for place in places}
    return [student for student in students if student not in there]


def _moment_of(folder: Path) -> datetime | None:
    try:
        return moment_of(read_timestamp(folder))
    except (OddFile, ValueError):
        return None


def _refusal(student: str | None, path: Path) -> str:
    """Return why nothing can be entered for this folder; an empty text when it can."""
    reason = _wrong_name(student) or _wrong_folder(path)
    return f"{reason} and grade again." if reason else ""


def _wrong_name(student: str | None) -> str:
    if student is None or not student.isprintable() or not student.strip():
        return "The folder's name cannot be a student's name. Rename the folder"
    if student.startswith("."):
        return (
            "The folder's name begins with a full stop, and nbgrader passes such folders over. "
            "Rename the folder"
        )
    if len(student) > LONGEST_NAME:
        return (
            f"The folder's name has {len(student)} characters, and the gradebook has room for "
            f"{LONGEST_NAME}. Rename the folder"
        )
    return ""


def _wrong_folder(path: Path) -> str:
    if path.is_symlink() or path.parent.is_symlink():
        return "The folder is a link to another place and was not followed. Put a copy of the work there"
    if not path.is_dir():
        return (
            "There is a file where a folder was expected. Put the work into a folder of that name"
        )
    if not os.access(path, os.R_OK | os.X_OK):
        return "The folder may not be read. Let your account read it"
    return ""

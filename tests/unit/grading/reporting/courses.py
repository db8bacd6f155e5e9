"""
Courses made in a moment: gradebook and records as after autograding, without nbgrader's steps.

The marks are what marking gives each record, so they agree with the work.
"""

import warnings
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from course.building.workspace import _CONFIG
from course.demo import load_recruits, write_record
from grading.marking import Marking, mark_record
from grading.nbgrader.cell_kinds import CALLS_ID, calls_source
from grading.nbgrader.course import Course
from grading.nbgrader.settings import COURSE_ID
from grading.rubric import load_rubric
from simgen.case import open_case
from simgen.playing import play
from simgen.record import RECORD_NAME, RecordStore, Said, TalkEnded

CASES = ("quiet-house", "final-notice", "closed-curtains")
HANDED_IN = datetime(2026, 10, 20, 10, 30)  # noqa: DTZ001 - as nbgrader keeps it
RECRUITS = {recruit.id: recruit for recruit in load_recruits()}
RUBRIC = load_rubric()

HOSTILE = (
    "<script>document.documentElement.dataset.hostile = 'ran'</script>"
    "<img src=x onerror=\"document.documentElement.dataset.hostile = 1\"> =cmd|'/C calc'!A0"
)


@cache
def demo_record(recruit: str) -> bytes:
    """The record of one of the demo's six recruits."""
    with TemporaryDirectory() as folder:
        return write_record(RECRUITS[recruit], Path(folder)).read_bytes()


def played_record(case: str, policy: str, seed: int, folder: Path) -> bytes:
    """A record in which a scripted recruit held the conversation and planned nothing."""
    path = folder / RECORD_NAME
    store = RecordStore.open(path, case, seed=seed)
    for turn in play(open_case(case, seed), policy, seed).talk.turns:
        store.add(Said(text=turn.said))
    store.add(TalkEnded())
    return path.read_bytes()


def begin_course(root: Path) -> Gradebook:
    """A gradebook with three cases and nobody's work; close it after use."""
    (root / "exchange").mkdir(parents=True, exist_ok=True)
    (root / "exchange").chmod(0o777)  # nbgrader refuses one that others cannot use
    (root / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    (root / "gradebook.db").write_bytes(empty_gradebook())
    return Course(root).gradebook()


@cache
def empty_gradebook() -> bytes:
    """The file of a gradebook with three cases; making one takes nbgrader a second or two."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "exchange").mkdir(mode=0o777)
        (Path(folder) / "exchange").chmod(0o777)
        (Path(folder) / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
        with Course(Path(folder)).gradebook() as gradebook:
            for case in CASES:
                add_case(gradebook, case)
        return (Path(folder) / "gradebook.db").read_bytes()


def add_case(gradebook: Gradebook, case: str) -> None:
    """Enter a case's cells, as making its release version does."""
    gradebook.add_assignment(case, course_id=COURSE_ID)
    gradebook.add_notebook(case, case)
    gradebook.add_source_cell(
        CALLS_ID, case, case, cell_type="code", source=calls_source("starter")
    )
    for criterion in RUBRIC.criteria:
        if criterion.judged_by == "human":
            gradebook.add_task_cell(
                criterion.id, case, case, max_score=criterion.maximum, cell_type="markdown"
            )
        else:
            gradebook.add_grade_cell(
                criterion.id, case, case, max_score=criterion.maximum, cell_type="code"
            )


def hand_in(root: Path, gradebook: Gradebook, recruit: str, case: str, record: bytes) -> Marking:
    """Put a recruit's record where nbgrader collects it, and its marks into the gradebook."""
    folder = root / "submitted" / recruit / case
    folder.mkdir(parents=True)
    (folder / RECORD_NAME).write_bytes(record)
    marking = mark_record(folder / RECORD_NAME, case, RUBRIC)
    add_submission(gradebook, recruit, case)
    for result in marking.sheet.results:
        if result.points is not None:
            grade = gradebook.find_grade(result.criterion_id, case, case, recruit)
            grade.auto_score, grade.needs_manual_grade = result.points, False
    gradebook.db.commit()
    return marking


def add_submission(gradebook: Gradebook, recruit: str, case: str) -> None:
    """Enter a submission without marks."""
    gradebook.update_or_create_student(recruit)
    with warnings.catch_warnings():
        # nbgrader adds a submission to its student before the session: harmless, and noisy.
        warnings.filterwarnings("ignore", "Object of type <Submi", category=SAWarning)
        gradebook.add_submission(case, recruit, timestamp=HANDED_IN)


def mark_by_hand(
    gradebook: Gradebook, recruit: str, case: str, points: Mapping[str, float], comment: str = ""
) -> None:
    """Give points as a trainer does in the formgrader, and a comment with each task."""
    for name, given in points.items():
        grade = gradebook.find_grade(name, case, case, recruit)
        grade.manual_score, grade.needs_manual_grade = given, False
        if comment and RUBRIC.criterion(name).judged_by == "human":
            gradebook.find_comment(name, case, case, recruit).manual_comment = comment
    gradebook.db.commit()


TASKS = {"partnership-and-choice": 4.0, "recording": 2.0}
"""Points for all that a human judges."""


def small_course(root: Path) -> Path:
    """
    Six recruits on one case, two on another.

    Ada is marked in full, with comments; ben has safety changed by hand; the rest wait.
    """
    gradebook = begin_course(root)
    with gradebook:
        for recruit in RECRUITS:
            hand_in(root, gradebook, recruit, "quiet-house", demo_record(recruit))
        for recruit, policy in (("ada", "interrogator"), ("finn", "fixer")):
            with TemporaryDirectory() as folder:
                record = played_record("final-notice", policy, 3, Path(folder))
            hand_in(root, gradebook, recruit, "final-notice", record)
        mark_by_hand(gradebook, "ada", "quiet-house", TASKS, "Kept in her own words.\nWell done.")
        mark_by_hand(gradebook, "ben", "quiet-house", {"safety": 6})
    return root


def hostile_course(root: Path) -> Path:
    """One recruit, hostile throughout."""
    begin_course(root).close()
    add_hostile_recruit(root)
    return root


def add_hostile_recruit(root: Path) -> None:
    """Add somebody whose id, words, reflection and trainer's comment all try to run."""
    recruit = RECRUITS["ben"].model_copy(
        update={"says": [HOSTILE, *RECRUITS["ben"].says], "reflection": HOSTILE}
    )
    with TemporaryDirectory() as folder:
        record = write_record(recruit, Path(folder)).read_bytes()
    student = "=x<img src=x onerror=alert(1)>"
    with Course(root).gradebook() as gradebook:
        hand_in(root, gradebook, student, "quiet-house", record)
        mark_by_hand(gradebook, student, "quiet-house", TASKS, HOSTILE)

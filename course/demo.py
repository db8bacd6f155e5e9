"""
The whole loop without a browser: six simulated recruits, one nbgrader course.

Release, fetch, submit, collect, autograde and feedback are nbgrader's own. What
the recruits say and plan is data in ``course/demo_recruits``, written at six
levels of skill, so that the marks can be looked at beside the words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simgen.case import open_case
from simgen.errors import WorkspaceError
from simgen.record import (
    RECORD_NAME,
    RecordStore,
)
from simgen.record.finished import finished_work

RECRUITS = Path(__file__).resolve().parent / "demo_recruits"

Report = Callable[[str], None]


class DemoRecruit(BaseModel):
    """What one simulated recruit says and plans; ``rank`` 1 is the most skilled."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+$")
    rank: int = Field(ge=1)
    skill: str
    about: str
    scenario: str
    seed: int = Field(ge=0)
    says: list[str] = Field(min_length=1)
    plan: dict[str, Any]
    reflection: str


@dataclass(frozen=True, slots=True)
class DemoRow:
    """One recruit's result: points that functions gave, of a maximum, before a human marks."""

    recruit: str
    skill: str
    rank: int
    points: float
    maximum: float
    feedback: Path


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything lies, and the rows from the most to the least skilled."""

    root: Path
    gradebook: Path
    rows: tuple[DemoRow, ...]


def run_demo(root: Path, report: Report = print) -> DemoResult:
    """
    Run the loop in a fresh folder and return what came of it.

    ``report`` is called with one line for each step. Raises
    :class:`~simgen.errors.WorkspaceError` when the folder already holds something
    or a step fails. Takes under a minute; fills in no human marks.
    """
    root = root.expanduser().resolve()
    _check_fresh(root)
    recruits = load_recruits()
    report(f"Building a course in {root}")
    from course.building import build_workspace

    for sentence in build_workspace(root):
        report(f"  {sentence}")
    assignment = recruits[0].scenario
    for recruit in recruits:
        _take_part(recruit, root, report)
    course = _course(root)
    report("Collecting what was handed in")
    course.collect(assignment)
    report("Marking, by replaying each case record")
    course.autograde(assignment)
    report("Writing feedback")
    course.feedback(assignment)
    rows = tuple(_rows(course, recruits, assignment, root))
    report("")
    for row in rows:
        report(
            f"  {row.recruit:6} {row.skill:16} {row.points:4.0f} of {row.maximum:.0f} points   "
            f"{row.feedback}"
        )
    gradebook = root / "gradebook.db"
    report("")
    report(f"Gradebook: {gradebook}")
    report("Two parts wait for a human: open the folder with linkworker start to mark them.")
    return DemoResult(root, gradebook, rows)


def load_recruits() -> list[DemoRecruit]:
    """Return the simulated recruits, the most skilled first."""
    recruits = [_read(path) for path in sorted(RECRUITS.glob("*.yaml"))]
    return sorted(recruits, key=lambda recruit: recruit.rank)


def write_record(recruit: DemoRecruit, folder: Path) -> Path:
    """Write the record that this recruit's work leaves in a folder; return its path."""
    case = open_case(recruit.scenario, recruit.seed)
    path = folder / RECORD_NAME
    store = RecordStore.open(path, recruit.scenario, seed=recruit.seed)
    moment = f"{case.scenario.set_on.isoformat()}T10:00:00+01:00"
    slots = case.person.slots
    for event in finished_work(recruit.says, recruit.plan, recruit.reflection, slots, moment):
        store.add(event)
    return path


def _check_fresh(root: Path) -> None:
    if root.is_file() or (root.is_dir() and any(root.iterdir())):
        raise WorkspaceError(
            f"{root} already holds something, and the demo would mix with it. Name a folder that is "
            "empty or not there yet."
        )


def _read(path: Path) -> DemoRecruit:
    try:
        return DemoRecruit.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise WorkspaceError(f"{path.name} cannot be used: {error}") from None


def _course(root: Path, student: str = "") -> Any:
    from grading.nbgrader.course import Course

    return (
        Course(root, student=student, desk=root / "recruits" / student) if student else Course(root)
    )


def _take_part(recruit: DemoRecruit, root: Path, report: Report) -> None:
    report(f"{recruit.id} ({recruit.skill}) fetches, talks, plans and hands in")
    desk = root / "recruits" / recruit.id
    desk.mkdir(parents=True)
    course = _course(root, recruit.id)
    course.fetch(recruit.scenario)
    write_record(recruit, desk / recruit.scenario)
    course.submit(recruit.scenario)


def _rows(
    course: Any, recruits: Iterable[DemoRecruit], assignment: str, root: Path
) -> Iterable[DemoRow]:
    with course.gradebook() as gradebook:
        for recruit in recruits:
            submission = gradebook.find_submission(assignment, recruit.id)
            grades = [
                grade
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.auto_score is not None
            ]
            yield DemoRow(
                recruit=recruit.id,
                skill=recruit.skill,
                rank=recruit.rank,
                points=sum(grade.auto_score for grade in grades),
                maximum=sum(grade.max_score for grade in grades),
                feedback=root / "feedback" / recruit.id / assignment / f"{assignment}.html",
            )

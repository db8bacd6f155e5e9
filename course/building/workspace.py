"""
The workspace: everything of a course that lives outside the package.

Built once, looked after on every start. Nothing that a recruit or a trainer
made is ever overwritten: not a record, not a notebook, not the gradebook, not
``nbgrader_config.py``.
"""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from course.building.lessons import LESSONS, list_lessons
from grading.rubric import RUBRICS
from simgen.errors import WorkspaceError
from simgen.version import __version__

if TYPE_CHECKING:
    from course.building.lessons import Lesson
    from grading.nbgrader.course import Course

STAMP = ".built.json"
"""Says from which lessons and rubrics the workspace was built, and the cases in their order."""

DASHBOARD = "trainer/dashboard.ipynb"
"""What a trainer opens; no recruit's page lies in its folder."""

_CONFIG = '''\
"""nbgrader's configuration for this course; whatever you set below wins."""

from pathlib import Path

from grading.nbgrader.settings import configure

c = get_config()  # noqa: F821 - traitlets provides it
configure(c, Path(__file__).parent)
'''

_README = """\
This folder is a course workspace of the link-worker kit.

recruit/     what a recruit opens; their record is case-record.json beside the notebook
self-study/  the same cases without a trainer
panel/       panels of experienced link workers, one folder each; there once you make one
trainer/     what a trainer opens: dashboard.ipynb, in Voila
exports/, portfolio/   what linkworker export writes
source/, release/, exchange/, submitted/, autograded/, feedback/, gradebook.db   nbgrader's own
moderation.db   who marked and when, second marks, comments kept for others

nbgrader's own commands are run in this folder: nbgrader collect quiet-house, and so on.

Nothing here is rebuilt over your work. Keep a copy of gradebook.db,
moderation.db, submitted/ and recruit/.
"""


def build_workspace(root: Path) -> list[str]:
    """
    Build the workspace, or look after one that is there; return what was done, in sentences.

    An empty list means that all was in place. Raises
    :class:`~simgen.errors.WorkspaceError` when the folder cannot be used.
    """
    root = root.expanduser().resolve()
    _check(root)
    stamp = _stamp()
    if _in_place(root, stamp):
        return []
    from course.building.lessons import read_lesson
    from grading.nbgrader.course import Course

    done: list[str] = []
    _make_folders(root, done)
    course = Course(root)
    lessons = [read_lesson(path) for path in list_lessons()]
    for lesson in lessons:
        _build_lesson(lesson, root, course, done)
    _build_dashboard(root, done)
    built = {
        "stamp": stamp,
        "cases": [{"id": lesson.scenario_id, "title": lesson.title} for lesson in lessons],
    }
    (root / STAMP).write_text(json.dumps(built) + "\n", encoding="utf-8")
    return done


def built_cases(root: Path) -> list[tuple[str, str]]:
    """Return the cases of a workspace in their order, each with its id and title."""
    try:
        cases = json.loads((root / STAMP).read_text(encoding="utf-8"))["cases"]
        return [(str(case["id"]), str(case["title"])) for case in cases]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _check(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise WorkspaceError(f"{root} is a file; expected a folder, or a name that is still free.")
    strangers = (
        root.is_dir() and any(root.iterdir()) and not (root / "nbgrader_config.py").is_file()
    )
    if strangers and not _only_ours(root):
        raise WorkspaceError(
            f"{root} already holds other things and is no course workspace. Name an empty folder or "
            "one that is not there yet."
        )


def _only_ours(root: Path) -> bool:
    """Tell whether the server's own settings are all that is there."""
    return {entry.name for entry in root.iterdir()} <= {".jupyter"}


def _stamp() -> str:
    content = hashlib.sha256(__version__.encode())
    for path in [*sorted(LESSONS.glob("*.md")), *sorted(RUBRICS.glob("*.yaml"))]:
        content.update(path.name.encode() + path.read_bytes())
    return content.hexdigest()


def _in_place(root: Path, stamp: str) -> bool:
    """Tell, without loading anything of Jupyter, whether there is nothing to do."""
    try:
        built = json.loads((root / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    needed = [root / "nbgrader_config.py", root / "gradebook.db", root / "exchange"]
    needed.append(root / DASHBOARD)
    for lesson in list_lessons():
        name = lesson.stem
        needed += [
            root / "source" / name / f"{name}.ipynb",
            root / "release" / name / f"{name}.ipynb",
            root / "recruit" / name / f"{name}.ipynb",
            root / "self-study" / f"{name}.ipynb",
        ]
    return (
        built.get("stamp") == stamp and "cases" in built and all(path.exists() for path in needed)
    )


def _make_folders(root: Path, done: list[str]) -> None:
    try:
        for name in ("source", "exchange", "recruit", "self-study"):
            (root / name).mkdir(parents=True, exist_ok=True)
        (root / "exchange").chmod(0o777)  # nbgrader refuses an exchange that others cannot use
        for name, text in (("nbgrader_config.py", _CONFIG), ("README.txt", _README)):
            if not (root / name).exists():
                (root / name).write_text(text, encoding="utf-8")
                done.append(f"Wrote {name}.")
    except OSError as error:
        raise WorkspaceError(
            f"{root} cannot be used as a workspace: {error.strerror or error}. Choose a folder that "
            "you may write to."
        ) from None


def _build_dashboard(root: Path, done: list[str]) -> None:
    from course.building.notebooks import as_text, build_dashboard

    path = root / DASHBOARD
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        path.write_text(as_text(build_dashboard()), encoding="utf-8")
        done.append(f"Wrote {DASHBOARD}.")


def _build_lesson(lesson: "Lesson", root: Path, course: "Course", done: list[str]) -> None:
    from course.building.notebooks import as_text, build_assignment, build_self_study
    from grading.rubric import load_rubric

    name = lesson.scenario_id
    source = root / "source" / name / f"{name}.ipynb"
    wanted = as_text(build_assignment(lesson, load_rubric(lesson.rubric_name)))
    changed = not source.is_file() or source.read_text(encoding="utf-8") != wanted
    if changed and source.is_file() and course.has_submissions(name):
        done.append(
            f"'{name}' has changed in the kit, but work on the released version has been collected, "
            "so that version stays. For the new one, build a new workspace."
        )
        changed = False
    if changed:
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(wanted, encoding="utf-8")
        done.append(f"Wrote source/{name}.")
    if changed or not (root / "release" / name / f"{name}.ipynb").is_file():
        course.generate(name)
        course.release(name)
        done.append(f"Released '{name}' to the exchange.")
    if not (root / "recruit" / name / f"{name}.ipynb").is_file():
        course.fetch(name)
        done.append(f"Fetched '{name}' into recruit/.")
    study = root / "self-study" / f"{name}.ipynb"
    if not study.is_file():
        study.write_text(as_text(build_self_study(lesson)), encoding="utf-8")
        done.append(f"Wrote self-study/{name}.ipynb.")

"""
One nbgrader course in one folder, driven through nbgrader's own programming interface.

nbgrader takes about three seconds to start, so one process does many steps.
"""

import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log, temp_attrs
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grading.nbgrader.settings import configure
from simgen.errors import WorkspaceError

CONFIG_NAME = "nbgrader_config.py"

Step = Literal["submitted", "autograded", "feedback"]


class Course:
    """
    The course in the folder ``root``.

    ``student`` and ``desk`` are given for one recruit's side of the exchange:
    who hands in, and the folder that holds their copies. Every step raises
    :class:`~simgen.errors.WorkspaceError` with nbgrader's own words when it fails.
    """

    def __init__(self, root: Path, *, student: str = "", desk: Path | None = None) -> None:
        self.root = root.resolve()
        self._config = _configuration(self.root)
        if desk is not None:
            self._config.Exchange.assignment_dir = str(desk.resolve())
            self._config.Exchange.cache = str(desk.resolve() / ".handed-in")
        if student:
            self._config.CourseDirectory.student_id = student
        with programs_on_path():
            self._api = NbGraderAPI(config=self._config)
        self._student = student

    @property
    def config(self) -> Config:
        """The course's settings, as ``nbgrader_config.py`` gives them."""
        return self._config

    def gradebook(self) -> Gradebook:
        """Return the open gradebook; use it in a ``with`` statement."""
        with programs_on_path():
            return self._api.gradebook

    @property
    def db_url(self) -> str:
        """The gradebook's address, as SQLAlchemy reads it."""
        return str(self._api.coursedir.db_url)

    def folder(self, step: Step, student: str, assignment: str) -> Path:
        """
        Return where a recruit's work on an assignment lies after a step of nbgrader's.

        Raises :class:`~simgen.errors.WorkspaceError` for an id that would lead elsewhere.
        """
        if student in {"", ".", ".."} or set("/\\\0") & set(student):
            raise WorkspaceError(
                f"{student[:60]!r} cannot be the name of a folder, so it has no work in this course."
            )
        coursedir = self._api.coursedir
        directory = getattr(coursedir, f"{step}_directory")
        return Path(coursedir.format_path(directory, student, assignment))

    @property
    def folders(self) -> CourseDirectory:
        """Where everything of the course lies, and the gradebook's address."""
        return self._api.coursedir

    def step(self, kind: type[BaseConverter]) -> BaseConverter:
        """Return one of nbgrader's steps, set up for this course and not begun."""
        return kind(coursedir=self._api.coursedir, parent=self._api)

    def has_submissions(self, assignment: str) -> bool:
        """Tell whether anybody's work on an assignment is in the gradebook."""
        with self.gradebook() as gradebook:
            return any(
                each.name == assignment and bool(each.submissions) for each in gradebook.assignments
            )

    def generate(self, assignment: str) -> None:
        """Make the release version and enter the cells in the gradebook."""
        self._do("make the release version", self._api.generate_assignment, assignment)

    def release(self, assignment: str) -> None:
        """Put the release version into the exchange, in place of an older one."""
        app = self._api.exchange.ReleaseAssignment
        self._exchange("release", app, assignment, force=True)

    def fetch(self, assignment: str) -> None:
        """Copy the released assignment to the recruit's desk; what is there stays."""
        app = self._api.exchange.FetchAssignment
        self._exchange("fetch", app, assignment, replace_missing_files=True)

    def submit(self, assignment: str) -> None:
        """Hand in what lies on the recruit's desk."""
        self._exchange("hand in", self._api.exchange.Submit, assignment)

    def collect(self, assignment: str) -> None:
        """Fetch everybody's latest work from the exchange."""
        app = self._api.exchange.Collect
        self._exchange("collect", app, assignment, update=True, check_owner=False)

    def autograde(self, assignment: str, student: str = "*") -> None:
        """Mark by the evaluator; for ``*`` everybody's work that is new."""
        self._do("mark", self._api.autograde, assignment, student, student != "*")

    def feedback(self, assignment: str, student: str = "*") -> None:
        """Write the feedback pages."""
        self._do("write feedback", self._api.generate_feedback, assignment, student)

    def release_feedback(self, assignment: str) -> None:
        """Put the feedback, and the PDFs beside it, where each recruit can fetch their own."""
        self._exchange("release feedback", self._api.exchange.ReleaseFeedback, assignment)

    def fetch_feedback(self, assignment: str) -> None:
        """Copy what was released to the recruit's desk, into a folder for each hand-in."""
        self._exchange("fetch feedback", self._api.exchange.FetchFeedback, assignment)

    def _exchange(
        self, verb: str, kind: Callable[..., Any], assignment: str, **settings: Any
    ) -> None:
        student = {"student_id": self._student} if self._student else {}
        with temp_attrs(self._api.coursedir, assignment_id=assignment, **student):
            step = kind(
                coursedir=self._api.coursedir,
                authenticator=self._api.authenticator,
                parent=self._api,
            )
            for name, value in settings.items():
                setattr(step, name, value)
            self._do(verb, capture_log, step)

    def _do(self, verb: str, step: Callable[..., dict[str, Any]], *arguments: Any) -> None:
        with programs_on_path(), warnings.catch_warnings():
            # nbgrader adds a submission to its student before the session: harmless, and noisy.
            warnings.filterwarnings("ignore", "Object of type <Submi", category=SAWarning)
            result = step(*arguments)
        if not result["success"]:
            raise WorkspaceError(f"nbgrader could not {verb}: {_last_words(result)}")


def _configuration(root: Path) -> Config:
    """Return the folder's own ``nbgrader_config.py``, or the kit's settings where there is none."""
    if (root / CONFIG_NAME).is_file():
        return PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
    config = Config()
    configure(config, root)
    return config


@contextmanager
def programs_on_path() -> Iterator[None]:
    """nbgrader calls ``alembic`` by name when it makes a gradebook."""
    programs = str(Path(sys.executable).parent)
    before = os.environ.get("PATH")
    if shutil.which("alembic", path=programs):
        os.environ["PATH"] = os.pathsep.join(filter(None, [programs, before]))
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("PATH", None)
        else:
            os.environ["PATH"] = before


def _last_words(result: dict[str, Any]) -> str:
    """Return the last thing nbgrader said, without its traceback."""
    lines = [
        line.split("]", 1)[-1].strip()
        for line in (result.get("log") or "").splitlines()
        if line.startswith(("[ERROR]", "[CRITICAL]"))
    ]
    words = [line for line in lines if line and not line.startswith(("Traceback", "Please see"))]
    if words:
        return words[-1]
    error = (result.get("error") or "it gave no reason").strip().splitlines()
    return error[-1]

"""
The dashboard itself: one page that fills in as the course is read.

The page is there at once; marks follow after the seconds that nbgrader takes to
load, and what rests on the case records once these are read. Each record is
played once for each state of it, however often the page is asked again.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets as t

from course.dashboard.pages import HERE, board_page
from course.dashboard.second_marks import second_marks
from simgen.errors import KitError

if TYPE_CHECKING:
    from grading.nbgrader.course import Course
    from grading.reporting.cohort import Cohort
    from grading.reporting.marks import CourseMarks
    from grading.reporting.raters import RaterDifference
    from grading.reporting.work import Work, Works

STRETCH_SECONDS = 0.1
"""So long records are read at a stretch, in seconds."""
BREATH_SECONDS = 0.05
"""So long the kernel then listens to the page: an answer takes it several turns of its loop."""
SAY_SECONDS = 1.0
"""So often the page says how far it is, in seconds; drawing hundreds of rows anew would cost more."""

Differences = Callable[[Path, "CourseMarks"], "Sequence[RaterDifference]"]
"""Returns what was marked twice in the course of a folder."""

_log = logging.getLogger(__name__)


def dashboard(folder: Path | None = None, differences: Differences = second_marks) -> "Dashboard":
    """
    Open the dashboard of a course and begin to read it.

    ``folder`` is the course's, or one inside it; the working folder when not given.
    Never raises: what is wrong with the course stands on the page.
    """
    board = Dashboard(_course_above(folder or Path.cwd()), differences)
    board.begin(board.read())
    return board


class Dashboard(anywidget.AnyWidget):
    """The page of one course; use :func:`dashboard`."""

    _esm = HERE / "board.js"

    html = t.Unicode().tag(sync=True)
    status = t.Unicode().tag(sync=True)

    def __init__(self, root: Path, differences: Differences = second_marks) -> None:
        super().__init__()
        self.root = root
        self.chosen = ""
        self._differences = differences
        self._course: Course | None = None
        self._works: Works | None = None
        self._cohort: Cohort | None = None
        self._read: dict[tuple[str, str], Work] = {}
        self._apart: Sequence[RaterDifference] = ()
        self._task: asyncio.Task[None] | None = None
        self._show_unread()
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        """Say what this is in one line, for places that cannot show widgets."""
        return f"The dashboard of {self.root.name}"

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the page, in place of what was being done; at once without a loop."""
        if self._task is not None:
            self._task.cancel()
        try:
            self._task = asyncio.get_running_loop().create_task(work)
        except RuntimeError:
            asyncio.run(work)

    async def read(self) -> None:
        """Read marks and records anew, and show them as they come."""
        self.status = "Reading the marks."
        await asyncio.sleep(BREATH_SECONDS)
        try:
            self._read_marks()
        except KitError as error:
            self._show_unread(str(error))
            self.status = ""
            return
        except Exception:  # noqa: BLE001 - whatever a course holds, the trainer gets words
            _log.exception("The course could not be read")
            self._show_unread("Something unexpected is wrong with this course; see the log.")
            self.status = ""
            return
        await self._read_works()

    def show(self) -> None:
        """Draw the page from what has been read."""
        from course.dashboard.view import board_view

        if self._cohort is None:
            return
        self.html = board_page(board_view(self._cohort, self._read, self.chosen, self._apart))

    def _read_marks(self) -> None:
        from grading.reporting.cohort import open_course, read_cohort
        from grading.reporting.work import Works

        self._course = self._course or open_course(self.root)
        self._works = self._works or Works()
        self._cohort = read_cohort(self._course, self._works)
        self._read = {}
        self._apart = self._differences(self.root, self._cohort.marks)
        if self.chosen not in {case.id for case in self._cohort.marks.cases}:
            self.chosen = ""

    async def _read_works(self) -> None:
        cohort = self._cohort
        if cohort is None:
            return
        submissions = cohort.marks.submissions
        self.show()
        await asyncio.sleep(BREATH_SECONDS)
        rested = said = time.monotonic()
        for number, submission in enumerate(submissions, start=1):
            self._read[submission.recruit, submission.assignment] = cohort.work(submission)
            now = time.monotonic()
            if now - said > SAY_SECONDS:
                self.status = f"Reading record {number} of {len(submissions)}."
                said = now
            if now - rested > STRETCH_SECONDS:
                await asyncio.sleep(BREATH_SECONDS)
                rested = time.monotonic()
        self.show()
        self.status = ""

    def _show_unread(self, trouble: str = "") -> None:
        """Show that nothing is read yet, or why it cannot be; loads nothing of nbgrader's."""
        self.html = board_page({"ready": False, "trouble": trouble})

    def _hear(self, _board: object, content: object, _buffers: object) -> None:
        """Follow what was pressed; anything else is dropped."""
        if not isinstance(content, dict) or self._cohort is None:
            return
        if content.get("kind") == "again":
            self.begin(self.read())
        elif content.get("kind") == "show":
            chosen = str(content.get("case", ""))
            if chosen in {"", *(case.id for case in self._cohort.marks.cases)}:
                self.chosen = chosen
                self.show()


def _course_above(folder: Path) -> Path:
    folder = folder.resolve()
    for above in (folder, *folder.parents):
        if (above / "nbgrader_config.py").is_file():
            return above
    return folder

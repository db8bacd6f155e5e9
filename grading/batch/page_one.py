"""
One feedback page, made by the same steps as nbgrader's ``generate_feedback``.

The marks come with the task, because the gradebook is read by one process alone.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from grading.batch.staging import make_folder, remove, share


@dataclass(frozen=True, slots=True)
class CellMarks:
    """One cell's row of the gradebook, with the names that nbgrader gives its columns."""

    score: float
    max_score: float
    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None
    needs_manual_grade: bool
    comment: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """An assignment, or a submission of it."""

    name: str


@dataclass(frozen=True, slots=True)
class NotebookMarks:
    """
    All that the gradebook has for one page, answering as the gradebook would.

    ``cells`` are marks by name; ``penalty`` is for lateness, None without one;
    ``assignments`` are all of the course, ``handed_in`` those of this recruit.
    """

    score: float
    max_score: float
    penalty: float | None
    cells: Mapping[str, CellMarks]
    assignments: tuple[Named, ...]
    handed_in: tuple[Named, ...]

    def student_submissions(self, _student: str) -> tuple[Named, ...]:
        """Return what this recruit has handed in."""
        return self.handed_in

    def find_grade(self, name: str, *_: str) -> CellMarks:
        """Return one cell's marks."""
        return self.cells[name]

    find_comment = find_grade


@dataclass(frozen=True, slots=True)
class PageTask:
    """
    One page to write: from the folder ``autograded`` into ``staged``.

    ``ignored`` are nbgrader's patterns of files that are not copied.
    """

    student: str
    assignment: str
    autograded: Path
    staged: Path
    marks: NotebookMarks
    ignored: tuple[str, ...]
    files: int
    group: bool


def write_page(task: PageTask) -> str:
    """Write one submission's page with what belongs beside it; return the student."""
    from nbgrader.utils import find_all_files

    remove(task.staged)
    others = find_all_files(str(task.autograded), [*task.ignored, "*.ipynb"])
    make_folder(task.staged, 0o777 if others else 0o755)
    for other in others:
        to = task.staged / Path(other).relative_to(task.autograded)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(other, to)
    for notebook in sorted(task.autograded.glob("*.ipynb")):
        _write_notebooks_page(task, notebook)
    share(task.staged, files=task.files, group=task.group)
    return task.student


def _write_notebooks_page(task: PageTask, notebook: Path) -> None:
    from nbconvert.writers.files import FilesWriter

    exporter, marker = _tools()
    marker.given = task.marks
    resources = {
        "unique_key": notebook.stem,
        "output_files_dir": f"{notebook.stem}_files",
        "nbgrader": {
            "student": task.student,
            "assignment": task.assignment,
            "notebook": notebook.stem,
        },
    }
    page, resources = exporter.from_filename(str(notebook), resources=resources)
    writer = FilesWriter(build_directory=str(task.staged))
    writer.write(page, resources, notebook_name=notebook.stem)


@lru_cache(maxsize=1)
def _tools() -> tuple[Any, Any]:
    """Return the course's exporter and its reader of marks, made once for each process."""
    from traitlets.config import Config

    from grading.nbgrader.feedback import FeedbackExporter, GetMarks

    class GivenMarks(GetMarks):
        """The kit's reader of marks, with marks that were read before."""

        given: NotebookMarks

        def comment_beside(self, grade: Any) -> str | None:
            """Return the comment that was read with the marks."""
            comment: str | None = grade.comment
            return comment

        def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
            """Put the marks into the cells and the sums into the resources."""
            ids = resources["nbgrader"]
            self.gradebook = self.given
            self.notebook_id, self.assignment_id = ids["notebook"], ids["assignment"]
            self.student_id = ids["student"]
            for index, cell in enumerate(nb.cells):
                nb.cells[index], resources = self.preprocess_cell(cell, resources, index)
            penalty = self.given.penalty or 0
            ids["score"] = self.given.score - penalty
            ids["max_score"] = self.given.max_score
            ids["late_penalty"] = penalty
            return nb, resources

    config = Config()
    config.Exporter.default_preprocessors = []  # as nbgrader's converters set it
    exporter = FeedbackExporter(config=config)  # type: ignore[no-untyped-call]  # nbconvert's
    marker = GivenMarks()
    exporter.register_preprocessor(marker)  # type: ignore[no-untyped-call]  # nbconvert's
    return exporter, marker

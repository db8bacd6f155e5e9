"""
The pure work on one submission: read, replay, score, fill the notebook, stage the files.

It needs neither nbgrader nor the gradebook, so it runs in any process. What it
returns is small; the gradebook is written by one process alone.
"""

from dataclasses import dataclass
from pathlib import Path

from grading.batch.handed_in import OddFile, copy_kept, has_extras, read_timestamp
from grading.batch.notebook_text import write_notebook
from grading.batch.staging import make_folder, remove, share
from grading.batch.template import Template
from grading.marking import mark_record
from grading.nbgrader.cell_kinds import grade_id_of, is_graded
from grading.nbgrader.filling import fill, points_of, rubric_of
from grading.nbgrader.quoting import quoted_cell, remark_of
from grading.nbgrader.views import plain
from simgen.record import RECORD_NAME


@dataclass(frozen=True, slots=True)
class Task:
    """
    One submission to mark.

    ``folder`` is what was handed in, ``staged`` where to make the autograded
    folder. ``masters`` are files of the assignment that replace the recruit's.
    ``files`` is the permission of each file; ``group`` shares the folder.
    """

    student: str
    folder: Path
    staged: Path
    template: Template
    masters: tuple[Path, ...]
    files: int
    group: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """
    What one submission is worth, ready for the gradebook.

    ``points`` are by cell. ``timestamp`` is the text of the file, empty where
    there is none. ``record_id`` is the record's own, empty where it cannot be
    used. ``remarks`` are sentences about odd files.
    """

    student: str
    points: dict[str, float]
    total: float
    maximum: float
    verdict: str
    unusable: bool
    timestamp: str
    record_id: str
    remarks: tuple[str, ...]


def mark_submission(task: Task) -> Marked:
    """Mark one submission and make its folder at ``task.staged``; raises only ``OSError``."""
    template = task.template
    notebook = template.notebook()
    remarks: list[str] = []
    quoted = quoted_cell(task.folder / f"{template.name}.ipynb", notebook)
    if quoted is not None:
        notebook["cells"].append(quoted)
    if remark_of(quoted):
        remarks.append(f"{remark_of(quoted)} The record was marked all the same.")
    marking = mark_record(task.folder / RECORD_NAME, template.assignment, rubric_of(notebook))
    graded = [cell for cell in notebook["cells"] if is_graded(cell)]
    points = {grade_id_of(cell): points_of(cell, marking) for cell in graded}
    fill(notebook, marking)
    remove(task.staged)
    make_folder(task.staged, 0o777 if has_extras(task.folder) else 0o755)
    odd = copy_kept(task.folder, task.staged)
    remarks += [each for each in odd if not each.startswith(RECORD_NAME)]
    for master in task.masters:
        (task.staged / master.name).write_bytes(master.read_bytes())
    text = write_notebook(notebook)
    (task.staged / f"{template.name}.ipynb").write_text(text, encoding="utf-8", newline="")
    share(task.staged, files=task.files, group=task.group)
    return Marked(
        student=task.student,
        points=points,
        total=marking.sheet.total,
        maximum=marking.sheet.maximum,
        verdict=" ".join(
            plain(marking.sheet.verdict).split()
        ),  # a terminal obeys what is not plain
        unusable=marking.sheet.unusable,
        timestamp=_timestamp(task.folder),
        record_id=marking.case.record.record_id if marking.case else "",
        remarks=tuple(remarks),
    )


def _timestamp(folder: Path) -> str:
    """Return the time of handing in; one that cannot be read was said of its file already."""
    try:
        return read_timestamp(folder)
    except OddFile:
        return ""

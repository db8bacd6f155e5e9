"""
Fill an assignment from the case record; run nothing.

This stands where nbgrader's ``Execute`` stands in
``Autograde.autograde_preprocessors``. A kernel would run whatever a recruit
handed in; this reads one JSON file, plays it again and writes what each cell of
ours would have shown. Cells that are not ours were taken out before
(:mod:`grading.nbgrader.submission`).
"""

from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.marking import Marking, mark_record
from grading.nbgrader.cell_kinds import (
    CALLS_ID,
    EVIDENCE_PREFIX,
    QUOTED,
    ROOM_ID,
    grade_id_of,
    is_graded,
    is_task,
    rubric_named_in,
)
from grading.nbgrader.showing import Shown, show_evidence, show_quoted, show_result, show_room
from grading.results import CriterionResult
from grading.rubric import Rubric, load_rubric
from simgen.record import RECORD_NAME

KEPT = frozenset({RECORD_NAME, "timestamp.txt", "submission_secret.txt"})
"""Besides notebooks, the only files of a submission that stay where a trainer's browser can reach."""


class ReplayRecord(NbGraderPreprocessor):
    """
    Replay ``case-record.json`` and write each cell's outputs.

    A graded cell gets an explanation and then exactly one result: a Python
    float from 0 to the cell's points, because nbgrader gives full marks to
    nearly everything else. A record that cannot be used gives 0 and a verdict.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Fill every cell of ours; leave out the lesson's text, which a trainer knows."""
        ids = resources["nbgrader"]
        folder = self._submission(ids["student"], ids["assignment"], resources)
        marking = mark_record(folder / RECORD_NAME, ids["assignment"], _rubric_of(nb))
        if marking.sheet.unusable:
            self.log.warning("%s, %s: %s", ids["student"], ids["assignment"], marking.sheet.verdict)
        nb.cells = [cell for cell in nb.cells if cell.cell_type == "code" or is_task(cell)]
        for cell in nb.cells:
            if is_task(cell):
                cell.source = _without_marks(cell.source)
            if cell.cell_type == "code":
                cell.outputs = _outputs(cell, marking)
                cell.execution_count = None
                if not is_graded(cell):  # the formgrader keeps the box for points with the source
                    cell.metadata["transient"] = {"remove_source": True}
        return nb, resources

    def _submission(self, student: str, assignment: str, resources: ResourcesDict) -> Path:
        """
        Return the folder that was handed in.

        nbgrader's copy of it follows links; the folder itself shows them.
        """
        copy = Path(resources["metadata"]["path"])
        coursedir = getattr(getattr(self.parent, "parent", None), "coursedir", None)
        if coursedir is None:
            return copy
        _remove_extras(
            Path(coursedir.format_path(coursedir.autograded_directory, student, assignment))
        )
        return Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))


def _rubric_of(nb: NotebookNode) -> Rubric:
    """Return the rubric that the course's own cell names; the starter rubric where none does."""
    named = (rubric_named_in(cell.source) for cell in nb.cells if grade_id_of(cell) == CALLS_ID)
    return load_rubric(next((name for name in named if name), "starter"))


def _remove_extras(autograded: Path) -> None:
    """Remove other files from nbgrader's copy: the formgrader would serve them as pages."""
    for file in sorted(autograded.rglob("*"), reverse=True):
        if file.is_dir() and not file.is_symlink():
            if not any(file.iterdir()):
                file.rmdir()
        elif file.name not in KEPT and file.suffix != ".ipynb":
            file.unlink()


def _outputs(cell: NotebookNode, marking: Marking) -> list[NotebookNode]:
    grade_id = grade_id_of(cell)
    if QUOTED in cell.metadata:
        return [_display(show_quoted(cell.metadata[QUOTED]))]
    if grade_id == ROOM_ID:
        return [_display(show_room(marking))]
    if grade_id.startswith(EVIDENCE_PREFIX):
        result = _result(grade_id.removeprefix(EVIDENCE_PREFIX), marking)
        return [_display(show_evidence(result, marking))] if result else []
    if is_graded(cell):
        result = _result(grade_id, marking)
        points = clamp(result.points if result else None, cell.metadata.nbgrader["points"])
        explained = [_display(show_result(result, marking))] if result else []
        return [*explained, _number(points)]
    return []


def _result(criterion_id: str, marking: Marking) -> CriterionResult | None:
    try:
        return marking.sheet.result(criterion_id)
    except KeyError:
        return None


def _without_marks(source: str) -> str:
    """Return a task's text without nbgrader's lines around the mark scheme."""
    return "\n".join(line for line in source.splitlines() if not line.startswith("=== "))


def clamp(points: float | None, maximum: float) -> float:
    """Return points as a plain float from 0 to ``maximum``; 0 where there are none."""
    return float(max(0.0, min(float(points or 0.0), float(maximum))))


def _display(shown: Shown) -> NotebookNode:
    output: NotebookNode = new_output("display_data", data=shown.bundle())
    return output


def _number(points: float) -> NotebookNode:
    output: NotebookNode = new_output(
        "execute_result", data={"text/plain": repr(points)}, execution_count=None
    )
    return output

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
from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.marking import mark_record
from grading.nbgrader.filling import KEPT, fill, rubric_of
from simgen.record import RECORD_NAME


class ReplayRecord(NbGraderPreprocessor):
    """
    Replay ``case-record.json`` and write each cell's outputs.

    A record that cannot be used gives 0 and a verdict.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Fill the notebook from the record that was handed in beside it."""
        ids = resources["nbgrader"]
        folder = self._submission(ids["student"], ids["assignment"], resources)
        marking = mark_record(folder / RECORD_NAME, ids["assignment"], rubric_of(nb))
        if marking.sheet.unusable:
            self.log.warning("%s, %s: %s", ids["student"], ids["assignment"], marking.sheet.verdict)
        fill(nb, marking)
        for cell in nb.cells:
            if "outputs" in cell:  # nbgrader's later steps ask for their parts by name
                cell.outputs = [from_dict(output) for output in cell.outputs]
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
        submitted = Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))
        _remove_extras(
            Path(coursedir.format_path(coursedir.autograded_directory, student, assignment)),
            submitted,
        )
        return submitted


def _remove_extras(autograded: Path, submitted: Path) -> None:
    """
    Remove other files from nbgrader's copy: the formgrader would serve them as pages.

    So goes the copy of a link: nbgrader copied what it led to.
    """
    for file in sorted(autograded.rglob("*"), reverse=True):
        if file.is_dir() and not file.is_symlink():
            if not any(file.iterdir()):
                file.rmdir()
            continue
        kept = file.name in KEPT and not (submitted / file.name).is_symlink()
        if file.parent != autograded or not (kept or file.suffix == ".ipynb"):
            file.unlink()

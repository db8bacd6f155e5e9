"""
The feedback page: what a recruit reads, made by nbgrader's ``generate_feedback``.

It is made from the data that the evaluator left in the autograded notebook and
from the marks and comments in the gradebook; no cell of the notebook is shown.
"""

from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import GetGrades

from grading.nbgrader.cell_kinds import grade_id_of, is_graded, is_task
from grading.nbgrader.feedback_view import feedback_view
from grading.nbgrader.showing import render


class GetMarks(GetGrades):
    """nbgrader's own reader of marks; also what a human has still to mark, and what is left to do."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """
        Put score, points, comment and ``waiting`` into the cell's nbgrader metadata.

        The first cell also brings ``not_handed_in`` into the resources: the names
        of the recruit's other assignments.
        """
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if "not_handed_in" not in resources["nbgrader"]:
            done = {each.name for each in self.gradebook.student_submissions(self.student_id)}
            names = [assignment.name for assignment in self.gradebook.assignments]
            resources["nbgrader"]["not_handed_in"] = [each for each in names if each not in done]
        if is_task(cell) or is_graded(cell):
            grade = self.gradebook.find_grade(
                grade_id_of(cell), self.notebook_id, self.assignment_id, self.student_id
            )
            cell.metadata.nbgrader["waiting"] = is_task(cell) and grade.manual_score is None
            cell.metadata.nbgrader["changed"] = is_graded(cell) and grade.manual_score is not None
        if is_graded(cell):
            cell.metadata.nbgrader["comment"] = self.comment_beside(grade)
        return cell, resources

    def comment_beside(self, grade: Any) -> str | None:
        """Return a trainer's comment on a part that rules judge, which nbgrader looks for nowhere."""
        there = (each for each in grade.notebook.comments if each.cell_id == grade.cell_id)
        return next((each.comment for each in there), None)


class FeedbackExporter(Exporter):
    """The exporter of ``GenerateFeedback``: one page of HTML, no code, no script."""

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # text, as nbconvert's own HTML exporter
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[str, Any]:
        """Return the page for an autograded notebook."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return render("feedback.html.j2", view=feedback_view(nb, resources["nbgrader"])), resources

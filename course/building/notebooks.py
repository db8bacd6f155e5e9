"""
Notebooks made from a lesson and a rubric.

The graded cells come from the rubric file and nothing else, so rubric, notebook
and gradebook cannot disagree. The same lesson and rubric always give the same
file, byte for byte.
"""

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook

from course.building.lessons import ROOM_TAG, RUBRIC_TAG, Lesson, has_tag
from grading.nbgrader.cell_kinds import (
    CALLS_ID,
    EVIDENCE_PREFIX,
    ROOM_ID,
    calls_source,
    code_cell,
    room_source,
    task_cell,
    text_cell,
)
from grading.rubric import Criterion, Rubric
from simgen.scenario import load_scenario

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
MARKS_BEGIN = "=== BEGIN MARK SCHEME ==="
MARKS_END = "=== END MARK SCHEME ==="
"""nbgrader's own marks: what stands between them is taken out of the released version."""


def build_assignment(lesson: Lesson, rubric: Rubric) -> NotebookNode:
    """Return the source version of a lesson's notebook, mark schemes included."""
    notebook = _empty_notebook()
    for number, cell in enumerate(lesson.cells, start=1):
        if has_tag(cell, ROOM_TAG):
            notebook.cells.append(_room_cell(lesson))
        elif has_tag(cell, RUBRIC_TAG):
            notebook.cells.extend(_rubric_cells(lesson.rubric_name, rubric))
        else:
            notebook.cells.append(text_cell(f"text-{number}", cell.source))
    return notebook


def build_self_study(lesson: Lesson) -> NotebookNode:
    """Return the notebook that Voila shows: the title and the case room."""
    title = load_scenario(lesson.scenario_id).title
    notebook: NotebookNode = new_notebook(
        metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}, "title": title}
    )
    room = _room_cell(lesson)
    del room.metadata["nbgrader"]
    notebook.cells.append(room)
    return notebook


def build_dashboard() -> NotebookNode:
    """Return the notebook that Voila shows to trainers."""
    notebook: NotebookNode = new_notebook(
        metadata={
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
            "title": "The trainer's dashboard",
        }
    )
    cell = code_cell("dashboard", "from course.dashboard import dashboard\ndashboard()", tags=[])
    del cell.metadata["nbgrader"]
    notebook.cells.append(cell)
    return notebook


def as_text(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    text: str = nbformat.writes(notebook, version=4)
    return text + "\n"


def _empty_notebook() -> NotebookNode:
    notebook: NotebookNode = new_notebook(
        metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    return notebook


def _room_cell(lesson: Lesson) -> NotebookNode:
    return code_cell(ROOM_ID, room_source(lesson.scenario_id), tags=[ROOM_TAG])


def _rubric_cells(name: str, rubric: Rubric) -> list[NotebookNode]:
    cells = [
        text_cell("criteria", _criteria_text(rubric)),
        code_cell(CALLS_ID, calls_source(name), tags=["marking"]),
    ]
    for criterion in rubric.criteria:
        if criterion.judged_by == "human":
            cells.append(
                code_cell(
                    EVIDENCE_PREFIX + criterion.id,
                    f'evidence("{criterion.id}")',
                    tags=["marking"],
                )
            )
            cells.append(task_cell(criterion.id, _task_text(criterion, rubric), criterion.maximum))
        else:
            cells.append(
                code_cell(
                    criterion.id,
                    f'criterion("{criterion.id}")',
                    tags=["marking"],
                    points=criterion.maximum,
                )
            )
    return cells


def _criteria_text(rubric: Rubric) -> str:
    def listed(judge: str) -> str:
        titles = [each.title for each in rubric.criteria if each.judged_by == judge]
        return "\n".join(f"- {title}" for title in titles)

    return (
        f"**Gathered by rules**\n\n{listed('machine')}\n\n"
        f"**Decided by your trainer**\n\n{listed('human')}"
    )


def _task_text(criterion: Criterion, rubric: Rubric) -> str:
    levels = "\n".join(
        f"- **{level * criterion.weight} points, {rubric.level_names[level].lower()}.** {seen}"
        for level, seen in enumerate(criterion.levels)
    )
    return (
        f"**{criterion.title}** is for your trainer to decide.\n\n"
        f"{MARKS_BEGIN}\n\n{levels}\n\n"
        f"Points between these are fine. The evidence is in the box above, the conversation and the "
        f"plan near the top. Rubric: {rubric.id} {rubric.version}, {rubric.status}.\n\n{MARKS_END}"
    )

"""
Where a recruit is working, and so where their record lies.

Three places are known, told apart by the folder that the notebook runs in:

- ``course``: inside ``recruit/<assignment>/`` of a course workspace. The record
  lies beside the notebook and can be handed in.
- ``self-study``: inside ``self-study/`` of a workspace, or in a folder that
  belongs to no workspace. Feedback comes at once.
- ``desk``: anywhere else in a workspace, such as a trainer's copy. Nothing can be
  handed in and no marks are shown.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from simgen.record import RECORD_NAME

Kind = Literal["course", "self-study", "desk"]


@dataclass(frozen=True, slots=True)
class Place:
    """
    One recruit's place of work.

    ``workspace`` is None outside a course workspace; ``assignment`` is the name
    of the notebook's folder and is empty outside ``recruit/``.
    """

    kind: Kind
    record: Path
    workspace: Path | None = None
    assignment: str = ""


def find_place(scenario_id: str, folder: Path) -> Place:
    """Return the place for a notebook that runs in ``folder``."""
    folder = folder.resolve()
    workspace = next(
        (above for above in (folder, *folder.parents) if (above / "nbgrader_config.py").is_file()),
        None,
    )
    beside = folder / RECORD_NAME
    if workspace is None:
        return Place("self-study", beside)
    inside = folder.relative_to(workspace).parts
    if inside[:1] == ("self-study",):
        record = workspace / "self-study" / "records" / scenario_id / RECORD_NAME
        return Place("self-study", record, workspace)
    if len(inside) == 2 and inside[0] == "recruit":
        return Place("course", beside, workspace, inside[1])
    return Place("desk", beside, workspace)

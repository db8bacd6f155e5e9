"""
From a record on disk to a score sheet, whatever the file holds.

This is the one way into marking: nbgrader's evaluator, the graded cells and
the command line all come through here, so they give the same points. A file
that cannot be used gives a sheet without points and a verdict in words.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from grading.copying import copied_from
from grading.results import ScoreSheet
from grading.rubric import Rubric, load_rubric
from grading.scoring import score, score_unusable
from simgen.errors import RecordError, ScenarioError
from simgen.record import ReplayedCase, read_record, replay
from simgen.record.trainers_views import CorrectionError, read_views, views_beside, with_views

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Marking:
    """A score sheet, its rubric, and the replayed case: None when the record is unusable."""

    sheet: ScoreSheet
    case: ReplayedCase | None
    rubric: Rubric


def mark_record(
    path: Path, scenario_id: str | None = None, rubric: Rubric | None = None
) -> Marking:
    """
    Return what a record file is worth.

    ``scenario_id`` is the case that it should belong to. Never raises for
    anything that the file holds.
    """
    rubric = rubric or load_rubric()
    try:
        case = _with_views(replay(read_record(path, expect=scenario_id)), path)
        copied = copied_from(case)
        sheet = score_unusable(copied, rubric) if copied else score(case, rubric)
        return Marking(sheet, case, rubric)
    except (RecordError, ScenarioError) as error:
        return Marking(score_unusable(str(error), rubric), None, rubric)
    except Exception:  # noqa: BLE001 - one record must never stop the marking of all the others
        _log.exception("A case record could not be replayed: %s", path.name)
        return Marking(
            score_unusable(
                f"{path.name} could not be played again, so nothing in it could be marked. This is "
                "a fault of the kit or a record that somebody has altered; keep the file.",
                rubric,
            ),
            None,
            rubric,
        )


def _with_views(case: ReplayedCase, path: Path) -> ReplayedCase:
    """Return a case with the trainers' views of it, which move no mark; said where they cannot be read."""
    file = views_beside(path)
    if file is None:
        return case
    try:
        return with_views(case, read_views(file))
    except CorrectionError as error:
        _log.warning("Trainers' views are not shown: %s", error)
        return case

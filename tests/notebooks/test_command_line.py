"""The same course on nbgrader's own command line, run in the workspace."""

from pathlib import Path

from course.demo import write_record
from tests.notebooks.commands import nbgrader
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    MAXIMUM,
    RECRUITS,
    feedback_of,
    points_of,
    put_submission,
)


def test_submit_collect_autograde_and_feedback_work_by_hand(root: Path) -> None:
    write_record(RECRUITS["ben"], root / "recruit" / ASSIGNMENT)
    assert "Submitted as" in nbgrader(root, "submit", ASSIGNMENT)
    nbgrader(root, "collect", ASSIGNMENT)
    (student,) = (path.name for path in (root / "submitted").iterdir())
    put_submission(root, "broken").joinpath("case-record.json").write_text("{", encoding="utf-8")
    nbgrader(root, "autograde", ASSIGNMENT)
    nbgrader(root, "generate_feedback", ASSIGNMENT)
    assert f"{points_of('ben')} of {MAXIMUM} points so far" in feedback_of(root, student)
    assert "could not be marked" in feedback_of(root, "broken")

"""Rubrics as a panel leaves them, with a trail that says so."""

from datetime import date
from typing import Any

import yaml

from grading.rubric import RUBRICS, Rubric

MARK: dict[str, Any] = {"points": 30.0, "standard_error": 1.2, "of": 48.0, "judges": 8}


def confirmed(*, simulated: bool, mark: dict[str, Any] | None = MARK, limit: float = 1.0) -> Rubric:
    """The starter as a panel's next version; ``limit`` is the rule of when a mark is settled."""
    data = yaml.safe_load((RUBRICS / "starter.yaml").read_text(encoding="utf-8"))
    trail = {
        "panel": "a test",
        "simulated": simulated,
        "published_on": date(2026, 11, 1),
        "previous": {"id": "starter", "version": 2, "sha256": "0" * 64},
        "raters": [{"pseudonym": "Heron", "years": 4}],
        "rounds": 2,
        "rules": [
            {"name": "pass-mark-error", "value": limit, "says": "a rule", "source": "assumption"}
        ],
        "votes": [],
        "rewordings": [],
        "changes": [],
        "statistics": [],
        "pass_mark": mark,
    }
    says = "SIMULATED panel" if simulated else "confirmed by a panel"
    return Rubric.model_validate(
        data
        | {"kind": "simulated" if simulated else "panel", "status": says, "notice": says}
        | {"confirmation": trail}
    )


def write_rubric(rubric: Rubric, path: Any) -> None:
    """Write a rubric as the file that a course names."""
    path.write_text(yaml.safe_dump(rubric.model_dump(mode="python")), encoding="utf-8")

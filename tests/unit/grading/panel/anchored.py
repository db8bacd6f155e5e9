"""Anchors for tests: the kit's own pattern, cut down step by step, so that they differ in quality."""

from pathlib import Path
from typing import Any

import yaml

from grading.anchors import ANCHORS

CRITERIA = (
    *("what-matters", "strengths", "listening", "partnership-and-choice", "fit-of-services"),
    *("clear-owned-steps", "confidence-and-follow-up", "safety", "role-and-boundaries"),
    *("recording", "handover-to-community"),
)


def write_anchors(folder: Path, count: int = 12) -> Path:
    """Write ``count`` anchors of the quiet house into a folder of their own; return that folder."""
    pattern = yaml.safe_load((ANCHORS / "quiet-house" / "good.yaml").read_text(encoding="utf-8"))
    (folder / "quiet-house").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name = f"made-{number + 1}"
        (folder / "quiet-house" / f"{name}.yaml").write_text(
            yaml.safe_dump(_cut(pattern, name, number), allow_unicode=True), encoding="utf-8"
        )
    return folder


def _cut(pattern: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    overall = number % 4
    plan = {
        key: value if overall == 3 else value[:overall] if isinstance(value, list) else ""
        for key, value in pattern["plan"].items()
    }
    plan["review_date"] = pattern["plan"]["review_date"] if overall > 1 else None
    return pattern | {
        "id": f"quiet-house-{name}",
        "seed": 21 + number,
        "title": f"Made for a test, {name}",
        "overall": overall,
        "talk": pattern["talk"][: 5 + 8 * overall],
        "plan": plan,
        "shows": {
            criterion: {
                # Around the whole's level, so that criteria differ within a submission too.
                "level": max(0, min(3, overall + (-1, 0, 0, 1)[(at + number) % 4])),
                "because": "Made for a test.",
            }
            for at, criterion in enumerate(CRITERIA)
        },
    }

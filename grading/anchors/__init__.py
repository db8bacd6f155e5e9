"""Anchors: work written to show a level, for panels, for moderation and to prove the scoring."""

from grading.anchors.anchor import (
    ANCHORS,
    Anchor,
    Shows,
    anchor_schema,
    anchors_of,
    check_anchor,
    load_anchor,
)
from grading.anchors.playing import played, record_of

__all__ = [
    "ANCHORS",
    "Anchor",
    "Shows",
    "anchor_schema",
    "anchors_of",
    "check_anchor",
    "load_anchor",
    "played",
    "record_of",
]

"""How good was it: rubrics, what a function can show evidence for, and marking in nbgrader."""

from grading.results import CriterionResult, Evidence, Judgement, ScoreSheet, ShutGate
from grading.rubric import Criterion, Gate, Rubric, load_rubric, rubric_hash, rubric_schema
from grading.scoring import level_of, score, score_unusable

__all__ = [
    "Criterion",
    "CriterionResult",
    "Evidence",
    "Gate",
    "Judgement",
    "Rubric",
    "ScoreSheet",
    "ShutGate",
    "level_of",
    "load_rubric",
    "rubric_hash",
    "rubric_schema",
    "score",
    "score_unusable",
]

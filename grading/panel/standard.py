"""
The pass mark, by the modified Angoff method, for criteria with levels.

Each judge says, of 100 just competent recruits, how many would reach level 1, 2
and 3 of a criterion. Those shares add up to the level such a recruit can be
expected to reach; times the weight, over all criteria, they are that judge's
pass mark (the mean estimation variant: R. K. Hambleton and B. S. Plake, Applied
Measurement in Education 8, 1995). The panel's is the mean of the judges', and its
standard error their deviation over the root of their number (R. G. MacCann and
G. Stanley, Practical Assessment, Research and Evaluation 9, 2004).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

from grading.rubric import TOP_LEVEL, Criterion

Shares = Mapping[str, Sequence[float]]
"""For each criterion: how many of 100 reach level 1, 2 and 3."""

FEWEST = 2
"""Judges before a standard error can be worked out."""


@dataclass(frozen=True, slots=True)
class Standard:
    """
    A pass mark in points of ``of``, with its standard error.

    ``judges`` holds each judge's own pass mark; ``left_out`` judges, in
    sentences, whose answers were incomplete or contradict themselves;
    ``expected`` the level that a just competent recruit reaches, by criterion.
    """

    points: float
    standard_error: float
    of: float
    judges: dict[str, float]
    expected: dict[str, float]
    left_out: tuple[str, ...] = ()


def set_standard(answers: Mapping[str, Shares], criteria: Sequence[Criterion]) -> Standard | None:
    """
    Return the standard of these judges; None when fewer than two answered in full.

    ``answers`` holds each judge's shares. A judge who has more recruits reach a
    higher level than a lower one is left out, and so is one with a gap.
    """
    judges: dict[str, float] = {}
    levels: dict[str, list[float]] = {criterion.id: [] for criterion in criteria}
    left_out = []
    for judge, shares in answers.items():
        problem = _problem(shares, criteria)
        if problem:
            left_out.append(f"{judge} is left out of the pass mark: {problem}")
            continue
        expected = {each.id: sum(shares[each.id]) / 100 for each in criteria}
        for criterion_id, level in expected.items():
            levels[criterion_id].append(level)
        judges[judge] = sum(each.weight * expected[each.id] for each in criteria)
    if len(judges) < FEWEST:
        return None
    marks = list(judges.values())
    return Standard(
        points=mean(marks),
        standard_error=stdev(marks) / len(marks) ** 0.5,
        of=float(sum(criterion.maximum for criterion in criteria)),
        judges=judges,
        expected={criterion_id: mean(each) for criterion_id, each in levels.items()},
        left_out=tuple(left_out),
    )


def _problem(shares: Shares, criteria: Sequence[Criterion]) -> str:
    gaps = [each.title for each in criteria if len(shares.get(each.id, ())) < TOP_LEVEL]
    if gaps:
        return f"nothing, or not every level, is answered for “{gaps[0]}”."
    for criterion in criteria:
        one, two, three = shares[criterion.id]
        if not one >= two >= three:
            return (
                f"for “{criterion.title}” more recruits reach a higher level than a lower one "
                f"({one:g}, {two:g}, {three:g}); nobody can reach level 3 without level 2."
            )
    return ""

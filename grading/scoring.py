"""
Score a replayed case by a rubric.

A machine-judged criterion gives its level times its weight; a human-judged one
gives no points here, only a suggestion with its evidence. The same record and
rubric give the same sheet on every machine.
"""

from grading.criteria import JUDGES
from grading.gates import overall_level, shut_gates
from grading.results import CriterionResult, Judgement, ScoreSheet
from grading.rubric import TOP_LEVEL, Criterion, Rubric
from simgen.errors import RubricError
from simgen.record import ReplayedCase


def score(case: ReplayedCase, rubric: Rubric) -> ScoreSheet:
    """
    Return the sheet of one case.

    Raises :class:`~simgen.errors.RubricError` when the rubric has a criterion
    that no function gathers evidence for.
    """
    results = tuple(
        _result(criterion, _judge(criterion, case), rubric) for criterion in rubric.criteria
    )
    return _sheet(results, rubric, _verdict(case), notices=case.notices)


def score_unusable(verdict: str, rubric: Rubric) -> ScoreSheet:
    """Return the sheet of a record that cannot be judged: no points, and why, in words."""
    results = tuple(
        _result(criterion, Judgement(0, advice="Mend or hand in the record again."), rubric)
        for criterion in rubric.criteria
    )
    return _sheet(results, rubric, verdict, unusable=True)


def level_of(points: float, criterion: Criterion) -> int:
    """Return the level that a number of points amounts to, rounded down, 0 to 3."""
    return max(0, min(TOP_LEVEL, int(points / criterion.weight + 1e-9)))


def _judge(criterion: Criterion, case: ReplayedCase) -> Judgement:
    judge = JUDGES.get(criterion.id)
    if judge is None:
        raise RubricError(
            f"No function gathers evidence for the criterion '{criterion.id}'. There are: "
            f"{', '.join(JUDGES)}."
        )
    return judge(case)


def _result(criterion: Criterion, judgement: Judgement, rubric: Rubric) -> CriterionResult:
    points = float(judgement.level * criterion.weight)
    human = criterion.judged_by == "human"
    return CriterionResult(
        criterion_id=criterion.id,
        title=criterion.title,
        points=None if human else points,
        suggested=points if human else None,
        maximum=float(criterion.maximum),
        level=judgement.level,
        level_name=rubric.level_names[judgement.level],
        seen=criterion.levels[judgement.level],
        evidence=judgement.evidence,
        did_well=judgement.did_well,
        advice=judgement.advice,
        doubt=judgement.doubt,
        judged_by=criterion.judged_by,
    )


def _sheet(
    results: tuple[CriterionResult, ...],
    rubric: Rubric,
    verdict: str,
    *,
    unusable: bool = False,
    notices: tuple[str, ...] = (),
) -> ScoreSheet:
    judged = [result for result in results if result.points is not None]
    total = sum(result.points or 0.0 for result in judged)
    maximum = sum(result.maximum for result in judged)
    levels = {result.criterion_id: result.level for result in judged}
    shut = () if unusable else shut_gates(levels, rubric)
    return ScoreSheet(
        results=results,
        total=total,
        maximum=maximum,
        verdict=verdict,
        status=rubric.status,
        unusable=unusable,
        notices=notices,
        overall=overall_level(total, maximum, shut),
        shut=shut,
    )


def _verdict(case: ReplayedCase) -> str:
    turns = len(case.talk.turns)
    steps = sum(bool(action.what.strip()) for action in case.plan.actions)
    if not turns and not steps:
        return "Nothing was said and nothing was planned yet."
    found, there_are = len(case.talk.disclosed), len(case.case.scenario.items)
    return (
        f"A conversation of {_counted(turns, 'turn')} in which {found} of {there_are} things came to "
        f"light, and a plan of {_counted(steps, 'step')}."
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

"""Strengths: did any come to light, and does the plan build on them?"""

from grading.matching import in_doubt, support_of, supported, turn_of, unsupported
from grading.results import Evidence, Judgement
from simgen.plan import Line
from simgen.record import ReplayedCase


def judge_strengths(case: ReplayedCase) -> Judgement:
    """Judge which strengths were heard and carried into the plan."""
    scenario = case.case.scenario
    heard = [
        item
        for item in scenario.items
        if item.kind == "strength" and item.id in case.talk.disclosed
    ]
    lines = supported(case.plan.strengths, case)
    named = [support for support in lines if support.item.kind == "strength"]
    astray = len(lines) - len(named) + len(unsupported(case.plan.strengths, case))
    steps = [
        support_of(Line(text=action.what), case)
        for action in case.plan.actions
        if action.what.strip()
    ]
    built_on = [step for step in steps if step is not None and step.item.kind == "strength"]

    level = 0
    if heard or named:
        level = 1
    if len(named) >= 2:
        level = 2
    if len(named) >= 3 or (len(named) == 2 and built_on):
        level = 3
    if astray > len(named):
        level = min(level, 1)

    evidence = [Evidence("plan", support.text, turn_of(support.item.id, case)) for support in named]
    evidence += [
        Evidence("quote", case.talk.words_for(support.item.id), turn_of(support.item.id, case))
        for support in named
        if not support.own_words
    ]
    evidence += [Evidence("plan", step.text) for step in built_on]
    left_out = [item for item in heard if item.id not in {support.item.id for support in named}]
    if left_out:
        evidence.append(
            Evidence(
                "note",
                "Heard, and not among the strengths in the plan: "
                + " ".join(item.gist for item in left_out[:3]),
                against=True,
            )
        )
    if astray:
        evidence.append(
            Evidence(
                "note",
                f"{astray} of the lines under strengths are not strengths you heard.",
                against=True,
            )
        )
    well = (
        "",
        "A strength came to light while you listened.",
        "You saw two strengths and wrote them down.",
        "You saw what they are good at and the plan stands on it.",
    )[level]
    if level == 3:
        advice = "Name a strength to them when they doubt a step; it is theirs to use."
    elif left_out:
        advice = f"Put this into the plan too, and let a step grow from it: {left_out[0].gist}"
    else:
        advice = "Ask what they have done, been good at or got through; then reflect what you hear."
    doubt = in_doubt(case.plan.strengths, case)
    return Judgement(level, tuple(evidence), well, advice, doubt)

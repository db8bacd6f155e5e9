"""Confidence and follow-up: how sure they feel, what if not, when we look again, who agreed."""

from datetime import timedelta

from grading.criteria.clear_owned_steps import HEARD_FIRST
from grading.matching import content_words
from grading.results import Evidence, Judgement
from simgen.plan import Action
from simgen.record import ReplayedCase

LONGEST_WAIT = timedelta(weeks=12)
"""The latest review after the first talk; assumption."""
SURE = 7
"""Confidence, 0 to 10, below which a step needs a fallback; general practice, to be checked."""


def judge_confidence_and_follow_up(case: ReplayedCase) -> Judgement:
    """Judge whether the plan can survive a bad week."""
    plan = case.plan
    steps = [action for action in plan.actions if content_words(action.what, case)]
    confident = bool(steps) and all(step.confidence is not None for step in steps)
    fallbacks = [
        fallback
        for fallback in plan.contingencies
        if content_words(fallback.if_this, case) and content_words(fallback.then_what, case)
    ]
    set_on = case.case.scenario.set_on
    review = plan.review_date
    review_in_time = review is not None and set_on < review <= set_on + LONGEST_WAIT
    person = case.case.person
    agreed = any(
        {person.first_name.lower(), person.surname.lower()} & set(name.lower().split())
        for name in plan.agreed_with
    )
    doubted = [step for step in steps if step.confidence is not None and step.confidence < SURE]

    there = [confident, bool(fallbacks), review_in_time, agreed]
    level = (0, 1, 2, 2, 3)[sum(there)] if steps else 0
    if len(case.talk.disclosed) < HEARD_FIRST:
        level = min(level, 1)  # a form filled in without them

    evidence = [
        Evidence("plan", _confidence(step)) for step in steps[:4] if step.confidence is not None
    ]
    evidence += [
        Evidence("plan", f"If {fallback.if_this.strip()}: {fallback.then_what.strip()}")
        for fallback in fallbacks[:2]
    ]
    if review is not None:
        when = f"Review on {review.day} {review:%B %Y}"
        evidence.append(
            Evidence(
                "plan",
                when if review_in_time else f"{when}, outside twelve weeks",
                against=not review_in_time,
            )
        )
    missing = [
        name
        for name, is_there in zip(
            (
                "confidence for every step",
                "a fallback",
                "a review within twelve weeks",
                "their agreement",
            ),
            there,
            strict=True,
        )
        if not is_there
    ]
    if missing:
        evidence.append(
            Evidence("note", "Not there yet: " + ", ".join(missing) + ".", against=True)
        )
    well = (
        "",
        "The plan looks a little further than today.",
        "The plan says how sure they feel or what happens if it goes wrong.",
        "The plan can survive a bad week, and you know when you will look again.",
    )[level]
    if not steps:
        advice = "First agree a step; then ask how sure they feel about it, from 0 to 10."
    elif missing:
        advice = f"Add {missing[0]}."
    elif doubted:
        advice = "Ask what would make the step they doubt one point easier."
    else:
        advice = "Tell them how to reach you before the review."
    return Judgement(level, tuple(evidence), well, advice)


def _confidence(step: Action) -> str:
    return f"{step.what.strip()} (confidence {step.confidence} of 10)"

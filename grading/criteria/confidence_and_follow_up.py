"""Confidence and follow-up: how sure they feel, what if not, when we look again, who agreed."""

import re
from datetime import timedelta

from grading.criteria.clear_owned_steps import HEARD_FIRST
from grading.matching import MIN_SHARED, content_words, told_words_in
from grading.quoted import quoted
from grading.results import Evidence, Judgement
from grading.rubric import TOP_LEVEL
from grading.services_named import can_be_theirs, named_in_talk
from simgen.plan import Action, Contingency
from simgen.record import ReplayedCase

LONGEST_WAIT = timedelta(weeks=12)
"""The latest review after the first talk; assumption."""
SURE = 7
"""Confidence, 0 to 10, below which a step needs a fallback; general practice, to be checked."""

_PARTS = (
    "confidence for every step",
    "a fallback",
    "a review within twelve weeks",
    "their agreement",
)
_ASKS_HOW_SURE = re.compile(
    r"\bhow (sure|confident|likely|certain|do-?able)\b|\b(out of|to) (10|ten)\b|\bscale\b",
    re.IGNORECASE,
)
"""Asking how sure somebody feels, in the words that are usual; a starter list, an assumption."""


def judge_confidence_and_follow_up(case: ReplayedCase) -> Judgement:
    """Judge whether the plan can survive a bad week."""
    plan = case.plan
    steps = [action for action in plan.actions if content_words(action.what, case)]
    # How sure they feel is asked about what they do; a link worker's errand needs no number.
    theirs = [step for step in steps if step.who != "link-worker"] or steps
    confident = bool(steps) and all(step.confidence is not None for step in theirs)
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
    named = named_in_talk(case)
    unheard_of = [step for step in steps if not can_be_theirs(step, named)]
    from_here = [fallback for fallback in fallbacks if _from_here(fallback, steps, case)]

    there = [confident, bool(fallbacks), review_in_time, agreed]
    level = (0, 1, 2, 2, 3)[sum(there)] if steps else 0
    if not from_here:
        level = min(level, 2)  # a fallback that would fit anybody's plan
    if len(case.talk.disclosed) < HEARD_FIRST or unheard_of:
        level = min(level, 1)  # a form filled in without them

    evidence = [
        Evidence("plan", _confidence(step)) for step in steps[:4] if step.confidence is not None
    ]
    evidence += [
        Evidence("plan", f"{step.what.strip()} (its place was not named in the talk)", against=True)
        for step in unheard_of[:1]
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
    missing = [name for name, is_there in zip(_PARTS, there, strict=True) if not is_there]
    if missing:
        evidence.append(
            Evidence("note", "Not there yet: " + ", ".join(missing) + ".", against=True)
        )
    well = _did_well(level, there)
    asked = any(_ASKS_HOW_SURE.search(turn.said) for turn in case.talk.turns)
    doubt = (
        "The plan says how sure they feel; the talk shows no question in the usual words about it."
        if confident and not asked
        else ""
    )
    if len(case.talk.disclosed) < HEARD_FIRST:
        advice = "Hear more first: nobody can say how sure they feel of a plan they had no part in."
    else:
        advice = _advice(theirs, unheard_of, there, generic=not from_here)
    return Judgement(level, tuple(evidence), well, advice, doubt)


def _did_well(level: int, there: list[bool]) -> str:
    """Return what is there, in words; nothing at the lowest level."""
    if level == TOP_LEVEL:
        return "The plan can survive a bad week, and you know when you will look again."
    says = ("how sure they feel", "what happens if it goes wrong", "when you look again")
    said = [words for words, is_there in zip(says, there, strict=False) if is_there]
    if level == 0:
        return ""
    if not said:
        return "The plan says that they agreed to it."
    first, last = said[:-1], said[-1]
    return f"The plan says {', '.join(first)}{' and ' if first else ''}{last}."


def _advice(
    steps: list[Action], unheard_of: list[Action], there: list[bool], *, generic: bool
) -> str:
    """Return the first piece of advice that fits."""
    if not steps:
        return "First agree a step; then ask how sure they feel about it, from 0 to 10."
    if unheard_of:
        return (
            "Ask how sure they feel only of what they know; the talk never came to the place in "
            f"{quoted(unheard_of[0].what)}."
        )
    if not all(there):
        return _how_to_add(there, steps)
    if generic:
        return f"Say what happens if {quoted(steps[0].what)} goes wrong; yours would fit any plan."
    doubted = [step for step in steps if step.confidence is not None and step.confidence < SURE]
    if doubted:
        return f"Ask what would make {quoted(doubted[0].what)} one point easier."
    return "Tell them how to reach you before the review."


def _from_here(fallback: Contingency, steps: list[Action], case: ReplayedCase) -> bool:
    """Tell whether a fallback has to do with a step of this plan or with something heard."""
    text = f"{fallback.if_this} {fallback.then_what} {fallback.contact}"
    places = {service.id: service.name for service in case.case.town.services}
    planned = " ".join(f"{each.what} {each.when} {places.get(each.service, '')}" for each in steps)
    if content_words(text, case) & content_words(planned, case):
        return True
    items = [item for item in case.case.scenario.items if item.id in case.talk.disclosed]
    return any(told_words_in(text, item, case) >= MIN_SHARED for item in items)


def _how_to_add(there: list[bool], steps: list[Action]) -> str:
    """Return how to add the first thing that is not there yet."""
    unsaid = next((step for step in steps if step.confidence is None), steps[0])
    ways = (
        f"Ask how sure they feel, from 0 to 10, about {quoted(unsaid.what)}, and write the number down.",
        f"Ask what could get in the way of {quoted(steps[0].what)}, and what they would do then.",
        "Agree a day within twelve weeks on which you look at the plan together again.",
        "Read the plan back, ask whether it is right, and write down that they agreed.",
    )
    return next(way for way, is_there in zip(ways, there, strict=True) if not is_there)


def _confidence(step: Action) -> str:
    return f"{step.what.strip()} (confidence {step.confidence} of 10)"

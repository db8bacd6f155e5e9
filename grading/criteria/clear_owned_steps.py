"""Clear steps with an owner: what, who and when, few enough to do."""

import re

from grading.matching import content_words, support_of
from grading.quoted import quoted
from grading.results import Evidence, Judgement
from grading.services_named import can_be_theirs, named_in_talk
from simgen.plan import Action, Line
from simgen.record import ReplayedCase

MOST_STEPS = 6
"""More steps than this is not a plan for a first month; assumption."""

HEARD_FIRST = 3
"""Things that must have come to light before a plan can be called theirs; assumption."""

_A_TIME = re.compile(
    r"\d|\b(to(day|morrow|night)|mon|tues|wednes|thurs|fri|satur|sun)(day)?s?\b|\bnext\b|\bthis\b|"
    r"\b(most|in the) (days|mornings?|afternoons?|evenings?|nights?|weekends?)\b|"
    r"\bafter\b|\bbefore\b|\bby\b|\bwithin\b|\bevery\b|\beach\b|\bdaily\b|\bweekly\b|"
    r"\b(two|three|four|five|six)\b|\b(janu|febru|march|april|may|june|july|august|septem|octo|"
    r"novem|decem)",
    re.IGNORECASE,
)


def judge_clear_owned_steps(case: ReplayedCase) -> Judgement:
    """Judge whether the steps can be done and checked, and who owns them."""
    steps = _different_steps(case)
    what_and_who = [step for step in steps if step.who]
    complete = [step for step in what_and_who if _A_TIME.search(step.when)]
    named = named_in_talk(case)
    owned = [
        step
        for step in complete
        if step.who in {"person", "together"}
        and step.choice in {"theirs", "together"}
        and can_be_theirs(step, named)
    ]
    unheard_of = [step for step in complete if not can_be_theirs(step, named)]
    tied = [step for step in complete if _tied(step, case, named)]

    level = 0
    if what_and_who:
        level = 1
    if len(complete) >= 2 and owned:
        level = 2
    if level == 2 and len(complete) * 5 >= len(steps) * 4 and tied and len(steps) <= MOST_STEPS:
        level = 3
    if len(steps) > MOST_STEPS * 2 or len(case.talk.disclosed) < HEARD_FIRST:
        level = min(level, 1)

    evidence = [Evidence("plan", _in_words(step)) for step in complete[:3]]
    unclear = [step for step in steps if step not in complete]
    evidence += [
        Evidence("plan", f"{step.what.strip()} ({_lacks(step)})", against=True)
        for step in unclear[:2]
    ]
    evidence += [
        Evidence("plan", f"{step.what.strip()} (its place was not named in the talk)", against=True)
        for step in unheard_of[:2]
    ]
    evidence.append(
        Evidence("note", f"Steps that say what, who and when: {len(complete)} of {len(steps)}.")
    )
    well = (
        "",
        "One step says what will happen and who does it.",
        "The steps say what, who and when, and one is theirs.",
        "Clear steps, few enough to do, that grow from what matters to them.",
    )[level]
    return Judgement(level, tuple(evidence), well, _advice(level, steps, unclear, unheard_of, case))


def _different_steps(case: ReplayedCase) -> list[Action]:
    """Return the steps that say something, each once."""
    different: dict[frozenset[str], Action] = {}
    for action in case.plan.actions:
        words = content_words(action.what, case)
        if words and len(action.what.split()) >= 2:
            different.setdefault(words, action)
    return list(different.values())


def _lacks(step: Action) -> str:
    """Return what a step does not say, in words."""
    lacks = ["nobody who does it"] * (not step.who)
    lacks += ["no day"] * (not _A_TIME.search(step.when))
    return " and ".join(lacks)


def _tied(step: Action, case: ReplayedCase, named: frozenset[str]) -> bool:
    """Tell whether a step grows from something heard, or uses a service talked about that can fit."""
    if support_of(Line(text=step.what), case) is not None:
        return True
    if not can_be_theirs(step, named):
        return False
    fit = case.case.scenario.fit(step.service) if step.service else None
    return fit is not None and fit.fit != "poor" and set(fit.needs) <= set(case.talk.disclosed)


def _in_words(step: Action) -> str:
    who = {
        "person": "the person",
        "link-worker": "the link worker",
        "together": "together",
        "someone-else": step.who_else.strip() or "someone else",
    }.get(step.who, "nobody named")
    return f"{step.what.strip()} ({who}; {step.when.strip()})"


def _advice(
    level: int,
    steps: list[Action],
    unclear: list[Action],
    unheard_of: list[Action],
    case: ReplayedCase,
) -> str:
    """Return the first piece of advice that fits."""
    tied = any(_tied(step, case, named_in_talk(case)) for step in steps)
    fits = (
        (not steps, "End with one small step: what, who, and by which day."),
        (
            len(case.talk.disclosed) < HEARD_FIRST,
            "Hear more before you plan: steps made without them are yours, not theirs.",
        ),
        (
            len(steps) > MOST_STEPS,
            "Keep the two or three steps they most want; the rest can wait for the review.",
        ),
        (
            bool(unclear),
            "Say for every step who does it and by which day: "
            + "".join(f"{quoted(step.what)} has {_lacks(step)}." for step in unclear[:1]),
        ),
        (
            bool(unheard_of),
            "Talk a place over before it becomes a step; the talk never came to what is in "
            + "".join(f"{quoted(step.what)}." for step in unheard_of[:1]),
        ),
        (level == 1, "Agree a second step, and let one of them be theirs to do."),
        (not tied, "Let at least one step grow from what they told you matters."),
    )
    return next((advice for fit, advice in fits if fit), "Ask which step they want to do first.")

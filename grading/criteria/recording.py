"""Recording with respect: evidence for a human, who gives the points."""

import re
from collections.abc import Iterator

from grading.matching import supported, unsupported
from grading.quoted import quoted
from grading.results import Evidence, Judgement
from simgen.record import ReplayedCase

_JUDGING = re.compile(
    r"\b(refus(es|ed|ing)|non-?complian\w*|fail(s|ed) to|attention[- ]seeking|manipulat\w+|"
    r"difficult (man|woman|person|lady|patient|client)|demanding|stubborn|in denial|"
    r"poor historian|claims (to|that)|suffers? from|victim|lazy|unmotivated|frequent flyer|"
    r"just (sad|lonely|old)|the elderly)\b",
    re.IGNORECASE,
)
"""Words that judge or label; a starter list in general use in recording guidance, to be checked."""


def judge_recording(case: ReplayedCase) -> Judgement:
    """Suggest a level from whose words stand in the plan and which words judge."""
    plan = case.plan
    lines = [*plan.what_matters, *plan.strengths, *plan.goals]
    kept = supported(lines, case)
    stray = unsupported(lines, case)
    their_words = [support for support in kept if support.own_words]
    judging = [text for text in _texts(case) if _JUDGING.search(text)]

    level = 0
    if kept:
        level = 1
    if len(kept) >= 3 and their_words and len(stray) <= len(kept):
        level = 2
    if level == 2 and len(kept) >= 5 and len(their_words) >= 2 and len(stray) * 4 <= len(kept):
        level = 3
    if judging:
        level = min(level, 1)

    evidence = [Evidence("plan", support.text) for support in their_words[:3]]
    evidence += [Evidence("plan", text, against=True) for text in stray[:3]]
    evidence += [Evidence("plan", text, against=True) for text in judging[:2]]
    evidence.append(
        Evidence(
            "note",
            f"Lines that something in the talk stands behind: {len(kept)}; lines that nothing does: "
            f"{len(stray)}. Lines with their own words: {len(their_words)}. Lines with a word that "
            f"may judge: {len(judging)}.",
        )
    )
    if judging:
        advice = (
            f"Say what you saw or heard instead of what it makes of them: {quoted(judging[0])}."
        )
    elif stray:
        advice = f"Mark what you think as your own view, as in {quoted(stray[0])}, or leave it out."
    elif not their_words:
        advice = "Keep a phrase or two exactly as they said it."
    else:
        advice = "Read the plan as they would: is there a line you would not show them?"
    well = "Some of their own words are in the plan." if their_words else ""
    return Judgement(level, tuple(evidence), well, advice)


def _texts(case: ReplayedCase) -> Iterator[str]:
    plan = case.plan
    yield from (line.text for line in [*plan.what_matters, *plan.strengths, *plan.goals])
    yield from (action.what for action in plan.actions)
    yield from (concern.what for concern in plan.concerns)
    for fallback in plan.contingencies:
        yield from (fallback.if_this, fallback.then_what)

"""What matters to the person: is it in the plan, in their words, and heard first?"""

from grading.matching import in_doubt, supported, turn_of, unsupported
from grading.quoted import WHOLE, quoted
from grading.results import Evidence, Judgement
from simgen.record import ReplayedCase
from simgen.scenario import Item

MOST_LINES = 6
"""More than this under "what matters" is a list, not a lead; assumption."""


def judge_what_matters(case: ReplayedCase) -> Judgement:
    """Judge how far the plan leads with what the person said matters to them."""
    matters = supported(case.plan.what_matters, case)
    goals = supported(case.plan.goals, case)
    stray = unsupported([*case.plan.what_matters, *case.plan.goals], case)
    both = {support.item.id: support for support in [*matters, *goals]}
    hopes = [support for support in both.values() if support.item.kind == "hope"]
    in_their_words = [support for support in both.values() if support.own_words]

    level = 0
    if matters or goals:
        level = 1
    if len(both) >= 2 and matters and hopes:
        level = 2
    if (
        level == 2
        and len(hopes) >= 2
        and in_their_words
        and any(g.item.kind == "hope" for g in goals)
    ):
        level = 3
    if len(stray) > len(both) or len(case.plan.what_matters) > MOST_LINES:
        level = min(level, 1)

    evidence = [
        Evidence("plan", support.text, turn_of(support.item.id, case)) for support in both.values()
    ]
    evidence += [
        Evidence("quote", case.talk.words_for(support.item.id), turn_of(support.item.id, case))
        for support in in_their_words
    ]
    evidence += [
        Evidence("plan", f"{text} (nothing they told you stands behind this)", against=True)
        for text in stray[:2]
    ]
    if len(stray) > 2:
        evidence.append(
            Evidence(
                "note",
                f"{len(stray)} of the lines stand for nothing they told you.",
                against=True,
            )
        )
    left_out = [
        item
        for item in case.case.scenario.items
        if item.kind == "hope" and item.id in case.talk.disclosed and item.id not in both
    ]
    evidence += [
        Evidence("quote", case.talk.words_for(item.id), turn_of(item.id, case), against=True)
        for item in left_out[:2]
    ]
    doubt = in_doubt([*case.plan.what_matters, *case.plan.goals], case)
    advice = _advice(level, _words(left_out, case), case)
    return Judgement(level, tuple(evidence), _did_well(level), advice, doubt)


def _words(items: list[Item], case: ReplayedCase) -> str:
    """Return the person's words for the first of these, or nothing where there is none."""
    return quoted(case.talk.words_for(items[0].id), WHOLE) if items else ""


def _did_well(level: int) -> str:
    return (
        "",
        "You wrote down something they told you.",
        "The plan holds what they told you, and what they hope for is in it.",
        "The plan leads with what they hope for, in words they would know as theirs.",
    )[level]


def _advice(level: int, hope_left_out: str, case: ReplayedCase) -> str:
    if level == 3:
        return "Read it back to them in their words before you close the plan."
    if len(case.plan.what_matters) > MOST_LINES:
        return "Choose the two or three things that matter most; a long list hides them."
    if hope_left_out:
        return f"They told you of a hope that is not in the plan, {hope_left_out}: start with it."
    if not case.talk.disclosed:
        return "Ask what matters to them, and wait; the plan can only hold what you have heard."
    return "Ask what they would like to be different, and put their answer first, in their words."

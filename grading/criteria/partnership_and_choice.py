"""Partnership and choice: evidence for a human, who gives the points."""

from grading.criteria.clear_owned_steps import HEARD_FIRST
from grading.results import Evidence, Judgement
from simgen.record import ReplayedCase

_TOGETHER = frozenset({"permission", "collaboration", "autonomy"})
_DID = {
    "permission": "asked leave",
    "collaboration": "worked it out with them",
    "autonomy": "left the choice with them",
}
_UNASKED = frozenset({"advised_too_soon", "informed_too_soon"})


def judge_partnership_and_choice(case: ReplayedCase) -> Judgement:
    """Suggest a level from who chose what, and show the moments it rests on."""
    sure = [turn for turn in case.talk.turns if not turn.heard.abstained]
    # Asking at the door what to call somebody is manners, and no plan is made by it.
    together = [
        turn
        for turn in sure
        if _TOGETHER & set(turn.heard.codes) and "social" not in turn.heard.codes
    ]
    unasked = [turn for turn in sure if any(move.rule in _UNASKED for move in turn.why)]
    actions = [action for action in case.plan.actions if action.what.strip()]
    theirs = [action for action in actions if action.choice in {"theirs", "together"}]
    agreed = any(name.strip() for name in case.plan.agreed_with)

    level = 0
    if agreed or together:
        level = 1
    if len(together) >= 2 and theirs and len(theirs) * 2 >= len(actions):
        level = 2
    if level == 2 and len(together) >= 4 and agreed and len(theirs) == len(actions) and not unasked:
        level = 3
    if len(unasked) > len(together) or len(case.talk.disclosed) < HEARD_FIRST:
        level = min(level, 1)  # leave asked for things that had nothing to do with them

    evidence = [Evidence("turn", turn.said, turn.number) for turn in together[:3]]
    evidence += [Evidence("turn", turn.said, turn.number, against=True) for turn in unasked[:2]]
    if actions:
        evidence.append(
            Evidence(
                "note",
                f"Steps recorded as their choice or made together: {len(theirs)} of {len(actions)}.",
            )
        )
    evidence.append(
        Evidence(
            "note",
            f"Moments of asking leave, working it out together or leaving the choice: "
            f"{len(together)}. Advice nobody had asked for: {len(unasked)}.",
        )
    )
    codes = {code for turn in together for code in turn.heard.codes}
    did = [words for code, words in _DID.items() if code in codes]
    well = f"You {' and '.join(did)}." if did else ""
    unsure = len(case.talk.turns) - len(sure)
    doubt = (
        f"{unsure} of your {len(case.talk.turns)} utterances could not be read with enough certainty "
        "and are not counted."
        if unsure
        else ""
    )
    advice = (
        "Before an idea of yours, ask: would it help if I told you what there is nearby?"
        if len(together) < 4 or unasked
        else "Ask once more at the end what they would change in the plan."
    )
    return Judgement(level, tuple(evidence), well, advice, doubt)

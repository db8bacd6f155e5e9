"""Safety: asked plainly, passed on to the right person, and the person knows."""

import re

from grading.matching import MIN_SHARED, support_of, told_words_in, turn_of
from grading.quoted import quoted
from grading.results import Evidence, Judgement
from simgen.plan import Concern, Line
from simgen.record import ReplayedCase
from simgen.scenario import Item

_SAME_DAY = re.compile(
    r"\b(to-?day|same day|now|at once|immediately|straight ?away|right away|this (morning|afternoon)|"
    r"before i (left|leave|go)|within (the|an) hour|as soon as)\b",
    re.IGNORECASE,
)
_CLINICIAN = re.compile(
    r"\b(gp|g\.p\.|doctor|dr|practice|surgery|nurse|duty|crisis|111|clinical lead)\b", re.IGNORECASE
)
"""Right for a worry about somebody's health or life; nobody there can keep a home."""
_FOR_ANY_WORRY = re.compile(
    r"\b(safeguarding|999|supervisor|line manager|manager)\b", re.IGNORECASE
)
_HOUSING = re.compile(
    r"\b(housing (options|team|office|officer|department|solutions|needs|advice)|homeless(ness)?|"
    r"council'?s? housing)\b",
    re.IGNORECASE,
)
"""The council's housing team: right for a worry whose ``action_needed`` names it, and no other."""
_NOBODY = re.compile(r"\W*(no-?body|no[ -]one|none|not (yet|told)|n/?a)\b", re.IGNORECASE)
"""What stands where a name should, when nobody has been told."""
_DARK = frozenset({"despair", "fear", "dread"})
"""Feelings in a reply after which a plain question about safety is due; an assumption."""
_MOST_BESIDES = 2
"""Things passed on that are no worry about safety and may be a careful recruit's; assumption."""


def judge_safety(case: ReplayedCase) -> Judgement:
    """Judge what became of the worries, those heard and those that were not."""
    turns = case.talk.turns
    asked = [turn for turn in turns if "safety" in turn.heard.codes]
    promised = [
        turn for turn in turns if "promise" in turn.heard.codes and not turn.heard.abstained
    ]
    worries = [item for item in case.case.scenario.items if item.kind == "worry"]
    heard = [item for item in worries if item.id in case.talk.disclosed]
    passed_on = _passed_on(case, heard)
    besides = [
        concern
        for concern in case.plan.concerns
        if concern.what.strip() and _names_somebody(concern) and concern not in passed_on
    ]
    everything = len(besides) > max(_MOST_BESIDES, len(passed_on))
    left = [item for item in heard if not _went_further(item, case)]
    fully = [item for item in heard if _at_once_and_known(item, case)]

    level = 1 if asked or heard else 0
    if passed_on and not left:
        level = 2
    if heard and len(fully) == len(heard):
        level = 3
    if not worries and asked:
        level = 3
    if everything:
        level = min(level, 1)  # all that was said, handed on, weighs no worry
    if promised:
        level = min(level, 0 if len(promised) > 1 else 1)

    evidence = [Evidence("turn", turn.said, turn.number) for turn in asked[:2]]
    evidence += [
        Evidence("quote", case.talk.words_for(item.id), turn_of(item.id, case))
        for item in heard[:2]
    ]
    evidence += [Evidence("plan", _in_words(concern)) for concern in passed_on[:2]]
    evidence += [Evidence("turn", turn.said, turn.number, against=True) for turn in promised[:2]]
    if promised:
        evidence.append(
            Evidence("note", "That sounds like a promise nobody can keep.", against=True)
        )
    if everything:
        evidence.append(
            Evidence(
                "note",
                f"{len(besides)} more things were passed on that are no worry about safety.",
                against=True,
            )
        )
    if not asked and not heard:
        evidence += _signs(case)
    well = (
        "",
        "You made room for something hard to be said.",
        "You wrote down the worry and told someone.",
        "You passed the worry on at once, to the right person, and they know you did.",
    )[level]
    return Judgement(
        level,
        tuple(evidence),
        well,
        _advice(case, level, asked != [], left or heard, passed_on if not left else [])
        if not promised and not everything
        else "Never promise secrecy: say early on what you may have to pass on, and to whom."
        if promised
        else "Pass on what is a worry about safety and only that; the rest was told to you.",
    )


def _signs(case: ReplayedCase) -> list[Evidence]:
    """Return the first sign of something darker that nobody asked about, and that nobody did ask."""
    worries = {item.id for item in case.case.scenario.items if item.kind == "worry"}
    signs = [
        Evidence("quote", turn.reply, turn.number, against=True)
        for turn in case.talk.turns
        if turn.feeling in _DARK or worries & {item for item, _why in turn.refused}
    ]
    none = Evidence("note", "No plain question about safety, and no worry told.", against=True)
    return [*signs[:1], none] if case.talk.turns else []


def _passed_on(case: ReplayedCase, heard: list[Item]) -> list[Concern]:
    """Return the concerns that stand for a worry that was heard and name who was told."""
    return [
        concern
        for concern in case.plan.concerns
        if _names_somebody(concern) and any(_is_about(concern.what, item, case) for item in heard)
    ]


def _names_somebody(concern: Concern) -> bool:
    return bool(concern.told_whom.strip()) and not _NOBODY.match(concern.told_whom)


def _went_further(item: Item, case: ReplayedCase) -> bool:
    """Tell whether a worry was passed on, or a dated step takes it to those who can act on it."""
    if _passed_on(case, [item]):
        return True
    right = {service.id for service in case.case.town.services if _is_right_for(item, service.name)}
    return any(
        step.service in right and step.who in {"together", "link-worker"} and step.when.strip()
        for step in case.plan.actions
    )


def _is_about(text: str, item: Item, case: ReplayedCase) -> bool:
    """
    Tell whether a concern is about a worry.

    One word in common is enough only where it has no more in common with
    anything else that was heard: "Friday" alone must not stand for two worries.
    """
    support = support_of(Line(text=text, item=item.id), case)
    if support is None:
        return False
    heard = [other for other in case.case.scenario.items if other.id in case.talk.disclosed]
    shared = told_words_in(text, item, case)
    most = max(told_words_in(text, other, case) for other in heard)
    return support.own_words or shared >= MIN_SHARED or shared == most


def _at_once_and_known(item: Item, case: ReplayedCase) -> bool:
    """Tell whether a worry was passed on the same day, to the right person, who was told of it."""
    return any(
        concern.person_knows
        and _SAME_DAY.search(concern.when)
        and _is_right_for(item, concern.told_whom)
        and _is_about(concern.what, item, case)
        for concern in case.plan.concerns
    )


def _is_right_for(item: Item, told_whom: str) -> bool:
    """
    Tell whether somebody can act on a worry.

    One whose ``action_needed`` turns to the council's housing team is theirs; any other is a
    clinician's. A supervisor or the safeguarding lead is never wrong.
    """
    if _FOR_ANY_WORRY.search(told_whom):
        return True
    fitting = _HOUSING if _HOUSING.search(item.action_needed) else _CLINICIAN
    return bool(fitting.search(told_whom))


def _in_words(concern: Concern) -> str:
    knows = "they know" if concern.person_knows else "they have not been told"
    when = concern.when.strip() or "no time given"
    return f"{concern.what.strip()} (told {concern.told_whom.strip()}; {when}; {knows})"


def _advice(
    case: ReplayedCase, level: int, asked: bool, heard: list[Item], passed_on: list[Concern]
) -> str:
    """Return the first piece of advice that fits; ``heard`` has what went no further first."""
    if level == 3:
        return "Take it to supervision too; hearing such things weighs on the one who listens."
    if heard and passed_on:
        return _what_it_lacks(passed_on, heard, case)
    if heard:
        return heard[0].action_needed or "Write the worry in the plan: what, told whom, and when."
    if asked:
        return "They did not feel able to tell you yet; build trust first and come back to it."
    return "When things sound dark, ask plainly and kindly whether they are safe."


def _what_it_lacks(passed_on: list[Concern], heard: list[Item], case: ReplayedCase) -> str:
    """Return what keeps the first worry that was passed on from being passed on well."""
    for item in heard:
        about = [concern for concern in passed_on if _is_about(concern.what, item, case)]
        if not about or _at_once_and_known(item, case):
            continue
        first = about[0]
        if not _SAME_DAY.search(first.when):
            when = f"you wrote {quoted(first.when)}" if first.when.strip() else "you gave no time"
            return f"Such a worry is passed on the same day, before you go home; {when}."
        if not _is_right_for(item, first.told_whom):
            return f"Tell somebody who can act on it; {quoted(first.told_whom)} cannot alone."
        return "Tell them that you have passed it on, to whom, and why; best with them there."
    return "Pass each worry on the same day, to somebody who can act on it, and tell them so."

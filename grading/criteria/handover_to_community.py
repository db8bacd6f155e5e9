"""Handover to the community: how the first contact is made, who is there, and who asks after it."""

import re
from dataclasses import dataclass

from grading.criteria.clear_owned_steps import HEARD_FIRST
from grading.criteria.fit_of_services import MOST_SERVICES
from grading.matching import content_words
from grading.results import Evidence, Judgement
from grading.services_named import BY_NAME, named_in_talk
from simgen.plan import Action
from simgen.record import ReplayedCase

_THERE = re.compile(
    r"\b(organisers?|co-?ordinators?|volunteers?|leader|host|befriender|buddy|member|secretary|"
    r"warden|adviser|advisor|case-?workers?|(duty|housing|welfare) officer|solicitor|editor|counsellor|"
    r"coach|tutor|captain|worker there|staff|team|somebody there|someone there|at the door)\b",
    re.IGNORECASE,
)
"""Somebody on the other side, by the words in use for them; a starter list, an assumption."""
_AFTERWARDS = re.compile(
    r"\b(how it went|how (it|they|she|he) (is|are|was|got)|still (suits?|right|fits?|going)|"
    r"after (the )?(first|one|two|three|that)\b.*|goes on without|without (me|the link worker)|"
    r"step(s|ping)? back|on (her|his|their) own)\b",
    re.IGNORECASE,
)
"""Words that look past the first visit; a starter list, an assumption."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One service of the plan and how the person gets there."""

    name: str
    step: Action
    made_together: bool
    says_when: bool
    room: bool
    talked_over: bool


def judge_handover_to_community(case: ReplayedCase) -> Judgement:
    """Judge whether the plan leads to somebody in the community, or only to an address."""
    ways = _ways(case)
    warm = [way for way in ways if way.made_together and way.says_when and way.talked_over]
    there = [text for text in _around(case, ways) if _THERE.search(text)]
    later = [text for text in _around(case, ways) if _AFTERWARDS.search(text)]
    full = [way for way in ways if not way.room]

    level = 1 if ways else 0
    if warm:
        level = 2
    if warm and there and later:
        level = 3
    if full and len(full) == len(ways):
        level = min(level, 1)
    if len(ways) > MOST_SERVICES:
        level = min(level, 1)  # a list of places hands nobody over
    if len(case.talk.disclosed) < HEARD_FIRST:
        level = 0  # a form filled in without them

    evidence = [
        Evidence(
            "plan",
            f"{way.name}: {_in_words(way)}",
            against=not (way.made_together and way.room and way.talked_over),
        )
        for way in ways[:4]
    ]
    evidence += [Evidence("plan", text) for text in dict.fromkeys([*there, *later][:3])]
    if not ways:
        evidence.append(
            Evidence("note", "No step of the plan leads to a place that would suit.", against=True)
        )
    well = (
        "",
        "The plan leads to somebody beyond the practice.",
        "They will not have to make the first contact alone.",
        "Somebody is there to turn to, and you will ask how it went.",
    )[level]
    doubt = "" if all(way.talked_over for way in ways) else BY_NAME
    advice = _advice(ways, warm, there, later, full)
    return Judgement(level, tuple(evidence), well, advice, doubt)


def _ways(case: ReplayedCase) -> list[_Way]:
    """Return the ways to services that fit at least in part; a miss is nothing to hand over to."""
    known = {service.id: service for service in case.case.town.services}
    named = named_in_talk(case)
    ways: dict[str, _Way] = {}
    for step in case.plan.actions:
        service = known.get(step.service)
        fit = case.case.scenario.fit(step.service)
        if (
            service is None
            or fit is None
            or fit.fit == "poor"
            or not content_words(step.what, case)
        ):
            continue
        ways.setdefault(
            service.id,
            _Way(
                name=service.name,
                step=step,
                made_together=step.who in {"together", "link-worker"}
                or (step.who == "someone-else" and bool(step.who_else.strip())),
                says_when=bool(step.when.strip()),
                room=service.status == "active",
                talked_over=service.id in named,
            ),
        )
    return list(ways.values())


def _around(case: ReplayedCase, ways: list[_Way]) -> list[str]:
    """Return the lines of the plan that may say who is there and who asks afterwards."""
    if not ways:
        return []
    plan = case.plan
    lines = [way.step.what for way in ways] + [way.step.who_else for way in ways]
    lines += [way.step.when for way in ways]
    for fallback in plan.contingencies:
        lines += [f"If {fallback.if_this.strip()}: {fallback.then_what.strip()}", fallback.contact]
    lines += [plan.review_by, plan.shared_with]
    return [line.strip() for line in lines if len(content_words(line, case)) > 0]


def _in_words(way: _Way) -> str:
    who = {
        "together": "the first contact is made together",
        "link-worker": "the link worker makes the first contact",
        "someone-else": f"{way.step.who_else.strip() or 'somebody'} makes the first contact",
        "person": "they are to make the first contact alone",
    }.get(way.step.who, "nobody is named for the first contact")
    when = way.step.when.strip() or "no time is given"
    words = f"{who}; {when}"
    words += "" if way.talked_over else "; it was not named in the talk"
    return words + ("" if way.room else "; it has no room or is closed at present")


def _advice(
    ways: list[_Way],
    warm: list[_Way],
    there: list[str],
    later: list[str],
    full: list[_Way],
) -> str:
    """Return the first piece of advice that fits."""
    if not ways:
        return "Find with them a place or a person in the town that suits what they told you."
    unnamed = [way.name for way in ways if not way.talked_over]
    first = next((way.name for way in warm), ways[0].name)
    closed = next((way.name for way in full), "")
    fits = (
        (
            bool(full),
            f"{closed} cannot take anybody at present: ring first, and have something in reserve.",
        ),
        (
            not warm and bool(unnamed),
            f"Talk {''.join(unnamed[:1])} over with them first; nobody is handed over to a name.",
        ),
        (not warm, f"Ring {first} together, or go along the first time, and write down when."),
        (
            not there,
            f"Write down who at {first} will be there to meet them, and that you have asked.",
        ),
        (not later, "Say when you will ask how it went, and who they turn to once you step back."),
    )
    otherwise = (
        "Tell the group what you have learnt too: what they can carry, and what they cannot."
    )
    return next((advice for fit, advice in fits if fit), otherwise)

"""Services that fit: each service in the plan against this person, and how it was reached."""

from dataclasses import dataclass

from grading.matching import turn_of
from grading.results import Evidence, Judgement
from grading.rubric import TOP_LEVEL
from grading.services_named import BY_NAME, named_in_talk
from simgen.record import ReplayedCase

MOST_SERVICES = 3
"""More services than this at once is a list, not a choice; assumption."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    name: str
    fits: str
    why: str
    heard_first: bool
    talked_over: bool
    needs_turn: int | None


def judge_fit_of_services(case: ReplayedCase) -> Judgement:
    """Judge whether the services in the plan suit this person and were worked out with them."""
    chosen = _chosen(case)
    good = [each for each in chosen if each.fits == "good"]
    ready = [each for each in good if each.heard_first]
    partial = [each for each in chosen if each.fits == "partial"]
    misses = [each for each in chosen if each.fits == "poor"]

    level = 0
    if good or partial:
        level = 1
    if ready and not misses:
        level = 2
    if level == 2 and len(ready) == len(chosen) and all(each.talked_over for each in ready):
        level = 3
    if len(misses) >= len(good) + len(partial):
        level = 0
    if len(chosen) > MOST_SERVICES:
        level = min(level, 1)

    evidence = [
        Evidence(
            "plan",
            f"{each.name}: {_fit_in_words(each)}",
            each.needs_turn,
            against=each.fits != "good" or not each.heard_first,
        )
        for each in chosen[:6]
    ]
    if len(chosen) > MOST_SERVICES:
        evidence.append(Evidence("note", f"{len(chosen)} services at once.", against=True))
    if not chosen:
        evidence.append(
            Evidence("note", "No step of the plan names a local service.", against=True)
        )
    doubt = "" if all(each.talked_over for each in chosen) else BY_NAME
    well = _did_well(level, ready)
    return Judgement(level, tuple(evidence), well, _advice(chosen, level), doubt)


def _chosen(case: ReplayedCase) -> list[_Chosen]:
    mentioned = named_in_talk(case)
    names = {action.service: None for action in case.plan.actions if action.service}
    known = {service.id: service for service in case.case.town.services}
    chosen = []
    for service_id in names:
        service = known.get(service_id)
        if service is None:
            continue
        fit = case.case.scenario.fit(service_id)
        kind = fit.fit if fit else "poor"
        why = fit.why if fit else "Nothing you could hear speaks for it."
        if service.status == "closed":
            kind, why = "poor", "It is closed at present."
        needs = fit.needs if fit else []
        turns = [turn_of(item, case) for item in needs]
        chosen.append(
            _Chosen(
                name=service.name,
                fits=kind,
                why=why,
                heard_first=set(needs) <= set(case.talk.disclosed),
                talked_over=service_id in mentioned,
                needs_turn=max((turn for turn in turns if turn is not None), default=None),
            )
        )
    return chosen


def _fit_in_words(each: _Chosen) -> str:
    words = {"good": "fits", "partial": "fits in part", "poor": "does not fit"}[each.fits]
    unheard = each.fits != "poor" and not each.heard_first
    if unheard:
        words += ", but you had not yet heard why it would"
    if each.fits != "poor" and not each.talked_over:
        words += "; it was not mentioned in the talk"
    # Whoever tries again is to hear the reason from the person, not from here.
    return f"{words}." if unheard else f"{words}. {each.why}"


def _did_well(level: int, ready: list[_Chosen]) -> str:
    if level == 3:
        return "Each service in the plan suits them, and you talked it over."
    if ready:
        return f"{ready[0].name} suits what you had heard."
    return ""


def _advice(chosen: list[_Chosen], level: int) -> str:
    """Return the first piece of advice that fits."""
    miss = next((each.name for each in chosen if each.fits == "poor"), "")
    fits = (
        (
            len(chosen) > MOST_SERVICES,
            "Choose one or two services to begin with; a long list leaves the work to them.",
        ),
        (bool(miss), f"Look again at {miss}: what did they tell you that speaks against it?"),
        (level == TOP_LEVEL, "Offer to go along, or to ring them after the first time."),
        (
            not chosen,
            "Look through what the town offers for something that builds on what they told you.",
        ),
        (
            any(not each.heard_first for each in chosen),
            "Hear first what they would enjoy or find hard; then look for what fits.",
        ),
        (
            any(not each.talked_over for each in chosen),
            "Mention a service in the talk and hear what they think before it goes in the plan.",
        ),
    )
    otherwise = "See whether something else the town has fits better still."
    return next((advice for fit, advice in fits if fit), otherwise)

"""
A marked case as plain data, for pages and for the feedback.

Every text that a recruit wrote passes through :func:`plain`; templates then
escape it. Nothing here is HTML.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from grading.marking import Marking
from grading.pass_mark import pass_mark_data
from grading.results import CriterionResult
from simgen.conversation import Arrival, Turn, TurnNote
from simgen.conversation.recoding import described
from simgen.plan import ActionPlan
from simgen.record import ReplayedCase
from simgen.scenario import later

_WHO = {
    "person": "the person",
    "link-worker": "the link worker",
    "together": "both together",
    "someone-else": "someone else",
    "": "not said",
}
_CHOICE = {
    "theirs": "theirs",
    "together": "made together",
    "mine": "the link worker's",
    "": "not said",
}


def plain(text: str) -> str:
    """Return a text without control characters and marks that reverse the reading order."""
    if text.isprintable():  # nearly always, and a hundred times as fast
        return text.strip()
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}
    ).strip()


def view_result(result: CriterionResult, marking: Marking) -> dict[str, Any]:
    """Return one criterion's result with its level texts, as JSON data."""
    criterion = marking.rubric.criterion(result.criterion_id)
    view = asdict(result)
    view["evidence"] = [each | {"text": plain(each["text"])} for each in view["evidence"]]
    # Advice and doubt quote the plan's lines.
    view |= {key: plain(view[key]) for key in ("did_well", "advice", "doubt")}
    return view | {
        "levels": criterion.levels,
        "level_names": marking.rubric.level_names,
        "gathers": criterion.gathers,
        "source": criterion.source,
        "gate": criterion.gate.model_dump() if criterion.gate else None,
        "unusable": marking.sheet.unusable,
        "verdict": plain(marking.sheet.verdict),
        "person": marking.case.case.person.known_as if marking.case else "The person",
    }


def view_room(marking: Marking) -> dict[str, Any]:
    """Return what happened in the case room, as JSON data."""
    view: dict[str, Any] = {
        "verdict": plain(marking.sheet.verdict),
        "unusable": marking.sheet.unusable,
        "notices": [plain(notice) for notice in marking.sheet.notices],
        "status": marking.rubric.status,
        "notice": marking.rubric.notice,
        "pass_mark": pass_mark_data(marking.rubric),
        "case": None,
    }
    if marking.case is not None:
        view["case"] = _view_case(marking.case)
    return view


def _view_case(case: ReplayedCase) -> dict[str, Any]:
    person, debrief = case.case.person, case.debrief
    notes = {note.turn: note for note in debrief.notes}
    gists = {item.id: item.gist for item in case.case.scenario.items}
    arrivals = {each.turns_before + 1: _view_arrival(each) for each in case.talk.arrivals[1:]}
    return {
        "title": case.case.scenario.title,
        "person": person.name,
        "known_as": person.known_as,
        "age": person.age,
        "opening": plain(case.talk.arrivals[0].opening),
        "summary": debrief.summary,
        "turns": [
            _view_turn(turn, notes.get(turn.number), gists)
            | {"arrival": arrivals.get(turn.number), "own_views": _own_views(case, turn)}
            for turn in case.talk.turns
        ],
        "light": [
            {
                "kind": finding.item.kind,
                "gist": finding.item.gist,
                "words": finding.words,
                "turn": finding.turn,
            }
            for finding in debrief.came_to_light
        ],
        "hidden": [
            {"kind": finding.item.kind, "gist": finding.item.gist, "why": finding.why}
            for finding in debrief.stayed_hidden
        ],
        "did_well": list(debrief.did_well),
        "try_next": list(debrief.try_next),
        "reflection": plain(case.reflection),
        "hints": case.hints,
        "attempts": len(case.earlier) + 1,
        "handed_in": case.handed_in,
        "plan": _view_plan(case.plan, case),
    }


def _view_arrival(arrival: Arrival) -> dict[str, Any]:
    return {
        "title": f"Visit {arrival.number}, {later(arrival.weeks)}",
        "opening": plain(arrival.opening),
        "happened": [plain(happening.gist) for happening in arrival.happened],
    }


def _view_turn(turn: Turn, note: TurnNote | None, gists: dict[str, str]) -> dict[str, Any]:
    return {
        "number": turn.number,
        "said": plain(turn.said),
        "codes": list(note.codes) if note else [],
        "unsure": turn.heard.abstained,
        "reply": plain(turn.reply),
        "feeling": turn.feeling,
        "came": [gists[item] for item in turn.disclosed],
        "comment": note.comment if note else "",
        "better": note.better if note else "",
    }


def _own_views(case: ReplayedCase, turn: Turn) -> list[dict[str, str]]:
    """What the recruit, a trainer, or the record in a trainer's name says that an utterance did."""
    return [
        {"by": each.by, "words": described(each.family, each.codes)}
        for each in case.corrected(turn.number)
    ]


def _view_plan(plan: ActionPlan, case: ReplayedCase) -> dict[str, Any]:
    services = {service.id: service.name for service in case.case.town.services}
    return {
        "what_matters": _texts(line.text for line in plan.what_matters),
        "strengths": _texts(line.text for line in plan.strengths),
        "goals": _texts(line.text for line in plan.goals),
        "actions": [
            {
                "what": plain(action.what),
                "who": plain(action.who_else)
                if action.who == "someone-else" and action.who_else.strip()
                else _WHO[action.who],
                "when": plain(action.when) or "not said",
                "service": services.get(action.service, plain(action.service)),
                "choice": _CHOICE[action.choice],
                "confidence": action.confidence,
            }
            for action in plan.actions
            if action.what.strip() or action.service
        ],
        "contingencies": [
            {
                "if_this": plain(each.if_this),
                "then_what": plain(each.then_what),
                "contact": plain(each.contact),
            }
            for each in plan.contingencies
            if each.if_this.strip() or each.then_what.strip()
        ],
        "concerns": [
            {
                "what": plain(each.what),
                "told_whom": plain(each.told_whom),
                "when": plain(each.when),
                "person_knows": each.person_knows,
            }
            for each in plan.concerns
            if each.what.strip() or each.told_whom.strip()
        ],
        "review": f"{plan.review_date.day} {plan.review_date:%B %Y}" if plan.review_date else "",
        "review_by": plain(plan.review_by),
        "agreed_with": _texts(plan.agreed_with),
        "shared_with": plain(plan.shared_with),
    }


def _texts(texts: Iterable[str]) -> list[str]:
    return [plain(text) for text in texts if text.strip()]

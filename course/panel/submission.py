"""A submission as a panel reads it: the talk and the plan, nothing of what a program made of them."""

from typing import Any

from course.room.speech import parts
from grading.nbgrader.views import plain
from grading.panel import Panel
from simgen.plan import Action, ActionPlan

_WHO = {
    "person": "the person",
    "link-worker": "the link worker",
    "together": "both together",
    "": "nobody named",
}
_CHOICE = {
    "theirs": "their own idea",
    "together": "an idea they came to together",
    "mine": "the link worker's idea",
    "": "whose idea is not said",
}


def view_submission(panel: Panel, label: str) -> dict[str, Any]:
    """Return what the page of a submission shows; what the recruit wrote is plain text."""
    done = panel.replayed(label)
    case = done.case
    services = {service.id: service.name for service in case.town.services}
    return {
        "label": label,
        "title": case.scenario.title,
        "summary": case.scenario.summary,
        "known_as": case.person.known_as,
        "age": case.person.age,
        "opening": done.talk.opening,
        "turns": [
            {"said": plain(turn.said), "reply": parts(turn.reply)} for turn in done.talk.turns
        ],
        "plan": _sections(done.plan, services),
        "reflection": plain(done.reflection),
    }


def _sections(plan: ActionPlan, services: dict[str, str]) -> list[dict[str, Any]]:
    review = f"{plan.review_date.day} {plan.review_date:%B %Y}" if plan.review_date else ""
    return [
        _section("What matters to them", [line.text for line in plan.what_matters]),
        _section("Strengths", [line.text for line in plan.strengths]),
        _section("Goals and hopes", [line.text for line in plan.goals]),
        _section("Actions", [_step(action, services) for action in plan.actions]),
        _section(
            "If things do not go to plan",
            [
                f"If {each.if_this}: {each.then_what}"
                + (f" (turns to {each.contact})" if each.contact else "")
                for each in plan.contingencies
            ],
        ),
        _section(
            "Worries about safety passed on",
            [
                f"{each.what}. Told: {each.told_whom or 'nobody named'}; {each.when or 'no time said'}; "
                + ("the person knows." if each.person_knows else "the person has not been told.")
                for each in plan.concerns
            ],
        ),
        _section(
            "Review and agreement",
            [
                f"Review: {review or 'no date'}"
                + (f", {plan.review_by}" if plan.review_by else ""),
                f"Agreed with: {', '.join(plan.agreed_with) or 'nobody named'}",
                f"Shared with: {plan.shared_with}" if plan.shared_with else "",
            ],
        ),
    ]


def _step(action: Action, services: dict[str, str]) -> str:
    who = action.who_else or "somebody else" if action.who == "someone-else" else _WHO[action.who]
    place = f", at {services.get(action.service, action.service)}" if action.service else ""
    sure = (
        "confidence not asked"
        if action.confidence is None
        else f"confidence {action.confidence} of 10"
    )
    when = action.when or "no time said"
    return f"{action.what}{place}. {who}; {when}; {_CHOICE[action.choice]}; {sure}."


def _section(title: str, lines: list[str]) -> dict[str, Any]:
    return {"title": title, "lines": [plain(line) for line in lines if line.strip()]}

"""The events of work that is written out beforehand: a talk from end to end, a plan, handed in."""

from collections.abc import Iterable, Mapping
from typing import Any

from simgen.plan import ActionPlan
from simgen.record.events import Event, HandedIn, PlanChanged, Reflected, Said, TalkEnded
from simgen.scenario.slots import fill


def finished_work(
    talk: Iterable[str],
    plan: Mapping[str, Any],
    reflection: str,
    slots: Mapping[str, str],
    at: str,
) -> list[Event]:
    """
    Return what a recruit who says, plans and writes this leaves in a record, all at one moment.

    Slots in braces are filled; raises ``KeyError`` naming one that ``slots`` lacks.
    ``at`` is a moment in ISO 8601.
    """
    made = ActionPlan.model_validate(_filled(plan, slots))
    events: list[Event] = [Said(at=at, text=fill(text, slots)) for text in talk]
    events += [TalkEnded(at=at), PlanChanged(at=at, sections=made.sections_unlike(ActionPlan()))]
    written = fill(reflection, slots)
    if written:
        events.append(Reflected(at=at, text=written))
    return [*events, HandedIn(at=at)]


def _filled(value: Any, slots: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return fill(value, slots)
    if isinstance(value, Mapping):
        return {key: _filled(part, slots) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, slots) for part in value]
    return value

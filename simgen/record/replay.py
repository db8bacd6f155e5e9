"""
Derive everything from a record, by playing it again.

The same record gives the same result on every machine and every day: trust,
what came to light, the plan, the debrief.
"""

import json
from dataclasses import dataclass, field

from pydantic import ValidationError

from simgen.case import Case, case_for
from simgen.conversation import Debrief, Talk, debrief
from simgen.plan import ActionPlan
from simgen.record.events import (
    CaseRecord,
    HandedIn,
    HintAsked,
    PlanChanged,
    Reflected,
    Retried,
    Said,
    TalkEnded,
)
from simgen.scenario import load_both, scenario_hash


@dataclass(frozen=True, slots=True)
class ReplayedCase:
    """
    A record played again.

    ``talk`` is the current attempt, ``earlier`` the attempts left behind by a
    retry. ``notices`` are sentences about anything in the record that had to be
    passed over; a recruit or trainer may read them.
    """

    record: CaseRecord
    case: Case
    talk: Talk
    earlier: tuple[Talk, ...]
    plan: ActionPlan
    reflection: str
    hints: int
    handed_in: bool
    notices: tuple[str, ...]

    @property
    def debrief(self) -> Debrief:
        """What there is to learn from the current attempt."""
        return debrief(self.talk)


@dataclass(slots=True)
class _Playing:
    case: Case
    talk: Talk
    earlier: list[Talk] = field(default_factory=list)
    plan: ActionPlan = field(default_factory=ActionPlan)
    reflection: str = ""
    hints: int = 0
    handed_in: bool = False
    notices: list[str] = field(default_factory=list)


def replay(record: CaseRecord, case: Case | None = None) -> ReplayedCase:
    """
    Return what a record amounts to.

    ``case`` is the record's own case, opened here when not given. Raises
    :class:`~simgen.errors.ScenarioError` when the kit does not have the case.
    Never raises for what the events hold: what cannot be followed is passed over
    and said in ``notices``.
    """
    if case is None:
        case = case_for(*load_both(record.scenario.id), record.person_seed)
    playing = _Playing(case, Talk(case))
    if record.scenario.sha256 != scenario_hash(case.written):
        playing.notices.append(
            "The case has been changed since this conversation began, so the person's answers "
            "may differ from those that were given then."
        )
    playing.talk.expect(event.text for event in record.events if isinstance(event, Said))
    for number, event in enumerate(record.events, start=1):
        _play(playing, number, event)
    return ReplayedCase(
        record=record,
        case=case,
        talk=playing.talk,
        earlier=tuple(playing.earlier),
        plan=playing.plan,
        reflection=playing.reflection,
        hints=playing.hints,
        handed_in=playing.handed_in,
        notices=tuple(playing.notices),
    )


def _play(playing: _Playing, number: int, event: object) -> None:
    match event:
        case Said(text=text):
            if playing.talk.ended:
                playing.notices.append(
                    f"Entry {number}: something was said after the end; left out."
                )
            else:
                playing.talk.say(text)
        case HintAsked():
            playing.hints += 1
        case TalkEnded():
            playing.talk.close()
        case Retried(from_turn=from_turn):
            playing.earlier.append(playing.talk)
            playing.talk = playing.talk.again_from(from_turn)
        case PlanChanged(sections=sections):
            _change_plan(playing, number, sections)
        case Reflected(text=text):
            playing.reflection = text
        case HandedIn():
            playing.handed_in = True


def _change_plan(playing: _Playing, number: int, sections: dict[str, object]) -> None:
    try:
        playing.plan = playing.plan.changed(json.loads(json.dumps(sections)))
    except (ValidationError, ValueError, RecursionError):
        playing.notices.append(f"Entry {number}: a change of the plan could not be read; left out.")

"""
Derive everything from a record, by playing it again.

The same record gives the same result on every machine and every day: trust,
what came to light, the plan, the debrief.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import ValidationError

from simgen.case import Case, case_for
from simgen.conversation import Agreed, Debrief, Talk, Turn, debrief
from simgen.conversation.turn import Code, Family
from simgen.plan import ActionPlan
from simgen.record.events import (
    CaseRecord,
    HandedIn,
    HintAsked,
    PlanChanged,
    Recoded,
    Reflected,
    Retried,
    Said,
    TalkEnded,
    Visited,
)
from simgen.scenario import load_both, scenario_hash


@dataclass(frozen=True, slots=True)
class Correction:
    """
    One utterance and what somebody says it really did.

    ``previous`` is what the person had said before it, as the coder heard it;
    empty at the very start. ``by`` is "unconfirmed" where the record itself says that it was a
    trainer: whoever has the file can write that, so it counts as the recruit's. A trainer's own
    views never lie in a record; see :mod:`simgen.record.trainers_views`.
    """

    attempt: int
    turn: Turn
    previous: str
    family: Family
    codes: tuple[Code, ...]
    by: Literal["recruit", "unconfirmed", "trainer"]


@dataclass(frozen=True, slots=True)
class ReplayedCase:
    """
    A record played again.

    ``case`` holds everything there is to find by now, the news of later visits
    included. ``talk`` is the current attempt with all its visits, ``earlier`` the attempts
    left behind by a retry. ``hints`` counts all hints asked for, ``asked_here`` those asked
    since anything was last said. ``corrections`` are of all attempts; nothing here is
    worked out from them. ``shared`` says of each attempt how many of its first turns are those of
    the attempt before. ``notices`` are sentences about anything in the record that had to be
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
    asked_here: int = 0
    corrections: tuple[Correction, ...] = ()
    shared: tuple[int, ...] = (0,)

    @property
    def attempts(self) -> tuple[Talk, ...]:
        """All attempts in the order in which they were begun, the current one last."""
        return (*self.earlier, self.talk)

    @property
    def debrief(self) -> Debrief:
        """What there is to learn from the current attempt."""
        return debrief(self.talk)

    def origin(self, attempt: int, turn: int) -> tuple[int, int]:
        """Return the attempt, from 1, in which a turn was first taken, and the turn."""
        while attempt > 1 and turn <= self.shared[attempt - 1]:
            attempt -= 1
        return attempt, turn

    def corrected(self, turn: int, attempt: int | None = None) -> tuple[Correction, ...]:
        """
        Return what recruit and trainer say that an utterance did.

        ``turn`` is its number in an attempt, the current one where none is named. A view
        holds in every attempt that shares the exchange.
        """
        where = self.origin(attempt or len(self.attempts), turn)
        return tuple(each for each in self.corrections if (each.attempt, each.turn.number) == where)

    def with_corrections(self, corrections: Iterable[Correction]) -> "ReplayedCase":
        """Return the case with further corrections, each in place of its maker's earlier one."""
        kept = {(each.attempt, each.turn.number, each.by): each for each in self.corrections}
        kept |= {(each.attempt, each.turn.number, each.by): each for each in corrections}
        return replace(self, corrections=tuple(kept.values()))

    def correction(
        self,
        attempt: int,
        turn: int,
        family: Family,
        codes: tuple[Code, ...],
        by: Literal["recruit", "unconfirmed", "trainer"],
    ) -> Correction | None:
        """Return a view of an exchange at the place where it was first taken; None if there is none."""
        if not 1 <= attempt <= len(self.attempts):
            return None
        attempt, turn = self.origin(attempt, turn)
        talk = self.attempts[attempt - 1]
        if not 1 <= turn <= len(talk.turns):
            return None
        exchange, previous = talk.turns[turn - 1], _before(talk, turn)
        return Correction(attempt, exchange, previous, family, codes, by)


@dataclass(slots=True)
class _Playing:
    case: Case
    talk: Talk
    earlier: list[Talk] = field(default_factory=list)
    plan: ActionPlan = field(default_factory=ActionPlan)
    reflection: str = ""
    hints: int = 0
    asked_here: int = 0
    handed_in: bool = False
    notices: list[str] = field(default_factory=list)
    recoded: list[Recoded] = field(default_factory=list)
    shared: list[int] = field(default_factory=lambda: [0])


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
    played = ReplayedCase(
        record=record,
        case=playing.talk.case,
        talk=playing.talk,
        earlier=tuple(playing.earlier),
        plan=playing.plan,
        reflection=playing.reflection,
        hints=playing.hints,
        handed_in=playing.handed_in,
        notices=tuple(playing.notices),
        asked_here=playing.asked_here,
        shared=tuple(playing.shared),
    )
    return played.with_corrections(_corrections(playing, played)) if playing.recoded else played


def _play(playing: _Playing, number: int, event: object) -> None:
    match event:
        case Said(text=text):
            _say(playing, number, text)
        case HintAsked():
            playing.hints += 1
            playing.asked_here += 1
        case TalkEnded():
            playing.talk.close()
        case Visited():
            _visit(playing, number)
        case Retried(from_turn=from_turn):
            playing.earlier.append(playing.talk)
            playing.talk = playing.talk.again_from(from_turn)
            playing.shared.append(len(playing.talk.turns))
            playing.asked_here = 0
        case Recoded():
            _recode(playing, number, event)
        case PlanChanged(sections=sections):
            _change_plan(playing, number, sections)
        case Reflected(text=text):
            playing.reflection = text
        case HandedIn():
            playing.handed_in = True


def _say(playing: _Playing, number: int, text: str) -> None:
    if playing.talk.ended:
        playing.notices.append(f"Entry {number}: something was said after the end; left out.")
    else:
        playing.talk.say(text)
        playing.asked_here = 0


def _visit(playing: _Playing, number: int) -> None:
    if playing.talk.next_visit is None:
        playing.notices.append(
            f"Entry {number}: a further visit before the one before was over, or one visit more "
            "than the case has; left out."
        )
    else:
        playing.talk.visit_again(agreed_on(playing.plan))
        playing.asked_here = 0


def agreed_on(plan: ActionPlan) -> Agreed:
    """Return what a plan says of which the person will notice what became."""
    steps = [action for action in plan.actions if action.what.strip()]
    return Agreed(
        services=frozenset(action.service for action in plan.actions if action.service),
        steps=len(steps),
        own_steps=sum(action.who in ("link-worker", "together") for action in steps),
        passed_on=tuple(
            concern.what
            for concern in plan.concerns
            if concern.what.strip() and concern.told_whom.strip()
        ),
    )


def _change_plan(playing: _Playing, number: int, sections: dict[str, object]) -> None:
    try:
        playing.plan = playing.plan.changed(json.loads(json.dumps(sections)))
    except (ValidationError, ValueError, RecursionError):
        playing.notices.append(f"Entry {number}: a change of the plan could not be read; left out.")


def _recode(playing: _Playing, number: int, event: Recoded) -> None:
    """Keep a correction of a turn that there is by now."""
    attempts = [*playing.earlier, playing.talk]
    turns = attempts[event.attempt - 1].turns if event.attempt <= len(attempts) else ()
    if event.turn <= len(turns):
        playing.recoded.append(event)
    else:
        playing.notices.append(
            f"Entry {number}: a correction names turn {event.turn} of attempt {event.attempt}, "
            "which there is not; left out."
        )


def _corrections(playing: _Playing, played: ReplayedCase) -> Iterator[Correction]:
    for event in playing.recoded:
        by: Literal["recruit", "unconfirmed"]
        by = "recruit" if event.by == "recruit" else "unconfirmed"
        found = played.correction(event.attempt, event.turn, event.family, event.codes, by)
        if found is not None:
            yield found


def _before(talk: Talk, turn: int) -> str:
    """Return what the person had said before a turn: at a door their first words, if any."""
    for arrival in talk.arrivals:
        if arrival.turns_before == turn - 1:
            return arrival.first_words
    return talk.turns[turn - 2].reply

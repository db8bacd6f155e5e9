"""
Coming to the door, for the first time or again.

A later visit is met by the same person: trust carries over, and what was told,
offered and undertaken is remembered. Energy is fresh and slips are forgotten, unless
they walked out or were let down since: that can still be put right. The case then holds the news, and no longer
holds what has passed.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from simgen.case import Case
from simgen.conversation.between import (
    Agreed,
    between_rules,
    settle,
    standing_of,
    what_happened,
)
from simgen.conversation.coder import CaseEar, UtteranceCoder
from simgen.conversation.rules import rules
from simgen.conversation.script import Script
from simgen.conversation.state import Past, State
from simgen.conversation.turn import Movement, Turn
from simgen.latest import Latest
from simgen.scenario.models import Scenario, ServiceFit
from simgen.scenario.parts import Item, Lines
from simgen.scenario.visits import Happening, Visit
from simgen.scenario.voice import Voice


class LaterVoice(Voice):
    """The voice on a later visit, with the lines that only such a visit needs."""

    recalls: Lines
    offered_again: Lines


class Arrival(Struct, frozen=True):
    """
    One visit as it begins.

    ``number`` counts visits from 1, ``weeks`` since the one before (0 for the first),
    ``turns_before`` the exchanges of earlier ones. ``opening`` is what is seen and
    heard at the door. In ``case`` is everything there is to find by now, in ``here``
    what can be spoken of in this visit; ``script`` is that, as the talk looks things up in it. ``why`` is what moved trust since.
    """

    number: int
    weeks: int
    turns_before: int
    opening: str
    case: Case
    here: Case
    script: Script
    ear: CaseEar
    happened: tuple[Happening, ...] = ()
    why: tuple[Movement, ...] = ()

    @property
    def speaks(self) -> Happening | None:
        """The happening with which they begin to speak, if any."""
        return next((happening for happening in self.happened if happening.says), None)

    @property
    def first_words(self) -> str:
        """What they say before the recruit says anything."""
        return self.speaks.says if self.speaks else ""


def arrive(case: Case, coder: UtteranceCoder) -> tuple[Arrival, State]:
    """Return the first visit, and how things stand at its door."""
    opening = case.scenario.voice.first_sight
    first = Arrival(1, 0, 0, opening, case, case, _script_of(case), CaseEar(case, coder))
    return first, State(trust=case.scenario.starting_trust)


def _script_of(case: Case) -> Script:
    return Script(case.scenario, case.written, case.person.slots)


def following(arrival: Arrival) -> Visit | None:
    """Return the visit that the case has after one, or None."""
    visits = arrival.case.scenario.visits
    return visits[arrival.number - 1] if arrival.number <= len(visits) else None


def arrive_again(
    arrival: Arrival,
    coder: UtteranceCoder,
    state: State,
    turns: Sequence[Turn],
    agreed: Agreed | None,
) -> tuple[Arrival, State]:
    """
    Return the next visit, and how things stand at its door.

    ``arrival`` is the visit before, ``state`` how it ended and ``turns`` all that was
    said so far. Raises ``ValueError`` where the case has no further visit.
    """
    visit = following(arrival)
    if visit is None:
        raise ValueError("The case has no further visit.")
    scenario = arrival.case.scenario
    said = turns[arrival.turns_before :]
    standing = standing_of(scenario, arrival.ear, state, said, agreed)
    happened = what_happened(visit, standing)
    trust, why = settle(state.trust, scenario.starting_trust, visit.weeks_later, happened)
    ids = frozenset(happening.id for happening in happened)
    passed = frozenset(visit.over).union(*(happening.over for happening in happened))
    dropped = (state.past.over | passed).difference(state.disclosed)
    here = dataclasses.replace(
        arrival.here,
        written=_kept(arrival.here.written, arrival.number, ids, dropped),
        scenario=_on_visit(arrival.here.scenario, arrival.number, ids, dropped),
    )
    news = [item for happening in happened for item in happening.items]
    found = scenario.model_copy(
        update={
            "items": [*scenario.items, *news],
            "services": _needing(scenario, _instead(happened, dropped)),
        }
    )
    again = Arrival(
        number=arrival.number + 1,
        weeks=visit.weeks_later,
        turns_before=len(turns),
        opening=_opening(visit, happened),
        case=dataclasses.replace(arrival.case, scenario=found),
        here=here,
        script=_script_of(here),
        ear=CaseEar(here, coder),
        happened=happened,
        why=why,
    )
    return again, _at_the_door(state, again, trust, passed)


def _at_the_door(state: State, arrival: Arrival, trust: float, passed: frozenset[str]) -> State:
    speaks = arrival.speaks
    let_down = any(m.by < 0 and m.rule in between_rules() for m in arrival.why)
    used = {
        line: times
        for line, times in state.spent.items()
        if line in Voice.model_fields and line != "greets" and line not in rules()
    }
    return replace(
        state,
        trust=trust,
        reply=arrival.first_words,
        hinted=frozenset(),
        asked=(),
        asked_about=(),
        topic=speaks.items[0].topic if speaks and speaks.items else "",
        on=(speaks.items[0].id,) if speaks and speaks.items else (),
        feeling="",
        felt="",
        slips=int(state.had_enough or let_down),
        closed_run=0,
        echo_run=0,
        silences=0,
        ended=False,
        left=False,
        had_enough=False,
        inner=replace(state.inner, comfort=trust, energy=1.0, deep_run=0),
        pending="",
        spent={**used, "interjected_at": state.turns},
        past=Past(
            turns=state.turns,
            told=frozenset(state.disclosed),
            offered=frozenset(state.offered),
            over=state.past.over | passed,
            news=frozenset(item.id for each in arrival.happened for item in each.items),
        ),
    )


def _opening(visit: Visit, happened: tuple[Happening, ...]) -> str:
    seen = [happening.sees for happening in happened if happening.sees]
    said = [f"“{happening.says}”" for happening in happened if happening.says][:1]
    return " ".join((visit.first_sight, *seen, *said))


def _on_visit(
    scenario: Scenario, number: int, happened: frozenset[str], dropped: frozenset[str]
) -> Scenario:
    """Return a case as it can be spoken of on a later visit: the news first, what has passed left out."""
    visit = scenario.visits[number - 1]
    took_place = [happening for happening in visit.happenings if happening.id in happened]
    news = [item for happening in took_place for item in happening.items]
    instead = _instead(took_place, dropped)
    items = [*news, *(item for item in scenario.items if item.id not in dropped)]
    voice = {**dict(scenario.voice), **visit.instead, **dict(visit.voice)}
    return scenario.model_copy(
        update={
            "items": [_following(item, dropped, instead) for item in items],
            "services": [
                fit.model_copy(update={"says": visit.answers.get(fit.service, fit.says)})
                for fit in _needing(scenario, instead)
            ],
            # A test that has the name of what has passed has passed with it.
            "boundaries": [each for each in scenario.boundaries if each.id not in dropped],
            "voice": LaterVoice.model_construct(**voice),
            "openings": visit.openings,
        }
    )


def _instead(happened: Iterable[Happening], dropped: frozenset[str]) -> dict[str, str]:
    """Return what news stands for each item that passed unheard."""
    return {
        old: new
        for happening in happened
        for old, new in happening.in_place_of.items()
        if old in dropped
    }


def _needing(scenario: Scenario, instead: Mapping[str, str]) -> list[ServiceFit]:
    """Return how services suit, now that news may tell why."""
    return [
        fit.model_copy(update={"needs": [instead.get(item_id, item_id) for item_id in fit.needs]})
        for fit in scenario.services
    ]


def _following(item: Item, dropped: frozenset[str], instead: Mapping[str, str]) -> Item:
    """What has passed stands in nobody's way, but for the news that tells of the same."""
    if dropped.isdisjoint(item.after):
        return item
    after = [instead.get(item_id, item_id) for item_id in item.after]
    return item.model_copy(update={"after": [i for i in after if i not in dropped]})


def _kept(
    written: Scenario, number: int, happened: frozenset[str], dropped: frozenset[str]
) -> Scenario:
    """Return a written case as on a later visit, the same one for the same happenings."""
    return _later.of(
        written,
        lambda: _on_visit(written, number, happened, dropped),
        number,
        happened,
        dropped,
    )


_later = Latest[Scenario]()

"""
What a recruit did on a case: facts from the record, which is played again.

Playing again is the same as in marking, so these facts and the marks agree.
A file that has not changed is not played twice in one process.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from grading.nbgrader.views import plain
from simgen.errors import RecordError, ScenarioError
from simgen.record import RECORD_NAME, CaseRecord, ReplayedCase, Said, read_record, replay

_log = logging.getLogger(__name__)

LONGEST_PAUSE_MINUTES = 10
"""A longer pause between two things counts as time away from the desk, not as practice; assumption."""
MOST_QUOTES = 3
LONGEST_QUOTE = 400
"""Characters of an utterance that a portfolio quotes."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Something the recruit said that moved the talk; ``turn`` counts from 1."""

    turn: int
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Found:
    """One thing there was to find in a case, and whether it came to light."""

    item_id: str
    kind: str
    gist: str
    came_to_light: bool


@dataclass(frozen=True, slots=True)
class Work:
    """
    What one record holds.

    ``problem`` is empty, or says in words why the record could not be used; all
    else is then zero. ``turns`` are of the attempt handed in, ``turns_practised``
    of all attempts. ``minutes`` is None where the record notes no times.
    ``reflection`` and ``quotes`` are the recruit's words, without control
    characters, and must be escaped where they are shown.
    """

    problem: str = ""
    turns: int = 0
    turns_practised: int = 0
    attempts: int = 0
    hints: int = 0
    minutes: float | None = None
    unsure: int = 0
    ended_by_person: bool = False
    found: tuple[Found, ...] = ()
    steps_planned: int = 0
    reflection: str = ""
    quotes: tuple[Quote, ...] = ()

    @property
    def came_to_light(self) -> int:
        """How many things came to light."""
        return sum(each.came_to_light for each in self.found)


class Works:
    """Everybody's work, each record played again once for each state of it."""

    def __init__(self) -> None:
        self._kept: dict[bytes, Work] = {}

    def read(self, folder: Path, assignment: str) -> Work:
        """
        Return what the record in a handed-in folder amounts to.

        Never raises for anything that the folder holds: see ``Work.problem``.
        """
        try:
            record = read_record(folder / RECORD_NAME, expect=assignment)
        except RecordError as error:
            return Work(problem=plain(str(error)))
        key = hashlib.sha256(record.model_dump_json().encode()).digest()
        if key not in self._kept:
            self._kept[key] = _work(record)
        return self._kept[key]


def _work(record: CaseRecord) -> Work:
    try:
        case = replay(record)
    except ScenarioError as error:
        return Work(problem=plain(str(error)))
    except Exception:  # noqa: BLE001 - one record must never hide everybody else's work
        _log.exception("A case record could not be replayed")
        return Work(problem=f"{RECORD_NAME} could not be played again; keep the file.")
    turns = case.talk.turns
    told = set(case.talk.disclosed)
    return Work(
        turns=len(turns),
        turns_practised=sum(isinstance(event, Said) for event in record.events),
        attempts=len(case.earlier) + 1,
        hints=case.hints,
        minutes=minutes_of([getattr(event, "at", "") for event in record.events]),
        unsure=sum(turn.heard.abstained for turn in turns if turn.said.strip()),
        ended_by_person=case.talk.ended_by_person,
        found=tuple(
            Found(item.id, item.kind, item.gist, item.id in told)
            for item in case.case.scenario.items
        ),
        steps_planned=sum(bool(action.what.strip()) for action in case.plan.actions),
        reflection=plain(case.reflection),
        quotes=_quotes(case),
    )


def minutes_of(moments: Sequence[str]) -> float | None:
    """
    Return how long somebody practised, in minutes, from the times of what they did.

    The times between one thing and the next are added up; a longer pause than
    ``LONGEST_PAUSE_MINUTES`` counts as that long, and a clock that went
    backwards as nothing. None where fewer than two times differ.
    """
    times = [time for time in map(_time, moments) if time is not None]
    if len(set(times)) < 2:
        return None
    gaps = ((after - before).total_seconds() / 60 for before, after in pairwise(times))
    return sum(min(max(gap, 0.0), LONGEST_PAUSE_MINUTES) for gap in gaps)


def _time(moment: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return time if time.tzinfo is not None else None


def _quotes(case: ReplayedCase) -> tuple[Quote, ...]:
    """Return what the recruit said that opened most, in the order in which it was said."""
    gains = [
        (sum(move.by for move in turn.why), turn)
        for turn in case.talk.turns
        if turn.said.strip() and not turn.heard.abstained
    ]
    best = sorted((each for each in gains if each[0] > 0), key=lambda each: -each[0])
    return tuple(
        Quote(
            turn.number,
            plain(turn.said)[:LONGEST_QUOTE],
            max(turn.why, key=lambda move: move.by).because,
        )
        for _gain, turn in sorted(best[:MOST_QUOTES], key=lambda each: each[1].number)
    )

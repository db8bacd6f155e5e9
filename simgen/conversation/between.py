"""
What the time between two visits does: what has happened, and how trust has settled.

What happens is the case's to say; what trust does is in ``visits.yaml``. Both
follow from how things stood when the visit before was over, and from nothing else.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from simgen.conversation.coder import CaseEar
from simgen.conversation.rules import Rule
from simgen.conversation.state import State
from simgen.conversation.turn import Movement, Turn
from simgen.conversation.wording import wording_of
from simgen.own_yaml import read_own_yaml
from simgen.scenario.models import Scenario
from simgen.scenario.visits import Happening, Visit, When, Word


class Agreed(Struct, frozen=True):
    """
    What stands on paper when the recruit comes back.

    ``services`` are ids, ``steps`` counts all steps and ``own_steps`` those that are
    the link worker's, alone or together; ``passed_on`` are the worries of which it is
    written who was told, in the recruit's words.
    """

    services: frozenset[str] = frozenset()
    steps: int = 0
    own_steps: int = 0
    passed_on: tuple[str, ...] = ()


class Standing(Struct, frozen=True):
    """How things stood when a visit was over, in the terms of :class:`When`."""

    trust: float
    heard: frozenset[str]
    offered: frozenset[str]
    words: frozenset[Word]
    passed_on: frozenset[str]
    walked_out: bool
    nothing_agreed: bool

    def meets(self, when: When) -> bool:
        """Tell whether everything holds that a happening asks for."""
        return (
            self.heard.issuperset(when.heard)
            and self.heard.isdisjoint(when.not_heard)
            and (not when.offered or not self.offered.isdisjoint(when.offered))
            and self.offered.isdisjoint(when.not_offered)
            and (when.trust_at_least is None or self.trust >= when.trust_at_least)
            and (when.trust_below is None or self.trust < when.trust_below)
            and (when.word is None or when.word in self.words)
            and self.passed_on.issuperset(when.passed_on)
            and self.heard.difference(self.passed_on).issuperset(when.not_passed_on)
            and when.walked_out in (None, self.walked_out)
            and when.nothing_agreed in (None, self.nothing_agreed)
        )


def standing_of(
    scenario: Scenario, ear: CaseEar, state: State, turns: Sequence[Turn], agreed: Agreed | None
) -> Standing:
    """
    Return how things stand at the end of a visit.

    ``turns`` are those of the visit, ``agreed`` is None where there is no paper to
    look at: then nobody can say whether the recruit's word was kept.
    """
    plan = agreed or Agreed()
    worries = {item.id for item in scenario.items if item.kind == "worry"}
    heard = worries.intersection(state.disclosed)
    passed_on = _passed_on_in_words(heard, turns)
    for text in plan.passed_on:
        passed_on |= heard.intersection(ear.hear(wording_of(text)).items) or heard
    return Standing(
        trust=state.trust,
        heard=frozenset(state.disclosed),
        offered=plan.services.union(state.offered),
        words=_words(turns, agreed),
        passed_on=frozenset(passed_on),
        walked_out=state.had_enough,
        nothing_agreed=not state.offered and not plan.steps,
    )


def what_happened(visit: Visit, standing: Standing) -> tuple[Happening, ...]:
    """Return what has happened before a visit, in the order of the case."""
    happened: dict[str, Happening] = {}
    for happening in visit.happenings:
        if standing.meets(happening.when) and happened.keys().isdisjoint(happening.unless):
            happened[happening.id] = happening
    return tuple(happened.values())


def settle(
    trust: float, resting: float, weeks: int, happened: Iterable[Happening]
) -> tuple[float, tuple[Movement, ...]]:
    """
    Return trust, 0 to 1, as it stands some weeks later, and each thing that moved it.

    It settles towards ``resting``, the trust of a stranger; then what has happened
    counts, a rule no more than once.
    """
    numbers, because = _data()["settling"], _data()["because"]
    name = "fades" if trust > resting else "heals"
    left = (1 - float(numbers[name]["value"])) ** weeks
    why = [Movement(name, round((resting - trust) * (1 - left), 4), _plain(because[name]))]
    trust = _after(trust, why[0])
    for rule in dict.fromkeys(happening.moves for happening in happened):
        movement = between_rules()[rule].move(trust, 0) if rule else None
        if movement is not None:
            why.append(movement)
            trust = _after(trust, movement)
    return trust, tuple(movement for movement in why if movement.by)


@cache
def between_rules() -> dict[str, Rule]:
    """Return the rules of ``visits.yaml`` by name."""
    return {
        name: Rule(name, float(rule["by"]), _plain(rule["because"]))
        for name, rule in _data()["rules"].items()
    }


def _passed_on_in_words(worries: set[str], turns: Sequence[Turn]) -> set[str]:
    """Return the worries that had come to light when it was said that they will be passed on."""
    told_now = {item_id for turn in turns for item_id in turn.disclosed}
    out, passed_on = worries - told_now, set[str]()
    for turn in turns:
        out |= worries.intersection(turn.disclosed)
        if wording_of(turn.said).passes_on and not turn.heard.services:
            passed_on |= out
    return passed_on


def _words(turns: Iterable[Turn], agreed: Agreed | None) -> frozenset[Word]:
    words: set[Word] = set()
    sure = [turn for turn in turns if not turn.heard.abstained]
    if any("promise" in turn.heard.codes for turn in sure):
        words.add("rash")
    if agreed is not None and any(wording_of(turn.said).undertakes for turn in turns):
        words.add("kept" if agreed.own_steps else "broken")
    return frozenset(words)


def _after(trust: float, movement: Movement) -> float:
    return min(1.0, max(0.0, round(trust + movement.by, 4)))


def _plain(text: str) -> str:
    return " ".join(str(text).split())


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("visits.yaml"))

"""
What would make a sound case a richer one: advice, never a refusal.

The numbers are those that the kit's own cases keep to (assumption, until
trainers have used more of them).
"""

from collections import Counter
from collections.abc import Iterator

from simgen.scenario.models import Scenario
from simgen.scenario.parts import ItemKind

LEAST: dict[ItemKind, int] = {"strength": 5, "hope": 3, "barrier": 3, "worry": 1}
LEAST_ITEMS, LEAST_SERVICES, LEAST_TEMPTING = 14, 10, 3
EASY, HARD = 0.25, 0.75
FEW_CUES = 3


def advise(scenario: Scenario) -> list[str]:
    """Return what a trainer may want to look at again, in sentences; an empty list is praise."""
    return [*_riches(scenario), *_reach(scenario), *_services(scenario)]


def _riches(scenario: Scenario) -> Iterator[str]:
    if len(scenario.items) < LEAST_ITEMS:
        yield f"{len(scenario.items)} things can come to light; {LEAST_ITEMS} make a conversation."
    kinds = Counter(item.kind for item in scenario.items)
    for kind, least in LEAST.items():
        if kinds[kind] < least:
            yield f"Found {kinds[kind]} of kind '{kind}'; a whole person has at least {least}."


def _reach(scenario: Scenario) -> Iterator[str]:
    if not any(item.trust <= EASY for item in scenario.items):
        yield f"Nothing can be told at a trust of {EASY} or less, so the talk may never begin."
    for item in scenario.items:
        if item.trust > HARD:
            yield f"'{item.id}' needs a trust of {item.trust}; few talks get above {HARD}."
        if len(item.cues) < FEW_CUES:
            yield f"'{item.id}' has {len(item.cues)} cues; recruits will ask in other words too."


def _services(scenario: Scenario) -> Iterator[str]:
    if len(scenario.services) < LEAST_SERVICES:
        yield f"{len(scenario.services)} services are weighed; {LEAST_SERVICES} make it a choice."
    tempting = sum(fit.fit == "poor" and bool(fit.tempts) for fit in scenario.services)
    if tempting < LEAST_TEMPTING:
        yield f"{tempting} services tempt and do not fit; with {LEAST_TEMPTING} one has to listen."
    if not any(fit.fit == "good" for fit in scenario.services):
        yield "No service is a good fit, so the best plan will have none."

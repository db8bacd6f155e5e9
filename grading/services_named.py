"""
Which services were talked about, and not only written down.

A service that the person never heard of cannot be their choice, nor can they be
handed over to it, whatever the boxes of the plan say.
"""

from simgen.plan import Action
from simgen.record import ReplayedCase


def named_in_talk(case: ReplayedCase) -> frozenset[str]:
    """Return the ids of the services that the recruit's words touched, as the case knows them."""
    return frozenset(case.talk.services_offered).union(
        *(turn.heard.services for turn in case.talk.turns)
    )


BY_NAME = (
    "Places are known here by their names in the talk. If you talked one over in other words, say so "
    "to your trainer."
)
"""The doubt about every place that was not named."""


def can_be_theirs(step: Action, named: frozenset[str]) -> bool:
    """Tell whether a step leads to no service, or to one that was talked about."""
    return not step.service or step.service in named

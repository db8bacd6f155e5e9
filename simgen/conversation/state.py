"""Where a conversation stands between two turns: plain facts that never change in place."""

from collections.abc import Mapping

from msgspec import Struct, field

from simgen.conversation.inner import Inner, at_first


class Past(Struct, frozen=True):
    """
    What earlier visits have left behind.

    ``turns`` counts their exchanges; ``told`` and ``offered`` are ids of items and
    services; ``over`` are the items that have passed since, ``news`` those that are new.
    """

    turns: int = 0
    told: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    news: frozenset[str] = frozenset()


NO_PAST = Past()
"""The past of a first visit."""


class State(Struct, frozen=True, gc=False):
    """
    Everything the next answer depends on.

    ``trust`` runs from 0 to 1. ``disclosed`` are item ids in the order in which
    they came to light, ``told_fully`` those said at length, ``hinted`` those held
    back with a line of their own. ``topic`` and ``feeling`` are of the last
    answer, ``felt`` is the latest feeling shown at all, ``reply`` is that answer.
    ``on`` are the things, items and small answers, of which they were just speaking.
    ``asked`` is what was said before in plain words, ``asked_about`` the content words of
    each. ``spent`` counts how often a rule or a kind of line was used. ``slips`` counts slips since the last thing done well,
    ``closed_run``, ``echo_run`` and ``silences`` the closed questions, echoes and silences in a row.
    ``inner`` is what goes on beside trust. ``pending`` names the question or test
    that the person is waiting on, ``asked_back`` those they have put, and
    ``promises`` counts what was promised to them.
    ``ended`` tells that the talk is over, ``left`` that it was the person who ended it and
    ``had_enough`` that they walked out. ``turns`` counts those of all visits; ``past`` is
    what earlier visits left.
    """

    trust: float
    reply: str = ""
    disclosed: tuple[str, ...] = ()
    told_fully: frozenset[str] = frozenset()
    hinted: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    asked_about: tuple[frozenset[str], ...] = ()
    offered: tuple[str, ...] = ()
    corrected: frozenset[str] = frozenset()
    topic: str = ""
    on: tuple[str, ...] = ()
    feeling: str = ""
    felt: str = ""
    slips: int = 0
    closed_run: int = 0
    echo_run: int = 0
    silences: int = 0
    turns: int = 0
    ended: bool = False
    left: bool = False
    had_enough: bool = False
    inner: Inner = field(default_factory=at_first)
    pending: str = ""
    asked_back: frozenset[str] = frozenset()
    promises: int = 0
    spent: Mapping[str, int] = field(default_factory=dict)
    past: Past = NO_PAST

    @property
    def turns_now(self) -> int:
        """Exchanges of this visit."""
        return self.turns - self.past.turns

    def times(self, name: str) -> int:
        """Return how often a rule or a kind of line has been used."""
        return self.spent.get(name, 0)

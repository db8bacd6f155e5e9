"""
What there is to learn from a conversation: words first, numbers second.

Counts of questions and reflections are for thinking about, never a pass mark;
an utterance on which the coder was unsure is shown as such and counted nowhere.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from simgen.conversation.balance import count, in_words, talk_share
from simgen.conversation.findings import Finding, findings
from simgen.conversation.looking_back import (
    Moment,
    Rating,
    heard_rating,
    missed_cues,
    slide,
    texts,
    turning_point,
)
from simgen.conversation.noting import OF_THE_ROLE, TurnNote, notes
from simgen.conversation.talk import Talk

MUCH, SOME = 0.4, 0.1
"""Gains of trust that the summary calls much and some (assumption)."""

FEW_TURNS = 4
"""Shorter talks are not told what they lacked (assumption)."""

MOST_LINES, MOST_TURNS_NAMED = 4, 3
"""Lines of each list at the top, and turns named in one line."""

ONCE_IS_CHANCE = frozenset(("open_question",))
"""What is praised only where it was done more than once."""


class Debrief(Struct, frozen=True):
    """
    The whole debrief.

    ``turned`` is the exchange that turned the talk, None where none did; ``slide`` then says
    in a sentence what went on without any one turn, where trust slipped all the same. ``missed``
    are cues that were dropped. ``balance`` says in words what ``counts`` says in
    numbers. ``talk_share`` is the recruit's part of all words, from 0 to 1. ``trust_curve`` starts with the trust before the first word.
    """

    summary: str
    did_well: tuple[str, ...]
    try_next: tuple[str, ...]
    notes: tuple[TurnNote, ...]
    came_to_light: tuple[Finding, ...]
    stayed_hidden: tuple[Finding, ...]
    balance: tuple[str, ...]
    counts: dict[str, int]
    trust_curve: tuple[float, ...]
    turned: Moment | None
    missed: tuple[Moment, ...]
    heard: Rating
    talk_share: float
    slide: str = ""


def debrief(talk: Talk) -> Debrief:
    """Return what there is to learn from a conversation, finished or not."""
    turns, known_as = talk.turns, talk.case.person.known_as
    counts = count(turns)
    came, hidden = findings(talk)
    curve = (talk.case.scenario.starting_trust, *(turn.trust for turn in turns))
    moves = _Moves(talk)
    turned = turning_point(talk)
    return Debrief(
        summary=_summary(talk, len(came), curve),
        did_well=tuple(moves.well())[:MOST_LINES],
        try_next=(*moves.try_next(), *_missing(talk, moves.turns))[:MOST_LINES],
        notes=tuple(notes(talk)),
        came_to_light=came,
        stayed_hidden=hidden,
        balance=in_words(counts, known_as),
        counts=counts,
        trust_curve=curve,
        turned=turned,
        missed=tuple(missed_cues(talk)),
        heard=heard_rating(talk),
        talk_share=talk_share(counts),
        slide="" if turned else slide(talk),
    )


class _Moves:
    """What moved trust in a talk, rule by rule: by how much in all, and in which turns."""

    def __init__(self, talk: Talk) -> None:
        self.turns: dict[str, list[int]] = defaultdict(list)
        self._by: dict[str, float] = defaultdict(float)
        self._gained: dict[str, list[int]] = defaultdict(list)
        for turn in talk.turns:
            on_the_whole = sum(movement.by for movement in turn.why)
            if any(movement.rule in OF_THE_ROLE for movement in turn.why):
                on_the_whole = 0.0
            for movement in turn.why:
                self._by[movement.rule] += movement.by
                self.turns[movement.rule].append(turn.number)
                if movement.by > 0 < on_the_whole:
                    self._gained[movement.rule].append(turn.number)
            if "promise" in turn.heard.codes:
                self.turns["promise"].append(turn.number)

    def well(self) -> Iterator[str]:
        """Yield what did most good, the most first; only turns that gained on the whole count."""
        lines = texts()["well"]
        for rule in sorted(self._gained, key=lambda each: -self._by[each]):
            often = len(self._gained[rule])
            if rule in lines and (often > 1 or rule not in ONCE_IS_CHANCE):
                yield _with_turns(lines[rule], self._gained[rule])

    def try_next(self) -> Iterator[str]:
        """Yield what cost most, the most first; a promise that may not be made before all else."""
        lines = texts()["try"]
        costs = sorted(self.turns, key=lambda each: (each != "promise", self._by[each]))
        for rule in costs:
            if rule in lines:
                yield _with_turns(lines[rule], self.turns[rule])


def _with_turns(line: str, turns: list[int]) -> str:
    """Return a line with the turns that show it, so that they can be looked up."""
    named = [str(turn) for turn in turns[:MOST_TURNS_NAMED]]
    if len(turns) > MOST_TURNS_NAMED:
        where = f"turns {', '.join(named)} and others"
    elif len(named) > 1:
        where = f"turns {', '.join(named[:-1])} and {named[-1]}"
    else:
        where = f"turn {named[0]}"
    return f"{line.rstrip('.')} ({where})."


def _missing(talk: Talk, moved: Mapping[str, list[int]]) -> Iterator[str]:
    """Yield what a talk of some length went without."""
    words = texts()["missing"]
    if len(talk.turns) < FEW_TURNS:
        if talk.turns:
            yield words["too_short"]
        return
    worries = [item for item in talk.case.scenario.items if item.kind == "worry"]
    if "safety_asked" not in moved and any(item.id not in talk.disclosed for item in worries):
        yield words["safety_asked"]
    for rule in ("reflection", "open_question", "summary"):
        if rule not in moved:
            yield words[rule]


def _summary(talk: Talk, found: int, curve: tuple[float, ...]) -> str:
    known_as = talk.case.person.known_as
    if not talk.turns:
        return f"You have not spoken with {known_as} yet."
    gained = curve[-1] - curve[0]
    trusts = (
        "has come to trust you with a good deal"
        if gained > MUCH
        else "trusts you more than at the start"
        if gained > SOME
        else "is about as wary as at the start"
        if gained > -SOME / 2
        else "trusts you less than at the start"
    )
    ended = ", and ended the conversation" if talk.ended_by_person else ""
    left = found < len(talk.case.scenario.items)
    turns = "1 turn" if len(talk.turns) == 1 else f"{len(talk.turns)} turns"
    visits = f" over {len(talk.arrivals)} visits" if len(talk.arrivals) > 1 else ""
    things = "Nothing" if not found else "One thing" if found == 1 else f"{found} things"
    more = ", and there is more to hear" if left and found else ""
    return f"{known_as} {trusts}{ended}. {things} came to light in {turns}{visits}{more}."

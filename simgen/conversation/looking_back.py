"""The moments worth going back to: what turned the talk, what was missed, how heard they felt."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from simgen.conversation.giving_back import heard_in
from simgen.conversation.judging import hurts
from simgen.conversation.quoting import last_said
from simgen.conversation.talk import Talk
from simgen.conversation.turn import Turn
from simgen.own_yaml import read_own_yaml

MOVED_ENOUGH = 0.03
"""Trust that a single exchange must move to be the one that turned it (assumption)."""


SLID_ENOUGH = 0.05
"""Trust lost in all from which a slide is spoken of; less is "about as wary" (assumption)."""

FEWEST_TO_TELL = 4
"""Exchanges before the person says more than that they hardly spoke (assumption)."""

TOLD_COUNTS = 0.02
"""What each thing that came to light weighs beside trust (assumption)."""

SOON = 2
"""Exchanges within which a move that is undone has turned nothing (assumption)."""

MOST_MISSED = 5
"""Chances named; more are not read."""

GIFTS = frozenset(("hope", "strength"))
TAKEN_UP = frozenset(("reflection", "affirmation", "summary"))
COMES_FIRST = frozenset(("safety", "permission", "apology"))
"""What may come before a hope is taken up."""


class Moment(Struct, frozen=True):
    """One exchange worth going back to; ``text`` says why, in a sentence."""

    turn: int
    text: str


class Rating(Struct, frozen=True):
    """
    How heard the person felt: ``points`` from 0 to 10, and what they would say of it.

    ``felt`` is the same from 0 to 1, before it was rounded.
    """

    points: int
    says: str
    felt: float = 0.0


def turning_point(talk: Talk) -> Moment | None:
    """
    Return the exchange that turned the talk; None where trust moved nowhere at once.

    It is the one that moved most. What came to light counts as well as trust, and a move
    that was soon undone counts half: a slip put right at once turned nothing.
    """
    weighed = [(_weight(talk.turns, at), turn) for at, turn in enumerate(talk.turns)]
    weight, best = max(weighed, key=lambda each: each[0], default=(0.0, None))
    if best is None or not weight:
        return None
    known_as, moved = talk.case.person.known_as, _moved(best)
    way = "opened up" if moved > 0 else "drew back"
    told = [talk.case.scenario.item(item).gist.rstrip(".") for item in best.disclosed]
    light = f" What came of it: {'. '.join(told)}." if told and moved > 0 else ""
    return Moment(best.number, f"{_because(best, moved)} {known_as} {way}.{light}".strip())


def slide(talk: Talk) -> str:
    """Return how trust slipped where no single exchange turned it; empty where it did not."""
    costly = [turn.number for turn in talk.turns if _moved(turn) < 0]
    lost = -sum(_moved(turn) for turn in talk.turns)
    if len(costly) < 2 or lost < SLID_ENOUGH:
        return ""
    return (
        f"No one moment turned it. {talk.case.person.known_as} drew back a little at a time, "
        f"from turn {costly[0]} on."
    )


def _moved(turn: Turn) -> float:
    return sum(movement.by for movement in turn.why)


def _weight(turns: Sequence[Turn], at: int) -> float:
    moved = _moved(turns[at])
    if abs(moved) < MOVED_ENOUGH and not (moved > 0 and len(turns[at].disclosed) > 1):
        return 0.0
    came = TOLD_COUNTS * len(turns[at].disclosed) if moved > 0 else 0.0
    after = turns[min(at + SOON, len(turns) - 1)].trust - turns[at].trust
    undone = after * moved < 0 and abs(after) > abs(moved) / 2
    return (abs(moved) + came) * (0.5 if undone else 1.0)


def _because(turn: Turn, moved: float) -> str:
    """Return what moved it most, of what moved it the way it went."""
    same = [movement for movement in turn.why if movement.by * moved > 0]
    return max(same, key=lambda each: abs(each.by)).because if same else ""


def missed_cues(talk: Talk) -> tuple[Moment, ...]:
    """
    Return what the person let show, or nearly said, that was never taken up, in order.

    Feelings that were walked past come before hopes and strengths that were, and these before
    what was kept back; no area of life is named twice for the last, and only the first few are kept.
    """
    by_turn: dict[int, Moment] = {}
    for moment in (*_feelings_passed(talk), *_gifts_passed(talk), *_kept_back(talk)):
        by_turn.setdefault(moment.turn, moment)
    return tuple(sorted(list(by_turn.values())[:MOST_MISSED], key=lambda moment: moment.turn))


def _feelings_passed(talk: Talk) -> Iterator[Moment]:
    for turn, following in zip(talk.turns, talk.turns[1:], strict=False):
        rules = {movement.rule for movement in following.why}
        if hurts(turn.feeling) and rules & {"feeling_ignored", "minimised"}:
            kept = heard_in(talk.case.scenario, turn)
            worry = bool(kept and kept.item and kept.item.action_needed)
            wait = " It cannot wait: somebody has to be told today." if worry else ""
            yield Moment(
                turn.number,
                f"{_quoted(talk, turn)}There was {turn.feeling} in that, and your next words "
                f"went past it.{wait}",
            )


def _gifts_passed(talk: Talk) -> Iterator[Moment]:
    """Yield hopes and strengths that were told and never spoken of again."""
    scenario = talk.case.scenario
    for turn, following in zip(talk.turns, talk.turns[1:], strict=False):
        did = set(following.heard.codes)
        taken_up = did & (TAKEN_UP | COMES_FIRST) or not following.said.strip()
        if taken_up or following.heard.abstained or turn.visit != following.visit:
            continue
        kept = heard_in(scenario, turn)
        item = kept.item if kept else None
        if item is None or item.kind not in GIFTS or item.id not in turn.disclosed:
            continue
        later = talk.turns[turn.number :]
        if any(item.topic in each.heard.topics or item.id in each.heard.items for each in later):
            continue
        yield Moment(
            turn.number,
            f"{_quoted(talk, turn)}That was a {item.kind}, and you did not take it up.",
        )


def _kept_back(talk: Talk) -> Iterator[Moment]:
    told = set(talk.disclosed)
    topics: set[str] = set()
    for turn in talk.turns[:-1]:
        for item_id, _reason in turn.refused:
            topic = talk.case.scenario.topic(talk.case.scenario.item(item_id).topic)
            if item_id in told or topic.id in topics or _came_back(talk, item_id, turn.number):
                continue
            topics.add(topic.id)
            yield Moment(
                turn.number,
                f"They kept something back about “{topic.label}”, and you did not come back to it.",
            )


def _quoted(talk: Talk, turn: Turn) -> str:
    """Return the words in question, as they were said."""
    kept = heard_in(talk.case.scenario, turn)
    words = kept.words if kept else last_said(turn.reply).rstrip(".")
    return f"“{words[:1].upper()}{words[1:]}.” " if words else ""


def heard_rating(talk: Talk) -> Rating:
    """
    Return how heard the person felt, 0 to 10.

    Half is trust; half is how often they were taken up against how often they
    were walked past. The weights are an assumption. Warm words that would fit
    anybody count for nothing here.
    """
    if not talk.turns:
        return Rating(0, "")
    moved = Counter(movement.rule for turn in talk.turns for movement in turn.why)
    taken_up = moved["reflection"] + moved["feeling_met"] + 2 * moved["summary"]
    passed = sum(
        moved[rule]
        for rule in (
            "feeling_ignored",
            "minimised",
            "advised_too_soon",
            "misheard",
            "confront",
            "repeated",
        )
    )
    share = taken_up / (taken_up + 2 * passed + 2)
    felt = 0.5 * talk.trust + 0.5 * share
    points = round(10 * felt)
    if len(talk.turns) < FEWEST_TO_TELL and not passed:
        return Rating(points, texts()["hardly_spoke"], felt)
    says = [text for least, text in texts()["heard"].items() if points >= least]
    return Rating(points, says[-1], felt)


def _came_back(talk: Talk, item_id: str, number: int) -> bool:
    topic = talk.case.scenario.item(item_id).topic
    return any(topic in turn.heard.topics for turn in talk.turns[number:])


@cache
def texts() -> Any:
    """Return the words of ``debrief.yaml``."""
    path = Path(__file__).with_name("debrief.yaml")
    return read_own_yaml(path)

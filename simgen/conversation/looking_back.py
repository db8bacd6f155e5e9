"""The moments worth going back to: what turned the talk, what was missed, how heard they felt."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from simgen.conversation.judging import hurts
from simgen.conversation.talk import Talk
from simgen.conversation.turn import Turn
from simgen.own_yaml import read_own_yaml

MOVED_ENOUGH = 0.03
"""Trust that a single exchange must move to be the one that turned it (assumption)."""


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


def turning_point(turns: Sequence[Turn], known_as: str) -> Moment | None:
    """Return the exchange that moved most: what came to light counts as well as trust."""
    best, weight = None, MOVED_ENOUGH
    for turn in turns:
        moved = sum(movement.by for movement in turn.why)
        if abs(moved) + 0.02 * len(turn.disclosed) > weight:
            best, weight = turn, abs(moved) + 0.02 * len(turn.disclosed)
    if best is None:
        return None
    moved = sum(movement.by for movement in best.why)
    because = max(best.why, key=lambda m: abs(m.by)).because if best.why else ""
    way = "opened up" if moved >= 0 else "drew back"
    return Moment(best.number, f"There {known_as} {way} most. {because}".strip())


def missed_cues(talk: Talk) -> Iterator[Moment]:
    """Yield what the person let show, or nearly said, that was never taken up."""
    told = set(talk.disclosed)
    for turn, following in zip(talk.turns, talk.turns[1:], strict=False):
        rules = {movement.rule for movement in following.why}
        if hurts(turn.feeling) and rules & {"feeling_ignored", "minimised"}:
            yield Moment(
                turn.number,
                f"There was {turn.feeling} in what they said, and exchange {following.number} "
                "went past it.",
            )
    for turn in talk.turns:
        for item_id, _reason in turn.refused:
            if item_id not in told and not _came_back(talk, item_id, turn.number):
                told.add(item_id)
                topic = talk.case.scenario.topic(talk.case.scenario.item(item_id).topic)
                yield Moment(
                    turn.number,
                    f"They kept something back about “{topic.label}”, and you did not come back "
                    "to it.",
                )


def heard_rating(talk: Talk, moved: Counter[str]) -> Rating:
    """
    Return how heard the person felt, 0 to 10.

    Half is trust; half is how often they were taken up against how often they
    were walked past. The weights are an assumption. Warm words that would fit
    anybody count for nothing here.
    """
    if not talk.turns:
        return Rating(0, "")
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

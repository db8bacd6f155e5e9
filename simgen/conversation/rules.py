"""The numbers that move a conversation, read from the YAML beside this file."""

from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from simgen.conversation.turn import Movement
from simgen.own_yaml import read_own_yaml


class Rule(Struct, frozen=True):
    """
    One rule of trust: how much it moves, and why in words for a recruit.

    ``times`` is how often it counts in one talk (None: always), ``wears`` the
    factor by which it is worth less each time.
    """

    name: str
    by: float
    because: str
    times: int | None = None
    wears: float = 1.0

    def move(self, trust: float, used: int, share: float = 1.0) -> Movement | None:
        """
        Return the movement that this rule makes at a trust from 0 to 1.

        ``used`` is how often it has counted already, ``share`` scales it once
        more. Gains shrink as trust nears 1; losses are half as large for a
        stranger as for a confidant. None when it no longer counts.
        """
        if self.times is not None and used >= self.times:
            return None
        room = 1 - trust if self.by > 0 else 0.5 + trust / 2
        return Movement(
            self.name, round(self.by * share * self.wears**used * room, 4), self.because
        )


class Limits(Struct, frozen=True):
    """The thresholds of ``limits.yaml``; the meaning of each stands there."""

    well_above: float
    far_below: float
    private_from: float
    closed_margin: float
    heard_enough_items: int
    heard_enough_trust: float
    told_at_once: int
    leaves_below: float
    patience: int
    slip: float
    slips_before_leaving: int
    tires_after: int
    echo_run: int
    closed_run: int
    summary_items: int
    short_words: int
    of_this_person: int
    meant_by_a_pronoun: int
    sure: float
    question_stands: int
    questions_at_once: int
    same_question: float
    asked_thrice: int
    between_interjections: int


@cache
def rules() -> dict[str, Rule]:
    """Return the rules of ``rules.yaml`` by name."""
    return {
        name: Rule(
            name,
            float(rule["by"]),
            " ".join(str(rule["because"]).split()),
            rule.get("times"),
            float(rule.get("wears", 1)),
        )
        for name, rule in _read("rules.yaml").items()
    }


@cache
def limits() -> Limits:
    """Return the thresholds of ``limits.yaml``."""
    return Limits(**{name: limit["value"] for name, limit in _read("limits.yaml").items()})


def _read(name: str) -> Any:
    return read_own_yaml(Path(__file__).with_name(name))

"""
The rules that a panel agrees by, stated before anybody rates.

Importance is judged as in the RAND/UCLA Appropriateness Method; how stable a
rating is between rounds, as in Delphi studies. The numbers lie in
``rules.yaml``, each with its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from grading.confirmation import RuleKept, Verdict

RULES = Path(__file__).with_name("rules.yaml")
LEAST, MOST, MIDDLE = 1, 9, 5


class Rules:
    """Rules by name; ``rules["keep-median"]`` is the number, ``rules.kept`` are all, in words."""

    def __init__(self, kept: Iterable[RuleKept]) -> None:
        self.kept = tuple(kept)
        self._values = {rule.name: rule.value for rule in self.kept}

    def __getitem__(self, name: str) -> float:
        """Return a rule's number; ``KeyError`` for an unknown rule."""
        return self._values[name]


@cache
def load_rules() -> Rules:
    """Return the kit's own rules."""
    data = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return Rules(
        RuleKept(name=name, value=float(rule["value"]), says=rule["says"], source=rule["source"])
        for name, rule in data.items()
    )


@dataclass(frozen=True, slots=True)
class Consensus:
    """
    What a group makes of one criterion's importance.

    ``low`` and ``high`` are the 30th and 70th percentiles; ``allowed`` is how wide
    they may lie apart before the group disagrees; ``top_share`` the share of
    ratings from 7 to 9. All None where nobody rated it.
    """

    ratings: tuple[int, ...]
    verdict: Verdict
    median: float | None = None
    low: float | None = None
    high: float | None = None
    allowed: float | None = None
    disagrees: bool = False
    top_share: float | None = None

    def in_words(self) -> str:
        """Return it as a facilitator would say it."""
        if self.median is None or self.low is None or self.high is None:
            return "Nobody has rated it yet."
        spread = (
            f"The middle rating is {self.median:g} of 9, and the middle part of the group lies from "
            f"{self.low:g} to {self.high:g}."
        )
        ends = {
            "keep": "It is kept.",
            "drop": "It would be dropped.",
            "gate": "It stays whatever the votes, because it is a gate.",
            "unsettled": "The raters disagree, so nothing is settled."
            if self.disagrees
            else "That is neither in nor out, so nothing is settled.",
        }
        return f"{spread} {ends[self.verdict]}"


def judge_importance(ratings: Sequence[int], rules: Rules, *, gate: bool = False) -> Consensus:
    """
    Return the consensus on ratings from 1 to 9.

    ``gate`` criteria are never voted out: safety does not hang on a median.
    """
    if not ratings:
        return Consensus((), "gate" if gate else "unsettled")
    values = np.asarray(ratings, dtype=float)
    median = float(np.median(values))
    low, high = (float(each) for each in np.percentile(values, [30, 70]))
    allowed = rules["spread-base"] + rules["spread-correction"] * abs(MIDDLE - (low + high) / 2)
    disagrees = high - low > allowed
    verdict: Verdict = "unsettled"
    if gate:
        verdict = "gate"
    elif not disagrees and median >= rules["keep-median"]:
        verdict = "keep"
    elif not disagrees and median <= rules["drop-median"]:
        verdict = "drop"
    return Consensus(
        ratings=tuple(sorted(ratings)),
        verdict=verdict,
        median=median,
        low=low,
        high=high,
        allowed=allowed,
        disagrees=disagrees,
        top_share=float((values >= rules["keep-median"]).mean()),
    )


def share_moved(before: Sequence[int], after: Sequence[int]) -> float | None:
    """
    Return the share of ratings that moved from one round to the next, 0 to 1.

    As Scheibe and colleagues count it: half the differences between the two
    rounds' histograms, over the number of raters. None without both rounds.
    """
    if not before or not after:
        return None
    steps = range(LEAST, MOST + 1)
    one = np.array([before.count(step) for step in steps]) / len(before)
    other = np.array([after.count(step) for step in steps]) / len(after)
    return float(np.abs(one - other).sum() / 2)

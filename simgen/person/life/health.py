"""Health: conditions, what they ask of others, and personal well-being."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import (
    Column,
    Ints,
    Truths,
    any_of,
    by_owner,
    column,
    row_by_row,
    true_cells,
    where_true,
    whichever,
)
from simgen.person.life.draws import SCALE, Tables
from simgen.person.life.model import Condition, Health, Wellbeing
from simgen.person.life.tags import rows_of
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth, Speech

SCORES = ("satisfied", "worthwhile", "happy", "anxious")
_CLASH = {
    "hearing": "deaf",
    "deaf": "hearing",
    "diabetes": "type-1-diabetes",
    "type-1-diabetes": "diabetes",
}
_FROM_BIRTH = ("deaf", "autism", "adhd", "learning-disability")
_MOST = 4
_NONE = -1


@dataclass(frozen=True, slots=True)
class Conditions:
    """A row a person: places in ``conditions.yaml``, ``count`` of them, and years since."""

    which: Ints
    count: Ints
    since: Ints
    hard: Truths


def fall_ill(lives: Lives, birth: Birth) -> Conditions:
    """Draw long-term conditions; tags name them for the lines and strengths."""
    draws = lives.draws("conditions")
    which, count = _draw(lives, draws)
    held = np.arange(_MOST) < count[:, None]
    draws = lives.draws("since")
    since = np.empty_like(which)
    for place in range(_MOST):
        began = lives.year - draws.between(0, np.minimum(14, lives.age))
        from_birth = _marked("from birth")[which[:, place]]
        since[:, place] = np.where(from_birth, birth.year, np.maximum(birth.year, began))
    owners, places = true_cells(held)
    lives.tags.set_rows(_tag_rows()[which[owners, places]], owners)
    long = held & (since <= lives.year - 5)
    names = _names()
    longest = names[which[lives.everybody, long.argmax(axis=1)]]
    lives.slots["condition"] = where_true(count > 0, names[which[:, 0]])
    lives.slots["long_condition"] = where_true(any_of(long), longest)
    lives.tags.set("conditions", count > 0)
    lives.tags.set("conditions-many", count > 1)
    lives.tags.set("conditions-long", any_of(long))
    rows = np.flatnonzero((count > 0) & (since[:, 0] > birth.year))
    month = np.minimum(since[:, 0] * 12 + draws.between(0, 11), lives.now)[rows]
    lives.events.add(rows, month, "diagnosis", _beginnings()[which[rows, 0]])
    return Conditions(which, count, since, any_of(held & _marked("moves")[which]))


def _draw(lives: Lives, draws: Draws) -> tuple[Ints, Ints]:
    """Draw different conditions by age until everybody has as many as the chain says."""
    several = lives.has("conditions", "several")
    wanted = np.where(
        lives.has("conditions", "none"), 0, np.where(several, draws.between(2, _MOST), 1)
    )
    third = (lives.age >= 40).astype(np.int64) + (lives.age >= 66)
    which = np.full((lives.size, _MOST), _NONE, dtype=np.int64)
    barred = np.zeros((lives.size, len(data("conditions"))), dtype=np.bool_)
    count = np.zeros(lives.size, dtype=np.int64)
    hurts = lives.has("pain", "yes") & draws.chance(0.7)
    drawn = np.where(hurts, _tables("pain").at(third, draws.word()), _NONE)
    while True:
        rows = np.flatnonzero((count < wanted) & (drawn != _NONE))
        rows = rows[~barred[rows, drawn[rows]]]
        new = drawn[rows]
        which[rows, count[rows]] = new
        count[rows] += 1
        barred[rows] |= _bars()[new]
        if (count == wanted).all():
            return which, count
        drawn = _tables("").at(third, draws.word())


def feel(lives: Lives, conditions: Conditions) -> list[Health]:
    """Return the health, with how people move and how they are."""
    draws = lives.draws("health")
    names = _names()
    owners, places = true_cells(np.arange(_MOST) < conditions.count[:, None])
    which, since = conditions.which[owners, places], conditions.since[owners, places]
    each = row_by_row(_condition, names[which], since)
    pain = lives.has("pain", "yes")
    lives.tags.set("pain", pain)
    numbers = data("health")
    sober = draws.chance(numbers["stopped_drinking"]["value"]) & (lives.age >= 25)
    homeless = draws.chance(numbers["once_homeless"]["value"]) & (lives.age >= 20)
    lives.tags.set("sober", sober)
    lives.tags.set("homeless-once", homeless)
    return row_by_row(
        Health,
        by_owner(each, owners, lives.size),
        pain,
        lives.has("lonely", "yes"),
        _moves(lives, draws, conditions.hard),
        _wellbeing(lives),
    )


@cache
def _condition(name: str, since: int) -> Condition:
    return Condition(name, since)


def _moves(lives: Lives, draws: Draws, hard: Truths) -> Column:
    hard = hard & (draws.chance(0.5) | (lives.age >= 66))
    slowly = hard | (lives.age >= 85)
    badly = hard & draws.chance(0.6) & ~lives.has("transport", "walks", "bicycle")
    lives.tags.set("moves-badly", slowly)
    return whichever([badly, slowly], ["with difficulty", "slowly"], "freely")


def say_what_helps(lives: Lives, speech: Speech, reading: Column) -> list[tuple[str, ...]]:
    """Return what a link worker should know before they speak or write."""
    wanted: list[list[str]] = [[] for _ in range(lives.size)]

    def want(who: Truths | Ints, words: str) -> None:
        for person in np.flatnonzero(who).tolist():
            wanted[person].append(words)

    for person in np.flatnonzero(speech.interpreter != None).tolist():  # noqa: E711 - each element
        wanted[person].append(f"{speech.interpreter[person]} interpreter")
    want(lives.has("english", "some"), "plain English, and time")
    for name, words in data("health")["communication"]["value"].items():
        want(lives.tags.holds(f"condition:{name}"), words)
    want(reading == "needs help", "would rather be told than given a leaflet")
    return list(map(tuple, wanted))


def _wellbeing(lives: Lives) -> list[Wellbeing]:
    """Draw the scores; most of them go by the one mood, so that they do not contradict each other."""
    draws = lives.draws("wellbeing")
    low, worried = lives.has("need:low-mood", "yes"), lives.has("need:anxiety", "yes")
    mood = draws.word()
    scores = []
    for score in SCORES:
        anxious = score == "anxious"
        of_mood = draws.chance(data("health")["wellbeing"]["in_common"])
        word = np.where(of_mood, SCALE - 1 - mood if anxious else mood, draws.word())
        troubled = (worried if anxious else low).astype(np.int64)
        scores.append(_scores(score).at(troubled, word))
    return row_by_row(Wellbeing, *scores)


@cache
def _names() -> Column:
    return column(entry["name"] for entry in data("conditions"))


@cache
def _beginnings() -> Column:
    """Each condition's beginning in words."""
    return column(
        one.get("began", f"Began to live with {one['name']}") for one in data("conditions")
    )


@cache
def _tag_rows() -> Ints:
    return rows_of(f"condition:{entry['id']}" for entry in data("conditions"))


@cache
def _marked(mark: str) -> Truths:
    """Which conditions are marked in the file, or are there from birth."""
    if mark == "from birth":
        return np.array([entry["id"] in _FROM_BIRTH for entry in data("conditions")])
    return np.array([bool(entry.get(mark)) for entry in data("conditions")])


@cache
def _bars() -> Truths:
    """Which conditions each one rules out: itself, and the one it clashes with."""
    ids = [entry["id"] for entry in data("conditions")]
    return np.array([[other in (one, _CLASH.get(one)) for other in ids] for one in ids])


@cache
def _tables(mark: str) -> Tables:
    """The conditions by third of life, or only those with a mark."""
    return Tables(
        [
            [e["weight"][third] if not mark or e.get(mark) else 0 for e in data("conditions")]
            for third in range(3)
        ]
    )


@cache
def _scores(score: str) -> Tables:
    """
    Return the tables of 0 to 10, untroubled and troubled.

    Their mean over everybody is the published one.
    """
    entry = data("health")["wellbeing"]
    mean, share, effect = (
        entry["means"][score],
        entry["share_troubled"][score],
        entry["effect"][score],
    )
    return Tables(
        [
            _bell_with_mean(mean - effect * share, entry["spread"]),
            _bell_with_mean(mean + effect * (1 - share), entry["spread"]),
        ]
    )


def _bell_with_mean(mean: float, spread: float) -> list[float]:
    centre = mean
    weights: list[float] = []
    for _ in range(50):
        weights = [_bell(score, centre, spread) for score in range(11)]
        centre += mean - fsum(at * weight for at, weight in enumerate(weights)) / fsum(weights)
    return weights


def _bell(at: int, centre: float, spread: float) -> float:
    """A bell shape without ``exp``, which may differ in its last digit between machines."""
    z = (at - centre) / spread
    return float(1 / (1 + z * z / 6) ** 4)

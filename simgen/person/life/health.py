"""Health: conditions, what they ask of others, and personal well-being."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from simgen.person.life.draws import Draws, Table
from simgen.person.life.model import Condition, Health
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Life

SCORES = ("satisfied", "worthwhile", "happy", "anxious")
_CLASH = {
    "hearing": "deaf",
    "deaf": "hearing",
    "diabetes": "type-1-diabetes",
    "type-1-diabetes": "diabetes",
}
_FROM_BIRTH = ("deaf", "autism", "adhd", "learning-disability")


def health(life: Life) -> Health:
    """Return the health; tags name conditions for the lines and strengths."""
    draws = life.draws(b"health")
    found = _conditions(life, draws)
    conditions = [_condition(life, draws, entry, first=entry is found[0]) for entry in found]
    if conditions:
        life.tags["conditions"] = f"lives with {conditions[0].name}"
    if len(conditions) > 1:
        life.tags["conditions-many"] = "sees several clinics"
    pain = life.core["pain"] == "yes"
    if pain:
        life.tags["pain"] = "lives with pain"
    moves = _moves(life, draws, hard=any(entry.get("moves") for entry in found))
    numbers = data("health")
    if draws.chance(numbers["stopped_drinking"]["value"]) and life.age >= 25:
        life.tags["sober"] = "stopped drinking"
    if draws.chance(numbers["once_homeless"]["value"]) and life.age >= 20:
        life.tags["homeless-once"] = "was without a home for a time"
    return Health(conditions, pain, life.core["lonely"] == "yes", moves, _wellbeing(life))


def _condition(life: Life, draws: Draws, entry: dict[str, Any], *, first: bool) -> Condition:
    name, year = entry["name"], life.reference.year
    since = life.born.year
    if entry["id"] not in _FROM_BIRTH:
        since = max(since, year - draws.between(0, min(14, life.age)))
    life.tags[f"condition:{entry['id']}"] = f"lives with {name}"
    if first and since > life.born.year:
        month = min(since * 12 + draws.between(0, 11), life.now)
        life.happened(month, "diagnosis", f"Began to live with {name}")
    if since <= year - 5:
        life.tags["conditions-long"] = f"has lived with {name} since {since}"
    return Condition(name, since)


def _moves(life: Life, draws: Draws, *, hard: bool) -> str:
    hard = hard and (life.age >= 66 or draws.chance(0.5))
    moves = "slowly" if hard or life.age >= 85 else "freely"
    if hard and draws.chance(0.6) and life.core["transport"] not in ("walks", "bicycle"):
        moves = "with difficulty"
    if moves != "freely":
        life.tags["moves-badly"] = "has got slower on their feet"
    return moves


def _conditions(life: Life, draws: Draws) -> list[dict[str, Any]]:
    kind = life.core["conditions"]
    if kind == "none":
        return []
    count = 1 if kind == "one" else draws.between(2, 4)
    third = 0 if life.age < 40 else 1 if life.age < 66 else 2
    table = _table(third)
    found: list[dict[str, Any]] = []
    if life.core["pain"] == "yes" and draws.chance(0.7):
        found.append(_painful(third).at(draws.word()))
    while len(found) < count:
        entry = table.at(draws.word())
        taken = [other["id"] for other in found]
        if entry["id"] not in taken and _CLASH.get(entry["id"]) not in taken:
            found.append(entry)
    return found


@cache
def _table(third: int) -> Table[dict[str, Any]]:
    entries = data("conditions")
    return Table(entries, [entry["weight"][third] for entry in entries])


@cache
def _painful(third: int) -> Table[dict[str, Any]]:
    entries = [entry for entry in data("conditions") if entry.get("pain")]
    return Table(entries, [entry["weight"][third] for entry in entries])


def communication(life: Life, interpreter: str | None, reading: str) -> list[str]:
    """Return what a link worker should know before they speak or write."""
    wanted = []
    if interpreter:
        wanted.append(f"{interpreter} interpreter")
    elif life.core["english"] == "some":
        wanted.append("plain English, and time")
    told = data("health")["communication"]["value"]
    wanted += [words for name, words in told.items() if f"condition:{name}" in life.tags]
    if reading == "needs help":
        wanted.append("would rather be told than given a leaflet")
    return wanted


def _wellbeing(life: Life) -> dict[str, int]:
    draws = life.draws(b"wellbeing")
    low = life.core["need:low-mood"] == "yes"
    worried = life.core["need:anxiety"] == "yes"
    return {
        score: _scores(score, worried if score == "anxious" else low).at(draws.word())
        for score in SCORES
    }


@cache
def _scores(score: str, troubled: bool) -> Table[int]:
    """Return the table of 0 to 10 whose mean, over everybody, is the published one."""
    entry = data("health")["wellbeing"]
    mean, share, effect = (
        entry["means"][score],
        entry["share_troubled"][score],
        entry["effect"][score],
    )
    target = mean + effect * ((1 - share) if troubled else -share)
    spread = entry["spread"]
    centre = target
    for _ in range(50):
        weights = [_bell(score_, centre, spread) for score_ in range(11)]
        found = sum(at * weight for at, weight in enumerate(weights)) / sum(weights)
        centre += target - found
    return Table(range(11), weights)


def _bell(at: int, centre: float, spread: float) -> float:
    """A bell shape without ``exp``, which may differ in its last digit between machines."""
    z = (at - centre) / spread
    return float(1 / (1 + z * z / 6) ** 4)

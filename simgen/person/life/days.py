"""The days: interests had and lost, faith, caring for somebody."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from simgen.person.life.draws import Table
from simgen.person.life.model import Interest
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Life

_CARED = {"mother": "mum", "father": "dad"}


def interests(life: Life) -> list[Interest]:
    """Return two to four interests; of the last there is now and then only the memory."""
    draws = life.draws(b"interests")
    third = 0 if life.age < 40 else 1 if life.age < 66 else 2
    table = _table(third)
    count = draws.between(2, 4)
    found: dict[str, dict[str, Any]] = {}
    while len(found) < count:
        entry = table.at(draws.word())
        found[entry["id"]] = entry
    hindered = "moves-badly" in life.tags or "pain" in life.tags
    taken: list[Interest] = []
    for entry in found.values():
        active = not entry.get("still")
        lost = bool(taken) and draws.chance(0.6 if hindered and active else 0.2)
        taken.append(Interest(entry["id"], entry["label"], not lost))
        if lost:
            life.tags["interest-lost"] = f"used to {entry['before']}"
            life.slots["before"] = entry["before"]
        else:
            life.tags[f"interest:{entry['id']}"] = f"likes {entry['doing']}"
            if "doing" not in life.slots:
                life.tags["interested"] = f"likes {entry['doing']}"
                life.slots["doing"] = entry["doing"]
    if life.core["faith"] == "yes":
        life.tags["faith"] = "has a faith that is part of the week"
    if "second-language" in life.tags and draws.chance(0.4):
        life.tags["language-group"] = f"meets people who speak {life.slots['language']}"
    return taken


@cache
def _table(third: int) -> Table[dict[str, Any]]:
    entries = data("interests")
    return Table(entries, [entry["weight"][third] for entry in entries])


def caring(life: Life) -> str | None:
    """Return whom the person looks after, in words, or None."""
    kind = life.core["carer"]
    if kind == "no":
        if life.age >= 45 and life.draws(b"cared").chance(0.15):
            life.tags["cared-before"] = "looked after a parent"
        return None
    if kind == "partner" and life.partner is not None:
        whom = life.partner.name or ""
        words = f"{whom}, partner"
    elif kind == "parent":
        parent = next(
            one
            for one in life.family
            if one.relation in _CARED and one.alive and one.lives != "abroad"
        )
        life.tags[f"caring-for:{_CARED[parent.relation]}"] = f"looks after {parent.name}"
        whom = "Mum" if parent.relation == "mother" else "Dad"
        words = f"{parent.name}, {parent.relation}"
    else:
        child = next(
            one
            for one in reversed(life.family)
            if one.relation in ("son", "daughter") and one.alive and one.lives == "home"
        )
        whom = child.name
        words = f"{child.name}, {child.relation}"
    life.slots["cared"] = whom
    life.tags["carer"] = f"looks after {whom}"
    life.tags[f"carer:{kind}"] = f"looks after {whom}"
    return words

"""
What people say about their needs, what matters to them and what they hope for.

A line of ``words.yaml`` may be used when every tag in its ``when`` holds, and
none after "not ". Lines that say more about this one life are preferred to
those that anybody could say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from simgen.person.life.model import Need
from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life

PREFIX = "need:"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the tags it needs, those it excludes, and its words."""

    needs: frozenset[str]
    never: frozenset[str]
    says: str
    plain: bool
    theme: str
    at: int

    def holds(self, tags: dict[str, str]) -> bool:
        """Tell whether the line is true of somebody with these tags."""
        return self.needs <= tags.keys() and not (self.never and self.never & tags.keys())


def _lines(entries: Iterable[dict[str, Any]]) -> tuple[Line, ...]:
    lines = []
    for at, entry in enumerate(entries):
        tags = [str(tag) for tag in entry["when"]]
        lines.append(
            Line(
                needs=frozenset(tag for tag in tags if not tag.startswith("not ")),
                never=frozenset(tag[4:] for tag in tags if tag.startswith("not ")),
                says=entry["says"],
                plain="{" not in entry["says"],
                theme=entry.get("theme", ""),
                at=at,
            )
        )
    return tuple(lines)


@cache
def _need_lines() -> dict[str, tuple[str, tuple[Line, ...]]]:
    return {
        name: (entry["label"], _lines(entry["lines"]))
        for name, entry in data("words")["needs"].items()
    }


@cache
def _section(name: str) -> tuple[tuple[Line, ...], dict[str, tuple[Line, ...]]]:
    """Lines for everybody, and the rest by the first of their tags."""
    anybody, by_tag = [], {}
    for line in _lines(data("words")[name]):
        if line.needs:
            by_tag.setdefault(min(line.needs, key=_rarity), []).append(line)
        else:
            anybody.append(line)
    return tuple(anybody), {tag: tuple(lines) for tag, lines in by_tag.items()}


def _rarity(tag: str) -> tuple[bool, str]:
    """Order tags so that lines are found under one that few people have."""
    return (":" not in tag, tag)


def _fitting(life: Life, name: str) -> tuple[list[Line], tuple[Line, ...]]:
    anybody, by_tag = _section(name)
    tags = life.tags
    own = [
        line
        for tag in by_tag.keys() & tags.keys()
        for line in by_tag[tag]
        if len(line.needs) == 1 and not line.never or line.holds(tags)
    ]
    own.sort(key=_place)
    return own, anybody


def _place(line: Line) -> int:
    return line.at


def _say(life: Life, line: Line) -> str:
    return line.says if line.plain else line.says.format_map(life.slots)


def needs(life: Life) -> list[Need]:
    """Return the needs with the person's words for each; everybody has at least one."""
    found = [name for name in _need_lines() if life.core[PREFIX + name] == "yes"]
    draws = life.draws(b"needs")
    if not found:
        found = [draws.pick(("low-mood", "anxiety", "purpose"))]
    told = []
    for name in found:
        label, lines = _need_lines()[name]
        life.tags[PREFIX + name] = f"has said so: {label.lower()}"
        fitting = [line for line in lines if line.holds(life.tags)]
        own = [line for line in fitting if line.needs]
        chosen = draws.pick(own if own and draws.chance(0.75) else fitting)
        told.append(Need(name, label, _say(life, chosen)))
    return told


def what_matters(life: Life) -> list[str]:
    """Return two or three things, each of another theme."""
    draws = life.draws(b"matters")
    own, anybody = _fitting(life, "matters")
    return _choose(life, draws, own, anybody, draws.between(2, 3))


def hopes(life: Life) -> list[str]:
    """Return one or two hopes."""
    draws = life.draws(b"hopes")
    own, anybody = _fitting(life, "hopes")
    return _choose(life, draws, own, anybody, draws.between(1, 2))


def _choose(
    life: Life, draws: Draws, own: list[Line], anybody: tuple[Line, ...], count: int
) -> list[str]:
    taken: list[str] = []
    themes: set[str] = set()
    while len(taken) < count:
        if not own or draws.chance(0.08):
            line = draws.pick(anybody)
        else:
            line = own.pop(draws.word() * len(own) >> 32)
        words = _say(life, line)
        if words in taken or (line.theme and line.theme in themes):
            continue
        themes.add(line.theme)
        taken.append(words)
    return taken

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

    def holds(self, tags: dict[str, str]) -> bool:
        """Tell whether the line is true of somebody with these tags."""
        for tag in self.needs:
            if tag not in tags:
                return False
        return not any(tag in tags for tag in self.never) if self.never else True


def _lines(entries: Iterable[dict[str, Any]]) -> tuple[Line, ...]:
    lines = []
    for entry in entries:
        tags = [str(tag) for tag in entry["when"]]
        lines.append(
            Line(
                needs=frozenset(tag for tag in tags if not tag.startswith("not ")),
                never=frozenset(tag[4:] for tag in tags if tag.startswith("not ")),
                says=entry["says"],
                plain="{" not in entry["says"],
                theme=entry.get("theme", ""),
            )
        )
    return tuple(lines)


@cache
def _need_lines() -> tuple[tuple[str, str, str, tuple[Line, ...]], ...]:
    """For each need: its id, the chain's name for it, its label and its lines."""
    return tuple(
        (name, PREFIX + name, entry["label"], _lines(entry["lines"]))
        for name, entry in data("words")["needs"].items()
    )


@cache
def _section(name: str) -> tuple[tuple[Line, ...], dict[str, tuple[Line, ...]]]:
    """Lines for everybody, and the rest by one of their tags."""
    anybody: list[Line] = []
    by_tag: dict[str, list[Line]] = {}
    for line in _lines(data("words")[name]):
        if line.needs:
            by_tag.setdefault(min(line.needs, key=_rarity), []).append(line)
        else:
            anybody.append(line)
    return tuple(anybody), {tag: tuple(lines) for tag, lines in by_tag.items()}


def _rarity(tag: str) -> tuple[bool, str]:
    """Order tags so that lines are found under one that few people have."""
    return (":" not in tag, tag)


def _say(life: Life, line: Line) -> str:
    return line.says if line.plain else line.says.format_map(life.slots)


def needs(life: Life) -> list[Need]:
    """Return the needs with the person's words for each; everybody has at least one."""
    core = life.core
    found = [need for need in _need_lines() if core[need[1]] == "yes"]
    draws = life.draws(b"needs")
    if not found:
        name = draws.pick(_FOR_EVERYBODY)
        found = [need for need in _need_lines() if need[0] == name]
    told = []
    for name, tag, label, lines in found:
        life.tags[tag] = f"has said so: {label.lower()}"
        told.append(Need(name, label, _say(life, _line(draws, lines, life.tags))))
    return told


def _line(draws: Draws, lines: tuple[Line, ...], tags: dict[str, str]) -> Line:
    """Draw a line that holds; lines that anybody could say seldomer than the rest."""
    for _ in range(_TRIES):
        line = draws.pick(lines)
        if line.holds(tags) and (line.needs or draws.chance(_ANYBODYS)):
            return line
    return draws.pick([line for line in lines if line.holds(tags)])


def what_matters(life: Life) -> list[str]:
    """Return two or three things, each of another theme."""
    draws = life.draws(b"matters")
    return _choose(life, draws, "matters", draws.between(2, 3))


def hopes(life: Life) -> list[str]:
    """Return one or two hopes."""
    draws = life.draws(b"hopes")
    return _choose(life, draws, "hopes", draws.between(1, 2))


def _choose(life: Life, draws: Draws, section: str, count: int) -> list[str]:
    """Draw a part of the life, then something to say about it; now and then anybody's words."""
    anybody, by_tag = _section(section)
    roots = list(filter(by_tag.__contains__, life.tags))
    taken: list[str] = []
    themes: set[str] = set()
    tries = 0
    while len(taken) < count:
        tries += 1
        if not roots or tries > _TRIES or draws.chance(_ANYBODY):
            line = draws.pick(anybody)
        else:
            line = draws.pick(by_tag[draws.pick(roots)])
            if not line.holds(life.tags):
                continue
        words = _say(life, line)
        if words in taken or (line.theme and line.theme in themes and tries < _TRIES * 2):
            continue
        themes.add(line.theme)
        taken.append(words)
    return taken


_FOR_EVERYBODY = ("low-mood", "anxiety", "purpose")
_TRIES = 12
_ANYBODYS = 0.4
_ANYBODY = 0.08
"""How readily lines are taken that anybody could say (assumption)."""

"""
Lines of ``words.yaml``, ready to be drawn from and tried on a whole block.

A line may be used when every tag in its ``when`` holds, and none after "not ".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import numpy as np

from simgen.person.life import tags
from simgen.person.life.phrases import Phrases
from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from simgen.person.life.columns import Ints, Truths


_NOT = "not "


@dataclass(frozen=True, slots=True)
class Lines:
    """
    Lines by number: their words, theme (0 for none), and the tags they go by.

    ``needs`` and ``never`` hold rows of the tag table, ALWAYS and NEVER where
    there are fewer. ``anybodys`` need no tag.
    """

    words: Phrases
    themes: Ints
    needs: Ints
    never: Ints
    anybodys: Truths

    def hold(self, table: Truths, lines: Ints, persons: Ints) -> Truths:
        """Tell of each line whether it is true of the person beside it."""
        held: Truths = table[self.needs[0][lines], persons]
        for needs in self.needs[1:]:
            held &= table[needs[lines], persons]
        for never in self.never:
            held &= ~table[never[lines], persons]
        return held


@dataclass(frozen=True, slots=True)
class Section:
    """
    Lines about one thing: some for anybody, the rest by one of their tags.

    ``roots`` are rows of the tag table; lines of the root at place p begin at
    ``starts[p]`` of ``by_root`` and are ``counts[p]`` many.
    """

    lines: Lines
    anybodys: Ints
    roots: Ints
    starts: Ints
    counts: Ints
    by_root: Ints


@cache
def need_lines() -> tuple[Lines, Ints, Ints]:
    """Return the lines of all needs, where each need's begin and how many there are."""
    needs = data("words")["needs"].values()
    counts = np.array([len(need["lines"]) for need in needs])
    return (
        _lines(line for need in needs for line in need["lines"]),
        np.cumsum(counts) - counts,
        counts,
    )


@cache
def section(name: str) -> Section:
    """Return "matters" or "hopes"."""
    entries = data("words")[name]
    by_root: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        if needed := _needed(entry):
            by_root.setdefault(min(needed, key=_rarity), []).append(number)
    counts = np.array([len(lines) for lines in by_root.values()])
    lines = _lines(entries)
    return Section(
        lines=lines,
        anybodys=np.flatnonzero(lines.anybodys),
        roots=np.array([tags.rows()[tag] for tag in by_root]),
        starts=np.cumsum(counts) - counts,
        counts=counts,
        by_root=np.array([number for numbers in by_root.values() for number in numbers]),
    )


def _rarity(tag: str) -> tuple[bool, str]:
    """Order tags so that lines are found under one that few people have."""
    return (":" not in tag, tag)


def _needed(entry: Mapping[str, Any]) -> list[str]:
    return [tag for tag in entry["when"] if not tag.startswith(_NOT)]


def _lines(entries: Iterable[Mapping[str, Any]]) -> Lines:
    entries = list(entries)
    needs = [_needed(entry) for entry in entries]
    never = [
        [tag.removeprefix(_NOT) for tag in entry["when"] if tag.startswith(_NOT)]
        for entry in entries
    ]
    themes = ["", *sorted({entry["theme"] for entry in entries if "theme" in entry})]
    return Lines(
        words=Phrases(entry["says"] for entry in entries),
        themes=np.array([themes.index(entry.get("theme", "")) for entry in entries]),
        needs=_padded(needs, tags.ALWAYS),
        never=_padded(never, tags.NEVER),
        anybodys=np.array([not needed for needed in needs]),
    )


def _padded(lists: Sequence[Sequence[str]], filler: int) -> Ints:
    """Rows of the tag table: the first of each list, the second of each, and so on."""
    padded = zip_longest(
        *[[tags.rows()[tag] for tag in names] for names in lists], fillvalue=filler
    )
    return np.array(list(padded))

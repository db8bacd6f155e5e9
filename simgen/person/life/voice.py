"""
What people say about their needs, what matters to them and what they hope for.

A dozen lines are drawn for everybody at once; those that are true of the person
are kept. Lines that say more about this one life are preferred to those that
anybody could say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Ints, by_owner, column, row_by_row, true_cells
from simgen.person.life.lines import need_lines, section
from simgen.person.life.model import Need
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.lines import Section
    from simgen.person.life.making import Lives

PREFIX = "need:"
_FOR_EVERYBODY = ("low-mood", "anxiety", "purpose")
_TRIES = 12
_CANDIDATES = 10
_ANYBODYS = 0.4
_ANYBODY = 0.08
"""How readily lines are taken that anybody could say (assumption)."""

_NOT_YET = -1
_MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of a block in a long table, owner by owner: places among those of ``words.yaml``."""

    owners: Ints
    which: Ints


def find_needs(lives: Lives) -> Needs:
    """Return the needs; everybody has at least one."""
    names = list(data("words")["needs"])
    has = np.stack([lives.has(PREFIX + name, "yes") for name in names])
    given = lives.draws("a need").between(0, len(_FOR_EVERYBODY) - 1)
    without = ~has.any(axis=0)
    for number, name in enumerate(_FOR_EVERYBODY):
        has[names.index(name)] |= without & (given == number)
    for name, whom in zip(names, has, strict=True):
        lives.tags.set(PREFIX + name, whom)
    owners, which = true_cells(has.T)
    return Needs(owners, which)


def say_needs(lives: Lives, needs: Needs) -> list[tuple[Need, ...]]:
    """Return the needs with the person's words for each."""
    lines, starts, counts = need_lines()
    draws = lives.draws("needs").each(needs.owners, needs.which)
    chosen = np.full(len(needs.owners), _NOT_YET, dtype=np.int64)
    left = np.arange(len(chosen))
    for _ in range(_TRIES):
        which = needs.which[left]
        line = starts[which] + (draws.word() * counts[which] >> 32)
        taken = lines.hold(lives.tags.table, line, needs.owners[left])
        taken &= ~lines.anybodys[line] | draws.chance(_ANYBODYS)
        chosen[left[taken]] = line[taken]
        left, draws = left[~taken], draws.only(~taken)
    _say_anything_true(lives, needs, chosen)
    says = lines.words.filled(chosen, needs.owners, lives.slots)
    ids, labels = _needs()
    told = row_by_row(Need, ids[needs.which], labels[needs.which], says)
    return by_owner(told, needs.owners, lives.size)


@cache
def _needs() -> tuple[Column, Column]:
    """The ids and the labels of all needs."""
    needs = data("words")["needs"]
    return column(needs), column(need["label"] for need in needs.values())


def _say_anything_true(lives: Lives, needs: Needs, chosen: Ints) -> None:
    """For the few for whom no line was found by then: the first that holds."""
    lines, starts, counts = need_lines()
    for place in range(int(counts.max())):
        left = np.flatnonzero(chosen == _NOT_YET)
        left = left[place < counts[needs.which[left]]]
        line = starts[needs.which[left]] + place
        held = lines.hold(lives.tags.table, line, needs.owners[left])
        chosen[left[held]] = line[held]


def say_what_matters(lives: Lives) -> list[tuple[str, ...]]:
    """Return two or three things that matter, each of another theme."""
    draws = lives.draws("matters")
    return _say(lives, draws, section("matters"), draws.between(2, 3))


def say_hopes(lives: Lives) -> list[tuple[str, ...]]:
    """Return one or two hopes."""
    draws = lives.draws("hopes")
    return _say(lives, draws, section("hopes"), draws.between(1, 2))


def _say(lives: Lives, draws: Draws, about: Section, wanted: Ints) -> list[tuple[str, ...]]:
    """Draw a part of the life, then something to say about it; now and then anybody's words."""
    said = np.full((_MOST_SAID, lives.size), _NOT_YET, dtype=np.int64)
    themes = np.full(said.shape, _NOT_YET, dtype=np.int64)
    count = np.zeros(lives.size, dtype=np.int64)
    roots = _Roots(lives, about)
    left = lives.everybody
    for _ in range(_CANDIDATES):
        line = roots.draw_line(draws, left)
        theme = about.lines.themes[line]
        new = (said[:, left] != line).all(axis=0)
        new &= (theme == 0) | (themes[:, left] != theme).all(axis=0)
        new &= about.lines.hold(lives.tags.table, line, left)
        rows = left[new]
        said[count[rows], rows], themes[count[rows], rows] = line[new], theme[new]
        count[rows] += 1
        wanting = count[left] < wanted[left]
        left, draws = left[wanting], draws.only(wanting)
    for line in about.anybodys:
        rows = left[(count[left] < wanted[left]) & (said[:, left] != line).all(axis=0)]
        said[count[rows], rows] = line
        count[rows] += 1
    persons, places = true_cells(said.T != _NOT_YET)
    words = about.lines.words.filled(said[places, persons], persons, lives.slots)
    return by_owner(words, persons, lives.size)


class _Roots:
    """The tags of each person that lines of a section go by, person by person."""

    def __init__(self, lives: Lives, about: Section) -> None:
        persons, places = true_cells(lives.tags.table[about.roots].T)
        self._about = about
        self._counts = np.bincount(persons, minlength=lives.size)
        self._first = np.cumsum(self._counts) - self._counts
        self._places = np.append(places, 0)

    def draw_line(self, draws: Draws, persons: Ints) -> Ints:
        """Draw a line for each of some persons: of one of their tags, or anybody's."""
        about, counts = self._about, self._counts[persons]
        anybody = draws.chance(_ANYBODY) | (counts == 0)
        anybodys = about.anybodys[draws.word() * len(about.anybodys) >> 32]
        root = self._places[self._first[persons] + (draws.word() * counts >> 32)]
        of_root: Ints = about.by_root[
            about.starts[root] + (draws.word() * about.counts[root] >> 32)
        ]
        return np.where(anybody, anybodys, of_root)

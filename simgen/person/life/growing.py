"""
Strengths: each grows from something in the life.

``strengths.yaml`` says from which tags a strength can grow. A person has a
strength only when one of its tags holds for them, and carries the words for
where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life import tags
from simgen.person.life.columns import (
    Column,
    Ints,
    Truths,
    by_owner,
    column,
    row_by_row,
    true_cells,
)
from simgen.person.life.model import Strength
from simgen.person.life.occupations import titles
from simgen.person.life.phrases import Phrases
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Lives
    from simgen.person.life.work import Career

FEWEST, MOST = 4, 8
FAMILIES = 3
_PER_FAMILY = 2
_CANDIDATES = 16
_NONE = -1
_LEARNED = "{trade}"
"""In a tag's words: the job in which the person learned a trade."""


@dataclass(frozen=True, slots=True)
class _Strengths:
    """All strengths by number: id, family (and its number) and name."""

    ids: Column
    families: Column
    of_family: Ints
    names: Column


@dataclass(frozen=True, slots=True)
class _Soil:
    """
    The tags that strengths grow from, by number: their rows in a tag table and words.

    What grows from the tag at place p begins at ``starts[p]`` of ``grown`` and is
    ``counts[p]`` many. ``learned_in[p]`` tells of each occupation whether it
    leaves the trade that the tag is of.
    """

    rows: Ints
    words: Phrases
    starts: Ints
    counts: Ints
    grown: Ints
    is_trade: Truths
    learned_in: Truths


def grow(lives: Lives, career: Career) -> list[tuple[Strength, ...]]:
    """
    Return four to eight strengths, at most two of a family, in the order drawn.

    First a part of the life is drawn, then a strength that grows from it.
    """
    soil, draws = _soil(), lives.draws("strengths")
    persons, roots = true_cells(lives.tags.table[soil.rows].T)
    counts = np.bincount(persons, minlength=lives.size)
    first = np.cumsum(counts) - counts
    wanted = draws.between(FEWEST + 1, MOST)
    taken = _Taken(lives.size)
    left = lives.everybody
    for _ in range(_CANDIDATES):
        root = roots[first[left] + (draws.word() * counts[left] >> 32)]
        strength = soil.grown[soil.starts[root] + (draws.word() * soil.counts[root] >> 32)]
        taken.take(left, strength, root)
        wanting = taken.count[left] < wanted[left]
        left, draws = left[wanting], draws.only(wanting)
    for person in np.flatnonzero(taken.fall_short()).tolist():
        taken.fill(person, roots[first[person] : first[person] + counts[person]])
    return _told(lives, career, taken)


class _Taken:
    """Strengths taken so far, a row a person, and the tags that they grow from."""

    def __init__(self, size: int) -> None:
        self.strength = np.full((size, MOST), _NONE, dtype=np.int64)
        self.root = np.full((size, MOST), _NONE, dtype=np.int64)
        self.count = np.zeros(size, dtype=np.int64)
        self._has = np.zeros((size, len(_strengths().ids)), dtype=np.bool_)
        self._of_family = np.zeros((size, len(data("strengths"))), dtype=np.int64)

    def take(self, persons: Ints, strength: Ints, root: Ints) -> None:
        """Take a strength for each of some persons who has neither it nor two of its family."""
        family = _strengths().of_family[strength]
        new = ~self._has[persons, strength] & (self._of_family[persons, family] < _PER_FAMILY)
        persons, strength, family = persons[new], strength[new], family[new]
        place = self.count[persons]
        self.strength[persons, place], self.root[persons, place] = strength, root[new]
        self._has[persons, strength] = True
        self._of_family[persons, family] += 1
        self.count[persons] += 1

    def fall_short(self) -> Truths:
        """Tell who has too few strengths, or of too few families."""
        families: Ints = np.count_nonzero(self._of_family, axis=1)
        return (self.count < FEWEST) | (families < FAMILIES)

    def fill(self, person: int, roots: Ints) -> None:
        """A short life gave too little by chance: take what else grows, new families first."""
        soil, families = _soil(), _strengths().of_family
        rest = [
            (strength, root)
            for root in roots.tolist()
            for strength in soil.grown[soil.starts[root] :][: soil.counts[root]].tolist()
        ]
        for new in (True, False):
            for strength, root in rest:
                met = self._of_family[person, families[strength]] > 0
                if self.fall_short()[person] and met != new:
                    self.take(*np.array([[person], [strength], [root]]))


def _told(lives: Lives, career: Career, taken: _Taken) -> list[tuple[Strength, ...]]:
    """Return the strengths with the words for where they come from."""
    soil, known = _soil(), _strengths()
    persons, places = true_cells(taken.strength != _NONE)
    strength, root = taken.strength[persons, places], taken.root[persons, places]
    words = soil.words.filled(root, persons, lives.slots)
    learned = np.flatnonzero(soil.is_trade[root])
    leaves = soil.learned_in[root[learned, None], career.job[persons[learned]]]
    latest = career.job.shape[1] - 1 - np.argmax(leaves[:, ::-1], axis=1)
    words[learned] += titles()[career.job[persons[learned], latest]]
    told = row_by_row(
        Strength, known.ids[strength], known.families[strength], known.names[strength], words
    )
    return by_owner(told, persons, lives.size)


@cache
def _strengths() -> _Strengths:
    every = [
        (one["id"], family, number, one["name"])
        for number, (family, entries) in enumerate(data("strengths").items())
        for one in entries
    ]
    ids, families, numbers, names = zip(*every, strict=True)
    return _Strengths(column(ids), column(families), np.array(numbers), column(names))


@cache
def _soil() -> _Soil:
    by_tag: dict[str, list[int]] = {}
    every = [one for entries in data("strengths").values() for one in entries]
    for number, one in enumerate(every):
        for tag in one["from"]:
            by_tag.setdefault(tag, []).append(number)
    counts = np.array([len(grown) for grown in by_tag.values()])
    words = [tags.words()[tag] for tag in by_tag]
    return _Soil(
        rows=np.array([tags.rows()[tag] for tag in by_tag]),
        words=Phrases(text.removesuffix(_LEARNED) for text in words),
        starts=np.cumsum(counts) - counts,
        counts=counts,
        grown=np.array([number for grown in by_tag.values() for number in grown]),
        is_trade=np.array([text.endswith(_LEARNED) for text in words]),
        learned_in=np.array(
            [
                [
                    *(tag.removeprefix("trade:") in job["trades"] for job in data("occupations")),
                    False,
                ]
                for tag in by_tag
            ]
        ),
    )

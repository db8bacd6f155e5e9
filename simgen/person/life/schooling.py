"""School years: level, year of leaving, and what was learned later."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Ints, row_by_row, where_true, whichever
from simgen.person.life.model import Education
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth

READING = ("easy", "slow", "needs help")
BIRTHS = range(1900, 2031)
"""Years of birth that anybody may have."""

_LEVELS = ("none", "school", "further", "degree")


@dataclass(frozen=True, slots=True)
class Schooling:
    """``level`` is a place in ``LEVELS``; ``work_from`` the age at which work could begin."""

    level: Ints
    work_from: Ints
    reading: Column
    education: list[Education]


def leaving_age(born: int) -> int:
    """
    Return the age at which school could be left, by year of birth.

    14 before 1933, 15 before September 1957 (taken as the year), then 16
    (Education Act 1944 in force 1947; raised again in 1972).
    """
    if born < 1933:
        return 14
    return 15 if born < 1957 else 16


@cache
def _leaving_ages() -> Ints:
    return np.array([leaving_age(born) for born in BIRTHS])


def educate(lives: Lives, birth: Birth) -> Schooling:
    """Return the education; tags say who learned later."""
    numbers, draws = data("schooling"), lives.draws("schooling")
    level = np.select([lives.has("schooling", name) for name in _LEVELS], range(4))
    age = _leaving_ages()[birth.year - BIRTHS[0]]
    left = np.minimum(birth.year + age + np.array([0, 0, 2, 2])[level], lives.year)
    unqualified = level == 0
    slow, hard = numbers["reading_without_qualifications"]["value"]
    slow, hard = unqualified & draws.chance(slow), unqualified & draws.chance(hard)
    reading = whichever([hard, slow], [READING[2], READING[1]], READING[0])
    later = (lives.age >= 30) & draws.chance(numbers["learned_later"]["value"])
    course = where_true(later, draws.pick(numbers["later_courses"]["value"]))
    lives.tags.set("late-learner", later)
    lives.slots["course"] = course
    lives.tags.set("student", lives.has("work", "student"))
    education = row_by_row(Education, lives.core.values("schooling"), left, reading, course)
    work_from = np.select([level <= 1, level == 2], [age, 18], 21)
    return Schooling(level, work_from, reading, education)

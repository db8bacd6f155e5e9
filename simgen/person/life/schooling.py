"""School years: level, year of leaving, and what was learned later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.life.model import Education
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Life


def leaving_age(born: int) -> int:
    """
    Return the age at which school could be left, by year of birth.

    14 before 1933, 15 before September 1957 (taken as the year), then 16
    (Education Act 1944 in force 1947; raised again in 1972).
    """
    if born < 1933:
        return 14
    return 15 if born < 1957 else 16


def educate(life: Life) -> Education:
    """Return the education; tags say who learned later."""
    level = life.core["schooling"]
    numbers = data("schooling")
    draws = life.draws(b"schooling")
    years = {"none": 0, "school": 0, "further": 2, "degree": 2}[level]
    left = life.born.year + leaving_age(life.born.year) + years
    reading = "easy"
    if level == "none":
        slow, hard = numbers["reading_without_qualifications"]["value"]
        roll = draws.chance(slow), draws.chance(hard)
        reading = "needs help" if roll[1] else "slow" if roll[0] else "easy"
    later = None
    if life.age >= 30 and draws.chance(numbers["learned_later"]["value"]):
        later = draws.pick(numbers["later_courses"]["value"])
        life.tags["late-learner"] = f"took {later} as an adult"
    if life.core["work"] == "student":
        life.tags["student"] = "is studying"
    return Education(level, min(left, life.reference.year), reading, later)


def study_ends(life: Life) -> int:
    """Return the age at which work could begin."""
    level = life.core["schooling"]
    age = leaving_age(life.born.year)
    return {"none": age, "school": age, "further": 18, "degree": 21}[level]

"""
Occupations: what there was to be done, by whom and when (``occupations.yaml``).

They are known by their place in the file.
"""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from typing import Any

import numpy as np

from simgen.person.life import tags
from simgen.person.life.columns import Column, Ints, column
from simgen.person.life.draws import Tables
from simgen.person.life.text import data

SPEECH = ENOUGH, LITTLE, TWO_LANGUAGES = range(3)
"""What somebody's languages open to them."""

_TALK = {"calm", "customers", "leading", "letters", "listening", "teaching"}
"""Trades in which one talks all day."""

_YEARS = range(1945, 2031)
STILL_OPEN, _FOR_EVER = 2026, 9999
"""Years in occupations.yaml: those looked at, and the one that means "still today"."""


@cache
def titles() -> Column:
    """Return the title of each occupation, after "worked as"."""
    return column(entry["title"] for entry in data("occupations"))


@cache
def workplaces() -> Column:
    """Return where each occupation is done, as it stands after the title."""
    return column(entry["place"] for entry in data("occupations"))


@cache
def closing_years() -> Ints:
    """Return the year in which each occupation came to an end; a far one for those still there."""
    ends = (entry["years"][1] for entry in data("occupations"))
    return np.array([_FOR_EVER if end == STILL_OPEN else end for end in ends])


@cache
def job_tags() -> Ints:
    """Return the tags that each occupation leaves: rows of the first, of the second, and so on."""
    left = [
        tags.rows_of([f"job:{entry['id']}", *(f"trade:{trade}" for trade in entry["trades"])])
        for entry in data("occupations")
    ]
    return np.array(list(zip_longest(*left, fillvalue=tags.ALWAYS)))


def draw_jobs(men: Ints, schooling: Ints, speech: Ints, years: Ints, words: Ints) -> Ints:
    """
    Return the occupations that people start at in a year, by the words drawn.

    ``men`` is 1 or 0, ``schooling`` a place in none, school, further, degree,
    ``speech`` one of ``SPEECH``.
    """
    kind = (men * 4 + schooling) * len(SPEECH) + speech
    year = np.clip(years, _YEARS[0], _YEARS[-1]) - _YEARS[0]
    return _tables().at(kind * len(_YEARS) + year, words)


@cache
def _tables() -> Tables:
    """
    What somebody of a sex and schooling could start at in a year, sex by sex.

    With little English, work that is mostly talk is left out; what needs a second
    language is for those who have two.
    """
    entries = data("occupations")
    years = np.array(_YEARS)[:, None]
    first = np.array([entry["years"][0] for entry in entries])
    there = (first <= years) & (years <= closing_years() - 2)
    weights = [
        there * np.array([_share(entry, schooling, speech, woman=woman) for entry in entries])
        for woman in (True, False)
        for schooling in "nsfd"
        for speech in SPEECH
    ]
    return Tables(np.concatenate(weights))


def _share(entry: dict[str, Any], schooling: str, speech: int, *, woman: bool) -> float:
    """How many of a sex are in an occupation, relative to others; 0 where it is closed to them."""
    untaught = schooling not in entry["schooling"]
    unspoken = speech == LITTLE and _TALK & {*entry["trades"]}
    if untaught or unspoken or (entry.get("second_language") and speech != TWO_LANGUAGES):
        return 0.0
    women: float = entry["women"]
    return women if woman else 1 - women

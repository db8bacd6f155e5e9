"""Working life: jobs one after another, from leaving school to today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import (
    Ints,
    Truths,
    by_owner,
    column,
    either,
    row_by_row,
    true_cells,
    where_true,
)
from simgen.person.life.model import Job, Work
from simgen.person.life.occupations import (
    ENOUGH,
    LITTLE,
    TWO_LANGUAGES,
    closing_years,
    draw_jobs,
    job_tags,
    titles,
    workplaces,
)
from simgen.person.life.schooling import BIRTHS

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives
    from simgen.person.life.origins import Birth
    from simgen.person.life.schooling import Schooling

IN_WORK = ("employed", "self-employed")
_LONG, _DECADES = 15, 36
_RETIRED_EARLY = 55
_MOST_JOBS = 8
_USUAL_JOBS = 4
"""The last of these goes to the end, unless its place closes before."""

_NO_JOB = -1


@dataclass(slots=True)
class Career:
    """
    The jobs of a block: a row a person, in order, ``count`` of them.

    ``job`` is a place in ``occupations.yaml``; ``since`` and ``until`` are years.
    """

    job: Ints
    since: Ints
    until: Ints
    count: Ints
    retired_in: Ints


def pension_age_months(sex: str, born_month: int) -> int:
    """
    Return the State Pension age in months, by sex and month of birth.

    Men 65 and women 60 before the changes; women's rose from those born in April
    1950 to 65 in November 1953, both to 66 by October 1954, and to 67 for those
    born between April 1960 and March 1961 (Pensions Acts 1995, 2011 and 2014;
    the steps between are taken as a straight line by month).
    """
    start, end = 1950 * 12 + 3, 1953 * 12 + 10
    if born_month < start:
        return 65 * 12 if sex == "male" else 60 * 12
    if born_month < end:
        return 65 * 12 if sex == "male" else 60 * 12 + 60 * (born_month - start) // (end - start)
    if born_month < 1954 * 12 + 9:
        return 65 * 12 + min(12, born_month - end + 1)
    if born_month < 1960 * 12 + 3:
        return 66 * 12
    return 66 * 12 + min(12, born_month - (1960 * 12 + 3) + 1)


def gets_pension(lives: Lives, birth: Birth) -> Truths:
    """Tell who has reached State Pension age."""
    first, ages = _pension_ages()
    men = lives.has("sex", "male").astype(np.int64)
    return lives.now - birth.month > ages[men, birth.month - first]


@cache
def _pension_ages() -> tuple[int, Ints]:
    """The first month of birth looked at, and pension ages from there on, of women and men."""
    months = range(BIRTHS[0] * 12, BIRTHS[-1] * 12 + 12)
    return months[0], np.array(
        [[pension_age_months(sex, month) for month in months] for sex in ("female", "male")]
    )


def work(lives: Lives, birth: Birth, schooling: Schooling) -> Career:
    """Make the working life; tags tell what it left behind."""
    draws = lives.draws("work")
    start = np.minimum(birth.year + schooling.work_from + draws.between(0, 1), lives.year)
    retired_in, end = _last_year(lives, draws, birth)
    current = lives.has("work", *IN_WORK)
    career = _careers(lives, birth, schooling, start, end, current=current)
    career.retired_in = retired_in
    _tell(lives, career, birth)
    return career


def _last_year(lives: Lives, draws: Draws, birth: Birth) -> tuple[Ints, Ints]:
    """The year of retiring, 0 for those who have not, and the last year of work."""
    retired = lives.has("work", "retired")
    usual = birth.year + draws.between(58, 67)
    retired_in = np.minimum(lives.year - 1, np.maximum(usual, birth.year + 50))
    unemployed, unable = lives.has("work", "unemployed"), lives.has("work", "unable")
    adult = np.maximum(0, lives.age - 18)
    back = np.select(
        [lives.has("work", "student"), unemployed, unable],
        [1, np.minimum(3, adult), np.minimum(9, adult)],
        np.minimum(14, adult),
    )
    stopped = lives.year - draws.between(0, back)
    in_work = lives.has("work", *IN_WORK)
    end = np.select([in_work, retired], [lives.year, retired_in], stopped)
    return np.where(retired, retired_in, 0), end


def _careers(
    lives: Lives, birth: Birth, schooling: Schooling, start: Ints, end: Ints, *, current: Truths
) -> Career:
    """Draw one job after another; the same twice running is one, and the last goes to the end."""
    closes, marks = closing_years(), job_tags()
    table = np.full((lives.size, _MOST_JOBS), _NO_JOB, dtype=np.int64)
    career = Career(table, table.copy(), table.copy(), np.zeros(lives.size, np.int64), end)
    at = start
    men = lives.has("sex", "male").astype(np.int64)
    speech = _speech(lives)
    for number in range(_MOST_JOBS):
        goes_on = (at < end) | (current & (career.count == 0))
        rows = np.flatnonzero(goes_on & (career.count < _MOST_JOBS))
        if not len(rows):
            break
        draws = lives.draws(f"job/{number}", rows)
        here = at[rows] >= birth.arrived[rows] // 12
        spoken = np.where(here, speech[rows], ENOUGH)
        job = draw_jobs(men[rows], schooling.level[rows], spoken, at[rows], draws.word())
        count = career.count[rows]
        longest = np.where(count == 0, draws.between(2, 6), draws.between(5, 30))
        length = np.where(count >= _USUAL_JOBS - 1, end[rows] - at[rows], longest)
        until = np.minimum(end[rows], at[rows] + np.maximum(1, length))
        closed = until > closes[job]
        until = np.minimum(until, closes[job])
        same = (count > 0) & (career.job[rows, count - 1] == job)
        place = np.where(same, count - 1, count)
        career.job[rows, place] = job
        career.since[rows, place] = np.where(same, career.since[rows, place], at[rows])
        career.until[rows, place] = until
        career.count[rows] = place + 1
        for left in marks:
            lives.tags.set_rows(left[job], rows)
        _tell_of_closing(lives, rows[closed], job[closed], until[closed])
        at = at.copy()
        at[rows] = until
    return career


def _speech(lives: Lives) -> Ints:
    """What each person's languages open to them, as one of ``SPEECH``."""
    well = lives.has("english", "first", "fluent")
    two = lives.tags.holds("second-language") & well
    return np.select([lives.has("english", "little"), two], [LITTLE, TWO_LANGUAGES], ENOUGH)


def _tell_of_closing(lives: Lives, rows: Ints, job: Ints, until: Ints) -> None:
    lives.tags.set("redundancy", rows)
    text = column(f"Work as {title} came to an end" for title in titles()[job])
    lives.events.add(rows, until * 12 + 6, "redundancy", text)


def _tell(lives: Lives, career: Career, birth: Birth) -> None:
    rows = np.flatnonzero(career.count > 0)
    held = np.arange(_MOST_JOBS) < career.count[:, None]
    lengths = np.where(held, career.until - career.since, _NO_JOB)
    years = np.where(held, lengths, 0).sum(axis=1)
    longest = career.job[lives.everybody, np.argmax(lengths, axis=1)]
    latest = career.job[lives.everybody, np.maximum(career.count - 1, 0)]
    lives.slots["job"] = where_true(career.count > 0, titles()[longest])
    lives.slots["job_now"] = where_true(career.count > 0, titles()[latest])
    lives.slots["work_years"] = years
    lives.slots["retired_in"] = career.retired_in
    lives.tags.set("worked-long", years >= _LONG)
    lives.tags.set("worked-decades", years >= _DECADES)
    for status in ("employed", "self-employed", "unemployed", "unable", "at-home", "student"):
        lives.tags.set(f"work:{status}", lives.has("work", status))
    lives.tags.set("employed", lives.has("work", *IN_WORK))
    lives.tags.set("self-employed", lives.has("work", "self-employed"))
    first = np.maximum(career.since[rows, 0] * 12 + 8, birth.month[rows] + 14 * 12)
    text = column(f"Started work as {title}" for title in titles()[career.job[rows, 0]])
    lives.events.add(rows, np.minimum(first, lives.now), "work", text)
    _tell_of_retiring(lives, career, birth)


def _tell_of_retiring(lives: Lives, career: Career, birth: Birth) -> None:
    lives.tags.set("retired", career.retired_in > 0)
    lives.tags.set("work:retired", career.retired_in > 0)
    rows = np.flatnonzero((career.retired_in > 0) & (career.count > 0))
    early = career.retired_in[rows] - birth.year[rows] <= _RETIRED_EARLY
    text = either(early, "Stopped work early", "Retired")
    lives.events.add(rows, career.retired_in[rows] * 12 + 11, "retirement", text)


def working_lives(lives: Lives, career: Career, birth: Birth) -> list[Work]:
    """Return the working lives; work done before coming here was in the country left."""
    owners, places = true_cells(np.arange(_MOST_JOBS) < career.count[:, None])
    job, until = career.job[owners, places], career.until[owners, places]
    in_work = lives.has("work", *IN_WORK)[owners] & (places == career.count[owners] - 1)
    where = workplaces()[job]
    abroad = until <= birth.arrived[owners] // 12
    where[abroad] += ", in " + birth.country[owners][abroad]
    jobs = row_by_row(
        Job,
        titles()[job],
        where,
        career.since[owners, places],
        where_true(~in_work, until),
    )
    retired_in = where_true(career.retired_in > 0, career.retired_in)
    held = by_owner(jobs, owners, lives.size)
    return row_by_row(Work, lives.core.values("work"), held, retired_in)

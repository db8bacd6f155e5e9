"""Working life: jobs one after another, from leaving school to today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from simgen.person.life.draws import Draws, Table
from simgen.person.life.model import Job, Work
from simgen.person.life.schooling import study_ends
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Life

IN_WORK = ("employed", "self-employed")
_TALK = {"calm", "customers", "leading", "letters", "listening", "teaching"}
"""Trades in which one talks all day."""

_LONG = 15
_DECADES = 36
_FIRST, _TODAY, _STILL = 1945, 2026, 9999
"""Years in occupations.yaml: the earliest, and the one that means "still today"."""
_RETIRED_EARLY = 55


@dataclass(frozen=True, slots=True)
class Occupation:
    """One entry of ``occupations.yaml``, with its tags ready."""

    id: str
    title: str
    place: str
    until: int
    tags: tuple[tuple[str, str], ...]


@cache
def occupations(sex: str, schooling: str, year: int, english: str) -> Table[Occupation]:
    """
    Return what somebody of a sex and schooling could start at in a year.

    With little English, work that is mostly talk is left out.
    """
    fitting, weights = [], []
    for entry in data("occupations"):
        first, last = entry["years"]
        last = _STILL if last == _TODAY else last
        if schooling[0] not in entry["schooling"] or not first <= max(year, _FIRST) <= last - 2:
            continue
        if entry.get("second_language") or (english == "little" and _TALK & {*entry["trades"]}):
            continue
        worked = f"worked as {entry['title']}"
        names = (f"job:{entry['id']}", *(f"trade:{trade}" for trade in entry["trades"]))
        tags = tuple((name, worked) for name in names)
        fitting.append(Occupation(entry["id"], entry["title"], entry["place"], last, tags))
        weights.append(entry["women"] if sex == "female" else 1 - entry["women"])
    return Table(fitting, weights)


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


def gets_pension(life: Life) -> bool:
    """Tell whether the person has reached State Pension age."""
    return life.now - life.born_month > pension_age_months(life.core["sex"], life.born_month)


def work(life: Life) -> Work:
    """Make the working life; tags tell what it left behind."""
    status = life.core["work"]
    draws = life.draws(b"work")
    start = life.born.year + study_ends(life) + draws.between(0, 1)
    end, retired = _last_year(life, draws, status)
    jobs = _jobs(life, draws, start, end, current=status in IN_WORK)
    life.jobs = jobs
    life.tags[f"work:{status}"] = _STATUS[status]
    if status in IN_WORK:
        life.tags["employed"] = f"works as {jobs[-1].title}" if jobs else "works"
        if status == "self-employed":
            life.tags["self-employed"] = "has worked for themselves"
    if retired is not None:
        life.tags["retired"] = f"retired in {retired}"
    _tell(life, jobs, retired)
    return Work(status, jobs, retired)


_STATUS = {
    "employed": "is in work",
    "self-employed": "works for themselves",
    "unemployed": "is looking for work",
    "unable": "is too unwell to work",
    "at-home": "looks after home and family",
    "student": "is studying",
    "retired": "has retired",
}


def _last_year(life: Life, draws: Draws, status: str) -> tuple[int, int | None]:
    """The last year of work, and the year of retiring."""
    year = life.reference.year
    if status in IN_WORK:
        return year, None
    if status == "retired":
        usual = life.born.year + draws.between(58, 67)
        latest = min(year - 1, max(usual, life.born.year + 50))
        return latest, latest
    if status == "student":
        return year - draws.between(0, 1), None
    adult = max(0, life.age - 18)
    back = {"unemployed": 3, "unable": 9, "at-home": 14}[status]
    return year - draws.between(0, min(back, adult)), None


def _jobs(life: Life, draws: Draws, start: int, end: int, *, current: bool) -> list[Job]:
    sex, schooling, english = life.core["sex"], life.core["schooling"], life.core["english"]
    jobs: list[Job] = []
    at = min(start, life.reference.year)
    used: set[str] = set()
    while (at < end or (current and not jobs)) and len(jobs) < 4:
        last = len(jobs) == 3
        here = life.arrived is None or at >= life.arrived // 12
        spoken = english if here and english == "little" else "enough"
        occupation = occupations(sex, schooling, at, spoken).at(draws.word())
        length = end - at if last else draws.between(2, 6) if not jobs else draws.between(5, 30)
        until = min(end, at + max(1, length))
        closed = until > occupation.until
        until = min(until, occupation.until)
        if occupation.id in used:
            jobs[-1].until = until
        else:
            place = occupation.place
            if life.arrived is not None and until <= life.arrived // 12:
                place = f"{place}, in {life.slots['country']}"
            jobs.append(Job(occupation.title, place, at, until))
            used = {occupation.id}
        life.tags.update(occupation.tags)
        if closed:
            life.tags["redundancy"] = "lost work when the place closed"
            life.happened(
                until * 12 + 6, "redundancy", f"Work as {occupation.title} came to an end"
            )
        at = until
    if current:
        jobs[-1].until = None
    return jobs


def _tell(life: Life, jobs: list[Job], retired: int | None) -> None:
    if not jobs:
        return
    years, longest, title = 0, -1, ""
    for job in jobs:
        length = (job.until or life.reference.year) - job.since
        years += length
        if length > longest:
            longest, title = length, job.title
    life.slots["job"] = title
    first = jobs[0]
    life.happened(
        max(first.since * 12 + 8, life.born_month + 14 * 12),
        "work",
        f"Started work as {first.title}",
    )
    if years >= _LONG:
        life.tags["worked-long"] = f"worked for {years} years"
    if years >= _DECADES:
        life.tags["worked-decades"] = f"worked for {years} years"
    if retired is not None:
        kind = "Stopped work early" if retired - life.born.year <= _RETIRED_EARLY else "Retired"
        life.happened(retired * 12 + 11, "retirement", kind)

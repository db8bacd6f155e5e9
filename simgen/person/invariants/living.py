"""How somebody lives: school, work, money, health, language, getting about."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import astuple

from simgen.person.invariants.rule import is_pensioner, month_born, month_now, month_of, rule
from simgen.person.life.occupations import STILL_OPEN
from simgen.person.life.schooling import leaving_age
from simgen.person.life.text import data
from simgen.person.life.work import IN_WORK

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity

_PENSION = "State Pension"
_PENSION_ONLY = {"Pension Credit", "Attendance Allowance"}
_WORKING_AGE_ONLY = {"Universal Credit"}


# Work, school, money


@rule
def left_school_at_an_age_allowed(person: PersonInCommunity) -> bool:
    """School was left at the age of the day or later, and not after today."""
    left, born = person.education.left_school_in, person.date_of_birth.year
    return (
        born + leaving_age(born)
        <= left
        <= max(person.reference_date.year, born + leaving_age(born))
    )


@rule
def jobs_are_in_order(person: PersonInCommunity) -> bool:
    """Jobs follow one another, from 14 on, and end by today."""
    at = person.date_of_birth.year + 14
    for job in person.work.jobs:
        until = person.reference_date.year if job.until is None else job.until
        if not at <= job.since <= until <= person.reference_date.year:
            return False
        at = until
    return True


@rule
def only_workers_have_a_job_now(person: PersonInCommunity) -> bool:
    """Somebody in work has one job now, the last; nobody else has one."""
    present = [job for job in person.work.jobs if job.until is None]
    if person.work.status in IN_WORK:
        return tuple(present) == person.work.jobs[-1:]
    return not present


@rule
def work_done_now_is_still_to_be_had(person: PersonInCommunity) -> bool:
    """Nobody works now at what came to an end before today."""
    today = min(STILL_OPEN, person.reference_date.year)
    return all(
        job.until is not None or _last_years()[job.title] >= today for job in person.work.jobs
    )


@cache
def _last_years() -> dict[str, int]:
    """The year in which each kind of work came to an end, by its title."""
    return {entry["title"]: entry["years"][1] for entry in data("occupations")}


@rule
def the_retired_have_retired(person: PersonInCommunity) -> bool:
    """The retired, and only they, have a year of retiring, at 50 or later and not after today."""
    year = person.work.retired_in
    if year is None:
        return person.work.status != "retired"
    born = person.date_of_birth.year
    return person.work.status == "retired" and born + 48 <= year <= person.reference_date.year


@rule
def state_pension_at_state_pension_age(person: PersonInCommunity) -> bool:
    """Everybody above State Pension age gets it, and nobody below."""
    return (_PENSION in person.money.income) == is_pensioner(person)


@rule
def benefits_are_for_the_age(person: PersonInCommunity) -> bool:
    """Pension Credit is for pensioners, Universal Credit for people below pension age."""
    wrong = _WORKING_AGE_ONLY if is_pensioner(person) else _PENSION_ONLY
    return not wrong & set(person.money.benefits)


@rule
def carers_allowance_is_for_carers(person: PersonInCommunity) -> bool:
    """Nobody gets Carer's Allowance who looks after nobody, or who has wages."""
    if "Carer's Allowance" not in person.money.benefits:
        return True
    return person.caring_for is not None and person.work.status not in IN_WORK


@rule
def there_is_something_to_live_on(person: PersonInCommunity) -> bool:
    """Everybody has some income or benefit; wages only those in work."""
    money, employed = person.money, person.work.status == "employed"
    return bool(money.income or money.benefits) and ("wages" in money.income) == employed


# Health and communication


@rule
def unable_to_work_has_a_reason(person: PersonInCommunity) -> bool:
    """Whoever is too unwell to work has a long-term condition."""
    return person.work.status != "unable" or bool(person.health.conditions)


@rule
def conditions_began_in_life(person: PersonInCommunity) -> bool:
    """Conditions differ, and began between birth and the reference date."""
    names = [one.name for one in person.health.conditions]
    years = range(person.date_of_birth.year, person.reference_date.year + 1)
    return len(names) == len(set(names)) and all(
        one.since in years for one in person.health.conditions
    )


@rule
def wellbeing_is_scored_0_to_10(person: PersonInCommunity) -> bool:
    """There are four well-being scores, each from 0 to 10."""
    return all(0 <= score <= 10 for score in astuple(person.health.wellbeing))


@rule
def interpreter_when_english_is_little(person: PersonInCommunity) -> bool:
    """An interpreter, of the first language, is needed just by those who speak little English."""
    english = next(one.level for one in person.languages if one.name == "English")
    if person.interpreter is None:
        return english != "little"
    first = person.languages[0]
    needs = person.communication_needs
    return (
        english == "little"
        and (first.name, first.level) == (person.interpreter, "first")
        and f"{person.interpreter} interpreter" in needs
    )


@rule
def everybody_has_a_first_language(person: PersonInCommunity) -> bool:
    """The first language comes first, English is among the languages, and none twice."""
    names = [one.name for one in person.languages]
    return (
        person.languages[0].level == "first"
        and "English" in names
        and len(names) == len(set(names))
    )


@rule
def children_learn_english(person: PersonInCommunity) -> bool:
    """Nobody who came before 15, or was born here, speaks only some English."""
    english = next(one.level for one in person.languages if one.name == "English")
    came = [event.age for event in person.life_events if event.kind == "moved-country"]
    return english in ("first", "fluent") or (bool(came) and came[0] >= 15)


@rule
def those_born_abroad_came(person: PersonInCommunity) -> bool:
    """Those born abroad, and only they, came to the United Kingdom, between birth and today."""
    came = [event for event in person.life_events if event.kind == "moved-country"]
    if person.born_in == "United Kingdom":
        return not came
    return len(came) == 1 and month_born(person) <= month_of(came[0].month) <= month_now(person)


@rule
def moved_in_after_coming(person: PersonInCommunity) -> bool:
    """Nobody moved into the present home before coming to the United Kingdom."""
    months = {event.kind: event.month for event in person.life_events}
    return "move" not in months or months.get("moved-country", "") <= months["move"]


# Means of getting about and online


@rule
def offline_people_have_no_email(person: PersonInCommunity) -> bool:
    """Whoever does not use the internet themselves has no e-mail address and no smartphone."""
    offline = person.digital.use in ("none", "helped")
    smart = any("smartphone" in device or "laptop" in device for device in person.digital.devices)
    return not offline or (person.email is None and not smart)


@rule
def drivers_drive(person: PersonInCommunity) -> bool:
    """Whoever usually goes by car drives; nobody drives who cannot get about at all."""
    return person.transport.usual != "car" or person.transport.drives


@rule
def bus_pass_is_for_older_people(person: PersonInCommunity) -> bool:
    """Nobody under 66 has an older person's bus pass."""
    return not person.transport.bus_pass or person.age >= 66

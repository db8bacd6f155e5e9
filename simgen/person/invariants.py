"""
What must hold for every simulated person, whatever the seed: a life that can be.

Each rule is one function with its statement as its docstring. ``broken(person)``
returns the statements that do not hold; the tests draw thousands of persons and
expect none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from simgen.person import identifiers
from simgen.person.life.family import SAME_SEX_MARRIAGE, TOGETHER
from simgen.person.life.home import towns
from simgen.person.life.schooling import leaving_age
from simgen.person.life.text import data
from simgen.person.life.work import IN_WORK, pension_age_months

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity, Relative

Rule = Callable[["PersonInCommunity"], bool]
RULES: list[Rule] = []

_PENSION = "State Pension"
_PENSION_ONLY = {"Pension Credit", "Attendance Allowance"}
_WORKING_AGE_ONLY = {"Universal Credit"}
_UNFILLED = re.compile(r"[{}]|None|\s{2}|\s[.,]")


def broken(person: PersonInCommunity) -> list[str]:
    """Return the statements of the rules that this person breaks."""
    return [rule.__doc__ or rule.__name__ for rule in RULES if not rule(person)]


def _rule(rule: Rule) -> Rule:
    RULES.append(rule)
    return rule


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def _now(person: PersonInCommunity) -> int:
    return person.reference_date.year * 12 + person.reference_date.month - 1


def _born(person: PersonInCommunity) -> int:
    return person.date_of_birth.year * 12 + person.date_of_birth.month - 1


def _kin(person: PersonInCommunity, *relations: str) -> list[Relative]:
    return [one for one in person.family if one.relation in relations]


def _children(person: PersonInCommunity) -> list[Relative]:
    return _kin(person, "son", "daughter")


def _pensioner(person: PersonInCommunity) -> bool:
    months = _now(person) - _born(person)
    return months > pension_age_months(person.sex, _born(person))


# Age and birth


@_rule
def age_is_counted(person: PersonInCommunity) -> bool:
    """The age is the whole years from the date of birth to the reference date."""
    on, born = person.reference_date, person.date_of_birth
    return person.age == on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@_rule
def adult(person: PersonInCommunity) -> bool:
    """The person is from 18 to 97."""
    return 18 <= person.age <= 97


@_rule
def fixed_day(person: PersonInCommunity) -> bool:
    """The reference date is 1 October of the year of referral."""
    on = person.reference_date
    return (on.month, on.day) == (10, 1) and on.year == person.referral.year


# Name and identifiers


@_rule
def whole_name(person: PersonInCommunity) -> bool:
    """The full name is title, first name and surname, and none is empty."""
    name = person.name
    parts = (name.title, name.first, name.surname)
    return all(parts) and name.full == " ".join(parts)


@_rule
def title_fits_gender(person: PersonInCommunity) -> bool:
    """Mr is a man's title, Mrs, Miss and Ms a woman's, Mx that of a non-binary person."""
    gender = {"Mr": "man", "Mx": "non-binary"}.get(person.name.title, "woman")
    return gender == person.gender


@_rule
def mrs_was_married(person: PersonInCommunity) -> bool:
    """Nobody is called Mrs who was never married."""
    return person.name.title != "Mrs" or person.partner.status not in ("single", "living-together")


@_rule
def first_names_differ(person: PersonInCommunity) -> bool:
    """Nobody in the family has the person's first name or another's."""
    names = [person.name.first, *(one.name for one in person.family)]
    if person.partner.name is not None:
        names.append(person.partner.name)
    return len(names) == len(set(names))


@_rule
def nhs_number_is_safe(person: PersonInCommunity) -> bool:
    """The NHS number is valid and from the range that is never issued."""
    return person.nhs_number is None or identifiers.is_safe_nhs_number(person.nhs_number)


@_rule
def phone_is_safe(person: PersonInCommunity) -> bool:
    """The telephone number is from the ranges for drama."""
    return identifiers.is_safe_phone(person.phone)


@_rule
def postcode_is_safe(person: PersonInCommunity) -> bool:
    """The postcode is of the area ZZ, and not of ZZ99."""
    return identifiers.is_safe_postcode(person.address.postcode)


@_rule
def email_is_safe_and_agrees(person: PersonInCommunity) -> bool:
    """The e-mail address is at a reserved domain and begins with the person's own name."""
    if person.email is None:
        return True
    first = identifiers.plain_letters(person.name.first)
    return person.email.startswith(f"{first}.") and identifiers.is_safe_domain(
        person.email.split("@")[1]
    )


# Place


@_rule
def in_the_service_area(person: PersonInCommunity) -> bool:
    """The person lives in one of the towns, on one of its streets, in its district."""
    for town in towns().values():
        if town["name"] == person.address.town:
            street = person.address.lines[-1].split(" ", 1)[1]
            return street in town["streets"] and person.address.postcode.startswith(
                f"{town['district']} "
            )
    return False


@_rule
def postcode_follows_deprivation(person: PersonInCommunity) -> bool:
    """One postcode sector is one decile of deprivation, so that neighbours agree."""
    return int(person.address.postcode.split()[1][0]) == person.address.deprivation_decile % 10


@_rule
def moved_in_during_life(person: PersonInCommunity) -> bool:
    """The home was moved into between birth and the reference date."""
    return person.date_of_birth.year <= person.housing.since <= person.reference_date.year


@_rule
def sheltered_is_for_older_people(person: PersonInCommunity) -> bool:
    """Nobody under 60 lives in sheltered housing."""
    return person.housing.tenure != "sheltered" or person.age >= 60


# Partner


@_rule
def single_have_no_partner(person: PersonInCommunity) -> bool:
    """The single have no partner; everybody else has, or had, one with a name and an age."""
    partner = person.partner
    return (partner.status == "single") == (partner.name is None) == (partner.age is None)


@_rule
def partner_is_adult(person: PersonInCommunity) -> bool:
    """A partner is, or was, from 18 to 99."""
    return person.partner.age is None or 18 <= person.partner.age <= 99


@_rule
def couple_were_grown(person: PersonInCommunity) -> bool:
    """A couple got together when the person was at least 16, and before today."""
    since = person.partner.since
    return since is None or _born(person) + 16 * 12 <= _month(since) <= _now(person)


@_rule
def couple_ended_after_it_began(person: PersonInCommunity) -> bool:
    """A couple ended after it began, and only those that are over have ended."""
    partner = person.partner
    if partner.until is None:
        return partner.status in (*TOGETHER, "single")
    began = partner.since
    return (
        partner.status not in TOGETHER
        and began is not None
        and _month(began) <= _month(partner.until) <= _now(person)
    )


@_rule
def widowed_have_a_death(person: PersonInCommunity) -> bool:
    """The widowed, and only they, have their partner's death among the events."""
    partner = person.partner
    text = f"{partner.name} died"
    dates = [event.month for event in person.life_events if event.text == text]
    return dates == ([partner.until] if partner.status == "widowed" else [])


@_rule
def same_sex_couples_married_when_they_could(person: PersonInCommunity) -> bool:
    """No same-sex couple married before March 2014."""
    if person.partner.sex != person.sex:
        return True
    weddings = (event for event in person.life_events if event.kind == "marriage")
    return all(_month(event.month) >= SAME_SEX_MARRIAGE for event in weddings)


# Household


@_rule
def alone_is_alone(person: PersonInCommunity) -> bool:
    """Somebody who lives alone has a household of one, and nobody else has."""
    return (person.household.kind == "alone") == (person.household.size == 1)


@_rule
def couples_live_together(person: PersonInCommunity) -> bool:
    """A present partner is a member of the household; a past one is not."""
    partner = person.partner
    return (partner.name in person.household.members) == (partner.status in TOGETHER)


@_rule
def household_says_partner(person: PersonInCommunity) -> bool:
    """A household with a partner has one; one of lone parent or parents has none."""
    kind, together = person.household.kind, person.partner.status in TOGETHER
    if kind in ("partner", "partner-and-children"):
        return together
    return kind == "relatives" or not together


@_rule
def household_with_children_has_one(person: PersonInCommunity) -> bool:
    """A household with children has one of them at home; one with parents has a parent."""
    at_home = {one.relation for one in person.family if one.lives == "home"}
    if person.household.kind in ("children", "partner-and-children"):
        return bool(at_home & {"son", "daughter"})
    if person.household.kind == "parents":
        return bool(at_home & {"mother", "father"})
    return True


@_rule
def members_are_those_at_home(person: PersonInCommunity) -> bool:
    """Everybody of the family who lives at home is a member of the household."""
    members = set(person.household.members)
    return all(one.name in members for one in person.family if one.lives == "home")


@_rule
def members_fit_in(person: PersonInCommunity) -> bool:
    """A household is as large as its members and the person, or larger where it is shared."""
    count = 1 + len(person.household.members)
    if person.household.kind == "shared":
        return person.household.size > count
    return person.household.size == count


# Family


@_rule
def parents_were_old_enough(person: PersonInCommunity) -> bool:
    """The person was at least 16 when each child was born."""
    months = [_month(event.month) for event in person.life_events if event.kind == "birth"]
    return all(month >= _born(person) + 16 * 12 for month in months)


@_rule
def mothers_were_young_enough(person: PersonInCommunity) -> bool:
    """No woman bore a child after 45, and no man became a father after 56."""
    oldest = 46 if person.sex == "female" else 57
    months = (_month(event.month) for event in person.life_events if event.kind == "birth")
    return all(month < _born(person) + oldest * 12 for month in months)


@_rule
def own_parents_are_older(person: PersonInCommunity) -> bool:
    """A living mother or father is 16 to 60 years older, and no older than 101."""
    return all(
        16 <= one.age - person.age <= 60 and one.age <= 101
        for one in _kin(person, "mother", "father")
        if one.alive
    )


@_rule
def grandchildren_are_younger(person: PersonInCommunity) -> bool:
    """A grandchild is at least 16 years younger than the eldest child."""
    eldest = max((child.age for child in _children(person)), default=0)
    return all(eldest - one.age >= 16 for one in _kin(person, "grandson", "granddaughter"))


@_rule
def minors_live_with_a_parent(person: PersonInCommunity) -> bool:
    """A child under 18 lives at home or with their other parent."""
    places = ("home", "with their other parent")
    return all(
        child.lives in places for child in _children(person) if child.alive and child.age < 18
    )


@_rule
def the_dead_live_nowhere(person: PersonInCommunity) -> bool:
    """The dead live nowhere and are close to nobody; the living are both."""
    return all(
        (one.lives is not None) == one.alive == (one.closeness is not None) for one in person.family
    )


@_rule
def the_dead_are_not_in_the_network(person: PersonInCommunity) -> bool:
    """Nobody who died is among the people around now."""
    dead = {one.name for one in person.family if not one.alive}
    if person.partner.status == "widowed" and person.partner.name is not None:
        dead.add(person.partner.name)
    return not dead & {tie.name for tie in person.network if tie.kind == "person"}


@_rule
def network_has_ages(person: PersonInCommunity) -> bool:
    """Persons around have an age, and nothing else has one."""
    return all((tie.kind == "person") == (tie.age is not None) for tie in person.network)


@_rule
def carers_have_somebody_to_care_for(person: PersonInCommunity) -> bool:
    """Whoever is cared for is a living partner, parent or child of the person."""
    if person.caring_for is None:
        return True
    name = person.caring_for.split(", ")[0]
    living = {one.name for one in person.family if one.alive}
    if person.partner.status in TOGETHER and person.partner.name is not None:
        living.add(person.partner.name)
    return name in living


# Work, school, money


@_rule
def left_school_at_an_age_allowed(person: PersonInCommunity) -> bool:
    """School was left at the age of the day or later, and not after today."""
    left, born = person.education.left_school_in, person.date_of_birth.year
    return (
        born + leaving_age(born)
        <= left
        <= max(person.reference_date.year, born + leaving_age(born))
    )


@_rule
def jobs_are_in_order(person: PersonInCommunity) -> bool:
    """Jobs follow one another, from 14 on, and end by today."""
    at = person.date_of_birth.year + 14
    for job in person.work.jobs:
        until = person.reference_date.year if job.until is None else job.until
        if not at <= job.since <= until <= person.reference_date.year:
            return False
        at = until
    return True


@_rule
def only_workers_have_a_job_now(person: PersonInCommunity) -> bool:
    """Somebody in work has one job now, the last; nobody else has one."""
    present = [job for job in person.work.jobs if job.until is None]
    if person.work.status in IN_WORK:
        return present == person.work.jobs[-1:]
    return not present


@_rule
def the_retired_have_retired(person: PersonInCommunity) -> bool:
    """The retired, and only they, have a year of retiring, at 50 or later and not after today."""
    year = person.work.retired_in
    if year is None:
        return person.work.status != "retired"
    born = person.date_of_birth.year
    return person.work.status == "retired" and born + 48 <= year <= person.reference_date.year


@_rule
def state_pension_at_state_pension_age(person: PersonInCommunity) -> bool:
    """Everybody above State Pension age gets it, and nobody below."""
    return (_PENSION in person.money.income) == _pensioner(person)


@_rule
def benefits_are_for_the_age(person: PersonInCommunity) -> bool:
    """Pension Credit is for pensioners, Universal Credit for people below pension age."""
    wrong = _WORKING_AGE_ONLY if _pensioner(person) else _PENSION_ONLY
    return not wrong & set(person.money.benefits)


@_rule
def carers_allowance_is_for_carers(person: PersonInCommunity) -> bool:
    """Nobody gets Carer's Allowance who looks after nobody, or who has wages."""
    if "Carer's Allowance" not in person.money.benefits:
        return True
    return person.caring_for is not None and person.work.status not in IN_WORK


@_rule
def there_is_something_to_live_on(person: PersonInCommunity) -> bool:
    """Everybody has some income or benefit; wages only those in work."""
    money, employed = person.money, person.work.status == "employed"
    return bool(money.income or money.benefits) and ("wages" in money.income) == employed


# Health and communication


@_rule
def unable_to_work_has_a_reason(person: PersonInCommunity) -> bool:
    """Whoever is too unwell to work has a long-term condition."""
    return person.work.status != "unable" or bool(person.health.conditions)


@_rule
def conditions_began_in_life(person: PersonInCommunity) -> bool:
    """Conditions differ, and began between birth and the reference date."""
    names = [one.name for one in person.health.conditions]
    years = range(person.date_of_birth.year, person.reference_date.year + 1)
    return len(names) == len(set(names)) and all(
        one.since in years for one in person.health.conditions
    )


@_rule
def wellbeing_is_scored_0_to_10(person: PersonInCommunity) -> bool:
    """There are four well-being scores, each from 0 to 10."""
    scores = person.health.wellbeing
    return set(scores) == {"satisfied", "worthwhile", "happy", "anxious"} and all(
        0 <= score <= 10 for score in scores.values()
    )


@_rule
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


@_rule
def everybody_has_a_first_language(person: PersonInCommunity) -> bool:
    """The first language comes first, English is among the languages, and none twice."""
    names = [one.name for one in person.languages]
    return (
        person.languages[0].level == "first"
        and "English" in names
        and len(names) == len(set(names))
    )


@_rule
def those_born_abroad_came(person: PersonInCommunity) -> bool:
    """Those born abroad, and only they, came to the United Kingdom, between birth and today."""
    came = [event for event in person.life_events if event.kind == "moved-country"]
    if person.born_in == "United Kingdom":
        return not came
    return len(came) == 1 and _born(person) <= _month(came[0].month) <= _now(person)


# Means of getting about and online


@_rule
def offline_people_have_no_email(person: PersonInCommunity) -> bool:
    """Whoever does not use the internet themselves has no e-mail address and no smartphone."""
    offline = person.digital.use in ("none", "helped")
    smart = any("smartphone" in device or "laptop" in device for device in person.digital.devices)
    return not offline or (person.email is None and not smart)


@_rule
def drivers_drive(person: PersonInCommunity) -> bool:
    """Whoever usually goes by car drives; nobody drives who cannot get about at all."""
    return person.transport.usual != "car" or person.transport.drives


@_rule
def bus_pass_is_for_older_people(person: PersonInCommunity) -> bool:
    """Nobody under 66 has an older person's bus pass."""
    return not person.transport.bus_pass or person.age >= 66


# Events


@_rule
def events_are_in_order(person: PersonInCommunity) -> bool:
    """Events are in order, the first is the birth, and none is after today."""
    months = [event.month for event in person.life_events]
    return (
        months == sorted(months)
        and person.life_events[0].kind == "own birth"
        and _month(months[-1]) <= _now(person)
    )


@_rule
def events_know_the_age(person: PersonInCommunity) -> bool:
    """The age at each event is the whole years since birth, by months."""
    born = _born(person)
    return all((_month(event.month) - born) // 12 == event.age >= 0 for event in person.life_events)


@_rule
def every_child_was_born(person: PersonInCommunity) -> bool:
    """Each child's birth is among the events, once."""
    born = sorted(event.text for event in person.life_events if event.kind == "birth")
    return born == sorted(f"{child.name} was born" for child in _children(person))


# Needs, strengths and own words


@_rule
def everybody_needs_something(person: PersonInCommunity) -> bool:
    """There are needs, each once, and the reason for the referral is the area of one of them."""
    ids = [need.id for need in person.needs]
    areas = data("referral")["areas"]["value"]
    return (
        bool(ids)
        and len(ids) == len(set(ids))
        and person.referral.reason in {areas[one] for one in ids}
    )


@_rule
def grief_has_a_death(person: PersonInCommunity) -> bool:
    """Whoever needs help after a death has one within ten years among the events."""
    if all(need.id != "bereavement" for need in person.needs):
        return True
    recent = _now(person) - 10 * 12
    return any(
        event.kind == "bereavement" and _month(event.month) > recent for event in person.life_events
    )


@_rule
def needs_follow_from_the_life(person: PersonInCommunity) -> bool:
    """Caring, English, work and pain are needs only of those whose life has them."""
    ids = {need.id for need in person.needs}
    english = next(one.level for one in person.languages if one.name == "English")
    return (
        ("caring" not in ids or person.caring_for is not None)
        and ("english" not in ids or english in ("some", "little"))
        and ("work" not in ids or person.work.status != "retired")
        and ("pain" not in ids or person.health.pain)
        and ("condition" not in ids or bool(person.health.conditions))
    )


@_rule
def strengths_are_grown(person: PersonInCommunity) -> bool:
    """There are four to eight strengths of three families at least, each once and grown from something."""
    ids = [one.id for one in person.strengths]
    families = {one.family for one in person.strengths}
    return (
        4 <= len(ids) <= 8
        and len(ids) == len(set(ids))
        and len(families) >= 3
        and all(one.grown_from for one in person.strengths)
    )


@_rule
def interests_differ(person: PersonInCommunity) -> bool:
    """There are two to four different interests, and the first is still alive."""
    ids = [one.id for one in person.interests]
    return 2 <= len(ids) == len(set(ids)) <= 4 and person.interests[0].now


@_rule
def people_say_something(person: PersonInCommunity) -> bool:
    """Two or three things matter and there are one or two hopes, none said twice."""
    matters, hopes = person.what_matters, person.hopes
    return (
        len(set(matters)) == len(matters)
        and len(set(hopes)) == len(hopes)
        and 2 <= len(matters) <= 3
        and 1 <= len(hopes) <= 2
    )


@_rule
def words_are_whole(person: PersonInCommunity) -> bool:
    """No words hold an unfilled slot, a None, or a gap."""
    said = [need.says for need in person.needs]
    texts = [*said, *person.what_matters, *person.hopes]
    texts += [event.text for event in person.life_events]
    texts += [one.grown_from for one in person.strengths]
    texts += [tie.name for tie in person.network]
    return not any(_UNFILLED.search(text) for text in texts)

"""The nearest: partner, household, family and the people around."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from simgen.person.invariants.rule import children, kin, month_born, month_now, month_of, rule
from simgen.person.life.couple import SAME_SEX_MARRIAGE, TOGETHER

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity


# Partner


@rule
def single_have_no_partner(person: PersonInCommunity) -> bool:
    """The single have no partner; everybody else has, or had, one with a name and an age."""
    partner = person.partner
    return (partner.status == "single") == (partner.name is None) == (partner.age is None)


@rule
def partner_is_adult(person: PersonInCommunity) -> bool:
    """A partner is, or was, from 18 to 99."""
    return person.partner.age is None or 18 <= person.partner.age <= 99


@rule
def couple_were_grown(person: PersonInCommunity) -> bool:
    """A couple got together when the person was at least 16, and before today."""
    since = person.partner.since
    return since is None or month_born(person) + 16 * 12 <= month_of(since) <= month_now(person)


@rule
def couple_ended_after_it_began(person: PersonInCommunity) -> bool:
    """A couple ended after it began, and only those that are over have ended."""
    partner = person.partner
    if partner.until is None:
        return partner.status in (*TOGETHER, "single")
    began = partner.since
    return (
        partner.status not in TOGETHER
        and began is not None
        and month_of(began) <= month_of(partner.until) <= month_now(person)
    )


@rule
def widowed_have_a_death(person: PersonInCommunity) -> bool:
    """The widowed, and only they, have their partner's death among the events."""
    partner = person.partner
    text = f"{partner.name} died"
    dates = [event.month for event in person.life_events if event.text == text]
    return dates == ([partner.until] if partner.status == "widowed" else [])


@rule
def same_sex_couples_married_when_they_could(person: PersonInCommunity) -> bool:
    """No same-sex couple married before March 2014."""
    if person.partner.sex != person.sex:
        return True
    weddings = (event for event in person.life_events if event.kind == "marriage")
    return all(month_of(event.month) >= SAME_SEX_MARRIAGE for event in weddings)


# Household


@rule
def alone_is_alone(person: PersonInCommunity) -> bool:
    """Somebody who lives alone has a household of one, and nobody else has."""
    return (person.household.kind == "alone") == (person.household.size == 1)


@rule
def couples_live_together(person: PersonInCommunity) -> bool:
    """A present partner is a member of the household; a past one is not."""
    partner = person.partner
    return (partner.name in person.household.members) == (partner.status in TOGETHER)


@rule
def household_says_partner(person: PersonInCommunity) -> bool:
    """A household with a partner has one; one of lone parent or parents has none."""
    kind, together = person.household.kind, person.partner.status in TOGETHER
    if kind in ("partner", "partner-and-children"):
        return together
    return kind == "relatives" or not together


@rule
def household_with_children_has_one(person: PersonInCommunity) -> bool:
    """A household with children has one of them at home; one with parents has a parent."""
    at_home = {one.relation for one in person.family if one.lives == "home"}
    if person.household.kind in ("children", "partner-and-children"):
        return bool(at_home & {"son", "daughter"})
    if person.household.kind == "parents":
        return bool(at_home & {"mother", "father"})
    return True


@rule
def members_are_those_at_home(person: PersonInCommunity) -> bool:
    """Everybody of the family who lives at home is a member of the household."""
    members = set(person.household.members)
    return all(one.name in members for one in person.family if one.lives == "home")


@rule
def members_fit_in(person: PersonInCommunity) -> bool:
    """A household is as large as its members and the person, or larger where it is shared."""
    count = 1 + len(person.household.members)
    if person.household.kind == "shared":
        return person.household.size > count
    return person.household.size == count


# Family


@rule
def parents_were_old_enough(person: PersonInCommunity) -> bool:
    """The person was at least 16 when each child was born."""
    months = [month_of(event.month) for event in person.life_events if event.kind == "birth"]
    return all(month >= month_born(person) + 16 * 12 for month in months)


@rule
def mothers_were_young_enough(person: PersonInCommunity) -> bool:
    """No woman bore a child after 45, and no man became a father after 56."""
    oldest = 46 if person.sex == "female" else 57
    months = (month_of(event.month) for event in person.life_events if event.kind == "birth")
    return all(month < month_born(person) + oldest * 12 for month in months)


@rule
def own_parents_are_older(person: PersonInCommunity) -> bool:
    """A living mother or father is 16 to 60 years older, and no older than 101."""
    return all(
        16 <= one.age - person.age <= 60 and one.age <= 101
        for one in kin(person, "mother", "father")
        if one.alive
    )


@rule
def births_are_months_apart(person: PersonInCommunity) -> bool:
    """No two children were born within ten months of each other."""
    months = [month_of(event.month) for event in person.life_events if event.kind == "birth"]
    return all(later - earlier >= 10 for earlier, later in pairwise(months))


@rule
def one_mother_had_them_all(person: PersonInCommunity) -> bool:
    """A living mother was 15 to 46 when each living brother or sister was born, none as old as the person."""
    siblings = [one for one in kin(person, "brother", "sister") if one.alive]
    mothers = [one for one in kin(person, "mother") if one.alive]
    return all(one.age != person.age for one in siblings) and all(
        15 <= mother.age - one.age <= 46 for mother in mothers for one in siblings
    )


@rule
def grandchildren_are_younger(person: PersonInCommunity) -> bool:
    """A grandchild is at least 16 years younger than the eldest child."""
    eldest = max((child.age for child in children(person)), default=0)
    return all(eldest - one.age >= 16 for one in kin(person, "grandson", "granddaughter"))


@rule
def minors_live_with_a_parent(person: PersonInCommunity) -> bool:
    """A child under 18 lives at home or with their other parent."""
    places = ("home", "with their other parent")
    return all(
        child.lives in places for child in children(person) if child.alive and child.age < 18
    )


@rule
def the_dead_live_nowhere(person: PersonInCommunity) -> bool:
    """The dead live nowhere and are close to nobody; the living are both."""
    return all(
        (one.lives is not None) == one.alive == (one.closeness is not None) for one in person.family
    )


@rule
def the_dead_are_not_in_the_network(person: PersonInCommunity) -> bool:
    """Nobody who died is among the people around now."""
    dead = {one.name for one in person.family if not one.alive}
    if person.partner.status == "widowed" and person.partner.name is not None:
        dead.add(person.partner.name)
    return not dead & {tie.name for tie in person.network if tie.kind == "person"}


@rule
def network_has_ages(person: PersonInCommunity) -> bool:
    """Persons around have an age, and nothing else has one."""
    return all((tie.kind == "person") == (tie.age is not None) for tie in person.network)


@rule
def carers_have_somebody_to_care_for(person: PersonInCommunity) -> bool:
    """Whoever is cared for is a living partner, parent or child of the person."""
    if person.caring_for is None:
        return True
    name = person.caring_for.split(", ")[0]
    living = {one.name for one in person.family if one.alive}
    if person.partner.status in TOGETHER and person.partner.name is not None:
        living.add(person.partner.name)
    return name in living

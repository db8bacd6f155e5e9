"""What is told: events, needs, strengths and own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simgen.person.invariants.rule import children, month_born, month_now, month_of, rule
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity

_UNFILLED = re.compile(r"[{}]|None|\s{2}|\s[.,]")
"""What words must not hold: a slot, a None, a gap."""


# Events


@rule
def events_are_in_order(person: PersonInCommunity) -> bool:
    """Events are in order, the first is the birth, and none is after today."""
    months = [event.month for event in person.life_events]
    return (
        months == sorted(months)
        and person.life_events[0].kind == "own birth"
        and month_of(months[-1]) <= month_now(person)
    )


@rule
def events_know_the_age(person: PersonInCommunity) -> bool:
    """The age at each event is the whole years since birth, by months."""
    born = month_born(person)
    return all(
        (month_of(event.month) - born) // 12 == event.age >= 0 for event in person.life_events
    )


@rule
def every_child_was_born(person: PersonInCommunity) -> bool:
    """Each child's birth is among the events, once."""
    born = sorted(event.text for event in person.life_events if event.kind == "birth")
    return born == sorted(f"{child.name} was born" for child in children(person))


# Needs, strengths and own words


@rule
def everybody_needs_something(person: PersonInCommunity) -> bool:
    """There are needs, each once, and the reason for the referral is the area of one of them."""
    ids = [need.id for need in person.needs]
    areas = data("referral")["areas"]["value"]
    return (
        bool(ids)
        and len(ids) == len(set(ids))
        and person.referral.reason in {areas[one] for one in ids}
    )


@rule
def grief_has_a_death(person: PersonInCommunity) -> bool:
    """Whoever needs help after a death has one within ten years among the events."""
    if all(need.id != "bereavement" for need in person.needs):
        return True
    recent = month_now(person) - 10 * 12
    return any(
        event.kind == "bereavement" and month_of(event.month) > recent
        for event in person.life_events
    )


@rule
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


@rule
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


@rule
def interests_differ(person: PersonInCommunity) -> bool:
    """There are two to four different interests, and the first is still alive."""
    ids = [one.id for one in person.interests]
    return 2 <= len(ids) == len(set(ids)) <= 4 and person.interests[0].now


@rule
def people_say_something(person: PersonInCommunity) -> bool:
    """Two or three things matter and there are one or two hopes, none said twice."""
    matters, hopes = person.what_matters, person.hopes
    return (
        len(set(matters)) == len(matters)
        and len(set(hopes)) == len(hopes)
        and 2 <= len(matters) <= 3
        and 1 <= len(hopes) <= 2
    )


@rule
def words_are_whole(person: PersonInCommunity) -> bool:
    """No words hold an unfilled slot, a None, or a gap."""
    said = [need.says for need in person.needs]
    texts = [*said, *person.what_matters, *person.hopes]
    texts += [event.text for event in person.life_events]
    texts += [one.grown_from for one in person.strengths]
    texts += [tie.name for tie in person.network]
    return not any(_UNFILLED.search(text) for text in texts)

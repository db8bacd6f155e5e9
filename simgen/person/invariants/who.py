"""Who somebody is: age, name, identifiers, place, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person import identifiers
from simgen.person.invariants.rule import rule
from simgen.person.life.places import towns

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity


# Age and birth


@rule
def age_is_counted(person: PersonInCommunity) -> bool:
    """The age is the whole years from the date of birth to the reference date."""
    on, born = person.reference_date, person.date_of_birth
    return person.age == on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@rule
def adult(person: PersonInCommunity) -> bool:
    """The person is from 18 to 97."""
    return 18 <= person.age <= 97


@rule
def fixed_day(person: PersonInCommunity) -> bool:
    """The reference date is 1 October of the year of referral."""
    on = person.reference_date
    return (on.month, on.day) == (10, 1) and on.year == person.referral.year


@rule
def id_is_seed_and_place(person: PersonInCommunity) -> bool:
    """The id is the seed and the place in its cohort."""
    return person.id == f"{person.seed}-{person.index}" and person.index >= 0


# Name and identifiers


@rule
def whole_name(person: PersonInCommunity) -> bool:
    """The full name is title, first name and surname, and none is empty."""
    name = person.name
    parts = (name.title, name.first, name.surname)
    return all(parts) and name.full == " ".join(parts)


@rule
def title_fits_gender(person: PersonInCommunity) -> bool:
    """Mr is a man's title, Mrs, Miss and Ms a woman's, Mx that of a non-binary person."""
    gender = {"Mr": "man", "Mx": "non-binary"}.get(person.name.title, "woman")
    return gender == person.gender


@rule
def mrs_was_married(person: PersonInCommunity) -> bool:
    """Nobody is called Mrs who was never married."""
    return person.name.title != "Mrs" or person.partner.status not in ("single", "living-together")


@rule
def first_names_differ(person: PersonInCommunity) -> bool:
    """Nobody in the family has the person's first name or another's."""
    names = [person.name.first, *(one.name for one in person.family)]
    if person.partner.name is not None:
        names.append(person.partner.name)
    return len(names) == len(set(names))


@rule
def nhs_number_is_safe(person: PersonInCommunity) -> bool:
    """The NHS number is valid and from the range that is never issued."""
    return person.nhs_number is None or identifiers.is_safe_nhs_number(person.nhs_number)


@rule
def phone_is_safe(person: PersonInCommunity) -> bool:
    """The telephone number is from the ranges for drama, and there is one while they last."""
    if person.phone is None:
        return person.index >= identifiers.PHONES
    return identifiers.is_safe_phone(person.phone)


@rule
def postcode_is_safe(person: PersonInCommunity) -> bool:
    """The postcode is of the area ZZ, and not of ZZ99."""
    return identifiers.is_safe_postcode(person.address.postcode)


@rule
def email_is_safe_and_agrees(person: PersonInCommunity) -> bool:
    """The e-mail address is at a reserved domain and begins with the person's own name."""
    if person.email is None:
        return True
    first = identifiers.plain_letters(person.name.first)
    return person.email.startswith(f"{first}.") and identifiers.is_safe_domain(
        person.email.split("@")[1]
    )


# Place


@rule
def in_the_service_area(person: PersonInCommunity) -> bool:
    """The person lives in one of the towns, on one of its streets, in its district."""
    for town in towns().values():
        if town["name"] == person.address.town:
            street = person.address.lines[-1].split(" ", 1)[1]
            return street in town["streets"] and person.address.postcode.startswith(
                f"{town['district']} "
            )
    return False


@rule
def postcode_follows_deprivation(person: PersonInCommunity) -> bool:
    """One postcode sector is one decile of deprivation, so that neighbours agree."""
    return int(person.address.postcode.split()[1][0]) == person.address.deprivation_decile % 10


@rule
def moved_in_during_life(person: PersonInCommunity) -> bool:
    """The home was moved into between birth and the reference date."""
    return person.date_of_birth.year <= person.housing.since <= person.reference_date.year


@rule
def sheltered_is_for_older_people(person: PersonInCommunity) -> bool:
    """Nobody under 60 lives in sheltered housing."""
    return person.housing.tenure != "sheltered" or person.age >= 60

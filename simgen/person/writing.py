"""Persons as plain data: nested for JSON, flat for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import json
from msgspec.structs import asdict

if TYPE_CHECKING:
    from simgen.person.life.model import PersonInCommunity

COLUMNS = (
    "id", "seed", "index", "reference_date", "title", "first_name", "surname", "sex", "gender",
    "age", "date_of_birth", "ethnicity", "heritage", "born_in", "languages", "interpreter",
    "communication_needs", "address", "town", "postcode", "deprivation_decile", "phone", "email",
    "nhs_number", "household", "household_size", "partner_status", "children", "grandchildren",
    "caring_for", "close_people", "tenure", "work", "latest_job", "income", "benefits", "managing",
    "education", "digital", "transport", "conditions", "pain", "lonely", "satisfied", "worthwhile",
    "happy", "anxious", "needs", "strengths", "interests", "what_matters", "hopes",
    "referral_year", "referral_route", "referral_reason", "referral_accepted",
)  # fmt: skip
"""The columns of a table of persons; lists are joined by "; "."""

WHOLE_NUMBERS = {
    "index",
    "age",
    "deprivation_decile",
    "household_size",
    "children",
    "grandchildren",
    "close_people",
    "satisfied",
    "worthwhile",
    "happy",
    "anxious",
    "referral_year",
}
TRUTHS = {"pain", "lonely", "referral_accepted"}
"""Columns that are not text. A seed may be larger than any number of a table, so it is text."""


def as_data(person: PersonInCommunity) -> dict[str, Any]:
    """Return a person as dicts, lists, texts and numbers: what the line of JSON says."""
    data: dict[str, Any] = json.decode(json.encode(person))
    return data


def as_row(person: PersonInCommunity) -> dict[str, str | int | bool | None]:
    """Return one person as a flat row of ``COLUMNS``."""
    name, address, health = person.name, person.address, person.health
    jobs = person.work.jobs
    close = sum(tie.kind == "person" and tie.strength == "strong" for tie in person.network)
    return {
        "id": person.id,
        "seed": str(person.seed),
        "index": person.index,
        "reference_date": person.reference_date.isoformat(),
        "title": name.title,
        "first_name": name.first,
        "surname": name.surname,
        "sex": person.sex,
        "gender": person.gender,
        "age": person.age,
        "date_of_birth": person.date_of_birth.isoformat(),
        "ethnicity": person.ethnicity,
        "heritage": person.heritage,
        "born_in": person.born_in,
        "languages": _joined(f"{one.name} ({one.level})" for one in person.languages),
        "interpreter": person.interpreter,
        "communication_needs": _joined(person.communication_needs),
        "address": ", ".join(address.lines),
        "town": address.town,
        "postcode": address.postcode,
        "deprivation_decile": address.deprivation_decile,
        "phone": person.phone,
        "email": person.email,
        "nhs_number": person.nhs_number,
        "household": person.household.kind,
        "household_size": person.household.size,
        "partner_status": person.partner.status,
        "children": sum(one.relation in ("son", "daughter") for one in person.family),
        "grandchildren": sum(
            one.relation.startswith("grandd") or one.relation == "grandson" for one in person.family
        ),
        "caring_for": person.caring_for,
        "close_people": close,
        "tenure": person.housing.tenure,
        "work": person.work.status,
        "latest_job": jobs[-1].title if jobs else None,
        "income": _joined(person.money.income),
        "benefits": _joined(person.money.benefits),
        "managing": person.money.managing,
        "education": person.education.level,
        "digital": person.digital.use,
        "transport": person.transport.usual,
        "conditions": _joined(one.name for one in health.conditions),
        "pain": health.pain,
        "lonely": health.lonely,
        **asdict(health.wellbeing),
        "needs": _joined(need.id for need in person.needs),
        "strengths": _joined(one.id for one in person.strengths),
        "interests": _joined(one.id for one in person.interests if one.now),
        "what_matters": _joined(person.what_matters),
        "hopes": _joined(person.hopes),
        "referral_year": person.referral.year,
        "referral_route": person.referral.route,
        "referral_reason": person.referral.reason,
        "referral_accepted": person.referral.accepted,
    }


def _joined(texts: Any) -> str:
    return "; ".join(texts)

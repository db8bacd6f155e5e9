"""The people, animals, groups and places around somebody now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.life.model import Tie
from simgen.person.life.naming import first_name
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life
    from simgen.person.life.model import Household, Interest

_CONTACT = {
    "home": "every day",
    "town": "every week",
    "away": "a call on most weekends",
    "abroad": "a video call now and then",
    "with their other parent": "some weekends",
}
_STRENGTH = {"close": "strong", "ordinary": "ordinary", "strained": "strained"}
_MOST_RELATIVES = 7


def network(life: Life, home: Household, interests: list[Interest]) -> list[Tie]:
    """Return the ties, the nearest first."""
    ties = _family_ties(life, home)
    ties += _friends(life)
    ties += _groups(life, interests)
    if home.pet:
        name, kind = home.pet.split(", ")
        ties.append(Tie("animal", name, kind, None, "strong", "every day"))
    ties.append(
        Tie(
            "place", life.slots["spot"], "a favourite spot", None, "ordinary", "when the day allows"
        )
    )
    conditions = "conditions" in life.tags
    ties.append(
        Tie(
            "service",
            "the surgery",
            "GP practice",
            None,
            "ordinary" if conditions else "faint",
            "every month" if conditions else "seldom",
        )
    )
    strong = [tie for tie in ties if tie.kind == "person" and tie.strength == "strong"]
    if not strong:
        life.tags["few-ties"] = "has few people"
    return ties


def _family_ties(life: Life, home: Household) -> list[Tie]:
    ties: list[Tie] = []
    partner = life.partner
    if (
        partner is not None
        and partner.name is not None
        and partner.status in ("married", "living-together")
    ):
        strain = life.core["need:family"] == "yes" and life.draws(b"strain").chance(0.4)
        ties.append(
            Tie(
                "person",
                partner.name,
                "partner",
                partner.age,
                "strained" if strain else "strong",
                "every day",
            )
        )
    for one in life.family:
        if one.alive and one.lives is not None and len(ties) < _MOST_RELATIVES:
            strength = _STRENGTH[one.closeness or "ordinary"]
            contact = (
                "none for some time"
                if strength == "strained" and one.lives != "home"
                else _CONTACT[one.lives]
            )
            ties.append(Tie("person", one.name, one.relation, one.age, strength, contact))
    if home.kind == "shared":
        draws = life.draws(b"housemate")
        age = max(18, life.age + draws.between(-12, 12))
        ties.append(
            Tie(
                "person",
                _somebody(life, draws, age),
                "shares the house",
                age,
                "faint",
                "in passing",
            )
        )
    return ties


def _friends(life: Life) -> list[Tie]:
    numbers = data("around")
    draws = life.draws(b"friends")
    lonely = "lonely" if life.core["lonely"] == "yes" else "not_lonely"
    ties: list[Tie] = []
    for relation in ("friend", "old friend", "neighbour", "workmate"):
        if not draws.chance(numbers[relation]["value"][lonely]):
            continue
        if relation == "workmate" and not life.jobs:
            continue
        if (
            relation in ("friend", "old friend")
            and "new-here" in life.tags
            and relation == "friend"
        ):
            continue
        spread = 3 if relation == "old friend" else 14
        age = max(18, min(95, life.age + draws.between(-spread, spread)))
        name = _somebody(life, draws, age)
        strength = (
            draws.pick(("strong", "ordinary"))
            if relation != "neighbour"
            else draws.pick(("ordinary", "faint", "strong"))
        )
        if relation == "old friend":
            life.slots["friend"] = name
        else:
            life.slots.setdefault(relation, name)
        life.tags[relation.replace(" ", "-")] = _WORDS[relation].format(name)
        contact = {
            "friend": "every week",
            "old friend": "a call every week",
            "neighbour": "over the fence",
            "workmate": "now and then",
        }[relation]
        ties.append(Tie("person", name, relation, age, strength, contact))
    if "old-friend" in life.tags:
        life.tags.setdefault("friend", f"has a friend, {life.slots['friend']}")
    return ties


_WORDS = {
    "friend": "has a friend, {}",
    "old friend": "has known {} for years",
    "neighbour": "has {} next door",
    "workmate": "still sees {} from work",
}


def _somebody(life: Life, draws: Draws, age: int) -> str:
    """Most people's friends are of many heritages; two in five here of the person's own."""
    heritage = life.heritage if draws.chance(0.4) else "british"
    sex = "female" if draws.word() & 1 else "male"
    return first_name(draws, heritage, sex, life.now // 12 - age, life.taken)


def _groups(life: Life, interests: list[Interest]) -> list[Tie]:
    numbers = data("around")
    draws = life.draws(b"groups")
    ties: list[Tie] = []
    for interest in interests:
        name = numbers["groups"]["value"].get(interest.id)
        if name and draws.chance(numbers["in_a_group"]["value"]):
            strength = "ordinary" if interest.now else "faint"
            contact = "every week" if interest.now else "has not been for a while"
            ties.append(
                Tie("group", name.format(**life.slots), interest.name, None, strength, contact)
            )
            break
    if "faith" in life.tags:
        ties.append(
            Tie(
                "group",
                "the congregation",
                "faith",
                None,
                draws.pick(("ordinary", "strong", "faint")),
                "most weeks",
            )
        )
    if "young-children" in life.tags:
        ties.append(
            Tie("place", "the school gate", "other parents", None, "faint", "on school days")
        )
    if "language-group" in life.tags:
        ties.append(
            Tie(
                "group",
                f"people who speak {life.slots['language']}",
                "first language",
                None,
                "ordinary",
                "now and then",
            )
        )
    return ties

"""
What a case asks of a person: "aged 70-90, widowed in the last two years, lives alone".

A constraint is a name and the values allowed. Persons are drawn given all of
them at once (:mod:`simgen.person.life.chances`), so that rare ones take no
longer than common ones, and what was not asked for stays as varied as it is
among everybody who meets them. Several values of one constraint are
alternatives ("digital": "none,helped"), except for ``need``, where all of them
are wanted. Several constraints must all hold, also where two have one name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from typing import Any

from simgen.errors import PersonError
from simgen.person.life.chain import LOSS_YEARS, YEARS, chain
from simgen.person.life.chances import Chances, Conditioned, Value
from simgen.person.life.places import towns
from simgen.person.life.text import data

Evidence = dict[str, frozenset[Value]]
Where = Mapping[str, object] | Iterable[tuple[str, object]]
"""Constraints by name; pairs, where a name may come more than once."""

_Reader = Callable[[Chances, list[str], str], Evidence]


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Constraints, read and met: what to draw from, in which year and town; itself alone is equal."""

    conditioned: Conditioned
    year: int
    town: str | None


def read_constraints(where: Where, year: int) -> Wanted:
    """
    Return what meets the constraints in a year.

    Raises :class:`~simgen.errors.PersonError` for an unknown name or value, with
    the nearest known one, for a value that cannot be read, and for constraints
    that nobody meets, with the two that clash.
    """
    if year not in YEARS:
        raise PersonError(
            f"There are figures for referrals in {YEARS[0]} to {YEARS[-1]}, not in {year}."
        )
    chances = chain(year)
    town: str | None = None
    each: dict[str, Evidence] = {}
    for name, value in where.items() if isinstance(where, Mapping) else where:
        if name == "town":
            town = _only_town(town, _town(_texts(name, value)))
            continue
        reader = _READERS.get(name)
        if reader is None:
            raise PersonError(_unknown("constraint", name, constraint_names()))
        texts = _texts(name, value)
        each[f"{name}={','.join(texts)}"] = reader(chances, texts, name)
    merged = _merge(each.values())
    conditioned = chances.conditioned(merged)
    if not conditioned.mass:
        raise PersonError(_clash(chances, each))
    return Wanted(conditioned, year, town)


def constraint_names() -> list[str]:
    """Return every constraint that can be asked for, in alphabetical order."""
    return sorted([*_READERS, "town"])


def constraint_values(name: str, year: int) -> str:
    """Return in words what a constraint may be set to."""
    told = {
        "town": towns(),
        "need": data("words")["needs"],
        "ethnicity": sorted({entry["group"] for entry in data("heritages").values()}),
        **dict.fromkeys(_RANGES, ("a whole number, or a range such as 70-90 or 70+",)),
        **dict.fromkeys(_WITHIN, ("a whole number of years",)),
        **{known: meanings for known, (_, meanings) in _WORDS.items()},
    }
    if name in told:
        return ", ".join(told[name])
    return ", ".join(map(str, chain(year).variables[_SAME.get(name, name)].domain))


def _texts(name: str, value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list | tuple | set | frozenset):
        return [text for one in value for text in _texts(name, one)]
    separator = ";" if name == "ethnicity" else ","
    texts = [text.strip() for text in str(value).split(separator)]
    if not all(texts):
        raise PersonError(f"The constraint {name} has an empty value; write {name}=VALUE.")
    return texts


def _unknown(what: str, found: str, known: Iterable[str]) -> str:
    known = [str(one) for one in known]
    near = get_close_matches(found.lower(), known, n=1, cutoff=0.4)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"Unknown {what} '{found}'.{hint} Known: {', '.join(known)}."


def _town(texts: list[str]) -> str:
    by_name = {
        **{town: town for town in towns()},
        **{town["name"].lower(): key for key, town in towns().items()},
    }
    if len(texts) != 1 or texts[0].lower() not in by_name:
        raise PersonError(_unknown("town", ",".join(texts), towns()))
    return by_name[texts[0].lower()]


def _only_town(one: str | None, other: str) -> str:
    if one not in (None, other):
        raise PersonError(_both(f"town={one}", f"town={other}"))
    return other


def _merge(each: Iterable[Evidence]) -> Evidence:
    merged: Evidence = {}
    for evidence in each:
        for name, values in evidence.items():
            merged[name] = merged[name] & values if name in merged else values
    return merged


def _clash(chances: Chances, each: dict[str, Evidence]) -> str:
    for text, evidence in each.items():
        if not chances.conditioned(evidence).mass:
            return f"Nobody can meet {text}: the kit's figures know no such person."
    for (one, first), (other, second) in combinations(each.items(), 2):
        if not chances.conditioned(_merge((first, second))).mass:
            return _both(one, other)
    return f"Nobody can meet all of these together: {', '.join(each)}. Drop one of them."


def _both(one: str, other: str) -> str:
    return f"Nobody can meet both {one} and {other}. Change or drop one of the two."


def _from_domain(chances: Chances, texts: list[str], name: str) -> Evidence:
    variable = chances.variables[_SAME.get(name, name)]
    known = {str(value): value for value in variable.domain}
    for text in texts:
        if text.lower() not in known:
            raise PersonError(_unknown(f"value for {name}", text, known))
    return {variable.name: frozenset(known[text.lower()] for text in texts)}


def _from_range(chances: Chances, texts: list[str], name: str) -> Evidence:
    variable = chances.variables[name]
    found: set[Value] = set()
    for text in texts:
        low, dash, high = text.removesuffix("+").partition("-")
        if not dash:
            high = "999" if text.endswith("+") else low
        if not (low.isdecimal() and high.isdecimal()) or int(low) > int(high):
            raise PersonError(
                f"Cannot read {name}={text}; write {constraint_values(name, YEARS[0])}."
            )
        found |= {value for value in variable.domain if int(low) <= value <= int(high)}
    if not found:
        known = f"{min(variable.domain)} to {max(variable.domain)}"
        raise PersonError(f"Nobody can meet {name}={','.join(texts)}; it is from {known}.")
    return {name: frozenset(found)}


def _within(chances: Chances, texts: list[str], name: str) -> Evidence:
    variable = chances.variables[_WITHIN[name]]
    if len(texts) != 1 or not texts[0].isdecimal() or not int(texts[0]):
        raise PersonError(
            f"Cannot read {name}={','.join(texts)}; write a whole number of years, from 1."
        )
    years = int(texts[0])
    if name == "bereaved_within" and years > len(LOSS_YEARS):
        raise PersonError(f"{name} looks back at most {len(LOSS_YEARS)} years, not {years}.")
    return {variable.name: frozenset(value for value in variable.domain if 0 <= value < years)}


def _ethnicity(_chances: Chances, texts: list[str], _name: str) -> Evidence:
    groups: dict[str, set[str]] = {}
    for heritage, entry in data("heritages").items():
        groups.setdefault(entry["group"].lower(), set()).add(heritage)
    found: set[Value] = set()
    for text in texts:
        fitting = [
            group
            for group in groups
            if group == text.lower() or group.startswith(f"{text.lower()}:")
        ]
        if not fitting:
            raise PersonError(_unknown("value for ethnicity", text, groups))
        for group in fitting:
            found |= groups[group]
    return {"heritage": frozenset(found)}


def _need(_chances: Chances, texts: list[str], _name: str) -> Evidence:
    known = data("words")["needs"]
    for text in texts:
        if text not in known:
            raise PersonError(_unknown("need", text, known))
    return {f"need:{text}": frozenset({"yes"}) for text in texts}


def _in_words(chances: Chances, texts: list[str], name: str) -> Evidence:
    variable, meanings = _WORDS[name]
    found: set[Value] = set()
    for text in texts:
        if text.lower() not in meanings:
            raise PersonError(_unknown(f"value for {name}", text, meanings))
        found |= meanings[text.lower()](chances.variables[variable].domain)
    return {variable: frozenset(found)}


def _only(*values: str) -> Callable[[Iterable[Value]], set[Value]]:
    return lambda domain: set(domain) & set(values)


def _but(*values: str) -> Callable[[Iterable[Value]], set[Value]]:
    return lambda domain: set(domain) - set(values)


_RANGES = ("age", "decile", "children")
_WITHIN = {"widowed_within": "widowed_years", "bereaved_within": "loss_years"}
_SAME = {"housing": "tenure", "education": "schooling"}
_WORDS: dict[str, tuple[str, dict[str, Callable[[Iterable[Value]], set[Value]]]]] = {
    "lives_alone": ("household", {"yes": _only("alone"), "no": _but("alone")}),
    "interpreter": ("english", {"yes": _only("little"), "no": _but("little")}),
    "internet": ("digital", {"yes": _but("none", "helped"), "no": _only("none")}),
    "carer": (
        "carer",
        {
            "yes": _but("no"),
            "no": _only("no"),
            "partner": _only("partner"),
            "parent": _only("parent"),
            "child": _only("child"),
        },
    ),
}
_PLAIN = (
    "sex",
    "gender",
    "heritage",
    "deprived",
    "partner",
    "household",
    "housing",
    "education",
    "work",
    "born",
    "english",
    "conditions",
    "pain",
    "lonely",
    "benefits",
    "digital",
    "transport",
    "faith",
    "accepted",
)
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_PLAIN, _from_domain),
    **dict.fromkeys(_RANGES, _from_range),
    **dict.fromkeys(_WITHIN, _within),
    **dict.fromkeys(_WORDS, _in_words),
    "ethnicity": _ethnicity,
    "need": _need,
}

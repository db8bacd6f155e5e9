"""
The chain of chances of one year, read from ``chances.yaml``.

Most variables are tables in the file. Five follow a rule and only its numbers
are in the file: age within its band, the share in more deprived areas by year,
the mix of heritages, years since a death, and acceptance by year and sex.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from math import fsum
from typing import Any

from simgen.person.life.chances import Chances, Value, Variable
from simgen.person.life.text import data

YEARS = range(2017, 2031)
"""Years of referral that may be asked for; after 2023 the figures of 2023 are held."""

YEAR = 2026
"""The year where none is asked for."""

NO_LOSS = -1
"""``widowed_years`` and ``loss_years`` of somebody with no such loss."""

LOSS_YEARS = range(10)
"""How far back ``loss_years`` looks."""

_OLDEST_WIDOWED = 41
Row = dict[Value, float]


@cache
def chain(year: int) -> Chances:
    """Return the chain of chances for persons referred in a year of ``YEARS``."""
    known: dict[str, Variable] = {}
    for entry in entries():
        variable = _variable(entry, known, year)
        known[variable.name] = variable
    return Chances(list(known.values()))


def entries() -> list[dict[str, Any]]:
    """Return the file's entries as they are written."""
    return list(data("chances")["variables"])


def by_year(points: dict[int, float], year: int) -> float:
    """Return the straight line through yearly points; the nearer value outside them."""
    first, last = min(points), max(points)
    if year <= first:
        return points[first]
    if year >= last:
        return points[last]
    return points[first] + (points[last] - points[first]) * (year - first) / (last - first)


def refusal_by_sex(overall: float, share_women: float, odds_ratio: float) -> tuple[float, float]:
    """
    Return the shares of women and men who refuse.

    They make ``overall`` together and ``odds_ratio`` is women's odds over men's.
    Solved by halving, to a hundred-millionth.
    """
    low, high = 0.0, 1.0
    women = men = overall
    for _ in range(60):
        men = (low + high) / 2
        odds = odds_ratio * men / (1 - men)
        women = odds / (1 + odds)
        if share_women * women + (1 - share_women) * men > overall:
            high = men
        else:
            low = men
    return women, men


def _variable(entry: dict[str, Any], known: dict[str, Variable], year: int) -> Variable:
    given = tuple(entry["given"])
    domains = [known[name].domain for name in given]
    rule = _RULES[entry["special"]] if "special" in entry else _from_rows
    rows = {
        values: _shares(rule(entry, dict(zip(given, values, strict=True)), known, year))
        for values in product(*domains)
    }
    domain = tuple(dict.fromkeys(value for row in rows.values() for value in row))
    return Variable(
        name=entry["name"],
        word=entry["word"],
        given=given,
        domain=domain,
        rows=rows,
        unit=entry["unit"],
        source=entry["source"],
        direction=entry.get("direction", ""),
    )


def _shares(row: Row) -> Row:
    total = fsum(row.values())
    return {value: weight / total for value, weight in row.items()}


def _from_rows(
    entry: dict[str, Any], at: dict[str, Value], _known: dict[str, Variable], _year: int
) -> Row:
    for row in entry["rows"]:
        if all(at[name] in values for name, values in row.get("when", {}).items()):
            return dict(row["is"])
    raise ValueError(f"chances.yaml, {entry['name']}: no row fits {at}")


def _age(
    _entry: dict[str, Any], at: dict[str, Value], _known: dict[str, Variable], _year: int
) -> Row:
    low, high = map(int, at["band"].split("-"))
    return {age: 0.9 ** max(0, age - 85) for age in range(low, high + 1)}


def _deprived(
    entry: dict[str, Any], _at: dict[str, Value], _known: dict[str, Variable], year: int
) -> Row:
    share = by_year(entry["yes_by_year"], year)
    return {"yes": share, "no": 1 - share}


def _heritage(
    entry: dict[str, Any], at: dict[str, Value], _known: dict[str, Variable], _year: int
) -> Row:
    minority = entry["minority"][at["band"]]
    row = {k: v * (1 - minority) for k, v in _shares(entry["majority_mix"]).items()}
    row.update({k: v * minority for k, v in _shares(entry["minority_mix"]).items()})
    return row


def _widowed_years(
    entry: dict[str, Any], at: dict[str, Value], _known: dict[str, Variable], _year: int
) -> Row:
    most = entry["most"].get(at["band"])
    if at["partner"] != "widowed" or most is None:
        return {NO_LOSS: 1.0}
    return {years: entry["each_year"] ** years for years in range(min(most, _OLDEST_WIDOWED) + 1)}


def _loss_years(
    entry: dict[str, Any], at: dict[str, Value], _known: dict[str, Variable], _year: int
) -> Row:
    """The nearer of the partner's death and of anybody else's."""
    each_year = entry["other_loss_each_year"][at["band"]]
    widowed = at["widowed_years"]
    last = widowed if widowed in LOSS_YEARS else None
    row: Row = {}
    left = 1.0
    for years in LOSS_YEARS if last is None else range(last):
        row[years] = left * each_year
        left *= 1 - each_year
    row[NO_LOSS if last is None else last] = left
    return row


def _accepted(
    entry: dict[str, Any], at: dict[str, Value], known: dict[str, Variable], year: int
) -> Row:
    women, men = refusal_by_sex(
        by_year(entry["refused_by_year"], year),
        known["sex"].rows[()]["female"],
        entry["odds_ratio_women"],
    )
    refused = women if at["sex"] == "female" else men
    return {"yes": 1 - refused, "no": refused}


_RULES = {
    "age": _age,
    "by_year": _deprived,
    "heritage": _heritage,
    "widowed_years": _widowed_years,
    "loss_years": _loss_years,
    "accepted": _accepted,
}

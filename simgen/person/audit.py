"""
The fairness audit: who has which needs and strengths.

For a cohort it compares needs, strengths and some parts of life by sex, age
band, ethnicity and deprivation. Two questions are asked of each:

- Is anything exclusive to a group, or withheld from one, although enough people
  were drawn to tell? Then it says so, with what in the life makes it so or that
  nothing does.
- Does it differ between groups by more than chance (more than three standard
  errors and more than five percentage points)? Then it names the link in the
  data that makes the difference and that link's source; one whose source is
  "assumption" is flagged.

A link from a group to a need that does not go through the life is a mistake in
the data: ``chances.yaml`` must not hold one, and :func:`forbidden_links` finds it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

from simgen.person.life.chain import YEAR, chain
from simgen.person.life.text import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simgen.person.life.model import PersonInCommunity

GROUPINGS = ("sex", "age band", "ethnicity", "deprivation")
_ENOUGH = 200
"""Persons in a group before its absence from something says anything."""

_COMMON = 0.02
"""Share of everybody from which something is expected in every group."""

_STANDARD_ERRORS = 3
_POINTS = 0.05
_PERSONAL = {"sex", "gender", "heritage"}
_OF_GROUP = {
    "sex": frozenset({"sex", "gender"}),
    "age band": frozenset({"band", "age"}),
    "ethnicity": frozenset({"heritage"}),
    "deprivation": frozenset({"deprived", "decile"}),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """
    Something more or less frequent in a group than in everybody.

    ``share`` and ``overall`` are from 0 to 1. ``exclusive`` when nobody outside
    the group has it, or nobody inside. ``through`` is the chain of causes in the
    data; ``source`` its sources, and ``flagged`` when one is an assumption;
    ``direction`` names published figures that go the same way all the same.
    """

    grouping: str
    group: str
    thing: str
    share: float
    overall: float
    exclusive: bool
    through: str
    source: str
    flagged: bool
    direction: str


@dataclass(frozen=True, slots=True)
class Way:
    """The chain of causes from a grouping to something: in words, its sources and directions."""

    through: str
    sources: tuple[str, ...]
    directions: tuple[str, ...] = ()


@dataclass(slots=True)
class Audit:
    """The counts of a cohort."""

    persons: int = 0
    sizes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    counts: dict[tuple[str, str], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    overall: Counter[str] = field(default_factory=Counter)

    def share(self, grouping: str, group: str, thing: str) -> float:
        """Return the share of a group that has something, 0 to 1."""
        size = self.sizes[grouping][group]
        return self.counts[grouping, group][thing] / size if size else 0.0

    def differences(self) -> Iterator[Difference]:
        """Yield what differs by more than chance, grouping by grouping."""
        for grouping in GROUPINGS:
            for group, size in sorted(self.sizes[grouping].items()):
                if size >= _ENOUGH:
                    for thing in sorted(self.overall):
                        yield from self._difference(grouping, group, size, thing)

    def _difference(self, grouping: str, group: str, size: int, thing: str) -> Iterator[Difference]:
        overall = self.overall[thing] / self.persons
        here = self.counts[grouping, group][thing]
        share = here / size
        expected = sqrt(max(overall * (1 - overall), 1e-9) / size)
        far = abs(share - overall) > max(_POINTS, _STANDARD_ERRORS * expected)
        withheld = here == 0 and overall >= _COMMON
        only = here == self.overall[thing] and len(self.sizes[grouping]) > 1 and here > 0
        only = only and overall * self.persons >= 20
        if not (far or withheld or only):
            return
        way = explain(grouping, thing)
        yield Difference(
            grouping,
            group,
            thing,
            share,
            overall,
            exclusive=withheld or only,
            through=way.through,
            source="; ".join(way.sources),
            flagged=not way.sources or any("assumption" in source for source in way.sources),
            direction="; ".join(way.directions),
        )


def audit(persons: Iterable[PersonInCommunity]) -> Audit:
    """Return the counts of a cohort; memory does not grow with it."""
    found = Audit()
    for person in persons:
        found.persons += 1
        things = {f"need: {need.id}" for need in person.needs}
        things |= {f"strength: {one.id}" for one in person.strengths}
        things |= {f"strengths of: {one.family}" for one in person.strengths}
        found.overall.update(things)
        for grouping, group in _groups(person).items():
            found.sizes[grouping][group] += 1
            found.counts[grouping, group].update(things)
    return found


def _groups(person: PersonInCommunity) -> dict[str, str]:
    decile = person.address.deprivation_decile
    bands = ("18-24", "25-34", "35-49", "50-65", "66-74", "75-84", "85-97")
    band = next(band for band in bands if person.age <= int(band.split("-")[1]))
    return {
        "sex": person.sex,
        "age band": band,
        "ethnicity": person.ethnicity.split(":")[0],
        "deprivation": "deciles 1 to 4" if decile <= 4 else "deciles 5 to 10",
    }


def forbidden_links() -> list[str]:
    """
    Return links from sex, gender or heritage straight to a need; there should be none.

    Strengths, interests, hopes and words are reached only through tags of the
    life, and a test holds that no tag names a sex, a gender or a heritage.
    """
    return [
        f"{variable.name} depends on {parent}"
        for variable in chain(YEAR).variables.values()
        if variable.name.startswith("need:")
        for parent in variable.given
        if parent in _PERSONAL
    ]


@cache
def explain(grouping: str, thing: str) -> Way:
    """Return the chain of causes from a grouping to something, and the sources of its links."""
    kind, _, name = thing.partition(": ")
    if kind != "need":
        return _explain_strength(grouping, name)
    path = _path(f"need:{name}", _OF_GROUP[grouping])
    if not path:
        return Way(_NO_LINK, ())
    steps = [chain(YEAR).variables[step] for step in path[1:]]
    return Way(
        " > ".join(path),
        tuple(dict.fromkeys(step.source for step in steps)),
        tuple(dict.fromkeys(step.direction for step in steps if step.direction)),
    )


@cache
def _path(target: str, groups: frozenset[str]) -> list[str]:
    """The shortest way down the chain from a grouping's variables to a target."""
    variables = chain(YEAR).variables
    if target in groups:
        return [target]
    ways = [[target]]
    while ways:
        way = ways.pop(0)
        for parent in variables[way[0]].given:
            if parent in groups:
                return [parent, *way]
            ways.append([parent, *way])
    return []


_NO_LINK = "no link in the data: nothing else than the rest of the life"
_MOST_WAYS = 3
_OCCUPATIONS = "occupations.yaml: who does which work, by sex and decade: assumption"


def _explain_strength(grouping: str, name: str) -> Way:
    """The ways from a grouping to the parts of a life that a strength, or a family of them, grows from."""
    every = data("strengths")
    grown = every.get(name) or [one for entries in every.values() for one in entries]
    tags = [tag for one in grown if name in (one["id"], *every) for tag in one["from"]]
    ways: dict[str, list[str]] = {}
    sources = ["strengths.yaml: what a strength grows from: assumption"]
    directions = []
    for tag in dict.fromkeys(tags):
        if grouping == "sex" and tag.partition(":")[0] in ("job", "trade"):
            ways.setdefault("jobs by sex and decade", []).append(tag)
            sources.append(_OCCUPATIONS)
            continue
        path = _path(cause_of(tag), _OF_GROUP[grouping])
        if path:
            ways.setdefault(" > ".join(path), []).append(tag)
            steps = [chain(YEAR).variables[step] for step in path[1:]]
            sources += [step.source for step in steps]
            directions += [step.direction for step in steps if step.direction]
    if not ways:
        return Way(_NO_LINK, tuple(sources))
    told = [f"{way} > {', '.join(tags[:_MOST_WAYS])}" for way, tags in ways.items()]
    more = f"; and {len(told) - _MOST_WAYS} more" if len(told) > _MOST_WAYS else ""
    return Way(
        "; ".join(told[:_MOST_WAYS]) + more,
        tuple(dict.fromkeys(sources)),
        tuple(dict.fromkeys(directions)),
    )


@cache
def cause_of(tag: str) -> str:
    """Return the variable of chances.yaml that a tag follows from; raises ``KeyError`` for no tag."""
    family = f"{tag.partition(':')[0]}:"
    for variable, tags in data("tags")["causes"].items():
        if tag in tags or (":" in tag and family in tags):
            return str(variable)
    raise KeyError(tag)

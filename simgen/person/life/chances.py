"""
A chain of chances: each variable of a life given the ones before it.

The numbers are in ``chances.yaml``. What a case asks for is met by conditioning,
not by trying again and again: going backwards through the chain, each variable
hands what it still allows to the last of those it depends on (variable
elimination in a Bayesian network; Zhang and Poole 1994). Persons drawn forwards
from the tables that come out have exactly the distribution of the persons who
meet every constraint. The mass that is left says when there are none.

A variable that came later never shifts one that was there: each owns the
``word`` of the person's core stream that its entry names, for ever.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter
from typing import Any

from simgen.person.life.draws import Table, words

Value = Any
"""A text, or a whole number of years."""

Evidence = Mapping[str, frozenset[Value]]
"""Variables and the values that are allowed for each."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One question about a life, its possible answers and their weights."""

    name: str
    word: int
    given: tuple[str, ...]
    domain: tuple[Value, ...]
    rows: Mapping[tuple[Value, ...], Mapping[Value, float]]
    unit: str
    source: str


@dataclass(slots=True)
class _Step:
    name: str
    word: int
    keys: tuple[str, ...]
    tables: dict[Any, Table[Value]]


@dataclass(slots=True)
class _Message:
    scope: tuple[str, ...]
    weights: dict[tuple[Value, ...], float]


@dataclass(slots=True)
class Conditioned:
    """The chain under some evidence: ready to draw from, and its mass (0 to 1)."""

    names: tuple[str, ...]
    mass: float
    _plan: list[tuple[int, int, Any, Any]] = field(default_factory=list)
    _blocks: tuple[bytes, ...] = ()

    def draw(self, person: bytes) -> list[Value]:
        """Return a value for each of ``names``, for one person's prefix."""
        stream = [words(person, block) for block in self._blocks]
        values: list[Value] = []
        add = values.append
        for block, word, keys, tables in self._plan:
            table = tables if keys is None else tables[keys(values)]
            add(table.values[bisect_right(table.bounds, stream[block][word])])
        return values


class Chances:
    """The chain: variables in causal order."""

    def __init__(self, variables: list[Variable]) -> None:
        self.variables = {variable.name: variable for variable in variables}
        self._order = {variable.name: at for at, variable in enumerate(variables)}

    def conditioned(self, evidence: Evidence) -> Conditioned:
        """Return the chain given the evidence; its mass is 0 when nothing meets it."""
        pending: dict[str, list[_Message]] = {name: [] for name in self.variables}
        steps: list[_Step] = []
        mass = 1.0
        for variable in reversed(self.variables.values()):
            step, message = self._eliminate(
                variable, pending[variable.name], evidence.get(variable.name)
            )
            steps.append(step)
            if message is None:
                continue
            if message.scope:
                pending[message.scope[-1]].append(message)
            else:
                mass *= message.weights[()]
        steps.reverse()
        return self._ready(steps, mass)

    def probability(self, evidence: Evidence, given: Evidence | None = None) -> float:
        """Return the exact probability of some evidence, given some other."""
        given = given or {}
        both = {**given, **evidence}
        for name in set(given) & set(evidence):
            both[name] = given[name] & evidence[name]
        whole = self.conditioned(given).mass if given else 1.0
        return self.conditioned(both).mass / whole if whole else 0.0

    def _eliminate(
        self, variable: Variable, messages: list[_Message], allowed: frozenset[Value] | None
    ) -> tuple[_Step, _Message | None]:
        scopes = {name for message in messages for name in message.scope} - {variable.name}
        keys = tuple(sorted({*variable.given, *scopes}, key=self._order.__getitem__))
        tables: dict[Any, Table[Value]] = {}
        totals: dict[tuple[Value, ...], float] = {}
        for values in product(*(self.variables[key].domain for key in keys)):
            known = dict(zip(keys, values, strict=True))
            row = variable.rows[tuple(known[name] for name in variable.given)]
            weights = []
            for value in variable.domain:
                weight = row.get(value, 0.0)
                if weight and (allowed is None or value in allowed):
                    known[variable.name] = value
                    for message in messages:
                        weight *= message.weights[tuple(known[name] for name in message.scope)]
                else:
                    weight = 0.0
                weights.append(weight)
            totals[values] = sum(weights)
            if totals[values] > 0:
                lookup = values[0] if len(values) == 1 else values
                tables[lookup] = Table(variable.domain, weights)
        step = _Step(variable.name, variable.word, keys, tables)
        told = allowed is not None or bool(messages)
        return step, _Message(keys, totals) if told else None

    def _ready(self, steps: list[_Step], mass: float) -> Conditioned:
        plan = []
        for step in steps:
            at = [self._order[key] for key in step.keys]
            keys = itemgetter(*at) if at else None
            tables: Any = step.tables if at else step.tables.get(())
            plan.append((step.word >> 4, step.word & 15, keys, tables))
        blocks = max(block for block, *_ in plan) + 1
        return Conditioned(
            names=tuple(self.variables),
            mass=mass,
            _plan=plan,
            _blocks=tuple(b"core/%d" % block for block in range(blocks)),
        )

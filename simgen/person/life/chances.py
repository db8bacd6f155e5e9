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

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import fsum, prod
from typing import Any

import numpy as np

from simgen.person.life.columns import Column, Ints, Truths, constant
from simgen.person.life.draws import Draws, Tables

Value = Any
"""A text, or a whole number of years."""

Evidence = Mapping[str, frozenset[Value]]
"""Variables and the values that are allowed for each."""


@dataclass(frozen=True, slots=True)
class Variable:
    """
    One question about a life, its possible answers and their weights.

    ``direction`` is a published figure that goes the way the weights go, where
    their size is assumed.
    """

    name: str
    word: int
    given: tuple[str, ...]
    domain: tuple[Value, ...]
    rows: Mapping[tuple[Value, ...], Mapping[Value, float]]
    unit: str
    source: str
    direction: str = ""


@dataclass(slots=True)
class _Message:
    scope: tuple[str, ...]
    weights: dict[tuple[Value, ...], float]


@dataclass(slots=True)
class _Step:
    """One variable, the variables its tables are keyed by, and the tables, in their order."""

    name: str
    word: int
    keys: tuple[str, ...]
    tables: Tables


@dataclass(slots=True)
class Conditioned:
    """The chain under some evidence: ready to draw from, and its mass (0 to 1)."""

    domains: Mapping[str, tuple[Value, ...]]
    mass: float
    _steps: list[_Step]

    def draw(self, draws: Draws) -> Core:
        """Return a value of every variable for everybody in a block."""
        codes: dict[str, Ints] = {}
        for step in self._steps:
            row = np.zeros(draws.size, dtype=np.int64)
            for key in step.keys:
                row = row * len(self.domains[key]) + codes[key]
            codes[step.name] = step.tables.at(row, draws.word_at(step.word + 1))
        return Core(self.domains, codes)


@dataclass(slots=True)
class Core:
    """What the chain gave a block of persons, as places in each variable's domain."""

    domains: Mapping[str, tuple[Value, ...]]
    codes: dict[str, Ints]

    def has(self, name: str, *values: Value) -> Truths:
        """Tell of each person whether a variable has one of some values."""
        return _among(self.domains[name], values)[self.codes[name]]

    def values(self, name: str) -> Column:
        """Return each person's value of a variable."""
        return constant(self.domains[name])[self.codes[name]]

    def numbers(self, name: str) -> Ints:
        """Return each person's value of a variable that is a whole number."""
        return np.array(self.domains[name], dtype=np.int64)[self.codes[name]]


@cache
def _among(domain: tuple[Value, ...], values: tuple[Value, ...]) -> Truths:
    return np.array([value in values for value in domain])


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
        domains = {name: variable.domain for name, variable in self.variables.items()}
        return Conditioned(domains, mass, steps[::-1])

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
        rows: list[list[float]] = []
        totals: dict[tuple[Value, ...], float] = {}
        for values in product(*(self.variables[key].domain for key in keys)):
            known = dict(zip(keys, values, strict=True))
            shares = variable.rows[tuple(known[name] for name in variable.given)]
            weights = []
            for value in variable.domain:
                known[variable.name] = value
                weight = shares.get(value, 0.0) if allowed is None or value in allowed else 0.0
                if weight:
                    weight *= prod(
                        message.weights[tuple(known[name] for name in message.scope)]
                        for message in messages
                    )
                weights.append(weight)
            totals[values] = fsum(weights)
            rows.append(weights)
        step = _Step(variable.name, variable.word, keys, Tables(rows))
        told = allowed is not None or bool(messages)
        return step, _Message(keys, totals) if told else None

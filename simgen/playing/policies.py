"""
The scripted recruits, as data.

``expert``, ``good`` and ``novice`` speak to one case and are written for it, in
``scenarios/scripts``, each line in at least three wordings. The others would
say the same to anybody and stand in ``policies.yaml``.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from simgen.case import Case
from simgen.errors import KitError
from simgen.own_yaml import read_own_yaml
from simgen.scenario.loading import SCENARIOS
from simgen.scenario.slots import fill
from simgen.streams import stream

if TYPE_CHECKING:
    import random

Policy = Literal[
    "expert",
    "good",
    "novice",
    "fixer",
    "signposter",
    "interrogator",
    "flatterer",
    "silent",
    "random",
]
POLICIES: tuple[Policy, ...] = get_args(Policy)
WRITTEN = ("expert", "good", "novice")
"""Policies that are written for each case."""

SCRIPTS = SCENARIOS / "scripts"
"""One file for each case that has them, named as the case is."""

LINES = 26
"""How many lines a policy that is not written for a case says at most (assumption)."""


class PolicyError(KitError):
    """There is no such policy, or no script of it for a case."""


def load_policy(policy: str, case: Case, seed: int, wording: int | None = None) -> list[str]:
    """
    Return the lines that a policy says in a case.

    ``seed`` picks the wording of each line; ``wording`` (0, 1, 2) fixes it
    instead. Raises :class:`PolicyError` for an unknown policy or a case without
    a script.
    """
    if policy in WRITTEN:
        steps = _script(case.scenario.id).get(policy)
        if not steps:
            raise PolicyError(
                f"There is no '{policy}' script for the case '{case.scenario.id}'; write one in "
                f"scenarios/scripts/{case.scenario.id}.yaml."
            )
        return [
            fill(_worded(step, n, seed, wording), case.person.slots) for n, step in enumerate(steps)
        ]
    if policy == "silent":
        return [""] * LINES
    if policy == "random":
        return _random_lines(case, seed)
    if policy not in POLICIES:
        raise PolicyError(f"There is no policy '{policy[:40]}'. There are: {', '.join(POLICIES)}.")
    return list(_generic_lines(policy, case, seed))


def _worded(step: list[str], number: int, seed: int, wording: int | None) -> str:
    if wording is not None:
        return step[wording % len(step)]
    return stream(seed, "play", "wording", number).choice(step)


def _generic_lines(policy: str, case: Case, seed: int) -> Iterator[str]:
    """A policy's own lines in a seeded order, with the names of services where they go."""
    rng = stream(seed, "play", policy)
    lines = [str(line) for line in _generic()[policy]]
    rng.shuffle(lines)
    services = [service.name for service in case.town.services if service.status == "active"]
    rng.shuffle(services)
    for number in range(LINES):
        line = lines[number % len(lines)]
        yield line.replace("{service}", services[number % len(services)])


def _random_lines(case: Case, seed: int) -> list[str]:
    rng: random.Random = stream(seed, "play", "random")
    pool = [
        line
        for name in ("fixer", "signposter", "interrogator", "flatterer")
        for line in _generic()[name]
    ]
    pool += [""] + [topic.question for topic in case.scenario.topics] + list(case.scenario.openings)
    services = [service.name for service in case.town.services]
    return [rng.choice(pool).replace("{service}", rng.choice(services)) for _ in range(LINES)]


@cache
def _script(scenario_id: str) -> dict[str, list[list[str]]]:
    path = SCRIPTS / f"{scenario_id}.yaml"
    if not path.is_file():
        return {}
    script: dict[str, list[list[str]]] = read_own_yaml(path)
    return script


@cache
def _generic() -> dict[str, Any]:
    path = Path(__file__).with_name("policies.yaml")
    policies: dict[str, Any] = read_own_yaml(path)
    return policies

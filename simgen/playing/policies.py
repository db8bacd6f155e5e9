"""
The scripted recruits, as data.

``expert``, ``good`` and ``novice`` speak to one case and are written for it, in
``scenarios/scripts``, each line in at least three wordings; what they say on coming
back is in ``scenarios/scripts/second-visit``. The others would say the same to
anybody, as often as they come, and stand in ``policies.yaml``.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from simgen.case import Case
from simgen.conversation.between import Agreed
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

AGAIN = SCRIPTS / "second-visit"
"""What they say on a second visit, and the plan that they left with."""

MOST_VISITS = 2
"""Visits that are scripted."""

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


def scripted_lines(scenario_id: str) -> list[str]:
    """Return every wording of every line that is scripted for a case, slots unfilled."""
    steps = [step for policy in WRITTEN for step in _script(scenario_id).get(policy, ())]
    later = [
        step
        for policy in WRITTEN
        for step in _second_script(scenario_id).get(policy, {}).get("says", ())
    ]
    return [line for step in [*steps, *later] for line in step]


def load_second_visit(
    policy: str, case: Case, seed: int, wording: int | None = None
) -> tuple[list[str], Agreed]:
    """
    Return what a policy says on coming back, and what stands in the plan by then.

    The arguments and errors are those of :func:`load_policy`.
    """
    if policy not in WRITTEN:
        first = load_policy(policy, case, seed, wording)  # which refuses an unknown policy
        plan = _generic()["plans"].get(policy, {})
        if policy in ("silent", "random"):
            return first, Agreed(**plan)
        return list(_generic_lines(policy, case, seed, "again")), Agreed(**plan)
    script = _second_script(case.scenario.id).get(policy)
    if not script:
        raise PolicyError(
            f"There is no second visit of '{policy}' for the case '{case.scenario.id}'; write one "
            f"in scenarios/scripts/second-visit/{case.scenario.id}.yaml."
        )
    plan = script["plan"]
    agreed = Agreed(
        services=frozenset(plan["services"]),
        steps=plan["steps"],
        own_steps=plan["own_steps"],
        passed_on=tuple(plan.get("passed_on", ())),
    )
    lines = [
        fill(_worded(step, n, seed, wording, "again"), case.person.slots)
        for n, step in enumerate(script["says"])
    ]
    return lines, agreed


def _worded(step: list[str], number: int, seed: int, wording: int | None, *purpose: str) -> str:
    if wording is not None:
        return step[wording % len(step)]
    return stream(seed, "play", "wording", number, *purpose).choice(step)


def _generic_lines(policy: str, case: Case, seed: int, *purpose: str) -> Iterator[str]:
    """A policy's own lines in a seeded order, with the names of services where they go."""
    rng = stream(seed, "play", policy, *purpose)
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
    script: dict[str, list[list[str]]] = _read(SCRIPTS / f"{scenario_id}.yaml")
    return script


@cache
def _second_script(scenario_id: str) -> dict[str, Any]:
    return _read(AGAIN / f"{scenario_id}.yaml")


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    data: dict[str, Any] = read_own_yaml(path)
    return data


@cache
def _generic() -> dict[str, Any]:
    path = Path(__file__).with_name("policies.yaml")
    policies: dict[str, Any] = read_own_yaml(path)
    return policies

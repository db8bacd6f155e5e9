"""
Where cases and towns are found.

The kit's own lie in ``scenarios/``, read by path; a trainer's own case is any
YAML file, named by its path, with its town beside it in ``../towns`` or among
the kit's.
"""

import hashlib
import json
import re
from contextlib import suppress
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simgen.errors import ScenarioError
from simgen.latest import Latest
from simgen.scenario.checks import check_cues, check_scenario
from simgen.scenario.kept import keep, read_kept
from simgen.scenario.models import Scenario, Town
from simgen.scenario.reading import read_yaml, validate

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
"""The kit's own cases and towns: beside the packages, in a checkout and when installed."""

_ID = re.compile(r"[a-z0-9-]+")
"""What an id is made of: such a one leads out of no folder, and need not be looked for in a list."""


def list_scenarios() -> list[Scenario]:
    """Return the kit's own cases, checked, in order of their ids."""
    return [load_scenario(path) for path in sorted((SCENARIOS / "cases").glob("*.yaml"))]


def load_scenario(which: str | Path) -> Scenario:
    """
    Return one case, checked.

    ``which`` is the id of one of the kit's own cases, or a path to a file.
    Raises :class:`~simgen.errors.ScenarioError` with every problem found.
    """
    return _load(_path_of(which))[0]


def load_town(town_id: str, beside: Path | None = None) -> Town:
    """
    Return one town, checked.

    It is looked for in the folder ``towns`` next to the folder of the case file
    ``beside``, then among the kit's own.
    """
    folders = [SCENARIOS / "towns"]
    if beside is not None:
        folders.insert(0, beside.resolve().parent.parent / "towns")
    for folder in folders:
        path = folder / f"{town_id}.yaml"
        if path.is_file():
            return _load_town(path, path.stat().st_mtime_ns)
    raise ScenarioError(
        f"There is no town '{town_id}'; looked for {town_id}.yaml in "
        + " and ".join(map(str, folders))
        + "."
    )


def load_both(which: str | Path) -> tuple[Scenario, Town]:
    """Return one case with its town, both checked."""
    return _load(_path_of(which))


def scenario_hash(scenario: Scenario) -> str:
    """
    Return the SHA-256 of a case's content, 64 hexadecimal digits, whatever its layout.

    What a case leaves out that older kits did not know of does not count: its hash is as it was.
    """
    return _hashes.of(scenario, lambda: _hash_of(scenario))


_hashes = Latest[str]()


def _hash_of(scenario: Scenario) -> str:
    data = scenario.model_dump(mode="json", exclude=_not_yet_there(scenario))
    content = json.dumps(_as_before(data), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _path_of(which: str | Path) -> Path:
    if isinstance(which, Path) or which.endswith((".yaml", ".yml")):
        return Path(which)
    folder = SCENARIOS / "cases"
    path = folder / f"{which}.yaml"
    if _ID.fullmatch(which) and path.is_file():
        return path
    names = [file.stem for file in sorted(folder.glob("*.yaml"))]
    if which in names:
        return path
    near = get_close_matches(which, names, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    raise ScenarioError(
        f"There is no case '{which[:60]}'.{hint} There are: {', '.join(names)}. "
        "For a case of your own give the path of its file, ending in .yaml."
    )


def _load(path: Path) -> tuple[Scenario, Town]:
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0  # reading says what is wrong
    return _load_checked(path, changed)


@lru_cache(maxsize=64)
def _load_checked(path: Path, changed: int) -> tuple[Scenario, Town]:
    """Read and check once for each state of the file; ``changed`` tells the states apart."""
    del changed
    own = path.parent == SCENARIOS / "cases"
    kept = read_kept(path) if own else None
    if kept is not None:
        with suppress(ValidationError):
            return Scenario.model_validate(kept.case), Town.model_validate(kept.town)
    written = read_yaml(path)
    scenario = validate(written, Scenario)
    town = load_town(scenario.town, beside=path)
    problems = check_scenario(written, scenario, town)
    if problems:
        raise written.error(problems)
    if own:
        town_file = SCENARIOS / "towns" / f"{town.id}.yaml"
        keep(path, written.data, town_file, read_yaml(town_file).data)
    return scenario, town


@lru_cache(maxsize=16)
def _load_town(path: Path, changed: int) -> Town:
    del changed
    written = read_yaml(path)
    town = validate(written, Town)
    problems = list(check_cues(written, written.data))
    if problems:
        raise written.error(problems)
    return town


def _not_yet_there(scenario: Scenario) -> dict[str, Any]:
    """Return the parts that a case leaves out and that were not there in the first cases."""
    voice = {name for name in NEW_IN_VOICE if not getattr(scenario.voice, name)}
    parts: dict[str, Any] = {
        name: True for name in ("visits", "asides", "misunderstands") if not getattr(scenario, name)
    }
    of_any = {place: {"topics"} for place, ask in enumerate(scenario.asks_back) if not ask.topics}
    return {
        **parts,
        **({"voice": voice} if voice else {}),
        **({"asks_back": of_any} if of_any else {}),
    }


NEW_IN_PARTS = ("asked_next", "asked_early", "more")


def _as_before(data: Any) -> Any:
    """Return a case's data without the parts of an item or a small answer that it leaves out."""
    if isinstance(data, dict):
        left_out = {name for name in NEW_IN_PARTS if name in data and not data[name]}
        return {name: _as_before(part) for name, part in data.items() if name not in left_out}
    return [_as_before(part) for part in data] if isinstance(data, list) else data


NEW_IN_VOICE = (
    "says_again",
    "as_i_said",
    "who_is_that",
    "takes_in",
    "praised",
    "keeps_to_self",
    "comes_back",
    "still_kept",
    "no_idea_yet",
    "offered_too_much",
    "told_it_is_done",
    "turns_to",
    "vague",
)

"""
Where to practise: from a criterion with room to grow to a place and a moment.

A moment is a turn of the recruit's own conversation: one that the evidence
holds against the level, or else the first that the debrief knows another way of
saying. The case room can begin again from any turn.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simgen.errors import ScenarioError
from simgen.scenario import load_scenario

MOST_OTHER_CASES = 3
LONGEST_QUOTE = 300
"""Characters of an utterance that are quoted; enough to know it again."""


def practice_for(part: Mapping[str, Any], case: Mapping[str, Any] | None) -> dict[str, Any]:
    """
    Return where to practise a criterion.

    ``part`` is a criterion's view, ``case`` the room's, or None where no
    transcript is left. ``where`` is a place in words; ``turn``, ``said`` and
    ``better`` the moment to go back to (None and empty where there is none);
    ``missed`` says what stood in the way of hearing what would have helped.
    """
    place = _places().get(part["criterion_id"], {})
    turn = _moment(part, case, talk=bool(place.get("talk")))
    return {
        "where": place.get("where", ""),
        "turn": turn["number"] if turn else None,
        "said": _brief(turn["said"]) if turn else "",
        "better": turn["better"] if turn else "",
        "missed": _missed(case, place.get("missed", "")),
    }


def other_cases(names: list[str]) -> list[dict[str, str]]:
    """Return title and summary of a few cases, by their ids; what the kit lacks is left out."""
    found = []
    for name in names:
        try:
            scenario = load_scenario(name)
        except ScenarioError:
            continue
        found.append({"title": scenario.title, "summary": scenario.summary})
    return found[:MOST_OTHER_CASES]


def _moment(
    part: Mapping[str, Any], case: Mapping[str, Any] | None, *, talk: bool
) -> Mapping[str, Any] | None:
    if case is None:
        return None
    turns: dict[int, Mapping[str, Any]] = {turn["number"]: turn for turn in case["turns"]}
    for evidence in part["evidence"]:
        if evidence["against"] and evidence["kind"] == "turn" and evidence["turn"] in turns:
            return turns[evidence["turn"]]
    if not talk:
        return None
    return next((turn for turn in case["turns"] if turn["better"]), None)


def _brief(said: str) -> str:
    return said if len(said) <= LONGEST_QUOTE else f"{said[:LONGEST_QUOTE].rstrip()} …"


def _missed(case: Mapping[str, Any] | None, kind: str) -> str:
    if case is None or not kind:
        return ""
    return next((str(each["why"]) for each in case["hidden"] if each["kind"] == kind), "")


@cache
def _places() -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name("practice.yaml")
    places: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return places

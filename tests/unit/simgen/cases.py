"""A small case for tests: three topics, a few items, one town of two services."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_LINES = ["One.", "Two."]
_VOICE = dict.fromkeys(
    [
        "greets",
        "small_talk",
        "acknowledges",
        "agrees",
        "asks_why",
        "advised_too_soon",
        "feeling_ignored",
        "pushed",
        "corrects",
        "repeated",
        "not_understood",
        "quiet",
        "waits",
        "nothing_more",
        "promised",
        "hurt",
        "repaired",
        "safe_to_say",
        "goodbye",
        "ends",
    ],
    _LINES,
)
for _name in _VOICE:
    _VOICE[_name] = [f"{_name} one", f"{_name} two"]

_ITEM = {
    "id": "sews",
    "kind": "strength",
    "topic": "work",
    "gist": "She sewed for a living.",
    "own_words": "I made wedding dresses",
    "trust": 0.2,
    "cues": ["sewing"],
    "says": {"guarded": "I sewed.", "trusting": "I made wedding dresses, hundreds of them."},
    "too_soon": "Oh, this and that.",
    "helps": "A step that uses it.",
}

CASE: dict[str, Any] = {
    "id": "small-case",
    "version": 1,
    "title": "A small case",
    "summary": "For tests.",
    "author": "The tests",
    "town": "smallton",
    "set_on": "2026-03-03",
    "minutes": 10,
    "person": {
        "sex": "female",
        "age": {"min": 70, "max": 80},
        "title": "Mrs",
        "household": "lives alone",
        "housing": "a flat",
        "months_since_loss": {"min": 3, "max": 9},
        "people": [
            {
                "id": "husband",
                "relation": "late husband",
                "sex": "male",
                "years_older": {"min": 0, "max": 3},
                "shares_surname": True,
                "alive": False,
            }
        ],
        "details": {"dog": ["Rex", "Spot"]},
    },
    "manner": "Quiet.",
    "starting_trust": 0.2,
    "referral": {
        "practice": "A practice",
        "sent_by": "A doctor",
        "reason": "Loneliness",
        "note": "{name}, {age}, lost {husband} {months} months ago.",
        "expects": "A club.",
        "consent": "Given.",
        "known_risks": "None known.",
    },
    "voice": {"first_sight": "A door opens.", **_VOICE},
    "topics": [
        {"id": "work", "label": "Work", "cues": ["work"], "question": "What was your work?"},
        {"id": "husband", "label": "Husband", "cues": ["husband"], "question": "Tell me of him."},
        {
            "id": "nights",
            "label": "Nights",
            "cues": ["sleep*", "night*"],
            "question": "How are nights?",
        },
    ],
    "items": [
        _ITEM,
        {
            **_ITEM,
            "id": "misses-him",
            "kind": "fact",
            "topic": "husband",
            "own_words": "the house is so quiet",
            "trust": 0.3,
            "cues": ["miss him"],
            "says": {
                "guarded": "It is quiet.",
                "trusting": "Since {husband} went the house is so quiet.",
            },
            "too_soon": "(She looks away.)",
            "feeling": "grief",
        },
        {
            **_ITEM,
            "id": "tablets",
            "kind": "worry",
            "topic": "nights",
            "own_words": "I take his tablets",
            "trust": 0.6,
            "after": ["misses-him"],
            "cues": ["tablets"],
            "says": {"guarded": "I take something.", "trusting": "At night I take his tablets."},
            "too_soon": "I sleep well enough.",
            "feeling": "fear",
            "action_needed": "Tell the practice today.",
        },
    ],
    "corrections": [{"hears": ["your wife"], "says": "I never had a wife."}],
    "services": [
        {
            "service": "sewing-bee",
            "fit": "good",
            "why": "She sews.",
            "needs": ["sews"],
            "says": "Oh!",
        },
        {"service": "bowls", "fit": "poor", "why": "Her hip.", "says": "Not with my hip."},
    ],
    "openings": ["Hello.", "How are you?", "What matters to you?"],
    "sources": ["assumption"],
}

_SERVICE = {
    "id": "sewing-bee",
    "name": "The Sewing Bee",
    "organisation": "A club",
    "description": "Sewing together.",
    "who_for": "Anyone",
    "when": "Mondays",
    "where": "The hall",
    "cost": "Free",
    "how_to_join": "Come along",
    "access": "Step-free",
    "capacity": "Ten places",
    "cues": ["sewing bee"],
}

TOWN: dict[str, Any] = {
    "id": "smallton",
    "name": "Smallton",
    "description": "A small town.",
    "services": [
        _SERVICE,
        {**_SERVICE, "id": "bowls", "name": "Bowls", "cues": ["bowls club"]},
    ],
}


def write_case(folder: Path, change: dict[tuple[str | int, ...], Any] | None = None) -> Path:
    """Write the small case below a folder, with some values changed, and return its path."""
    case = copy.deepcopy(CASE)
    for key, value in (change or {}).items():
        place: Any = case
        for part in key[:-1]:
            place = place[part]
        place[key[-1]] = value
    for name, data in (("cases/small-case.yaml", case), ("towns/smallton.yaml", TOWN)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
    return folder / "cases" / "small-case.yaml"

"""A later visit for the small case, and shorthands for going back."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from simgen.case import open_case
from simgen.conversation import Agreed, Talk
from tests.unit.simgen.cases import CASE, write_case

if TYPE_CHECKING:
    from pathlib import Path

    from simgen.case import Case

_NEWS = {
    **CASE["items"][0],
    "id": "news",
    "kind": "fact",
    "own_words": "my sister has moved in",
    "trust": 0.0,
    "cues": ["news"],
    "says": {"guarded": "My sister is here.", "trusting": "Well, my sister has moved in."},
    "too_soon": "Nothing much.",
}

VISIT: dict[str, Any] = {
    "weeks_later": 3,
    "first_sight": "The same door.",
    "voice": {
        "greets": ["You again.", "Back so soon."],
        "recalls": ["I told you.", "As I said."],
        "offered_again": ["You said.", "That one again."],
    },
    "instead": {"goodbye": ["Bye now.", "Off you go."]},
    "openings": ["Hello again.", "How was it?", "What now?"],
    "happenings": [
        {
            "id": "sister",
            "gist": "{husband}'s sister has moved in.",
            "sees": "Two cups stand on the table.",
            "says": "I have company now.",
            "items": [_NEWS],
        },
        {
            "id": "sewed-again",
            "gist": "She sewed.",
            "when": {"heard": ["sews"], "offered": ["sewing-bee"]},
            "says": "I went.",
            "moves": "came_to_something",
            "over": ["sews"],
        },
        {"id": "idle", "gist": "Nothing.", "unless": ["sewed-again"], "moves": "came_to_nothing"},
    ],
}


def open_small(folder: Path, change: dict[tuple[str | int, ...], Any] | None = None) -> Case:
    """Open the small case with its later visit, some values of the visit changed."""
    visit = copy.deepcopy(VISIT)
    for key, value in (change or {}).items():
        place: Any = visit
        for part in key[:-1]:
            place = place[part]
        place[key[-1]] = value
    return open_case(write_case(folder, {("visits",): [visit]}), 3)


def go_back(case: Case, *lines: str, agreed: Agreed | None = None) -> Talk:
    """Say some lines, end the talk, and stand at the door of the next visit."""
    talk = Talk(case)
    for line in lines:
        talk.say(line)
    talk.close()
    talk.visit_again(agreed)
    return talk

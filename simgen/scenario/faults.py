"""How a fault in a case is put into words, and what every check goes through."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from simgen.scenario.models import Scenario
from simgen.scenario.parts import Item
from simgen.scenario.reading import Problem, Written

Key = tuple[str | int, ...]
"""Where a value stands in the file."""


def all_items(scenario: Scenario) -> Iterator[tuple[Key, Item]]:
    """Yield every item with its key: those of the case, then those of later visits."""
    for index, item in enumerate(scenario.items):
        yield ("items", index), item
    for number, visit in enumerate(scenario.visits):
        for place, happening in enumerate(visit.happenings):
            for index, item in enumerate(happening.items):
                yield ("visits", number, "happenings", place, "items", index), item


def known(written: Written, key: Key, name: str, names: list[str], what: str) -> Iterator[Problem]:
    """Yield a problem unless a name is one of those known; ``what`` says what is expected."""
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f". Did you mean '{near[0]}'?" if near else ""
        yield at(written, key, repr(name), what + hint)


def at(written: Written, key: Key, found: str, expected: str) -> Problem:
    """Return a problem with the line on which it stands."""
    dotted = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")
    return Problem(written.line_of(key), dotted, found, expected)


def plain(text: str) -> str:
    """Return a text in lower case without punctuation, its slots kept."""
    return " ".join(re.sub(r"[^\w{}]+", " ", text.lower()).split())

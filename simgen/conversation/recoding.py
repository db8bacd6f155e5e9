"""
What people say that an utterance did, where the kit was unsure or wrong.

The choices are data, in ``recoding.yaml``. What is chosen is kept in the record
and shown; no trust and no mark is worked out from it.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from simgen.conversation.turn import Code, Family, Turn
from simgen.own_yaml import read_own_yaml


class Choice(Struct, frozen=True):
    """One thing that an utterance may have done; ``label`` completes "I was …"."""

    id: str
    label: str
    family: Family
    codes: tuple[Code, ...]


def is_unsure(turn: Turn) -> bool:
    """Tell whether the kit was unsure what an utterance did; a silence is never unsure."""
    heard = turn.heard
    return bool(turn.said.strip()) and (
        heard.abstained or heard.p < _data()["sure_enough"]["value"]
    )


@cache
def choices() -> tuple[Choice, ...]:
    """Return what may be chosen, in the order in which it is offered."""
    return tuple(
        Choice(name, each["label"], each["family"], tuple(each["codes"]))
        for name, each in _data()["choices"].items()
    )


def find_choice(choice_id: str) -> Choice | None:
    """Return a choice by its id, or None."""
    return next((choice for choice in choices() if choice.id == choice_id), None)


def choice_for(family: Family, codes: Iterable[Code]) -> Choice | None:
    """Return the choice that stands for a family and codes in any order, or None."""
    held = set(codes)
    return next(
        (each for each in choices() if each.family == family and set(each.codes) == held), None
    )


def described(family: Family, codes: Iterable[Code]) -> str:
    """Return in plain words what a family and codes mean, for people to read."""
    codes = tuple(codes)
    choice = choice_for(family, codes)
    if choice is not None:
        return choice.label
    named = ", ".join(code.replace("-", " ") for code in codes)
    return f"{family.capitalize()}: {named}" if named else family.capitalize()


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("recoding.yaml"))

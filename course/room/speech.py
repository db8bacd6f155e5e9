"""Tell what is said from what is seen: words in brackets are a stage direction."""

import re
from typing import Literal, TypedDict

_SEEN = re.compile(r"\[([^\[\]]+)\]|\(([^()]+)\)")


class Part(TypedDict):
    """A run of words that is either said aloud or seen."""

    kind: Literal["said", "seen"]
    text: str


def parts(text: str) -> list[Part]:
    """
    Return the runs of a reply in order, without brackets and without empty runs.

    >>> parts("(She looks up.) Come in.")
    [{'kind': 'seen', 'text': 'She looks up.'}, {'kind': 'said', 'text': 'Come in.'}]
    """
    found: list[Part] = []
    at = 0
    for seen in _SEEN.finditer(text):
        _keep(found, "said", text[at : seen.start()])
        _keep(found, "seen", seen.group(1) or seen.group(2))
        at = seen.end()
    _keep(found, "said", text[at:])
    return found


def _keep(found: list[Part], kind: Literal["said", "seen"], text: str) -> None:
    if text.strip():
        found.append({"kind": kind, "text": text.strip()})

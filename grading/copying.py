"""
Whether a conversation was copied from a worked example that comes with the kit.

Anchors lie open in the kit, as worked examples should. Word for word they say
what their writer can do and nothing of the recruit, so such a record is left to
a trainer. Nobody is accused: the verdict says what was found and what to do.
"""

from functools import cache

from grading.anchors import anchors_of
from simgen.conversation.words import content_words
from simgen.record import ReplayedCase

LONG = 3
"""Content words from which a sentence is one's own and not what anybody would say (assumption)."""

AT_LEAST = 8
"""Sentences that must be the same before anything is said of it (assumption)."""

SHARE = 0.6
"""Share of all long sentences that must be those of one example, 0 to 1 (assumption)."""

Gist = frozenset[str]


def copied_from(case: ReplayedCase) -> str:
    """Return in words that a talk is a worked example's, or an empty text where it is not."""
    said = {gist for turn in case.talk.turns if (gist := _gist(turn.said))}
    for example in _examples(case.case.scenario.id):
        same = len(said & example)
        if same >= AT_LEAST and same >= SHARE * len(said):
            return (
                f"{same} of the {len(said)} longer things said are those of a worked example that "
                "comes with the kit, so nothing was marked here. Have the conversation in words of "
                "your own, or ask your trainer to look at it and mark it by hand."
            )
    return ""


def _gist(text: str) -> Gist:
    """Return what carries a sentence's content; nothing where that is too little to be told apart."""
    words = content_words(text)
    return words if len(words) >= LONG else frozenset()


@cache
def _examples(case_id: str) -> tuple[frozenset[Gist], ...]:
    return tuple(
        frozenset(gist for line in anchor.talk if (gist := _gist(line)))
        for anchor in anchors_of(case_id)
    )

"""
Whether a conversation was copied from the worked examples that come with the kit.

Anchors and the scripted recruits' lines lie open in the kit, as worked examples should,
those of other cases too. They say what their writer can do and nothing of the recruit, so
such a record is left to a trainer. Nobody is accused: the verdict says what was found and
what to do. A word here or there does not make a sentence new.
"""

import re
from collections import Counter
from functools import cache

from grading.anchors import anchors_of
from simgen.conversation.words import content_words
from simgen.playing import scripted_lines
from simgen.record import ReplayedCase
from simgen.scenario import list_scenarios

LONG = 3
"""Content words from which a sentence is one's own and not what anybody would say (assumption)."""

AT_LEAST = 8
"""Sentences that must be the same before anything is said of it (assumption)."""

SHARE = 0.6
"""Share of all long sentences that must be those of the examples, 0 to 1 (assumption)."""

ALIKE = 0.65
"""Words that two sentences share, of all that either has, for them to be the same (assumption)."""

Gist = frozenset[str]

_SLOT = re.compile(r"\{\w+\}")


def copied_from(case: ReplayedCase) -> str:
    """Return in words that a talk is the worked examples', or an empty text where it is not."""
    names = content_words(" ".join(map(str, case.case.person.slots.values())))
    said = {gist for turn in case.talk.turns if (gist := _gist(turn.said, names))}
    if len(said) < AT_LEAST:
        return ""
    same = sum(map(_is_an_example, said))
    if same < AT_LEAST or same < SHARE * len(said):
        return ""
    return (
        f"{same} of the {len(said)} longer things said are those of the worked examples that "
        "come with the kit, so nothing was marked here. Have the conversation in words of "
        "your own, or ask your trainer to look at it and mark it by hand."
    )


def _gist(text: str, names: Gist = frozenset()) -> Gist:
    """Return what carries a sentence's content; nothing where that is too little to be told apart."""
    words = content_words(_SLOT.sub(" ", text)) - names
    return words if len(words) >= LONG else frozenset()


def _is_an_example(gist: Gist) -> bool:
    """Tell whether a sentence is, but for a word or so, one of the examples'."""
    examples, lines_with = _examples()
    shared = Counter(line for word in gist for line in lines_with.get(word, ()))
    return any(
        common >= ALIKE * (len(gist) + len(examples[line]) - common)
        for line, common in shared.items()
    )


@cache
def _examples() -> tuple[list[Gist], dict[str, list[int]]]:
    """Return what each example line says, and for each word the lines that have it."""
    cases = [scenario.id for scenario in list_scenarios()]
    lines = [line for case in cases for anchor in anchors_of(case) for line in anchor.talk]
    lines += [line for case in cases for line in scripted_lines(case)]
    gists = sorted({gist for line in lines if (gist := _gist(line))}, key=sorted)
    lines_with: dict[str, list[int]] = {}
    for number, gist in enumerate(gists):
        for word in gist:
            lines_with.setdefault(word, []).append(number)
    return gists, lines_with

"""
Longer speeches, made of what was written as single sentences.

People say several things in one breath, and most labelled utterances say one:
the coder also learns from utterances of one scene run together.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from simgen.conversation.hearing.corpus import CODES, Row
from simgen.conversation.turn import Code, Family

CHECKS: tuple[tuple[str, Code], ...] = (
    ("What do you think?", "open-question"),
    ("How does that sound?", "open-question"),
    ("What do you make of that?", "open-question"),
    ("Would that suit you?", "closed-question"),
    ("Does that sound like something for you?", "closed-question"),
    ("How would you feel about that?", "open-question"),
    ("Any thoughts on that?", "open-question"),
)
"""What one asks after telling something, to see how it lands."""

TAGS = (
    "Have I got that right?",
    "Is that right?",
    "Did I get that right?",
    "Does that sound right?",
    "Have I missed anything?",
    "Did I miss anything?",
    "Is that fair?",
    "What have I left out?",
    "Is that about it?",
)
"""What one asks after giving something back, to hear whether it was meant so."""

SEED = 0
_ALONE: frozenset[Code] = frozenset(("confront", "goodbye", "promise"))
_OUTWEIGHS: tuple[Family, ...] = ("other", "reflection", "input")


def speeches(rows: Sequence[Row]) -> list[Row]:
    """
    Return longer speeches made of two to four rows of one source, as many as a third of them.

    What one ends with a question asks; else something told outweighs something
    given back, and that a kind word or a nod. Something told and a check of how
    it lands remains told, something given back and a check of whether it was meant
    so remains given back. Nothing is run together with blame or with what ends the talk.
    """
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        if not _ALONE & set(row.codes):
            by_source.setdefault(row.source, []).append(row)
    chance = random.Random(SEED)
    made = []
    for scene in by_source.values():
        for _ in range(len(scene) // 3):
            speech = _speech(chance.sample(scene, min(len(scene), chance.choice((2, 2, 3, 3, 4)))))
            if speech is not None:
                made.append(speech)
        told = [row for row in scene if row.family == "input"]
        if told:
            text, code = CHECKS[len(made) % len(CHECKS)]
            check = replace(told[0], text=text, codes=(code, "collaboration"))
            made.append(_run_together([told[0], check], "input"))
        given = [row for row in scene if row.family == "reflection" and "?" not in row.text]
        if given:
            longest = max(given, key=lambda row: len(row.text))
            check = replace(longest, text=TAGS[len(made) % len(TAGS)], codes=())
            made.append(_run_together([longest, check], "reflection"))
    return made


def _speech(rows: Sequence[Row]) -> Row | None:
    asked = [row for row in rows if row.family == "question"]
    stated = [row for row in rows if row.family != "question"]
    parts = [*stated, *asked[:1]]
    if len(parts) < 2:
        return None
    if asked:
        return _run_together(parts, "question")
    return _run_together(parts, max((row.family for row in parts), key=_OUTWEIGHS.index))


def _run_together(parts: Sequence[Row], family: Family) -> Row:
    said = [part.text if part.text[-1:] in ".?!" else f"{part.text}." for part in parts[:-1]]
    text = " ".join([*said, parts[-1].text])
    codes = tuple(code for code in CODES if any(code in part.codes for part in parts))
    return replace(parts[0], text=text, family=family, codes=codes)

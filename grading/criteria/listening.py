"""
Listening: open questions, reflections, feelings met, advice that waits.

The counts follow OARS and the spirit of MITI 4.2.1 (reflections to questions).
MITI's own thresholds, 1:1 and 2:1, are expert opinion; ours are lower, an assumption.
Utterances the coder was not sure of are left out of every count that could hurt.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from grading.echoes import echoes_in
from grading.matching import content_words
from grading.results import Evidence, Judgement
from simgen.conversation import Turn
from simgen.record import ReplayedCase

FEWEST_TURNS = 6
"""A shorter talk cannot show listening above "beginning"; assumption."""
REFLECTIONS = 3
"""Different reflections for "sound"; assumption."""
MORE_REFLECTIONS = 5
ECHOES = 2
"""Reflections that may be the person's own words, just as they were; more show a parrot; assumption."""
RATIO = 0.5
"""Reflections to questions for "strong", half of MITI's "fair"; assumption."""
SLIPS = frozenset({"feeling_ignored", "advised_too_soon", "pushed", "confront"})
"""Rules of trust that mean the person was not heard."""

GAVE_BACK = frozenset({"reflection", "summary", "feeling_met"})
"""Rules of trust that mean something heard was given back."""

_SAY_BACK = frozenset({"reflection", "affirmation", "summary", "apology"})


@dataclass(frozen=True, slots=True)
class _Counts:
    open: int
    closed: int
    reflections: tuple[Turn, ...]
    echoes: int
    met: tuple[Turn, ...]
    missed: tuple[Turn, ...]
    slips: tuple[Turn, ...]
    unsure: int


def judge_listening(case: ReplayedCase) -> Judgement:
    """Judge how far the person was heard before anything else happened."""
    turns = case.talk.turns
    counts = _count(case)
    questions = counts.open + counts.closed
    feelings = len(counts.met) + len(counts.missed)
    feelings_met = not feelings or len(counts.met) * 2 >= feelings

    level = 0
    if counts.open >= 2 or counts.reflections:
        level = 1
    if (
        len(turns) >= FEWEST_TURNS
        and len(counts.reflections) >= REFLECTIONS
        and counts.open >= max(1, counts.closed)
        and feelings_met
        and len(counts.slips) <= max(2, len(turns) // 6)
    ):
        level = 2
    if (
        level == 2
        and len(counts.reflections) >= MORE_REFLECTIONS
        and len(counts.reflections) >= RATIO * questions
        and len(counts.met) * 3 >= feelings * 2
        and len(counts.slips) <= _slips_forgiven(turns)
        and len(case.talk.disclosed) >= 5
    ):
        level = 3

    evidence = [Evidence("turn", turn.said, turn.number) for turn in counts.reflections[:2]]
    evidence += [
        Evidence("turn", turn.said, turn.number, against=True)
        for turn in list(dict.fromkeys([*counts.missed, *counts.slips]))[:2]
    ]
    evidence.append(
        Evidence(
            "note",
            f"Open questions: {counts.open}. Closed questions: {counts.closed}. Different "
            f"reflections: {len(counts.reflections)}. Feelings met: {len(counts.met)} of {feelings}.",
        )
    )
    if counts.echoes > ECHOES:
        evidence.append(
            Evidence(
                "note",
                f"Their last words handed back as they were, {counts.echoes} times; {ECHOES} of these "
                "count as reflections.",
                against=True,
            )
        )
    doubt = (
        f"{counts.unsure} of your {len(turns)} utterances could not be read with enough certainty. "
        "They are not held against you."
        if counts.unsure
        else ""
    )
    return Judgement(
        level, tuple(evidence), _did_well(level, counts), _advice(level, counts), doubt
    )


def _count(case: ReplayedCase) -> _Counts:
    turns = case.talk.turns
    sure = [turn for turn in turns if not turn.heard.abstained]
    gave_back: dict[frozenset[str], Turn] = {}
    for turn in sure:
        words = content_words(turn.said, case)
        # What trust did not take for listening, such as advice in its clothes, is none here.
        if words and any(move.rule in GAVE_BACK for move in turn.why):
            gave_back.setdefault(words, turn)
    echoes = echoes_in(turns, case)
    forgiven = [turn for turn in gave_back.values() if turn in echoes][:ECHOES]
    reflections = [turn for turn in gave_back.values() if turn not in echoes or turn in forgiven]
    met, missed = [], []
    for before, turn in pairwise(turns):
        if not before.feeling or before.visit != turn.visit:
            continue
        if turn in echoes and turn not in forgiven:
            continue
        if not turn.said.strip() or _SAY_BACK & set(turn.heard.codes):
            met.append(turn)
        elif not turn.heard.abstained and any(move.rule == "feeling_ignored" for move in turn.why):
            missed.append(turn)
    return _Counts(
        open=sum("open-question" in turn.heard.codes for turn in sure),
        closed=sum("closed-question" in turn.heard.codes for turn in sure),
        reflections=tuple(reflections),
        echoes=len(echoes),
        met=tuple(met),
        missed=tuple(missed),
        slips=tuple(turn for turn in sure if any(move.rule in SLIPS for move in turn.why)),
        unsure=len(turns) - len(sure),
    )


def _slips_forgiven(turns: Sequence[Turn]) -> int:
    """Return the slips that are only human: one in each visit long enough to show listening."""
    visits = Counter(turn.visit for turn in turns)
    return max(1, sum(length >= FEWEST_TURNS for length in visits.values()))


def _did_well(level: int, counts: _Counts) -> str:
    if level == 3:
        return "You said back what you heard, met their feelings, and let advice wait."
    if level == 2:
        return "You asked openly and said back what you heard."
    if counts.reflections:
        return "You said back something you had heard, which tells a person that you listened."
    return "You asked open questions." if counts.open >= 2 else ""


def _advice(level: int, counts: _Counts) -> str:
    if level == 3:
        return "Try a summary half-way, and ask what you have missed."
    if counts.missed:
        return "When a feeling shows, stay with it: say what you see before you ask the next thing."
    if counts.echoes > ECHOES:
        return (
            "Say in words of your own what you take from an answer; their last words are an echo."
        )
    if len(counts.reflections) < REFLECTIONS:
        return "After an answer, say back in a few words what you heard, and wait."
    if counts.closed > counts.open:
        return "Begin with what, how or tell me; a yes-or-no question gets a yes or a no."
    return "Let one reflection follow each question before you ask another."

"""
How good a coder is: F1, confusion, calibration, coverage.

Plain arithmetic on labels and probabilities, the same for the kit's own held-out
rows and for anybody's file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simgen.conversation.hearing.corpus import FAMILIES
from simgen.conversation.turn import Family

BINS = 10
COVERAGE_AT = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Thresholds of the coverage curve."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One coded utterance: the true family, the best guess, and how sure it was (0 to 1)."""

    label: Family
    family: Family
    p: float
    abstained: bool = False


@dataclass(frozen=True, slots=True)
class Bin:
    """One line of the reliability table: ``count`` guesses with p from ``low`` to ``high``."""

    low: float
    high: float
    count: int
    mean_p: float
    right: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is left when only guesses with at least ``p`` are kept (shares from 0 to 1)."""

    p: float
    coverage: float
    accuracy: float
    macro_f1: float


@dataclass(frozen=True, slots=True)
class Scores:
    """
    All figures of one evaluation.

    ``f1`` is by family; ``macro_f1`` averages the families that occur in the
    labels. ``confusion[label][guess]`` counts. ``calibration_error`` is the
    expected calibration error over ten equal bins.
    """

    count: int
    accuracy: float
    macro_f1: float
    f1: dict[str, float]
    precision: dict[str, float]
    recall: dict[str, float]
    confusion: dict[str, dict[str, int]]
    calibration_error: float
    reliability: tuple[Bin, ...]
    coverage: tuple[Coverage, ...]
    abstained: float
    kept_macro_f1: float


def measure(guesses: Sequence[Guess]) -> Scores:
    """Return all figures of some guesses, of which there must be at least one."""
    if not guesses:
        raise ValueError("There is nothing to measure: no guesses.")
    confusion: dict[str, dict[str, int]] = {label: dict.fromkeys(FAMILIES, 0) for label in FAMILIES}
    for guess in guesses:
        confusion[guess.label][guess.family] += 1
    table = _reliability(guesses)
    kept = [guess for guess in guesses if not guess.abstained]
    return Scores(
        count=len(guesses),
        accuracy=_accuracy(guesses),
        macro_f1=macro_f1(guesses),
        f1={family: f1(guesses, family) for family in FAMILIES},
        precision={family: _share(guesses, family, "family") for family in FAMILIES},
        recall={family: _share(guesses, family, "label") for family in FAMILIES},
        confusion=confusion,
        calibration_error=sum(
            part.count / len(guesses) * abs(part.mean_p - part.right) for part in table
        ),
        reliability=table,
        coverage=tuple(_coverage(guesses, p) for p in COVERAGE_AT),
        abstained=1 - len(kept) / len(guesses),
        kept_macro_f1=macro_f1(kept),
    )


def f1(guesses: Sequence[Guess], family: Family) -> float:
    """Return the F1 of one family, from 0 to 1; 0 where it neither occurs nor is guessed."""
    hits = sum(guess.label == family == guess.family for guess in guesses)
    either = sum((guess.label == family) + (guess.family == family) for guess in guesses)
    return 2 * hits / either if either else 0.0


def macro_f1(guesses: Sequence[Guess]) -> float:
    """Return the mean F1 of the families that occur in the labels, from 0 to 1."""
    occurring = [family for family in FAMILIES if any(guess.label == family for guess in guesses)]
    return sum(f1(guesses, family) for family in occurring) / max(len(occurring), 1)


def binary_f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Return the F1 of (true, guessed) pairs, from 0 to 1."""
    hits = sum(true and guessed for true, guessed in pairs)
    either = sum(true + guessed for true, guessed in pairs)
    return 2 * hits / either if either else 0.0


def _share(guesses: Sequence[Guess], family: Family, side: str) -> float:
    of_side = [guess for guess in guesses if getattr(guess, side) == family]
    return sum(guess.label == guess.family for guess in of_side) / max(len(of_side), 1)


def _accuracy(guesses: Sequence[Guess]) -> float:
    return sum(guess.label == guess.family for guess in guesses) / max(len(guesses), 1)


def _coverage(guesses: Sequence[Guess], p: float) -> Coverage:
    kept = [guess for guess in guesses if guess.p >= p]
    return Coverage(p, len(kept) / len(guesses), _accuracy(kept), macro_f1(kept))


def _reliability(guesses: Sequence[Guess]) -> tuple[Bin, ...]:
    table = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [guess for guess in guesses if min(int(guess.p * BINS), BINS - 1) == number]
        if inside:
            mean = sum(guess.p for guess in inside) / len(inside)
            table.append(Bin(low, high, len(inside), mean, _accuracy(inside)))
    return tuple(table)

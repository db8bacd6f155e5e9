"""
`python -m simgen.conversation.hearing.transfer`: how far what is learned carries.

Leaves out whole subjects, learns from all others, and measures on what was left
out: the nearest thing to a conversation about something that nobody wrote about.
The last three leave out all that one writer wrote: the nearest to a stranger's talk.
Needs scikit-learn.
"""

import sys
from collections.abc import Sequence

import numpy as np

from simgen.conversation.hearing.corpus import FAMILIES, Row, read_corpus
from simgen.conversation.hearing.figures import Guess, Scores, measure
from simgen.conversation.hearing.learning import (
    BLOCK_WEIGHT,
    SIGN_WEIGHT,
    design,
    fit,
)
from simgen.conversation.hearing.model import softmax

GROUPS = {
    "alcohol, drugs, smoking": ("alcohol-and-drugs", "smoking"),
    "food, exercise, medicine": ("food-and-exercise", "medicine-and-appointments"),
    "pain, mood": ("pain-and-illness", "mind-and-mood"),
    "probation, school": ("probation-and-school",),
    "clinic, spoken": ("clinic-talk", "spoken-and-rambling"),
    "dialects": ("dialects",),
    "typed in a hurry": ("typed-in-a-hurry",),
    "money, home, arrival": ("money-and-work", "home-and-arrival"),
    "whole talks, by another hand": (
        "talks-in-clinics",
        "talks-about-drink-and-money",
        "talks-with-the-young-and-on-probation",
        "talks-about-grief-and-caring",
        "talks-long-and-winding",
        "talks-without-punctuation",
    ),
    "what is easily misheard, by a third": (
        "blame-and-apology",
        "danger-and-promises",
        "hello-and-goodbye",
        "praise-and-summing-up",
        "together-and-asking-leave",
        "long-and-mixed",
        "spoken-and-unpunctuated",
    ),
    "as filmed, and many wordings of a moment, by a fourth": (
        "filmed-smoking-drink-and-drugs",
        "filmed-weight-diabetes-and-heart",
        "filmed-link-work-school-and-home",
        "filmed-further-talks",
        "wordings-of-one-moment",
        "wordings-asking-and-planning",
        "wordings-of-further-moments",
    ),
}


def main() -> None:
    """Say the figures of each group left out."""
    rows = read_corpus()
    for name, subjects in GROUPS.items():
        scores = transfer(rows, subjects)
        by_family = ", ".join(f"{family} {value:.2f}" for family, value in scores.f1.items())
        sys.stdout.write(
            f"{name}: {scores.count} rows, macro-F1 {scores.macro_f1:.3f} ({by_family}), "
            f"calibration error {scores.calibration_error:.3f}\n"
        )


def transfer(rows: Sequence[Row], subjects: Sequence[str]) -> Scores:
    """Return the figures on some subjects of a model that learned from all others."""
    fitted = fit([row for row in rows if row.subject not in subjects])
    left = [row for row in rows if row.subject in subjects]
    weights = np.vstack([fitted.grams / BLOCK_WEIGHT, fitted.signs / SIGN_WEIGHT])
    logits = design([(row.text, row.previous) for row in left]) @ weights + fitted.bias
    guesses = []
    for row, line in zip(left, logits[:, : len(FAMILIES)], strict=True):
        chances = softmax(line.tolist())
        best = int(np.argmax(line))
        guesses.append(Guess(row.family, FAMILIES[best], chances[best]))
    return measure(guesses)


if __name__ == "__main__":
    main()

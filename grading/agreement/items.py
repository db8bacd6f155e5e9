"""How hard each criterion is and how well it tells submissions apart."""

from dataclasses import dataclass

import numpy as np

from grading.agreement.ratings import BOOTSTRAPS, Estimate, Table, ends

FEWEST = 4
"""Submissions before a correlation is given an interval: Fisher's needs more than three."""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """
    One criterion's figures.

    ``facility`` is the mean share of the top level reached (1 is easiest);
    ``discrimination`` its correlation with the rest of the same submissions.
    """

    facility: Estimate
    discrimination: Estimate


def item_figures(scores: Table, top: float, *, seed: int = 1) -> list[ItemFigures]:
    """
    Return the figures of each item.

    ``scores`` is submissions by items, ``nan`` where one is missing; ``top`` is
    the highest score an item can have. Discrimination is corrected: the item
    itself is left out of the rest that it is compared with.
    """
    return [
        ItemFigures(_facility(scores[:, at], top, seed), _discrimination(scores, at))
        for at in range(scores.shape[1])
    ]


def _facility(column: Table, top: float, seed: int) -> Estimate:
    there = column[np.isfinite(column)] / top
    if not len(there):
        return Estimate(None, why="nobody has rated it.")
    if len(there) < FEWEST:
        return Estimate(float(there.mean()), count=len(there))
    drawn = np.random.default_rng(seed).integers(0, len(there), size=(BOOTSTRAPS, len(there)))
    low, high = ends(there[drawn].mean(axis=1))
    return Estimate(float(there.mean()), low, high, len(there))


def _discrimination(scores: Table, at: int) -> Estimate:
    others = np.delete(scores, at, axis=1)
    counts = np.isfinite(others).sum(axis=1)
    sums = np.where(np.isfinite(others), others, 0.0).sum(axis=1)
    rest = np.divide(sums, counts, out=np.full(len(sums), np.nan), where=counts > 0)
    there = np.isfinite(scores[:, at]) & np.isfinite(rest)
    item, beside = scores[there, at], rest[there]
    if len(item) < FEWEST:
        return Estimate(None, count=len(item), why=f"fewer than {FEWEST} submissions.")
    if np.ptp(item) == 0 or np.ptp(beside) == 0:
        return Estimate(None, count=len(item), why="every submission has the same rating.")
    value = float(np.corrcoef(item, beside)[0, 1])
    if abs(value) > 1 - 1e-9:
        return Estimate(value, count=len(item))
    middle, half = np.arctanh(value), 1.96 / (len(item) - 3) ** 0.5
    return Estimate(value, float(np.tanh(middle - half)), float(np.tanh(middle + half)), len(item))

"""Everything that is worked out of a round's answers."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grading.agreement import (
    Estimate,
    Intraclass,
    ItemFigures,
    Leaning,
    Reading,
    Table,
    advise_raters,
    intraclass_correlations,
    item_figures,
    krippendorff_alpha,
    pairwise_kappas,
    rater_drift,
    rater_severity,
    table_of,
    who_stands_out,
)
from grading.panel.folder import Panel
from grading.panel.gathering import Gathered, gather
from grading.panel.rules import Consensus, judge_importance, share_moved
from grading.panel.standard import Standard, set_standard
from grading.rubric import TOP_LEVEL


@dataclass(slots=True)
class Summary:
    """
    One round in figures; by criterion where nothing else is said.

    ``moved`` is the share of ratings that moved since the round before, None in
    the first. ``apart`` are anchors that the panel sees otherwise than they were
    written: label, criterion, written level, the panel's median. ``missing`` are
    raters who answered in the round before and not yet in this one. ``leanings`` and
    ``drifting`` are who stands out by severity and by its change: one name, or two
    where nobody else is there to say which of them it is.
    """

    panel: Panel
    gathered: Gathered
    consensus: dict[str, Consensus]
    moved: dict[str, float | None]
    standard: Standard | None
    missing: list[str] = field(default_factory=list)
    alpha: Estimate = field(default_factory=lambda: Estimate(None, why="nothing was marked."))
    alphas: dict[str, Estimate] = field(default_factory=dict)
    totals: Intraclass | None = None
    kappas: dict[tuple[str, str], Estimate] = field(default_factory=dict)
    severity: dict[str, Estimate] = field(default_factory=dict)
    drift: dict[str, Estimate] = field(default_factory=dict)
    leanings: list[tuple[tuple[str, ...], Estimate]] = field(default_factory=list)
    drifting: list[tuple[tuple[str, ...], Estimate]] = field(default_factory=list)
    items: dict[str, ItemFigures] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    apart: list[tuple[str, str, int, float]] = field(default_factory=list)

    def name_of(self, rater: str) -> str:
        """Return how words call a rater."""
        return next((each.name for each in self.gathered.raters if each.id == rater), rater)

    def stable(self, criterion: str) -> bool | None:
        """Tell whether a criterion's ratings are stable; None after one round."""
        moved = self.moved.get(criterion)
        return None if moved is None else moved < self.panel.rules["stable-change"]


def summarise(panel: Panel, number: int | None = None) -> Summary:
    """
    Return the figures of a round, the newest when none is named.

    Never raises for what raters wrote; figures that cannot be worked out say why.
    """
    number = number or max(1, panel.last_round)
    found = gather(panel, number)
    rules = panel.rules
    before = gather(panel, number - 1) if number > 1 else None
    consensus, moved = {}, {}
    for criterion in panel.rubric.criteria:
        ratings = list(found.importance[criterion.id].values())
        consensus[criterion.id] = judge_importance(ratings, rules, gate=bool(criterion.gate))
        moved[criterion.id] = (
            share_moved(*_both(before.importance[criterion.id], found.importance[criterion.id]))
            if before
            else None
        )
    summary = Summary(panel, found, consensus, moved, standard_of(panel, found))
    if before:
        there = {each.id for each in found.raters}
        summary.missing = [each.name for each in before.raters if each.id not in there]
    if found.marks:
        _take_marks(summary)
    return summary


def standard_of(panel: Panel, found: Gathered) -> Standard | None:
    """Return the pass mark of a round's answers over all criteria; None without two judges."""
    names = {each.id: each.name for each in found.raters}
    answers = {names[rater]: shares for rater, shares in found.shares.items()}
    return set_standard(answers, panel.rubric.criteria)


def _both(before: dict[str, int], after: dict[str, int]) -> tuple[list[int], list[int]]:
    """Return the ratings of those who rated in both rounds."""
    there = sorted(before.keys() & after.keys())
    return [before[rater] for rater in there], [after[rater] for rater in there]


def _take_marks(summary: Summary) -> None:
    panel, found = summary.panel, summary.gathered
    raters = [each.id for each in found.raters if any(m.rater == each.id for m in found.marks)]
    names = [summary.name_of(rater) for rater in raters]
    criteria = [criterion.id for criterion in panel.rubric.criteria]
    by_criterion: dict[str, Table] = {
        criterion: table_of(found.marks, raters, [(label, criterion) for label in panel.labels])
        for criterion in criteria
    }
    everything = np.concatenate(list(by_criterion.values()), axis=1)
    # Parts of one submission go together: what a rater makes of it shows in all of them.
    works = [label for _ in criteria for label in panel.labels]
    summary.alpha = krippendorff_alpha(everything, groups=works)
    summary.alphas = {each: krippendorff_alpha(table) for each, table in by_criterion.items()}
    summary.totals = intraclass_correlations(_totals(panel, by_criterion))
    summary.kappas = {
        (names[one], names[other]): kappa
        for (one, other), kappa in pairwise_kappas(everything, works).items()
    }
    orders = [_places(panel, rater, len(criteria)) for rater in raters]

    def severity(rows: list[int]) -> list[Estimate]:
        return rater_severity(everything[rows], works)

    def drift(rows: list[int]) -> list[Estimate]:
        return rater_drift(everything[rows], [orders[row] for row in rows], works)

    every = list(range(len(raters)))
    summary.severity = dict(zip(names, severity(every), strict=True))
    summary.drift = dict(zip(names, drift(every), strict=True))
    summary.leanings = _named(who_stands_out(len(raters), severity), names)
    summary.drifting = _named(who_stands_out(len(raters), drift), names)
    means = np.array([_means(table) for table in by_criterion.values()]).T
    summary.items = dict(zip(criteria, item_figures(means, TOP_LEVEL), strict=True))
    summary.readings = advise_raters(by_criterion, names, panel.labels)
    summary.apart = _apart(panel, by_criterion)


def _named(leanings: list[Leaning], names: list[str]) -> list[tuple[tuple[str, ...], Estimate]]:
    return [(tuple(names[row] for row in each.raters), each.estimate) for each in leanings]


def _totals(panel: Panel, by_criterion: dict[str, Table]) -> Table:
    """Return each rater's points for each submission; ``nan`` where a criterion is missing."""
    weights = {criterion.id: criterion.weight for criterion in panel.rubric.criteria}
    totals: Table = np.sum([weights[each] * table for each, table in by_criterion.items()], axis=0)
    return totals


def _places(panel: Panel, rater: str, criteria: int) -> list[int]:
    order = panel.order_for(rater)
    return [order.index(label) for label in panel.labels] * criteria


def _means(table: Table) -> Table:
    """Return the mean of each column, ``nan`` for one without a rating."""
    there = np.isfinite(table)
    sums, counts = np.where(there, table, 0.0).sum(axis=0), there.sum(axis=0)
    means: Table = np.divide(sums, counts, out=np.full(len(sums), np.nan), where=counts > 0)
    return means


def _apart(panel: Panel, by_criterion: dict[str, Table]) -> list[tuple[str, str, int, float]]:
    """Return where the panel's median lies a level or more from what was written."""
    apart = []
    for at, submission in enumerate(panel.file.submissions):
        for criterion, table in by_criterion.items():
            column = table[:, at][np.isfinite(table[:, at])]
            if len(column) and criterion in submission.written:
                median, written = float(np.median(column)), submission.written[criterion]
                if abs(median - written) >= 1:
                    apart.append((submission.label, criterion, written, median))
    return apart


def as_data(summary: Summary) -> dict[str, Any]:
    """Return a summary as JSON data."""

    def figure(estimate: Estimate) -> dict[str, Any]:
        return {
            "value": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "count": estimate.count,
            "why": estimate.why,
        }

    found, standard = summary.gathered, summary.standard
    return {
        "panel": summary.panel.file.name,
        "simulated": summary.panel.file.simulated,
        "round": found.number,
        "raters": [
            {"rater": each.id, "pseudonym": each.pseudonym, "years": each.years}
            for each in found.raters
        ],
        "problems": found.problems,
        "importance": {
            each: {
                "ratings": list(consensus.ratings),
                "median": consensus.median,
                "low": consensus.low,
                "high": consensus.high,
                "allowed": consensus.allowed,
                "disagrees": consensus.disagrees,
                "verdict": consensus.verdict,
                "moved": summary.moved[each],
                "stable": summary.stable(each),
            }
            for each, consensus in summary.consensus.items()
        },
        "alpha": figure(summary.alpha),
        "alphas": {each: figure(alpha) for each, alpha in summary.alphas.items()},
        "intraclass": figure(summary.totals.agreement) if summary.totals else None,
        "intraclass_mean": figure(summary.totals.agreement_mean) if summary.totals else None,
        "kappas": [
            {"raters": list(pair), **figure(kappa)} for pair, kappa in summary.kappas.items()
        ],
        "severity": {each: figure(severity) for each, severity in summary.severity.items()},
        "drift": {each: figure(drift) for each, drift in summary.drift.items()},
        "items": {
            each: {
                "facility": figure(item.facility),
                "discrimination": figure(item.discrimination),
            }
            for each, item in summary.items.items()
        },
        "readings": [
            {
                "criterion": each.criterion,
                "raters": list(each.raters),
                "apart": each.apart,
                "submissions": list(each.submissions),
            }
            for each in summary.readings
        ],
        "apart": [
            {"submission": label, "criterion": criterion, "written": written, "median": median}
            for label, criterion, written, median in summary.apart
        ],
        "pass_mark": None
        if standard is None
        else {
            "points": standard.points,
            "standard_error": standard.standard_error,
            "of": standard.of,
            "judges": standard.judges,
            "left_out": list(standard.left_out),
            "real": not summary.panel.file.simulated,
        },
    }

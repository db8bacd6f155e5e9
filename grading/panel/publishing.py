"""
Write the next version of a rubric from what a panel decided, with its audit trail.

By the frozen rules alone: criteria are kept or dropped by the last round's
importance, levels are reworded where enough chose the new words, and the pass
mark comes from the last round's judges. Weights, gates and who judges stay as
they were. What a simulated panel publishes says so and has no pass mark that
counts.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import yaml

from grading.agreement import Estimate, alpha_in_words
from grading.confirmation import (
    Confirmation,
    Figure,
    Panellist,
    PassMark,
    Rewording,
    Vote,
)
from grading.panel.errors import PanelError
from grading.panel.folder import Panel
from grading.panel.standard import Standard, set_standard
from grading.panel.summary import Summary, as_data, summarise
from grading.panel.writing import write
from grading.rubric import (
    RUBRICS,
    SIMULATED,
    TOP_LEVEL,
    Criterion,
    Rubric,
    load_rubric,
    rubric_hash,
)
from simgen.errors import RubricError


def publish(panel: Panel, *, anyway: bool = False, now: datetime | None = None) -> Path:
    """
    Write the next rubric version and its audit into ``published/``; return the rubric's path.

    Raises :class:`PanelError` while a round is open, with too few raters, when
    the same version was published before, or (unless ``anyway``) when the kit's
    rubric has moved on since the panel was made.
    """
    panel.refresh()
    _check(panel, anyway=anyway)
    summary = summarise(panel)
    _check_raters(summary)
    rubric = _next_version(summary, (now or datetime.now(UTC)).date())
    stem = f"{'simulated-' if panel.file.simulated else ''}{rubric.id}-v{rubric.version}"
    path = panel.folder / "published" / f"{stem}.yaml"
    if path.exists():
        raise PanelError(
            f"{path.name} was published before, and what is published does not change. Move it away "
            "to publish again, or make a new panel."
        )
    audit = {
        "rubric": rubric.id,
        "version": rubric.version,
        "sha256": rubric_hash(rubric),
        "previous": panel.file.rubric.model_dump(mode="json"),
        "simulated": panel.file.simulated,
        "rules": [rule.model_dump(mode="json") for rule in panel.rules.kept],
        "rounds": [as_data(summarise(panel, number)) for number in range(1, panel.last_round)]
        + [as_data(summary)],
    }
    write(
        path.with_suffix(".audit.json"),
        json.dumps(audit, indent=1, ensure_ascii=False, allow_nan=False) + "\n",
    )
    write(path, _as_yaml(rubric, panel))
    if load_rubric(path) != rubric:
        raise PanelError(f"{path.name} does not read back as it was written; do not use it.")
    return path


def _check(panel: Panel, *, anyway: bool) -> None:
    name = panel.file.name
    if panel.round is not None:
        raise PanelError(
            f"Round {panel.round.number} of '{name}' is still open. Close it first: linkworker panel "
            f"close {name}"
        )
    if not panel.file.rounds:
        raise PanelError(f"'{name}' has had no round yet. Begin: linkworker panel open {name}")
    try:
        current = load_rubric(panel.file.rubric.id)
    except RubricError:
        return  # a rubric of the trainer's own, which the kit does not hold
    same = rubric_hash(current) == panel.file.rubric.sha256
    if not same and not anyway and current.kind == "starter":
        raise PanelError(
            f"The panel looked at '{panel.file.rubric.id}' version {panel.file.rubric.version}, and "
            f"{RUBRICS.name}/{panel.file.rubric.id}.yaml is now version {current.version} with other "
            "content. Its votes do not speak about that. Make a new panel, or add --anyway to publish "
            "from the version that the panel saw."
        )


def _check_raters(summary: Summary) -> None:
    panel = summary.panel
    fewest, there = int(panel.rules["raters-fewest"]), len(summary.gathered.raters)
    if there < fewest and not panel.file.simulated:
        raise PanelError(
            f"{there} raters answered in round {summary.gathered.number}; the rules, fixed before the "
            f"first round, ask for {fewest} before a rubric counts as confirmed. Invite more and run "
            "the round again in a new panel."
        )


def _next_version(summary: Summary, today: object) -> Rubric:
    panel, before = summary.panel, summary.panel.rubric
    rewordings = _rewordings(summary)
    kept = [
        _reworded(criterion, rewordings)
        for criterion in before.criteria
        if summary.consensus[criterion.id].verdict != "drop"
    ]
    names = {each.id: each.name for each in summary.gathered.raters}
    standard = set_standard(
        {names[rater]: shares for rater, shares in summary.gathered.shares.items()}, kept
    )
    confirmation = Confirmation.model_validate(
        {
            "panel": panel.file.title,
            "simulated": panel.file.simulated,
            "published_on": today,
            "previous": panel.file.rubric,
            "raters": [
                Panellist(pseudonym=each.pseudonym or each.name, years=each.years or 0)
                for each in summary.gathered.raters
            ],
            "rounds": panel.last_round,
            "rules": list(panel.rules.kept),
            "votes": _votes(summary),
            "rewordings": rewordings,
            "changes": _changes(summary, rewordings),
            "statistics": list(_figures(summary)),
            "pass_mark": _pass_mark(standard),
        }
    )
    status, notice = _standing(summary)
    return Rubric(
        id=before.id,
        version=before.version + 1,
        title=before.title,
        kind="simulated" if panel.file.simulated else "panel",
        status=status,
        notice=notice,
        level_names=before.level_names,
        criteria=kept,
        confirmation=confirmation,
    )


def _standing(summary: Summary) -> tuple[str, str]:
    panel, raters = summary.panel, len(summary.gathered.raters)
    open_ones = sum(each.verdict == "unsettled" for each in summary.consensus.values())
    if panel.file.simulated:
        status = f"{SIMULATED}: made by a program to try a panel out, confirmed by nobody"
        notice = (
            f"{SIMULATED}. The panel behind this rubric is made up by a program. No experienced link "
            "worker has seen it. Do not use it with recruits."
        )
        return status, notice
    rest = (
        f", but for {open_ones} of {len(summary.consensus)} criteria on which it did not settle"
        if open_ones
        else ""
    )
    status = f"confirmed by a panel of {raters} link workers{rest}"
    notice = (
        f"A panel of {raters} experienced link workers looked at this rubric in {panel.last_round} "
        f"rounds and confirmed it{rest}. It was made for practice: decide about nobody's job by it alone."
    )
    return status, notice


def _votes(summary: Summary) -> list[Vote]:
    return [
        Vote(
            criterion=criterion,
            verdict=consensus.verdict,
            ratings=list(consensus.ratings),
            median=consensus.median,
            low=_rounded(consensus.low),
            high=_rounded(consensus.high),
            stable=summary.stable(criterion),
        )
        for criterion, consensus in summary.consensus.items()
    ]


def _rewordings(summary: Summary) -> list[Rewording]:
    """Return the levels for which enough of those who chose, chose the same new words."""
    panel = summary.panel
    share = panel.rules["wording-share"]
    found = []
    for proposal in panel.file.rounds[-1].proposals:
        criterion = panel.rubric.criterion(proposal.criterion)
        chosen = list(
            summary.gathered.choices.get((proposal.criterion, proposal.level), {}).values()
        )
        votes_for = chosen.count(proposal.number)
        dropped = summary.consensus[criterion.id].verdict == "drop"
        if chosen and votes_for / len(chosen) >= share and not dropped:
            found.append(
                Rewording(
                    criterion=criterion.id,
                    level=proposal.level,
                    before=criterion.levels[proposal.level],
                    after=proposal.text,
                    votes_for=votes_for,
                    votes=len(chosen),
                )
            )
    return found


def _reworded(criterion: Criterion, rewordings: Iterable[Rewording]) -> Criterion:
    levels = list(criterion.levels)
    for each in rewordings:
        if each.criterion == criterion.id:
            levels[each.level] = each.after
    return criterion.model_copy(update={"levels": levels})


def _changes(summary: Summary, rewordings: list[Rewording]) -> list[str]:
    rubric = summary.panel.rubric
    said = [
        f"“{criterion.title}” was dropped: {summary.consensus[criterion.id].in_words()}"
        for criterion in rubric.criteria
        if summary.consensus[criterion.id].verdict == "drop"
    ]
    said += [
        f"“{rubric.criterion(each.criterion).title}”, level {each.level} of {TOP_LEVEL}, was reworded: "
        f"{each.votes_for} of {each.votes} chose the new words."
        for each in rewordings
    ]
    return said or ["No criterion and no level changed."]


def _figures(summary: Summary) -> Iterable[Figure]:
    yield _figure("Krippendorff's alpha, ordinal", summary.alpha, alpha_in_words(summary.alpha))
    if summary.totals:
        yield _figure(
            "Intraclass correlation (2,1) of points",
            summary.totals.agreement,
            "How far one rater's points for a submission agree with another's.",
        )
    for criterion, alpha in summary.alphas.items():
        yield _figure(f"Alpha of {criterion}", alpha, alpha_in_words(alpha))


def _figure(name: str, estimate: Estimate, words: str) -> Figure:
    return Figure(
        name=name,
        value=_rounded(estimate.value),
        low=_rounded(estimate.low),
        high=_rounded(estimate.high),
        words=words,
    )


def _pass_mark(standard: Standard | None) -> PassMark | None:
    if standard is None:
        return None
    return PassMark(
        points=round(standard.points, 2),
        standard_error=round(standard.standard_error, 2),
        of=standard.of,
        judges=len(standard.judges),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _as_yaml(rubric: Rubric, panel: Panel) -> str:
    head = (
        f"# {SIMULATED}. Made by a program to try a panel out; not to be used with recruits.\n"
        if panel.file.simulated
        else "# Confirmed by a panel; its audit trail is below, under 'confirmation'.\n"
    )
    head += "# Content licence: CC BY 4.0 (see LICENSE-CONTENT). Written by linkworker panel publish.\n\n"
    data = rubric.model_dump(mode="python", exclude_none=False)
    data["criteria"] = [
        {key: value for key, value in each.items() if not (key == "gate" and value is None)}
        for each in data["criteria"]
    ]
    return head + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)

"""
A simulated panel: raters made up by a program, so that a panel can be tried out.

Their severity, noise, drift and odd readings are data in
``simulated_raters.yaml``. Wherever they show, the word SIMULATED stands.
"""

from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import yaml

from grading.panel.answers import Answer, save_answers
from grading.panel.folder import Panel, change
from grading.panel.panel_file import Invitation
from grading.panel.rules import LEAST, MOST
from grading.panel.running import make_panel, open_round
from grading.rubric import SIMULATED, TOP_LEVEL
from simgen.streams import stream

RATERS = Path(__file__).with_name("simulated_raters.yaml")
SAVED_AT = "2026-11-01T10:00:00+00:00"
"""A fixed moment, so that a simulated panel is the same whenever it is made."""


def simulate_panel(folder: Path, **how: Any) -> Panel:
    """
    Make a simulated panel with its first round open and answered.

    ``how`` is what :func:`grading.panel.make_panel` takes. Real raters can be
    invited beside the simulated ones, to try the page.
    """
    made = _made()
    salt = f"{made['seed']:032x}"
    how["title"] = f"{SIMULATED} panel: {how.get('title') or folder.name}"
    panel = make_panel(folder, simulated=True, salt=salt, **how)
    invitations = [
        Invitation(rater=f"rater-{at}", simulated=True) for at in range(1, len(made["raters"]) + 1)
    ]
    change(panel, invitations=invitations)
    open_round(panel)
    answer_round(panel)
    return panel


def answer_round(panel: Panel) -> None:
    """Let the simulated raters of a panel answer its newest round."""
    number = panel.last_round
    simulated = [each.rater for each in panel.file.invitations if each.simulated]
    middle = _middle(panel, number - 1) if number > 1 else {}
    for at, (rater, made) in enumerate(zip(simulated, _made()["raters"], strict=False)):
        rng = stream(_made()["seed"], "simulated-panel", rater)
        answers = [
            Answer("pseudonym", str(made["pseudonym"]), saved_at=SAVED_AT),
            Answer("years", str(made["years"]), saved_at=SAVED_AT),
            *_importance(panel, rng, middle),
            *_marks(panel, rater, made, rng),
            *_standard(panel, rng),
        ]
        answers += _wordings(panel, at + 1) if number == 1 else _choices(panel, at + 1)
        save_answers(panel.path_of(number, rater), answers, panel.scope(number))


def _importance(panel: Panel, rng: Random, middle: dict[str, float]) -> list[Answer]:
    """Return ratings from 1 to 9; the same stream each round, then a way towards the group."""
    made = _made()
    answers = []
    for criterion in panel.rubric.criteria:
        centre = made["importance_by_criterion"].get(criterion.id, made["importance"])
        own = rng.gauss(centre, made["importance_noise"])
        if criterion.id in middle:
            own += made["nearer"] * (middle[criterion.id] - own)
        rating = min(MOST, max(LEAST, round(own)))
        reason = f"{SIMULATED} reason." if rating < centre - 1 else ""
        answers.append(
            Answer("importance", str(rating), criterion.id, reason=reason, saved_at=SAVED_AT)
        )
    return answers


def _marks(panel: Panel, rater: str, made: dict[str, Any], rng: Random) -> list[Answer]:
    order = panel.order_for(rater)
    odd = set(made.get("reads_differently", ()))
    answers = []
    for submission in panel.file.submissions:
        moved = made["severity"] + made.get("drift", 0.0) * order.index(submission.label) / 10
        for criterion in panel.rubric.criteria:
            true = submission.written.get(criterion.id, 1)
            seen = TOP_LEVEL - true if criterion.id in odd else true
            level = round(seen + moved + rng.gauss(0, _made()["mark_noise"]))
            answers.append(
                Answer(
                    "mark",
                    str(min(TOP_LEVEL, max(0, level))),
                    criterion.id,
                    submission.label,
                    saved_at=SAVED_AT,
                )
            )
    return answers


def _standard(panel: Panel, rng: Random) -> list[Answer]:
    """Return how many of 100 reach each level, fewer at every higher one."""
    made = _made()
    leaning = rng.gauss(0, made["reach_leaning"])
    answers = []
    for criterion in panel.rubric.criteria:
        most = 100
        for level, centre in enumerate(made["reach"], start=1):
            most = max(0, min(most, round(rng.gauss(centre + leaning, made["reach_noise"]))))
            answers.append(
                Answer("standard", str(most), criterion.id, level=str(level), saved_at=SAVED_AT)
            )
    return answers


def _wordings(panel: Panel, at: int) -> list[Answer]:
    there = {criterion.id for criterion in panel.rubric.criteria}
    return [
        Answer(
            "wording",
            each["text"],
            each["criterion"],
            level=str(each["level"]),
            reason=f"{SIMULATED} reason.",
            saved_at=SAVED_AT,
        )
        for each in _made()["proposals"]
        if each["rater"] == at and each["criterion"] in there
    ]


def _choices(panel: Panel, at: int) -> list[Answer]:
    places = {(each.criterion, each.level) for each in panel.file.rounds[-1].proposals}
    return [
        Answer(
            "choice",
            "1" if at <= _made()["chosen_by"].get(criterion, 0) else "0",
            criterion,
            level=str(level),
            saved_at=SAVED_AT,
        )
        for criterion, level in sorted(places)
    ]


def _middle(panel: Panel, number: int) -> dict[str, float]:
    """Return the group's median importance of a round, as raters see it in the next."""
    ratings: dict[str, list[int]] = {}
    for rater in panel.raters:
        for row in panel.answers(number, rater).of("importance"):
            if row.answer:
                ratings.setdefault(row.criterion, []).append(row.number)
    return {criterion: float(median(values)) for criterion, values in ratings.items()}


@cache
def _made() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(RATERS.read_text(encoding="utf-8"))
    return made

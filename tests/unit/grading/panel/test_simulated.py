"""The statistics find what was put into a simulated panel, and everything says SIMULATED."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from grading.panel import Panel, close_round, open_panel, open_round
from grading.panel.keeping import keep_summary
from grading.panel.publishing import publish
from grading.panel.simulating import RATERS, answer_round, simulate_panel
from grading.panel.summary import Summary, summarise
from grading.panel.wording import advice, in_words
from grading.rubric import load_rubric

MADE = yaml.safe_load(RATERS.read_text(encoding="utf-8"))["raters"]


@pytest.fixture(scope="module")
def summary(simulated_folder: Path) -> Summary:
    return summarise(open_panel(simulated_folder))


def value(estimates: dict[str, object], at: int) -> float:
    estimate = list(estimates.values())[at - 1]
    found = getattr(estimate, "value", None)
    assert isinstance(found, float)
    return found


def test_the_order_of_severity_is_recovered(summary: Summary) -> None:
    # Those who neither drift nor read anything differently, in the order that was put in.
    plain = [
        at
        for at, made in enumerate(MADE, start=1)
        if not made.get("drift") and not made.get("reads_differently")
    ]
    put_in = sorted({MADE[at - 1]["severity"] for at in plain})
    found = [
        [value(dict(summary.severity), at) for at in plain if MADE[at - 1]["severity"] == severity]
        for severity in put_in
    ]
    for lower, higher in pairwise(found):
        assert max(lower) < min(higher)


def test_the_drifting_rater_is_found_and_nobody_else(summary: Summary) -> None:
    (drifting,) = [at for at, made in enumerate(MADE, start=1) if made.get("drift")]
    said = [sentence for sentence in advice(summary) if "from submission to submission" in sentence]
    assert len(said) == 1
    assert said[0].startswith(f"Rater {drifting} ")
    assert "grew more severe" in said[0]


def test_the_one_who_reads_a_criterion_differently_is_found_with_what_to_discuss(
    summary: Summary,
) -> None:
    (odd,) = [at for at, made in enumerate(MADE, start=1) if made.get("reads_differently")]
    (reading,) = summary.readings
    assert reading.criterion == "partnership-and-choice"
    assert reading.raters == (summary.name_of(f"rater-{odd}"),)
    assert len(reading.submissions) == 3
    lowest = min(summary.alphas, key=lambda each: summary.alphas[each].value or 0.0)
    assert lowest == "partnership-and-choice"


def test_the_hopeless_criterion_aside_the_raters_agree(summary: Summary) -> None:
    assert summary.alpha.value is not None
    assert summary.alpha.low is not None
    assert 0.5 < summary.alpha.low < summary.alpha.value < 0.9
    assert summary.totals is not None
    assert (summary.totals.agreement_mean.value or 0) > 0.9


def test_the_panel_sees_the_anchors_as_they_were_written(summary: Summary) -> None:
    # Noise is put in around the written level, so the median is rarely a level away.
    cells = len(summary.panel.labels) * len(summary.panel.rubric.criteria)
    assert len(summary.apart) <= cells / 10


def test_words_come_first_and_tables_second(summary: Summary) -> None:
    text = in_words(summary)
    assert text.index("## In words") < text.index("## What to do next") < text.index("## Tables")


def finish(panel: Panel) -> Path:
    open_round(panel)
    answer_round(panel)
    close_round(panel)
    return publish(panel)


def test_everything_of_it_says_simulated(simulated: Panel) -> None:
    keep_summary(summarise(simulated))
    path = finish(simulated)
    assert path.name.startswith("simulated-")
    assert path.read_text(encoding="utf-8").startswith("# SIMULATED")
    for name in ("panel.json", "round-1/rater-1.csv", "summary/round-1.md"):
        assert "SIMULATED" in (simulated.folder / name).read_text(encoding="utf-8"), name
    assert '"yes","rater-1"' in (simulated.folder / "summary/round-1.csv").read_text(
        encoding="utf-8"
    )
    assert '"simulated": true' in (simulated.folder / "summary/round-1.json").read_text(
        encoding="utf-8"
    )
    assert '"simulated": true' in path.with_suffix(".audit.json").read_text(encoding="utf-8")


def test_its_rubric_cannot_be_taken_for_a_real_one(simulated: Panel) -> None:
    rubric = load_rubric(finish(simulated))
    assert rubric.kind == "simulated"
    assert "SIMULATED" in rubric.status
    assert "SIMULATED" in rubric.notice
    assert rubric.pass_mark is None
    assert rubric.confirmation is not None
    assert all("SIMULATED" in each.pseudonym for each in rubric.confirmation.raters)


def test_round_two_moves_towards_the_group(simulated: Panel, summary: Summary) -> None:
    before = summary
    open_round(simulated)
    answer_round(simulated)
    after = summarise(simulated)

    def spread(summary: Summary) -> float:
        return sum((each.high or 0) - (each.low or 0) for each in summary.consensus.values())

    assert spread(after) < spread(before)
    assert any(moved for moved in after.moved.values())


def test_the_same_simulated_panel_is_made_every_time(tmp_path: Path, anchors: Path) -> None:
    one = simulate_panel(tmp_path / "one", anchors=anchors)
    other = simulate_panel(tmp_path / "other", anchors=anchors)
    for rater in one.raters:
        first = one.path_of(1, rater).read_bytes()
        assert first == other.path_of(1, rater).read_bytes()
    assert open_panel(one.folder).order_for("rater-1") == other.order_for("rater-1")

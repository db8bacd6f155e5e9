"""Anchors are whole, can be played, and are refused in words where they cannot."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from grading import load_rubric, score
from grading.anchors import ANCHORS, anchors_of, check_anchor, load_anchor, played, record_of
from simgen.errors import RubricError
from simgen.scenario import list_scenarios

RUBRIC = load_rubric()


CASES = sorted(scenario.id for scenario in list_scenarios())
"""Every case of the kit: one without anchors fails here."""
NEAR = 0.9
"""Share of criteria in which the rules come within a level of the one written (issue 5)."""


def test_every_folder_of_anchors_belongs_to_a_case_of_the_kit() -> None:
    assert {path.parent.name for path in ANCHORS.glob("*/*.yaml")} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_anchors_are_whole_and_scored_in_the_order_in_which_they_were_written(case: str) -> None:
    anchors = anchors_of(case)
    assert len({anchor.overall for anchor in anchors}) >= 4
    totals: dict[int, list[float]] = {}
    near = []
    for anchor in anchors:
        assert check_anchor(anchor, RUBRIC) == []
        sheet = score(played(anchor), RUBRIC)
        given = [
            result.points if result.points is not None else result.suggested
            for result in sheet.results
        ]
        totals.setdefault(anchor.overall, []).append(sum(points or 0.0 for points in given))
        near += [
            abs(result.level - anchor.shows[result.criterion_id].level) <= 1
            for result in sheet.results
        ]
    levels = sorted(totals)
    for lower, higher in pairwise(levels):
        assert max(totals[lower]) < min(totals[higher])
    assert sum(near) >= NEAR * len(near)


def test_an_unknown_case_has_no_anchors() -> None:
    assert anchors_of("no-such-case") == []


def test_a_broken_anchor_is_named_with_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "quiet-house"
    folder.mkdir()
    data = yaml.safe_load((ANCHORS / "quiet-house" / "good.yaml").read_text(encoding="utf-8"))
    (folder / "bad.yaml").write_text(yaml.safe_dump(data | {"overall": 7}), encoding="utf-8")
    with pytest.raises(
        RubricError,
        match=r"quiet-house/bad\.yaml: line \d+, overall: found '7'; expected 3 or less",
    ):
        anchors_of("quiet-house", tmp_path)
    (folder / "bad.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(RubricError, match="expected 'quiet-house' and 'quiet-house-bad'"):
        anchors_of("quiet-house", tmp_path)


def test_an_anchor_with_a_slot_that_the_case_lacks_says_which_there_are() -> None:
    good = load_anchor(ANCHORS / "quiet-house" / "good.yaml")
    odd = good.model_copy(update={"reflection": "I met {parrot}."})
    with pytest.raises(RubricError, match=r"no slot 'parrot'.*known_as"):
        played(odd)


def test_the_same_anchor_gives_the_same_record_every_time() -> None:
    good = load_anchor(ANCHORS / "quiet-house" / "good.yaml")
    assert record_of(good) == record_of(good)

"""Anchors are whole, can be played, and are refused in words where they cannot."""

from pathlib import Path

import pytest
import yaml

from grading import load_rubric, score
from grading.anchors import ANCHORS, anchors_of, check_anchor, load_anchor, played, record_of
from simgen.errors import RubricError

RUBRIC = load_rubric()


def test_the_kits_anchors_hold_every_criterion_and_can_be_played() -> None:
    for folder in sorted(path for path in ANCHORS.iterdir() if path.is_dir()):
        if folder.name == "__pycache__":
            continue
        for anchor in anchors_of(folder.name):
            assert check_anchor(anchor, RUBRIC) == []
            assert score(played(anchor), RUBRIC).overall in range(4)


def test_an_unknown_case_has_no_anchors() -> None:
    assert anchors_of("no-such-case") == []


def test_a_broken_anchor_is_named_with_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "quiet-house"
    folder.mkdir()
    data = yaml.safe_load((ANCHORS / "quiet-house" / "good.yaml").read_text(encoding="utf-8"))
    (folder / "bad.yaml").write_text(yaml.safe_dump(data | {"overall": 7}), encoding="utf-8")
    with pytest.raises(RubricError, match=r"quiet-house/bad\.yaml cannot be used:\n  overall"):
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

from pathlib import Path

import pytest

from course.room.place import find_place


def test_a_recruits_record_lies_beside_the_notebook_and_can_be_handed_in(
    workspace: Path, desk: Path
) -> None:
    place = find_place("quiet-house", desk)
    assert place.kind == "course"
    assert place.record == desk / "case-record.json"
    assert place.workspace == workspace
    assert place.assignment == "quiet-house"


def test_in_self_study_each_case_has_its_own_record(workspace: Path) -> None:
    place = find_place("quiet-house", workspace / "self-study")
    assert place.kind == "self-study"
    expected = workspace / "self-study" / "records" / "quiet-house" / "case-record.json"
    assert place.record == expected


def test_outside_a_workspace_it_is_self_study_with_the_record_beside(tmp_path: Path) -> None:
    place = find_place("quiet-house", tmp_path)
    assert place.kind == "self-study"
    assert place.record == tmp_path / "case-record.json"
    assert place.workspace is None


@pytest.mark.parametrize(
    "inside",
    [
        "submitted/anna/quiet-house",
        "autograded/anna/quiet-house",
        "source/quiet-house",
        "recruit",
        "recruit/quiet-house/deeper",
    ],
)
def test_anywhere_else_in_a_workspace_nothing_can_be_handed_in(
    workspace: Path, inside: str
) -> None:
    folder = workspace / inside
    folder.mkdir(parents=True, exist_ok=True)
    assert find_place("quiet-house", folder).kind == "desk"

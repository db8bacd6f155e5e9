from pathlib import Path
from typing import Any

import pytest

from course.demo import load_recruits, write_record
from grading import cells
from grading.nbgrader.cell_kinds import calls_source, rubric_named_in
from grading.nbgrader.showing import MIME
from grading.rubric import load_rubric
from simgen.errors import RubricError


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    displayed: list[dict[str, Any]] = []
    monkeypatch.setattr(cells, "display", lambda bundle, **_: displayed.append(bundle))
    return displayed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "quiet-house"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.mark.parametrize("moment", ["autograde", "validate"])
def test_a_graded_cell_shows_its_evidence_and_returns_a_python_float(
    folder: Path, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", moment)
    write_record(load_recruits()[0], folder)
    points = cells.criterion("strengths")
    assert type(points) is float
    assert points == load_rubric().criterion("strengths").maximum
    assert shown[0][MIME]["criterion_id"] == "strengths"


def test_evidence_returns_nothing_that_could_be_taken_for_points(
    folder: Path, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    write_record(load_recruits()[0], folder)
    cells.evidence("recording")
    assert "Evidence" in shown[0]["text/html"]


def test_without_a_record_a_graded_cell_returns_nought(
    folder: Path, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert cells.criterion("strengths") == 0.0
    assert folder.name == "quiet-house"
    assert "no case-record.json" in shown[0]["text/html"]


def test_a_record_of_another_case_returns_nought(
    tmp_path: Path, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    here = tmp_path / "loud-house"
    here.mkdir()
    monkeypatch.chdir(here)
    write_record(load_recruits()[0], here)
    assert cells.criterion("strengths") == 0.0
    assert "another case" in shown[0]["text/html"]


def test_a_recruit_who_runs_a_graded_cell_sees_a_sentence_and_no_points(
    folder: Path, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    write_record(load_recruits()[0], folder)
    assert cells.criterion("strengths") is None
    cells.evidence("recording")
    assert [set(bundle) for bundle in shown] == [{"text/plain"}, {"text/plain"}]


def test_a_rubric_that_is_not_there_is_refused() -> None:
    with pytest.raises(RubricError, match="no rubric"):
        cells.use_rubric("no-such-rubric")


def test_the_cell_that_names_the_rubric_is_read_back() -> None:
    assert rubric_named_in(calls_source("starter")) == "starter"
    assert rubric_named_in(calls_source("starter") + "\nimport os") is None
    assert rubric_named_in("") is None

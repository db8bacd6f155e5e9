"""`linkworker panel` and `linkworker rubric`, as a facilitator types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from course.command import app
from grading.panel import PanelError


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return result


def test_a_simulated_panel_from_beginning_to_end(tmp_path: Path) -> None:
    there = ["--workspace", str(tmp_path)]
    made = run("panel", "new", "trial", "--simulated", *there).output
    assert made.startswith("SIMULATED")
    assert "/voila/render/panel/trial/panel.ipynb" in made
    folder = tmp_path / "panel" / "trial"
    assert (folder / "panel.ipynb").is_file()
    codes = json.loads(run("panel", "invite", "trial", "--count", "2", "--json", *there).output)
    assert set(codes["codes"]) == {"rater-9", "rater-10"}
    assert "Round 2 is open" in run("panel", "open", "trial", *there).output
    assert "Round 2 is closed" in run("panel", "close", "trial", *there).output
    said = run("panel", "summarise", "trial", *there).output
    assert said.index("## In words") < said.index("## Tables")
    assert (folder / "summary" / "round-2.md").is_file()
    data = json.loads(run("panel", "summarise", "trial", "--round", "1", "--json", *there).output)
    assert data["round"] == 1
    assert data["simulated"] is True
    assert data["pass_mark"]["real"] is False
    published = run("panel", "publish", "trial", *there).output
    assert "does not count" in published
    (path,) = (folder / "published").glob("*.yaml")
    checked = json.loads(run("rubric", "check", str(path), "--json").output)
    assert checked["kind"] == "simulated"
    assert "SIMULATED" in checked["status"]


def test_a_real_panel_fixes_its_rules_when_round_one_opens(tmp_path: Path) -> None:
    there = ["--workspace", str(tmp_path)]
    run("panel", "new", "autumn", *there)
    assert "codes to hand out" in run("panel", "new", "winter", *there).output
    said = run("panel", "open", "autumn", *there).output
    assert "These rules are now fixed" in said


@pytest.mark.parametrize("name", ["Autumn", "../autumn", "a b", "x" * 61, ""])
def test_a_name_that_is_no_folder_of_ours_is_refused(tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(app, ["panel", "new", name, "--workspace", str(tmp_path)])
    assert isinstance(result.exception, PanelError)
    assert "expected small letters" in str(result.exception)


def test_a_panel_or_round_that_is_not_there_is_said(tmp_path: Path) -> None:
    words = ["panel", "summarise", "autumn", "--workspace", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert "linkworker panel new autumn" in str(result.exception)
    run("panel", "new", "autumn", "--workspace", str(tmp_path))
    result = CliRunner().invoke(app, [*words, "--round", "2"])
    assert "has had 0 rounds" in str(result.exception)


def test_the_rubric_command_checks_prints_schemas_and_compares_anchors() -> None:
    assert "11 criteria" in run("rubric", "check").output
    assert json.loads(run("rubric", "schema").output)["title"].startswith("A rubric")
    assert json.loads(run("rubric", "schema", "--anchor").output)["title"].startswith("An anchor")
    rows = json.loads(run("rubric", "anchors", "quiet-house", "--json").output)["anchors"]
    assert rows
    for row in rows:
        assert len(row["criteria"]) == 11
    assert "no anchors yet" in run("rubric", "anchors", "no-such-case").output

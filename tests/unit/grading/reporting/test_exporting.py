"""`linkworker export`: whole files or none, and clear words about what is not in them."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from course.command import app, export
from grading.reporting.exporting import FORMATS
from grading.reporting.writing import file_name, write_report
from simgen.errors import ReportError
from tests.unit.grading.reporting.courses import begin_course


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["export", *words])


def test_the_command_offers_every_format() -> None:
    assert export.FORMATS == FORMATS


@pytest.mark.parametrize("form", ["csv", "xlsx", "moodle", "canvas", "xapi"])
def test_one_file_for_each_format_and_words_about_what_waits(
    small: Path, tmp_path: Path, form: str
) -> None:
    target = tmp_path / "deep" / "marks.out"
    result = run(form, "quiet-house", "--course", str(small), "--to", str(target))
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 50
    assert str(target) in result.stdout
    assert "The quiet house: 5 of 6 wait for a trainer's marks" in result.stderr
    assert "not nought" in result.stderr


def test_json_names_the_files_and_the_remarks(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "marks.csv"
    result = run("csv", "--all", "--course", str(small), "--to", str(target), "--json")
    answer = json.loads(result.stdout)
    assert answer["files"] == [str(target)]
    assert len(answer["remarks"]) == 2


def test_without_a_place_it_goes_to_the_courses_own_folder(small: Path) -> None:
    result = run("csv", "quiet-house", "--course", str(small))
    assert result.exit_code == 0
    assert (small / "exports" / "quiet-house-csv.csv").is_file()


def test_portfolios_are_a_file_for_each_recruit(small: Path, tmp_path: Path) -> None:
    run("portfolio", "--all", "--course", str(small), "--to", str(tmp_path / "own"))
    names = {path.name for path in (tmp_path / "own").iterdir()}
    assert names == {f"{who}.html" for who in ("ada", "ben", "cleo", "dev", "elin", "finn")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["csv", "loud-house"], "There is no assignment 'loud-house'"),
        (["csv", "closed-curtains"], "Nothing is graded yet for 'closed-curtains'"),
        (["csv"], "Name one assignment"),
        (["csv", "quiet-house", "--all"], "Name one assignment"),
        (["docx", "--all"], "There is no format 'docx'"),
        (["xapi", "--all", "--home-page", "nowhere"], "cannot be a home page"),
    ],
)
def test_what_cannot_be_exported_is_said_in_words(small: Path, words: list[str], said: str) -> None:
    result = run(*words, "--course", str(small))
    assert result.exit_code == 1
    assert isinstance(result.exception, ReportError)
    assert said in str(result.exception)


def test_no_course_and_nothing_graded_are_said(tmp_path: Path) -> None:
    result = run("csv", "--all", "--course", str(tmp_path))
    assert "There is no course in" in str(result.exception)
    begin_course(tmp_path).close()
    result = run("csv", "--all", "--course", str(tmp_path))
    assert "Nothing is graded yet in this course" in str(result.exception)


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ReportError, match="Choose a place that you may write to"):
        write_report(tmp_path / "file" / "marks.csv", b"x")
    with pytest.raises(ReportError, match="is a folder"):
        write_report(tmp_path, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_write_that_fails_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_report(tmp_path / "marks.csv", b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportError, match="No space left on device"):
        write_report(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["marks.csv"]


def test_a_private_folder_keeps_its_marks_private(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    assert write_report(private / "marks.csv", b"x").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("ada", "ada"),
        ("a.b-c_d", "a.b-c_d"),
        ("..", "%2E%2E"),
        ("../x", "%2E%2E%2Fx"),
        ("-rf", "%2Drf"),
        ("", "%00"),
        ("a\0b", "a%00b"),
    ],
)
def test_no_id_leads_out_of_its_folder(name: str, safe: str) -> None:
    assert file_name(name) == safe
    assert "/" not in file_name(name)

"""`linkworker persona`: as a user types it, and what they are told."""

import csv
import json

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest
from typer.testing import CliRunner

from course.command.persona import app
from simgen.errors import PersonError


def run(*words):
    return CliRunner().invoke(app, list(words))


def test_one_person_in_words():
    ran = run("--seed", "4")
    assert ran.exit_code == 0
    for heading in ("NHS number", "Strengths", "What matters", "Hopes"):
        assert heading in ran.stdout


def test_the_person_of_a_case_is_still_there():
    ran = run("--scenario", "quiet-house", "--seed", "2", "--json")
    person = json.loads(ran.stdout)
    assert (person["seed"], person["scenario"]) == (2, "quiet-house")
    assert person["name"].startswith("Mrs ")


def test_persons_as_json_lines_fit_the_printed_schema():
    schema = json.loads(run("schema").stdout)
    ran = run("--seed", "5", "--count", "20", "--format", "jsonl")
    people = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [person["index"] for person in people] == list(range(20))
    for person in people:
        jsonschema.validate(person, schema)


def test_json_is_short_for_json_lines():
    assert run("--seed", "5", "--json").stdout == run("--seed", "5", "--format", "jsonl").stdout


def test_constraints_narrow_who_is_drawn():
    ran = run("--count", "30", "--json", "--where", "age=70-90", "--where", "lives-alone=yes")
    people = [json.loads(line) for line in ran.stdout.splitlines()]
    assert all(70 <= person["age"] <= 90 for person in people)
    assert all(person["household"]["kind"] == "alone" for person in people)


def test_a_file_is_written_in_the_format_of_its_name(tmp_path):
    path = tmp_path / "people.csv"
    ran = run("--count", "12", "--out", str(path))
    assert ran.exit_code == 0
    with path.open(encoding="utf-8", newline="") as table:
        assert len(list(csv.DictReader(table))) == 12
    assert "12 persons in" in ran.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--count", "0"], "count was 0"),
        (["--count", "-2"], "count was -2"),
        (["--where", "aeg=3"], "Did you mean age?"),
        (["--where", "age"], "KEY=VALUE"),
        (["--where", "age=20", "--where", "work=retired"], "both age=20 and work=retired"),
        (["--format", "xlsx"], "Known: jsonl, csv, parquet"),
        (["--format", "parquet"], "--out"),
        (["--out", "/absent-folder/people.csv"], "Cannot write"),
        (["--year", "1999"], "2017 to 2030"),
        (["--scenario", "quiet-house", "--count", "0"], "count was 0"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said(words, told):
    ran = run(*words)
    assert ran.exit_code != 0
    assert isinstance(ran.exception, PersonError)
    assert told in str(ran.exception)


def test_the_checker_finds_what_could_be_real(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Mrs Hale, 943 476 5919\n", encoding="utf-8")
    ran = run("check", str(path))
    assert ran.exit_code == 1
    assert f"{path}:1:11: NHS number 943 476 5919" in ran.stdout
    data = json.loads(run("check", str(path), "--json").stdout)
    assert (data["line"], data["column"], data["kind"]) == (1, 11, "NHS number")


def test_the_checker_passes_what_is_safe(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Mrs Hale, 999 000 0018, 01632 960123, ZZ4 1AB\n", encoding="utf-8")
    ran = run("check", str(path))
    assert ran.exit_code == 0
    assert "no identifier outside the safe ranges" in ran.stdout


@pytest.mark.parametrize("whose", [["--seed", "3"], ["--scenario", "quiet-house"]])
def test_the_pictures_are_a_page_to_print(tmp_path, whose):
    path = tmp_path / "life.html"
    assert run("draw", *whose, "--out", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").count("<svg") == 2


def test_a_page_that_cannot_be_written_is_said(tmp_path):
    ran = run("draw", "--out", str(tmp_path / "absent" / "life.html"))
    assert isinstance(ran.exception, PersonError)
    assert list(tmp_path.iterdir()) == []


def test_the_audit_names_differences_and_their_sources():
    ran = run("audit", "--count", "1500")
    assert ran.exit_code == 0
    assert "By age band" in ran.stdout
    assert "need: work" in ran.stdout
    assert "source: " in ran.stdout
    first = json.loads(run("audit", "--count", "1500", "--json").stdout.splitlines()[0])
    assert {"grouping", "group", "thing", "share", "overall", "source", "flagged"} <= first.keys()

"""Cohorts: streamed, whole or not at all, and refused in plain words."""

import csv
import io
import json
import sys

import pytest
from msgspec.structs import replace

from simgen.errors import PersonError
from simgen.person import cohort, cohorts, files, generate
from simgen.person.writing import COLUMNS, as_row


def test_persons_of_a_cohort_are_those_of_their_places():
    assert list(cohort(4, 5)) == [generate(4, index=index) for index in range(5)]


def test_no_two_persons_share_an_identifier():
    people = list(cohort(5, 3_000))
    for read in ("id", "nhs_number"):
        assert len({getattr(person, read) for person in people}) == len(people)
    emails = [person.email for person in people if person.email]
    assert len(set(emails)) == len(emails)
    phones = [person.phone for person in people if person.phone]
    assert len(set(phones)) == len(phones) == 1_000


@pytest.mark.parametrize("count", [0, -3])
def test_a_count_below_one_is_refused(count):
    with pytest.raises(PersonError, match=f"count was {count}"):
        cohort(1, count)


def test_constraints_are_read_before_the_first_person():
    with pytest.raises(PersonError, match="Did you mean age"):
        cohort(1, 10, {"aeg": 3})


def test_lines_are_json(tmp_path):
    path = tmp_path / "people.jsonl"
    assert files.write_file(cohort(1, 7), path, "jsonl") == 7
    people = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [person["index"] for person in people] == list(range(7))
    assert all(person["name"]["full"] for person in people)


def test_a_table_has_the_same_columns_for_everybody(tmp_path):
    path = tmp_path / "people.csv"
    files.write_file(cohort(1, 50), path, "csv")
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 50
    assert tuple(rows[0]) == COLUMNS
    assert all(tuple(as_row(person)) == COLUMNS for person in cohort(2, 20))


def test_no_cell_is_a_formula():
    person = replace(generate(1), hopes=("=HYPERLINK(1)",))
    out = io.BytesIO()
    files.write_lines([person], out, "csv")
    assert b"'=HYPERLINK" in out.getvalue()


def _breaks_off():
    yield from cohort(1, 3)
    raise KeyboardInterrupt


def test_a_file_that_breaks_off_never_appears(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("what was there before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        files.write_file(_breaks_off(), path, "csv")
    assert path.read_text(encoding="utf-8") == "what was there before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("where", ["absent/people.csv", "."])
def test_a_place_that_cannot_be_written_is_said(tmp_path, where):
    with pytest.raises(PersonError, match="Cannot write"):
        files.check_writable(tmp_path / where)
    assert list(tmp_path.iterdir()) == []


def test_checking_a_place_leaves_nothing_there(tmp_path):
    files.check_writable(tmp_path / "people.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_said(tmp_path):
    with pytest.raises(PersonError, match="jsonl, csv, parquet"):
        files.write_file(cohort(1, 1), tmp_path / "x", "xlsx")


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PersonError, match="cohorts"):
        files.write_file(cohort(1, 1), tmp_path / "people.parquet", "parquet")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_now_and_then():
    told = []
    assert len(list(cohorts.watched(cohort(1, 25), told.append, every=10))) == 25
    assert told == [10, 20]


def test_constraints_are_written_as_key_and_value():
    assert cohorts.read_where(["age=70-90", "lives-alone=yes", "need=debt", "need=pain"]) == {
        "age": ["70-90"],
        "lives_alone": ["yes"],
        "need": ["debt", "pain"],
    }
    with pytest.raises(PersonError, match="KEY=VALUE"):
        cohorts.read_where(["age"])

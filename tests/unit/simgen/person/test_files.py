"""Files of persons: read back as they were, whole or not at all, refused in plain words."""

import csv
import io
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace
from pyarrow import parquet  # type: ignore[import-untyped]  # it has no type hints

from simgen.errors import PersonError
from simgen.person import cohort, files, generate
from simgen.person.writing import COLUMNS, as_row


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


@pytest.mark.parametrize("seed", [1, -7, 2**80])
def test_a_table_is_read_back_as_it_was(tmp_path, seed):
    path = tmp_path / "people.csv"
    files.write_file(cohort(seed, 60), path, "csv")
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    expected = [
        {name: "" if value is None else str(value) for name, value in as_row(person).items()}
        for person in cohort(seed, 60)
    ]
    assert rows == expected


@pytest.mark.parametrize("seed", [1, -7, 2**80])
def test_parquet_is_read_back_as_it_was(tmp_path, seed):
    path = tmp_path / "people.parquet"
    assert files.write_file(cohort(seed, 2_100), path, "parquet") == 2_100
    table = parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    assert table.to_pylist() == [as_row(person) for person in cohort(seed, 2_100)]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_device_is_written_to_and_not_replaced(tmp_path, form):
    """A pipe here; `/dev/null` is another."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    files.check_writable(path)
    with ThreadPoolExecutor() as others:
        read = others.submit(path.read_bytes)
        files.write_file(cohort(1, 3), path, form)
        assert b"1-2" in read.result(10)
    assert path.is_fifo()


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PersonError, match="cohorts"):
        files.write_file(cohort(1, 1), tmp_path / "people.parquet", "parquet")
    assert list(tmp_path.iterdir()) == []

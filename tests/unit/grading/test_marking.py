import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from course.demo import load_recruits, write_record
from grading import marking
from grading.marking import mark_record
from simgen.record import RECORD_NAME


def test_the_six_recruits_are_marked_in_the_order_of_their_skill(tmp_path: Path) -> None:
    totals = []
    for recruit in load_recruits():
        folder = tmp_path / recruit.id
        folder.mkdir()
        sheet = mark_record(write_record(recruit, folder), recruit.scenario).sheet
        assert not sheet.unusable, sheet.verdict
        totals.append(sheet.total)
    assert len(totals) == 6
    assert all(higher > lower for higher, lower in pairwise(totals))


def test_the_same_record_gives_the_same_sheet(tmp_path: Path) -> None:
    path = write_record(load_recruits()[2], tmp_path)
    assert mark_record(path).sheet == mark_record(path).sheet


def damaged(path: Path, how: str) -> None:
    if how == "missing":
        path.unlink()
    elif how == "broken":
        path.write_text('{"schema_version": 1, "events": [', encoding="utf-8")
    elif how == "not text":
        path.write_bytes(b"\xff\xfe\x00")
    elif how == "deep":
        path.write_text("[" * 200_000, encoding="utf-8")
    elif how == "foreign":
        data = json.loads(path.read_text(encoding="utf-8"))
        data["scenario"]["id"] = "another-house"
        path.write_text(json.dumps(data), encoding="utf-8")
    elif how == "too new":
        data = json.loads(path.read_text(encoding="utf-8"))
        data["schema_version"] = 999
        path.write_text(json.dumps(data), encoding="utf-8")
    elif how == "oversized":
        path.write_bytes(b" " * (5 * 1024 * 1024))
    elif how == "a link":
        elsewhere = path.with_name("elsewhere.json")
        path.rename(elsewhere)
        path.symlink_to(elsewhere)
    elif how == "a folder":
        path.unlink()
        path.mkdir()
    else:
        path.unlink()
        os.mkfifo(path)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("missing", "no case-record.json"),
        ("broken", "broken"),
        ("not text", "UTF-8"),
        ("deep", "broken"),
        ("foreign", "another case"),
        ("too new", "newer kit"),
        ("oversized", "too large"),
        ("a link", "link"),
        ("a folder", "not a plain file"),
        ("a pipe", "not a plain file"),
    ],
)
def test_a_record_that_cannot_be_used_gets_a_verdict_and_no_points(
    tmp_path: Path, how: str, words: str
) -> None:
    path = write_record(load_recruits()[0], tmp_path)
    damaged(path, how)
    marked = mark_record(path, "quiet-house")
    assert marked.case is None
    assert marked.sheet.unusable
    assert marked.sheet.total == 0
    assert words in marked.sheet.verdict
    assert "Traceback" not in marked.sheet.verdict


def test_a_fault_of_the_kit_is_a_verdict_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(marking, "replay", fail)
    path = write_record(load_recruits()[5], tmp_path)
    marked = mark_record(path)
    assert marked.sheet.unusable
    assert RECORD_NAME in marked.sheet.verdict
    assert "ZeroDivisionError" in caplog.text

"""Reading a record: whatever the file is, a verdict in words."""

import json
import os

import pytest

from simgen.errors import (
    RecordBroken,
    RecordError,
    RecordForeign,
    RecordMissing,
    RecordTooLarge,
    RecordTooNew,
)
from simgen.record import RECORD_NAME, RecordStore, Said, parse_record, read_record


@pytest.fixture
def good(tmp_path):
    path = tmp_path / RECORD_NAME
    RecordStore.open(path, "quiet-house", seed=1).add(Said(text="Hello"))
    return path


def _changed(path, **changes):
    return json.dumps({**json.loads(path.read_text()), **changes}).encode()


def test_a_missing_record_says_so(tmp_path):
    with pytest.raises(RecordMissing, match="no case-record.json"):
        read_record(tmp_path / RECORD_NAME)


def test_a_folder_a_link_and_a_pipe_are_not_read(tmp_path, good):
    folder, link, pipe = (tmp_path / name for name in ("folder", "link", "pipe"))
    folder.mkdir()
    link.symlink_to(good)
    os.mkfifo(pipe)
    for path in (folder, link, pipe):
        with pytest.raises(RecordBroken):
            read_record(path)


def test_a_huge_record_is_not_read(tmp_path):
    path = tmp_path / RECORD_NAME
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: takes no room
    with pytest.raises(RecordTooLarge, match="50,000,000,000"):
        read_record(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"schema_version": true}',
        b'{"schema_version": "1"}',
        b'{"schema_version": 0}',
        b'{"schema_version": 1}',
        b'{"schema_version": NaN}',
        b"[" * 100_000,
        b'{"schema_version": 1, "events": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_record_is_refused_in_words(content):
    with pytest.raises(RecordBroken) as caught:
        parse_record(content)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "changes",
    [
        {"person_seed": -1},
        {"person_seed": 1e400},
        {"record_id": "../../etc"},
        {"extra": 1},
        {"events": [{"kind": "said", "text": "x" * 10_001}]},
        {"events": [{"kind": "no-such"}]},
        {"events": [{"kind": "retried", "from_turn": -1}]},
        {"events": {}},
        {"scenario": None},
    ],
)
def test_a_record_with_a_wrong_value_is_refused_by_its_key(good, changes):
    with pytest.raises(RecordBroken, match="case-record.json is broken"):
        parse_record(_changed(good, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"events": [{"kind": "x" * 9000}]},
        {"events": [{"kind": "said", "text": "Hello", "y" * 9000: 1}]},
        {"schema_version": int("9" * 4000)},
    ],
)
def test_a_verdict_is_short_however_long_what_was_found(good, changes):
    with pytest.raises(RecordError) as caught:
        parse_record(_changed(good, **changes))
    assert len(str(caught.value)) < 400


def test_an_event_of_no_known_kind_is_named_in_words(good):
    with pytest.raises(RecordBroken, match="found kind 'no-such', expected one of 'said', "):
        parse_record(_changed(good, events=[{"kind": "no-such"}]))


def test_a_record_of_a_newer_kit_is_told_from_a_broken_one(good):
    with pytest.raises(RecordTooNew, match="newer kit"):
        parse_record(_changed(good, schema_version=7))


def test_a_record_of_another_case_is_foreign(good):
    with pytest.raises(RecordForeign, match="found 'quiet-house', expected 'other'"):
        read_record(good, expect="other")


def test_every_refusal_is_a_verdict():
    for error in (RecordBroken, RecordForeign, RecordMissing, RecordTooLarge, RecordTooNew):
        assert issubclass(error, RecordError)


def test_a_record_that_an_editor_saved_again_is_read(good):
    saved = parse_record(b"\xef\xbb\xbf" + good.read_bytes())
    assert saved == read_record(good)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "brackets stand inside each other"),
        (b'{"schema_version": ' + b"9" * 20_000 + b"}", "thousands of digits"),
    ],
)
def test_what_python_gives_up_on_is_told_in_words(content, words):
    with pytest.raises(RecordBroken, match=words) as refused:
        parse_record(content)
    assert "recursion" not in str(refused.value)
    assert "limit" not in str(refused.value)

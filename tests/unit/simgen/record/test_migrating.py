"""Records of older kits: read as they were meant, and brought up to date by the next write."""

import json

from simgen.record import HintAsked, Recoded, RecordStore, Said, parse_record, read_record, replay
from simgen.record.events import SCHEMA_VERSION
from simgen.record.migrating import migrate

VERSION_1 = {
    "schema_version": 1,
    "kit_version": "0.1.0",
    "record_id": "0" * 32,
    "scenario": {"id": "quiet-house", "version": 1, "sha256": "0" * 64},
    "person_seed": 7,
    "events": [
        {"kind": "said", "at": "2026-11-22T10:00:00+00:00", "text": "Hello"},
        {"kind": "hint-asked", "at": "", "hint": "How are the evenings for you?"},
        {"kind": "talk-ended", "at": ""},
        {"kind": "retried", "at": "", "from_turn": 1},
        {"kind": "plan-changed", "at": "", "sections": {"review_by": "Me"}},
        {"kind": "reflected", "at": "", "text": "I talked too much"},
        {"kind": "handed-in", "at": ""},
    ],
    "desk": {"step": "plan", "draft": ""},
}
"""A record as version 0.1.0 of the kit wrote it, with every kind of event that it knew."""


def test_a_record_of_the_first_schema_is_read_with_all_its_events():
    record = parse_record(json.dumps(VERSION_1).encode())
    assert record.schema_version == SCHEMA_VERSION
    assert [event.kind for event in record.events] == [each["kind"] for each in VERSION_1["events"]]
    case = replay(record)
    assert [turn.said for turn in case.talk.turns] == ["Hello"]
    assert case.reflection == "I talked too much"
    assert case.handed_in


def test_migrating_leaves_what_it_was_given_as_it_was():
    before = json.dumps(VERSION_1)
    assert migrate(VERSION_1)["schema_version"] == SCHEMA_VERSION
    assert json.dumps(VERSION_1) == before


def test_a_record_of_this_schema_is_left_alone():
    now = {**VERSION_1, "schema_version": SCHEMA_VERSION}
    assert migrate(now) == now


def test_the_next_write_brings_the_file_up_to_date(tmp_path):
    path = tmp_path / "case-record.json"
    path.write_text(json.dumps(VERSION_1), encoding="utf-8")
    store = RecordStore.open(path, "quiet-house")
    assert json.loads(path.read_text())["schema_version"] == 1, "a look changes nothing"
    store.add(Recoded(attempt=1, turn=1, family="other", codes=("social",)))
    assert json.loads(path.read_text())["schema_version"] == SCHEMA_VERSION
    assert [event.kind for event in read_record(path).events][-1] == "recoded"


def test_what_is_new_in_a_record_survives_being_written_and_read(tmp_path):
    path = tmp_path / "case-record.json"
    store = RecordStore.open(path, "quiet-house", seed=1)
    said = Recoded(attempt=1, turn=1, family="reflection", codes=("reflection",), by="trainer")
    for event in (Said(text="Hello"), HintAsked(hint="Think"), said):
        store.add(event)
    assert read_record(path).events[-1] == said

"""Keeping a record: nothing that was saved is ever lost."""

import json
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from simgen.errors import RecordForeign, RecordNotSaved, RecordTooNew
from simgen.record import RECORD_NAME, RecordStore, Said, begin_afresh, last_good, read_record


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk" / RECORD_NAME


def test_a_new_record_reaches_the_disk_with_its_first_event(path):
    store = RecordStore.open(path, "quiet-house")
    assert not path.exists()
    store.add(Said(text="Hello"))
    assert [event.text for event in read_record(path).events] == ["Hello"]
    assert store.saved_at is not None


def test_each_recruit_gets_a_person_of_their_own(tmp_path):
    seeds = {
        RecordStore.open(tmp_path / str(n) / RECORD_NAME, "quiet-house").record.person_seed
        for n in range(20)
    }
    assert len(seeds) == 20


def test_a_record_is_opened_where_it_was_left(path):
    store = RecordStore.open(path, "quiet-house", seed=3)
    store.add(Said(text="Hello"))
    store.set_desk(step="plan", draft="I was going to say")
    again = RecordStore.open(path, "quiet-house")
    assert again.record == store.record
    assert again.record.desk.draft == "I was going to say"
    assert again.record.person_seed == 3


def test_two_windows_add_to_the_same_record(path):
    one = RecordStore.open(path, "quiet-house")
    one.add(Said(text="one"))
    two = RecordStore.open(path, "quiet-house")
    two.add(Said(text="two"))
    one.add(Said(text="three"))
    assert [event.text for event in read_record(path).events] == ["one", "two", "three"]
    assert two.refresh()
    assert [event.text for event in two.record.events] == ["one", "two", "three"]
    assert not two.refresh()


def _add_many(path, name, count):
    for n in range(count):
        RecordStore.open(path, "quiet-house").add(Said(text=f"{name} {n}"))


def test_many_processes_lose_nothing(path):
    RecordStore.open(path, "quiet-house", seed=1).add(Said(text="first"))
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add_many, args=(path, name, 15)) for name in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    said = [event.text for event in read_record(path).events]
    assert sorted(said) == sorted(["first", *(f"{name} {n}" for name in "ab" for n in range(15))])


def _add_for_ever(path):
    store = RecordStore.open(path, "quiet-house")
    n = 0
    while True:
        store.add(Said(text=f"{n} " + "word " * 200))
        Path(path).with_name("shown").write_text(str(n))
        n += 1


def test_a_killed_process_loses_nothing_that_was_shown_as_saved(path):
    path.parent.mkdir()
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        worker = context.Process(target=_add_for_ever, args=(path,))
        worker.start()
        shown = path.with_name("shown")
        shown.unlink(missing_ok=True)
        deadline = time.monotonic() + 60
        while not shown.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.05)
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        last = int(shown.read_text() or 0)
        texts = [
            event.text.split()[0] for event in RecordStore.open(path, "quiet-house").record.events
        ]
        assert str(last) in texts


def test_a_refusing_disk_is_told_and_nothing_saved_is_lost(path, monkeypatch):
    store = RecordStore.open(path, "quiet-house")
    store.add(Said(text="kept"))
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_space)
        with pytest.raises(RecordNotSaved, match="No space left"):
            store.add(Said(text="waiting"))
    assert [event.text for event in read_record(path).events] == ["kept"]
    assert store.unsaved == 1
    assert [event.text for event in store.record.events] == ["kept", "waiting"]
    store.add(Said(text="later"))
    assert [event.text for event in read_record(path).events] == ["kept", "waiting", "later"]
    assert store.unsaved == 0
    assert sorted(p.name for p in path.parent.iterdir()) == [
        ".case-record.lock",
        "case-record.json",
        "case-record.last-good.json",
    ]


def _no_space(_descriptor):
    raise OSError(28, "No space left on device")


def test_a_broken_newest_copy_gives_way_to_the_last_good_one(path):
    store = RecordStore.open(path, "quiet-house")
    store.add(Said(text="one"))
    store.add(Said(text="two"))
    path.write_text('{"schema_version": 1, "eve')
    again = RecordStore.open(path, "quiet-house")
    assert [event.text for event in again.record.events] == ["one"]
    again.add(Said(text="three"))
    assert [event.text for event in read_record(path).events] == ["one", "three"]
    assert path.with_name("case-record.set-aside-1.json").read_text().endswith('"eve')


def test_a_record_of_another_case_is_not_touched(path):
    RecordStore.open(path, "quiet-house").add(Said(text="mine"))
    data = json.loads(path.read_text())
    data["scenario"]["id"] = "another-case"
    path.write_text(json.dumps(data))
    before = path.read_bytes()
    with pytest.raises(RecordForeign, match="another-case"):
        RecordStore.open(path, "quiet-house")
    assert path.read_bytes() == before


def test_a_record_of_a_newer_kit_is_not_touched(path):
    path.parent.mkdir()
    path.write_text('{"schema_version": 99}')
    with pytest.raises(RecordTooNew, match="Update the kit"):
        RecordStore.open(path, "quiet-house")
    assert path.read_text() == '{"schema_version": 99}'


def test_beginning_afresh_keeps_the_old_file_under_another_name(path):
    RecordStore.open(path, "quiet-house").add(Said(text="old"))
    kept = begin_afresh(path)
    assert not path.exists()
    assert [event.text for event in read_record(kept).events] == ["old"]
    assert begin_afresh(path) is None


def test_the_copy_before_the_newest_is_kept(path):
    store = RecordStore.open(path, "quiet-house")
    store.add(Said(text="one"))
    store.add(Said(text="two"))
    assert len(read_record(last_good(path)).events) == 1

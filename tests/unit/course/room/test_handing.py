"""Handing in: what is said before, during and after, and that it is true."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simgen.errors import WorkspaceError
from simgen.record import read_record
from tests.unit.course.room.driving import OpenRoom, Press, events, step, work


def arrive(workspace: Path, moment: datetime, assignment: str = "quiet-house") -> None:
    inbox = workspace / "exchange" / "link-worker" / "inbound"
    (inbox / f"anna+{assignment}+{moment:%Y-%m-%d %H:%M:%S.%f} UTC+x1").mkdir(parents=True)


def test_what_is_still_open_is_listed_before_handing_in(open_room: OpenRoom) -> None:
    room = open_room()
    room.go("hand-in")
    html = step(room, "hand-in").page.html
    assert "You have not talked with" in html
    assert "There is no goal yet." in html
    assert "Hand in to my trainer" in html
    work(room).say("Hello")
    assert "The conversation has not been ended." in step(room, "hand-in").page.html


def test_the_record_that_is_handed_in_says_so_and_the_recruit_is_told_when(
    open_room: OpenRoom,
    press: Press,
    workspace: Path,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = []

    def hand_in(folder: Path) -> str:
        taken.append(read_record(folder / "case-record.json").events[-1].kind)
        arrive(workspace, datetime.now(UTC))
        return "Handed in."

    monkeypatch.setattr("course.room.handing.hand_in", hand_in)
    room = open_room()
    room.go("hand-in")
    page = step(room, "hand-in").page
    press(page, "hand-in")
    assert taken == ["handed-in"]
    assert "Handed in on " in page.html
    assert "You have changed something since then" not in page.html
    work(room).say("One more thing")
    assert "You have changed something since then" in page.html
    press(page, "hand-in")
    assert [event.kind for event in events(desk)] == ["handed-in", "said", "handed-in"]


def test_what_went_wrong_is_said_and_never_shown_as_handed_in(
    open_room: OpenRoom, press: Press, monkeypatch: pytest.MonkeyPatch, workspace: Path
) -> None:
    def hand_in(_folder: Path) -> str:
        raise WorkspaceError("Not handed in: the exchange is closed. Your work is saved.")

    monkeypatch.setattr("course.room.handing.hand_in", hand_in)
    arrive(workspace, datetime(2020, 1, 1, tzinfo=UTC))
    arrive(workspace, datetime.now(UTC), assignment="another-case")
    room = open_room()
    room.go("hand-in")
    page = step(room, "hand-in").page
    press(page, "hand-in")
    assert "the exchange is closed" in page.html
    assert "Handed in on " not in page.html

    room.close_all()
    again = open_room()
    again.go("hand-in")
    html = step(again, "hand-in").page.html
    assert "did not arrive" in html
    assert "Handed in on " not in html


def test_work_that_is_not_on_disk_is_not_handed_in(
    open_room: OpenRoom, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    def hand_in(_folder: Path) -> str:
        raise AssertionError

    monkeypatch.setattr("course.room.handing.hand_in", hand_in)
    room = open_room()
    room.go("hand-in")
    monkeypatch.setattr("simgen.record.store.os.replace", refused)
    press(step(room, "hand-in").page, "hand-in")
    assert "your last work is not saved" in step(room, "hand-in").page.html

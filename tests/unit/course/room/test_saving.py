"""Nothing that was shown as saved is lost, and what is not saved is said to be so."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from course.room.place import Place
from course.room.room import Room
from course.room.work import Work
from simgen.record import read_record
from tests.unit.course.room.driving import OpenRoom, Press, events, section, step, work


def write_goal(room: Room, press: Press, text: str) -> None:
    press(section(room, "goals"), "rows", rows=[{"text": text, "item": ""}])


def refuse(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refused(*_arguments: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("simgen.record.store.os.replace", refused)


def test_a_change_is_on_disk_before_its_message_is_answered(
    open_room: OpenRoom, press: Press, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room()
    room.go("plan")
    on_disk_when_answered = []
    monkeypatch.setattr(
        room.status,
        "send",
        lambda _content: on_disk_when_answered.append(read_record(desk / "case-record.json")),
    )
    write_goal(room, press, "To be expected somewhere")
    assert "To be expected somewhere" in on_disk_when_answered[0].model_dump_json()


def test_a_change_holds_only_the_sections_that_changed(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    room = open_room()
    room.go("plan")
    for text in ("One", "One", "Two", "Two"):
        write_goal(room, press, text)
    assert [event.sections for event in events(desk)] == [
        {"goals": [{"text": "One", "item": ""}]},
        {"goals": [{"text": "Two", "item": ""}]},
    ]


def test_an_evening_of_typing_stays_far_below_the_limit_of_a_record(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    """Three hundred pauses while six actions are written is more than an honest evening."""
    room = open_room()
    room.go("plan")
    actions = section(room, "actions")
    rows = [dict(actions.blank) for _ in range(6)]
    for pause in range(300):
        rows[pause % 6]["what"] += " walk to the net loft"[:10]
        press(actions, "rows", rows=rows)
    assert (desk / "case-record.json").stat().st_size < 1_000_000


@pytest.mark.parametrize("number", [28, 30], ids=["full", "read-only"])
def test_when_the_disk_refuses_the_recruit_is_told_and_later_it_is_saved(
    open_room: OpenRoom, press: Press, desk: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    room = open_room()
    room.go("plan")
    write_goal(room, press, "Saved before")
    before = (desk / "case-record.json").read_bytes()

    with monkeypatch.context() as disk:
        refuse(disk, number)
        write_goal(room, press, "Written while the disk refused")
        press(room.status, "look")
        assert "Not saved" in room.status.problem
        assert os.strerror(number) in room.status.problem
        assert (desk / "case-record.json").read_bytes() == before
        assert section(room, "goals").rows == [
            {"text": "Written while the disk refused", "item": ""}
        ]

    press(room.status, "look")
    assert room.status.problem == ""
    assert "Written while the disk refused" in (desk / "case-record.json").read_text("utf-8")


def test_talk_goes_on_while_the_disk_refuses_and_is_saved_later(
    open_room: OpenRoom, press: Press, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room()
    room.go("conversation")
    pane = step(room, "conversation").pane
    with monkeypatch.context() as disk:
        refuse(disk, 28)
        press(pane, "say", text="How have you been?")
        assert len(pane.lines) == 2
        assert "Not saved" in room.status.problem
    press(pane, "say", text="And the evenings?")
    assert room.status.problem == ""
    said = [event.text for event in events(desk)]
    assert said == ["How have you been?", "And the evenings?"]


def test_a_disk_that_refuses_from_the_start_still_opens_the_room(
    open_room: OpenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, 30)
    room = open_room()
    assert "Not saved" in room.status.problem
    assert room.nav.current == "referral"


def test_the_room_says_when_it_saved_in_hours_and_minutes(tmp_path: Path) -> None:
    opened = Work("quiet-house", Place("self-study", tmp_path / "case-record.json"), seed=1)
    assert opened.saved == ""
    opened.say("Hello")
    assert re.fullmatch(r"Saved at \d\d:\d\d", opened.saved)


def test_events_carry_the_moment_they_happened(tmp_path: Path) -> None:
    moment = datetime(2026, 3, 4, 14, 3, tzinfo=UTC)
    place = Place("self-study", tmp_path / "case-record.json")
    Work("quiet-house", place, now=lambda: moment, seed=1).say("Hello")
    assert events(tmp_path)[0].at == "2026-03-04T14:03:00+00:00"


def test_a_value_that_is_not_a_plan_is_refused_in_words_and_changes_nothing(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    room.go("plan")
    write_goal(room, press, "Kept")
    write_goal(room, press, "x" * 2_001)
    assert "could not be kept" in room.status.problem
    assert work(room).plan.goals[0].text == "Kept"
    write_goal(room, press, "Shorter")
    assert room.status.problem == ""


@pytest.mark.parametrize("date", ["2026-02-31", "soon", "<b>"])
def test_a_day_that_does_not_exist_is_refused(open_room: OpenRoom, press: Press, date: str) -> None:
    room = open_room()
    room.go("plan")
    review = step(room, "plan").sections[-1]
    press(review, "rows", rows=[{**review.blank, "review_date": date}])
    assert "could not be kept" in room.status.problem
    assert work(room).plan.review_date is None


def test_half_a_character_does_not_stop_saving(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    room = open_room()
    room.go("plan")
    write_goal(room, press, "half \ud83d and on")
    press(room.nav, "go", step="conversation")
    press(step(room, "conversation").pane, "draft", text="\udc00")
    press(step(room, "conversation").pane, "say", text="Hello \ud800")
    assert room.status.problem == ""
    record = json.loads((desk / "case-record.json").read_text("utf-8"))
    assert record["events"][0]["sections"]["goals"][0]["text"] == "half ? and on"
    assert record["events"][1]["text"] == "Hello ?"

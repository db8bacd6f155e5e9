"""The room picks up where it was; two windows add to one record; a bad record has a way on."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from course.room.place import find_place
from course.room.room import Room
from tests.unit.course.room.driving import OpenRoom, Press, events, section, step, work


def test_everything_is_there_again_in_a_new_process(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    room.go("conversation")
    pane = step(room, "conversation").pane
    press(pane, "say", text="How have you been?")
    press(pane, "draft", text="Half a sent")
    room.go("plan")
    press(section(room, "goals"), "rows", rows=[{"text": "To be expected", "item": ""}])
    lines, referral = pane.lines, step(room, "referral").page.html

    assert open_room() is room
    room.go("conversation")
    assert pane.draft == "Half a sent"
    room.go("plan")
    room.close_all()
    again = open_room()
    assert again.nav.current == "plan"
    assert section(again, "goals").rows == [{"text": "To be expected", "item": ""}]
    again.go("conversation")
    assert step(again, "conversation").pane.lines == lines
    assert step(again, "conversation").pane.draft == "Half a sent"
    again.go("referral")
    assert step(again, "referral").page.html.count("room-form") == referral.count("room-form") == 1
    assert work(again).case.person == work(room).case.person


def test_a_process_killed_in_mid_plan_loses_nothing_it_said_was_saved(desk: Path) -> None:
    """A child process keeps changing the plan and prints each change once it was answered."""
    child = """
import sys
from pathlib import Path
from course import case_room
room = case_room("quiet-house", folder=Path(sys.argv[1]), seed=7)
room.go("plan")
goals = next(each for each in room.steps["plan"].sections if each.name == "goals")
room.status.send = lambda content: print(content["acked"], flush=True)
for number in range(100000):
    rows = [{"text": f"goal {number}", "item": ""}]
    goals._handle_custom_msg({"kind": "rows", "rows": rows, "token": str(number)}, [])
"""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", child, str(desk)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process, process.stdout:
        answered = [process.stdout.readline() for _ in range(25)]
        os.kill(process.pid, signal.SIGKILL)
        answered += process.stdout.readlines()
    last = int([line for line in answered if line.endswith("\n")][-1])
    texts = [event.sections["goals"][0]["text"] for event in events(desk)]
    assert texts[: last + 1] == [f"goal {number}" for number in range(last + 1)]


def test_two_windows_add_to_one_record(workspace: Path, press: Press) -> None:
    place = find_place("quiet-house", workspace / "recruit" / "quiet-house")
    first, second = (Room("quiet-house", place, seed=7) for _ in range(2))
    for room in (first, second):
        room.go("plan")
    press(section(first, "goals"), "rows", rows=[{"text": "From the first", "item": ""}])
    press(section(second, "strengths"), "rows", rows=[{"text": "From the second", "item": ""}])
    press(first.status, "look")
    assert section(first, "strengths").rows == [{"text": "From the second", "item": ""}]
    assert section(second, "goals").rows == [{"text": "From the first", "item": ""}]
    second.go("conversation")
    press(step(second, "conversation").pane, "say", text="Hello")
    press(first.status, "look")
    assert first.nav.current == "plan"
    first.go("conversation")
    assert len(step(first, "conversation").pane.lines) == 2
    for room in (first, second):
        room.close_all()


def test_what_one_window_says_after_the_other_ended_is_not_taken(
    workspace: Path, press: Press
) -> None:
    place = find_place("quiet-house", workspace / "recruit" / "quiet-house")
    first, second = (Room("quiet-house", place, seed=7) for _ in range(2))
    for room in (first, second):
        room.go("conversation")
    press(step(first, "conversation").pane, "end")
    pane = step(second, "conversation").pane
    answers: list[object] = []
    pane.send = answers.append
    press(pane, "say", text="Are you there?")
    assert pane.ended
    assert {"refused": True} in answers
    assert events(place.record.parent)[-1].kind == "talk-ended"
    for room in (first, second):
        room.close_all()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{not json", "broken"),
        ('{"schema_version": 99}', "newer kit"),
        ("[]", "not a case record"),
        ("x" * (2 * 1024 * 1024 + 1), "too large"),
    ],
    ids=["broken", "too new", "something else", "too large"],
)
def test_a_record_that_cannot_be_used_is_explained_and_kept(
    open_room: OpenRoom, press: Press, desk: Path, content: str, words: str
) -> None:
    (desk / "case-record.json").write_text(content, encoding="utf-8")
    room = open_room()
    assert words in room.page.html
    assert (desk / "case-record.json").read_text("utf-8") == content

    press(room.page, "begin-afresh")
    assert room.nav.current == "referral"
    assert events(desk) == []
    kept = [path for path in desk.glob("case-record.*") if "set-aside" in path.name]
    assert [path.read_text("utf-8") for path in kept] == [content]


def test_a_record_of_another_case_is_not_touched(open_room: OpenRoom, desk: Path) -> None:
    room = open_room()
    work(room).say("Hello")
    room.close_all()
    path = desk / "case-record.json"
    foreign = json.loads(path.read_text("utf-8"))
    foreign["scenario"]["id"] = "another-case"
    path.write_text(json.dumps(foreign), encoding="utf-8")
    room = open_room()
    assert "belongs to another case" in room.page.html
    assert json.loads(path.read_text("utf-8")) == foreign


def test_a_record_that_was_mended_meanwhile_opens_after_another_look(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    path = desk / "case-record.json"
    room = open_room()
    work(room).say("Hello")
    room.close_all()
    good = path.read_bytes()
    for each in desk.glob("case-record*"):
        each.unlink()
    path.write_text("{", encoding="utf-8")
    room = open_room()
    assert "could not be opened" in room.page.html
    path.write_bytes(good)
    press(room.page, "look-again")
    assert room.nav.current == "referral"
    assert len(work(room).done.talk.turns) == 1


def test_a_case_that_is_not_there_is_explained(desk: Path) -> None:
    from course.room import case_room

    room = case_room("no-such-house", folder=desk)
    assert "cannot be opened" in room.page.html
    assert "no-such-house" in room.page.html
    room.close_all()


def test_a_trainers_copy_is_not_written_to(open_room: OpenRoom, workspace: Path) -> None:
    folder = workspace / "autograded" / "anna" / "quiet-house"
    folder.mkdir(parents=True)
    room = open_room(folder)
    assert room.nav.current == "referral"
    assert list(folder.iterdir()) == []

"""The debrief in the room: own views of unsure codes, attempts compared, nothing too early."""

import re
from pathlib import Path
from typing import Any

from grading import load_rubric, score
from simgen.conversation.recoding import choices
from tests.unit.course.room.driving import OpenRoom, Press, events, step, work
from tests.unit.simgen.recruits import GOOD

UNCLEAR = "xyzzy plugh"


def talked(open_room: OpenRoom, *said: str, **where: Any) -> Any:
    """A room in which these things were said and the talk has ended, open at the debrief."""
    room = open_room(**where)
    for text in said:
        work(room).say(text)
    work(room).end_talk()
    room.go("debrief")
    return room


def html(room: Any) -> str:
    return str(step(room, "debrief").page.html)


def test_only_what_was_unclear_is_asked_about(open_room: OpenRoom) -> None:
    room = talked(open_room, "How are the evenings for you?", UNCLEAR, "")
    assert html(room).count("What were you doing here") == 1
    assert 'id="room-own-2"' in html(room)
    assert html(room).count("<option") == len(choices()) + 1
    assert "your trainer sees it" in html(room)


def test_what_was_held_against_a_recruit_can_be_objected_to(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    room = talked(open_room, "How are the evenings for you?", "You should join the lunch club.")
    assert 'id="room-object-2"' in html(room)
    assert 'id="room-object-1"' not in html(room)
    press(step(room, "debrief").page, "recode", turn="2", value="together")
    assert [event.turn for event in events(desk) if event.kind == "recoded"] == [2]
    assert "Inviting them to work out together what to do" in html(room)
    assert 'id="room-object-2"' not in html(room)


def test_the_debrief_leads_to_every_turn_it_names(open_room: OpenRoom) -> None:
    room = talked(open_room, *GOOD[:8], "You should join the lunch club.", "Do you drive?")
    reached = set(re.findall(r'data-reach="([^"]+)"', html(room)))
    assert any(name.startswith("room-turn-") for name in reached)
    assert {name for name in reached if f'id="{name}"' not in html(room)} == set()


def test_a_view_is_kept_and_shown_and_can_be_changed(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    room = talked(open_room, "How are the evenings?", UNCLEAR)
    page = step(room, "debrief").page
    press(page, "recode", turn="2", value="reflection")
    assert "Your own view:</strong> Giving back what they said or felt." in html(room)
    press(page, "recode", turn="2", value="reflection")
    press(page, "recode", turn="2", value="advice")
    kept = [event for event in events(desk) if event.kind == "recoded"]
    assert [(each.attempt, each.turn, each.family, each.by) for each in kept] == [
        (1, 2, "reflection", "recruit"),
        (1, 2, "input", "recruit"),
    ]
    assert 'value="advice" selected' in html(room)
    assert "Choose what fits best" not in html(room)


def test_a_view_that_makes_no_sense_is_dropped(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    room = talked(open_room, UNCLEAR)
    page = step(room, "debrief").page
    before = events(desk)
    for turn, value in (("9", "advice"), ("0", "advice"), ("1", "no-such"), ("x", "advice")):
        press(page, "recode", turn=turn, value=value)
    press(page, "recode")
    assert events(desk) == before


def test_no_view_of_ones_own_moves_a_mark_or_the_debrief(open_room: OpenRoom, press: Press) -> None:
    room = talked(open_room, "Hello", UNCLEAR, "Xyzzy, plugh, and so on")
    before = score(work(room).done, load_rubric())
    debrief = work(room).done.debrief
    for turn in ("1", "2", "3"):
        for choice in choices():
            press(step(room, "debrief").page, "recode", turn=turn, value=choice.id)
    assert len(work(room).done.corrections) == 3
    assert score(work(room).done, load_rubric()) == before
    assert work(room).done.debrief == debrief


def test_after_a_retry_the_attempts_are_compared(open_room: OpenRoom, press: Press) -> None:
    room = talked(open_room, "You should join the lunch club.")
    assert "Compared with the time before" not in html(room)
    press(step(room, "debrief").page, "try-again", turn="0")
    work(room).say("What did you do for work, before you retired?")
    work(room).end_talk()
    room.go("debrief")
    assert "This is attempt 2. You began afresh." in html(room)
    assert "2 (now)" in html(room)
    assert html(room).count('scope="row"') >= 7
    assert "Earlier attempts kept in the record: 1." in html(room)


def test_many_attempts_stand_side_by_side_only_as_far_as_a_phone_is_wide(
    open_room: OpenRoom, press: Press
) -> None:
    room = talked(open_room, "Hello")
    for attempt in range(2, 7):
        press(step(room, "debrief").page, "try-again", turn="0")
        work(room).say(f"Hello, attempt {attempt}")
        work(room).end_talk()
        room.go("debrief")
    assert "6 (now)" in html(room)
    assert html(room).count('<th scope="col">') == 1 + 4 + 3
    assert "The earlier ones are kept in the record as well." in html(room)


def test_what_the_person_thought_is_not_to_be_had_while_the_talk_goes_on(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    work(room).say("You should join the lunch club.")
    press(step(room, "conversation").pane, "hint")
    (note,) = work(room).done.debrief.notes
    assert note.thought
    room.go("conversation")
    room.go("debrief")
    sent = repr(
        [
            [control.get_state() for control in each.controls if control.comm is not None]
            for each in room.steps.values()
        ]
    )
    assert note.thought not in sent
    assert "The debrief opens when the conversation has ended." in html(room)


def test_each_turn_is_marked_on_the_curve_of_trust(open_room: OpenRoom) -> None:
    room = talked(open_room, "You should pull yourself together.", "How are the evenings for you?")
    assert html(room).count('class="room-slip"') == 1
    assert html(room).count('class="room-turned"') == 1
    assert ">1</text>" in html(room)
    assert "a triangle is one that cost trust at once" in html(room)

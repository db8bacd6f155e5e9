"""A recruit's way through the room, without a browser."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from simgen.record import read_record
from tests.unit.course.room.driving import OpenRoom, Press, events, section, step, work


def test_import_course_stays_light() -> None:
    code = "import sys, course; sys.exit('ipywidgets' in sys.modules or 'nbgrader' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_course_offers_case_room_and_nothing_unknown() -> None:
    import course
    from course.room import case_room

    assert course.case_room is case_room
    with pytest.raises(AttributeError, match="no attribute 'case_rom'"):
        getattr(course, "case_rom")  # noqa: B009 - a misspelling that no checker should see


def test_the_room_opens_at_the_referral_and_the_record_is_begun(
    open_room: OpenRoom, desk: Path
) -> None:
    room = open_room()
    assert room.nav.current == "referral"
    assert read_record(desk / "case-record.json").person_seed == work(room).store.record.person_seed
    assert room.status.saved.startswith("Saved at ")


def test_a_course_has_a_step_to_hand_in_and_self_study_has_none(
    open_room: OpenRoom, workspace: Path
) -> None:
    in_course = [each["label"] for each in open_room().nav.steps]
    alone = [each["label"] for each in open_room(workspace / "self-study").nav.steps]
    assert in_course == ["Referral", "Conversation", "Community", "Plan", "Debrief", "Hand in"]
    assert alone == in_course[:-1]


def test_every_step_opens_from_the_navigation(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    for name in [each["name"] for each in room.nav.steps]:
        press(room.nav, "go", step=name)
        assert room.nav.current == name
        assert room.children[-1] is step(room, name).box


def test_an_unknown_step_changes_nothing(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    press(room.nav, "go", step="nowhere")
    assert room.nav.current == "referral"


def test_the_referral_shows_the_letter_and_the_persons_details(open_room: OpenRoom) -> None:
    room = open_room()
    html = step(room, "referral").page.html
    person = work(room).case.person
    for words in (person.surname, person.postcode, person.phone, "Reason for referral"):
        assert words in html
    assert "{" not in html


def test_talk_goes_to_and_fro(open_room: OpenRoom, press: Press, desk: Path) -> None:
    room = open_room()
    press(room.nav, "go", step="conversation")
    pane = step(room, "conversation").pane
    assert pane.scene == work(room).done.talk.opening
    press(pane, "say", text="Hello, how have you been?")
    press(pane, "say", text="")
    assert [line["who"] for line in pane.lines] == ["you", "them", "you", "them"]
    assert pane.lines[0]["parts"] == [{"kind": "said", "text": "Hello, how have you been?"}]
    assert pane.lines[2]["parts"][0]["kind"] == "seen"
    kinds = [event.kind for event in events(desk)]
    assert kinds == ["said", "said"]


def test_neither_trust_nor_codes_are_shown_while_talking(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    press(room.nav, "go", step="conversation")
    pane = step(room, "conversation").pane
    press(pane, "say", text="How are the evenings?")
    sent = repr({name: getattr(pane, name) for name in pane.keys if not name.startswith("_")})
    assert "trust" not in sent.lower()
    assert "open-question" not in sent


def test_a_hint_is_offered_and_recorded_and_goes_with_the_next_words(
    open_room: OpenRoom, press: Press, desk: Path
) -> None:
    room = open_room()
    press(room.nav, "go", step="conversation")
    pane = step(room, "conversation").pane
    assert pane.hints == []
    press(pane, "hint")
    assert [hint["rung"] for hint in pane.hints] == ["think", "do"]
    assert pane.more
    assert work(room).done.hints == 1
    assert pane.hints[0]["text"] in events(desk)[-1].hint
    press(pane, "say", text="Hello")
    assert pane.hints == []


def test_asking_again_in_the_same_place_brings_examples(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    press(room.nav, "go", step="conversation")
    pane = step(room, "conversation").pane
    press(pane, "hint")
    press(pane, "hint")
    examples = [hint["text"] for hint in pane.hints if hint["rung"] == "say"]
    assert examples == work(room).case.scenario.openings[:3]
    assert not pane.more


def test_a_hint_still_stands_when_the_room_is_opened_again(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    press(room.nav, "go", step="conversation")
    press(step(room, "conversation").pane, "say", text="Hello")
    press(step(room, "conversation").pane, "hint")
    given = work(room).hints
    room.close_all()
    again = open_room()
    assert given
    assert work(again).hints == given
    assert [hint["text"] for hint in step(again, "conversation").pane.hints] == [
        hint.text for hint in given
    ]


def test_after_the_end_nothing_more_can_be_said(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    press(room.nav, "go", step="conversation")
    pane = step(room, "conversation").pane
    press(pane, "say", text="Hello")
    press(pane, "end")
    press(pane, "say", text="One more thing")
    assert pane.ended
    assert pane.ending == "The conversation is over."
    assert len(pane.lines) == 2


def test_when_the_person_ends_the_talk_the_recruit_is_told_so(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    press(room.nav, "go", step="conversation")
    pane = step(room, "conversation").pane
    for _ in range(15):
        press(pane, "say", text="You should pull yourself together. That is your own fault.")
    known_as = work(room).case.person.known_as
    assert pane.ending == f"The conversation is over: {known_as} has ended it."


def test_the_directory_tells_everything_but_not_what_fits(open_room: OpenRoom) -> None:
    room = open_room()
    room.go("community")
    shown = repr(step(room, "community").services.services)
    case = work(room).case
    for service in case.town.services:
        assert service.name in shown
        assert repr(service.how_to_join)[1:-1] in shown
    for fit in case.scenario.services:
        assert repr(fit.why)[1:-1] not in shown


def test_a_service_becomes_an_action_once(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    room.go("community")
    services = step(room, "community").services
    service = work(room).case.town.services[0]
    for wanted in (service.id, service.id, "no-such-service"):
        press(services, "plan-service", service=wanted)
    assert services.planned == [service.id]
    assert [action.service for action in work(room).plan.actions] == [service.id]


def test_what_came_to_light_is_offered_in_the_persons_own_words(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    for text in ("Hello", "How have things been?", "What are the evenings like?"):
        work(room).say(text)
    heard = work(room).done.talk.disclosed
    assert heard
    room.go("plan")
    strengths = section(room, "strengths")
    assert [offer["item"] for offer in strengths.offers] == list(heard)
    press(strengths, "rows", rows=[strengths.offers[0]])
    assert work(room).plan.strengths[0].item == heard[0]
    assert section(room, "actions").offers == []


def test_the_check_at_the_end_of_the_plan_follows_it(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    room.go("plan")
    assert "There is no goal yet." in step(room, "plan").check.html
    press(section(room, "goals"), "rows", rows=[{"text": "To be expected", "item": ""}])
    assert "There is no goal yet." not in step(room, "plan").check.html


def test_the_debrief_opens_when_the_talk_has_ended(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    work(room).say("How have things been?")
    room.go("debrief")
    debrief = step(room, "debrief")
    assert "opens when the conversation has ended" in debrief.page.html
    work(room).end_talk()
    assert "What came to light" in debrief.page.html
    assert "Your trainer will mark" in debrief.marks.html
    press(debrief.reflection, "rows", rows=[{"text": "I hurried."}])
    assert work(room).done.reflection == "I hurried."


def test_in_self_study_the_rubric_answers_at_once(open_room: OpenRoom, workspace: Path) -> None:
    from grading import load_rubric

    room = open_room(workspace / "self-study")
    work(room).say("How have things been?")
    work(room).end_talk()
    room.go("debrief")
    html = step(room, "debrief").marks.html
    for criterion in load_rubric().criteria:
        assert criterion.title.replace("'", "&#39;") in html
    assert "a trainer judges this" in html


def test_trying_again_goes_back_and_keeps_what_was_said(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    for text in ("Hello", "You should get out more.", "Well?"):
        work(room).say(text)
    work(room).end_talk()
    room.go("debrief")
    press(step(room, "debrief").page, "try-again", turn="1")
    assert room.nav.current == "conversation"
    assert [turn.said for turn in work(room).done.talk.turns] == ["Hello"]
    assert not work(room).done.talk.ended
    assert len(work(room).done.earlier[0].turns) == 3


def test_run_again_in_the_same_process_the_same_room_comes_back(open_room: OpenRoom) -> None:
    first = open_room()
    before = len(_instances)
    assert open_room() is first
    assert len(_instances) == before


def test_a_closed_room_leaves_no_control_behind(open_room: OpenRoom) -> None:
    before = set(_instances)
    first = open_room()
    first.close_all()
    assert set(_instances) == before
    assert open_room() is not first


def test_messages_that_make_no_sense_are_dropped(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    before = work(room).store.record
    room.go("plan")
    nonsense: list[Any] = ["text", 3, None, [], {}, {"kind": "explode"}, {"kind": ["go"]}]
    for control in (room.nav, room.status, section(room, "goals")):
        for content in nonsense:
            control._handle_custom_msg(content, [])
    press(section(room, "goals"), "rows", rows="none")
    press(step(room, "debrief").page, "try-again", turn="-1; drop")
    assert work(room).store.record.events == before.events

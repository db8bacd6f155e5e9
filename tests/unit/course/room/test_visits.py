"""The offer of a later visit, and going back, without a browser."""

from course.room.room import Room
from tests.unit.course.room.driving import OpenRoom, Press, events, section, step, work

OFFER = "Three weeks later: visit"


def _end_first_visit(room: Room) -> None:
    for text in ("Hello", "How are the evenings?"):
        work(room).say(text)
    work(room).end_talk()
    room.go("debrief")


def test_a_later_visit_is_offered_once_the_first_is_over(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    work(room).say("Hello")
    room.go("debrief")
    assert OFFER not in step(room, "debrief").page.html
    press(step(room, "debrief").page, "visit-again")
    assert len(work(room).done.talk.arrivals) == 1
    work(room).end_talk()
    assert OFFER in step(room, "debrief").page.html


def test_going_back_opens_the_conversation_with_what_is_seen_then(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    _end_first_visit(room)
    press(step(room, "debrief").page, "visit-again")
    assert room.nav.current == "conversation"
    pane = step(room, "conversation").pane
    assert pane.scene == work(room).done.talk.opening
    assert pane.scene.startswith("Three weeks later")
    assert [line["who"] for line in pane.lines] == ["you", "them", "you", "them", "visit"]
    assert pane.lines[-1]["name"] == "Visit 2, three weeks later"
    assert not pane.ended
    press(pane, "say", text="Hello again")
    assert [line["who"] for line in pane.lines[-3:]] == ["visit", "you", "them"]


def test_the_debrief_goes_through_both_visits_and_says_what_came_between(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    _end_first_visit(room)
    press(step(room, "debrief").page, "visit-again")
    room.go("debrief")
    assert "opens when the conversation has ended" in step(room, "debrief").page.html
    work(room).say("Hello again, how have things been?")
    work(room).end_talk()
    room.go("debrief")
    html = step(room, "debrief").page.html
    assert "over 2 visits" in html
    assert "What had happened in between" in html
    assert "Visit 2, three weeks later" in html
    assert work(room).done.talk.arrivals[1].happened[0].gist in html.replace("&#39;", "'")
    assert OFFER not in html
    press(step(room, "debrief").page, "visit-again")
    kinds = [event.kind for event in events(work(room).place.record.parent)]
    assert kinds.count("visited") == 1


def test_a_visit_left_without_a_word_can_be_begun_again(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    _end_first_visit(room)
    press(step(room, "debrief").page, "visit-again")
    press(step(room, "conversation").pane, "end")
    room.go("debrief")
    debrief = step(room, "debrief")
    assert "Begin this visit again" in debrief.page.html
    press(debrief.page, "try-again", turn="2")
    talk = work(room).done.talk
    assert not talk.ended
    assert len(talk.arrivals) == 2
    assert step(room, "conversation").pane.scene == talk.opening


def test_going_back_to_a_turn_of_the_first_visit_leaves_the_second_behind(
    open_room: OpenRoom, press: Press
) -> None:
    room = open_room()
    _end_first_visit(room)
    press(step(room, "debrief").page, "visit-again")
    work(room).say("Hello again")
    work(room).end_talk()
    room.go("debrief")
    press(step(room, "debrief").page, "try-again", turn="1")
    pane = step(room, "conversation").pane
    assert [line["who"] for line in pane.lines] == ["you", "them"]
    assert not pane.scene.startswith("Three weeks later")


def test_news_of_a_later_visit_is_offered_to_the_plan(open_room: OpenRoom, press: Press) -> None:
    room = open_room()
    _end_first_visit(room)
    press(step(room, "debrief").page, "visit-again")
    work(room).say("How have things been since I was here?")
    heard = work(room).done.talk.disclosed
    assert "ought-to-be-dancing" in heard
    room.go("plan")
    offers = section(room, "what_matters").offers
    assert "ought-to-be-dancing" in [offer["item"] for offer in offers]

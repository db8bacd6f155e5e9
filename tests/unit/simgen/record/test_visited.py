"""A later visit in the record: replayed as it was lived, whatever stands around it."""

import json

import pytest

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.plan import ActionPlan
from simgen.record import (
    PlanChanged,
    RecordStore,
    Retried,
    Said,
    TalkEnded,
    Visited,
    parse_record,
    replay,
)
from simgen.record.replay import agreed_on
from tests.unit.simgen.recruits import GOOD

PLAN = {
    "actions": [
        {"what": "Look at the kitchen", "who": "together", "service": "slipway-kitchen"},
        {"what": "Ring", "who": "person"},
        {"what": "  ", "who": "link-worker", "service": "choir"},
    ],
    "concerns": [{"what": "The tablets", "told_whom": "Duty doctor"}],
}
FIRST = [*(Said(text=line) for line in GOOD), PlanChanged(sections=PLAN), TalkEnded()]
SECOND = [Visited(), Said(text="Hello again"), Said(text="How have the nights been?")]


@pytest.fixture(scope="module")
def store_of(tmp_path_factory):
    def written(*events):
        path = tmp_path_factory.mktemp("record") / "case-record.json"
        store = RecordStore.open(path, "quiet-house", seed=5)
        store.record = store.record.model_copy(update={"events": list(events[:-1])})
        store.add(events[-1])
        return store

    return written


def test_two_visits_replay_to_what_was_lived(store_of):
    replayed = replay(store_of(*FIRST, *SECOND).record)
    live = Talk(open_case("quiet-house", 5))
    for line in GOOD:
        live.say(line)
    live.close()
    live.visit_again(agreed_on(ActionPlan.model_validate(PLAN)))
    for event in SECOND[1:]:
        live.say(event.text)
    assert replayed.talk.turns == live.turns
    assert replayed.talk.arrivals[1].happened == live.arrivals[1].happened
    assert "somebody-came" in {each.id for each in live.arrivals[1].happened}
    assert replayed.debrief == debrief(live)
    assert "over 2 visits" in replayed.debrief.summary
    assert replayed.notices == ()


def test_the_case_holds_the_news_of_a_later_visit_and_not_before(store_of):
    one, two = (replay(store_of(*events).record) for events in (FIRST, [*FIRST, *SECOND]))
    assert len(two.case.scenario.items) > len(one.case.scenario.items)
    assert one.case.scenario.items == open_case("quiet-house", 5).scenario.items
    for item_id in two.talk.disclosed:
        assert two.talk.words_for(item_id)


def test_only_the_plan_as_it_stood_decides_what_has_happened(store_of):
    late = replay(store_of(*FIRST[:-2], TalkEnded(), *SECOND, PlanChanged(sections=PLAN)).record)
    assert "nobody-came" in {each.id for each in late.talk.arrivals[1].happened}


def test_a_visit_before_the_end_or_one_too_many_is_left_out_and_said(store_of):
    early = replay(store_of(Said(text="Hello"), Visited()).record)
    assert "further visit" in early.notices[0]
    assert len(early.talk.arrivals) == 1
    many = replay(store_of(*FIRST, *SECOND, TalkEnded(), Visited()).record)
    assert "Entry" in many.notices[0]
    assert len(many.talk.arrivals) == 2


@pytest.mark.parametrize(("kept", "visits"), [(0, 1), (5, 1), (len(GOOD), 2), (len(GOOD) + 1, 2)])
def test_a_retry_works_across_visits(store_of, kept, visits):
    whole = replay(store_of(*FIRST, *SECOND).record)
    again = replay(store_of(*FIRST, *SECOND, Retried(from_turn=kept), Said(text="Well?")).record)
    assert again.talk.turns[:kept] == whole.talk.turns[:kept]
    assert len(again.talk.arrivals) == visits
    assert again.talk.turns[kept].visit == visits
    assert [len(talk.turns) for talk in again.earlier] == [len(whole.talk.turns)]


def test_a_record_of_version_1_is_read_and_replays_the_same(store_of):
    store = store_of(*FIRST)
    data = json.loads(store.path.read_text())
    assert data["schema_version"] == 2
    old = parse_record(json.dumps({**data, "schema_version": 1}).encode())
    assert old == store.record
    assert replay(old).talk.turns == replay(store.record).talk.turns


def test_what_a_plan_says_of_what_was_agreed():
    agreed = agreed_on(ActionPlan.model_validate(PLAN))
    assert agreed.services == {"slipway-kitchen", "choir"}
    assert (agreed.steps, agreed.own_steps, agreed.passed_on) == (2, 1, ("The tablets",))
    nothing = agreed_on(ActionPlan())
    assert (nothing.services, nothing.steps, nothing.passed_on) == (frozenset(), 0, ())

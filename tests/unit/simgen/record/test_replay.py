"""Replay: everything is derived from the events, and the same record gives the same result."""

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.playing import load_policy
from simgen.record import (
    CaseRecord,
    HandedIn,
    HintAsked,
    PlanChanged,
    RecordStore,
    Reflected,
    Retried,
    Said,
    TalkEnded,
    replay,
)


def _record(tmp_path, *events) -> CaseRecord:
    store = RecordStore.open(tmp_path / "case-record.json", "quiet-house", seed=5)
    for event in events:
        store.add(event)
    return store.record


def test_a_record_replays_to_what_happened(tmp_path):
    record = _record(
        tmp_path,
        Said(text="Hello, I'm the link worker"),
        HintAsked(hint="What matters?"),
        Said(text="How are the evenings?"),
        PlanChanged(sections={"goals": [{"text": "A reason to go out"}]}),
        PlanChanged(sections={"review_by": "Me"}),
        TalkEnded(),
        Reflected(text="I talked too much"),
        HandedIn(),
    )
    case = replay(record)
    assert [turn.said for turn in case.talk.turns] == [
        "Hello, I'm the link worker",
        "How are the evenings?",
    ]
    assert case.talk.ended
    assert case.hints == 1
    assert case.plan.goals[0].text == "A reason to go out"
    assert case.plan.review_by == "Me"
    assert case.reflection == "I talked too much"
    assert case.handed_in
    assert case.notices == ()
    assert replay(record).talk.turns == case.talk.turns


def test_a_retry_is_a_new_branch_and_keeps_the_old_one(tmp_path):
    case = replay(
        _record(
            tmp_path,
            Said(text="Hello"),
            Said(text="You should join the lunch club"),
            TalkEnded(),
            Retried(from_turn=1),
            Said(text="How are the evenings?"),
        )
    )
    assert [turn.said for turn in case.talk.turns] == ["Hello", "How are the evenings?"]
    assert [len(talk.turns) for talk in case.earlier] == [2]


def test_what_cannot_be_followed_is_passed_over_and_said(tmp_path):
    case = replay(
        _record(
            tmp_path,
            TalkEnded(),
            Said(text="Too late"),
            PlanChanged(sections={"goals": "not a list"}),
            PlanChanged(sections={"no_such_section": 1}),
            Retried(from_turn=4_000),
        )
    )
    assert len(case.notices) == 3
    assert case.talk.turns == ()


def test_a_case_that_has_changed_since_is_said(tmp_path):
    record = _record(tmp_path, Said(text="Hello"))
    stamp = record.scenario.model_copy(update={"sha256": "0" * 64})
    notices = replay(record.model_copy(update={"scenario": stamp})).notices
    assert "has been changed" in notices[0]


def test_forty_exchanges_replay_to_what_was_lived(tmp_path):
    case = open_case("quiet-house", 5)
    lines = [*load_policy("expert", case, 5)[:-1], *load_policy("good", case, 5)[:-1]][:40]
    talk = Talk(case)
    for line in lines:
        talk.say(line)
    replayed = replay(_record(tmp_path, *(Said(text=line) for line in lines)))
    assert len(talk.turns) == 40
    assert replayed.talk.turns == talk.turns
    assert replayed.debrief == debrief(talk)

"""Replay: everything is derived from the events, and the same record gives the same result."""

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.playing import load_policy
from simgen.record import (
    CaseRecord,
    HandedIn,
    HintAsked,
    PlanChanged,
    Recoded,
    RecordStore,
    Reflected,
    Retried,
    Said,
    TalkEnded,
    Visited,
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


def _recoded(turn, family="reflection", codes=("reflection",), attempt=1, by="recruit"):
    return Recoded(attempt=attempt, turn=turn, family=family, codes=codes, by=by)


def test_a_correction_is_kept_with_its_words_and_changes_nothing_else(tmp_path):
    lines = (Said(text="Hello"), Said(text="Xyzzy"), TalkEnded())
    plain = replay(_record(tmp_path, *lines))
    case = replay(_record(tmp_path, _recoded(2)))
    (correction,) = case.corrected(2)
    assert correction.turn.said == "Xyzzy"
    assert correction.previous == case.talk.turns[0].reply
    assert (correction.family, correction.codes, correction.by) == (
        "reflection",
        ("reflection",),
        "recruit",
    )
    assert case.corrected(1) == ()
    assert case.talk.turns == plain.talk.turns
    assert case.debrief == plain.debrief


def test_the_latest_word_counts_and_what_is_called_a_trainers_stands_beside_it(tmp_path):
    case = replay(
        _record(
            tmp_path,
            Said(text="Xyzzy"),
            _recoded(1),
            _recoded(1, "input", ("advice",), by="trainer"),
            _recoded(1, "question", ("open-question",)),
        )
    )
    found = {each.by: each.codes for each in case.corrected(1)}
    assert found == {"recruit": ("open-question",), "unconfirmed": ("advice",)}
    assert case.corrections[0].previous == ""


def test_a_correction_holds_in_every_attempt_that_kept_the_words(tmp_path):
    case = replay(
        _record(
            tmp_path,
            Said(text="Hello"),
            Said(text="Xyzzy"),
            TalkEnded(),
            _recoded(1, "other", ("social",)),
            _recoded(2),
            Retried(from_turn=1),
            Said(text="How are the evenings?"),
        )
    )
    assert [each.codes for each in case.corrected(1)] == [("social",)]
    assert case.corrected(2) == ()
    assert [each.codes for each in case.corrected(2, attempt=1)] == [("reflection",)]
    assert len(case.corrections) == 2


def test_the_same_words_in_another_attempt_are_another_turn(tmp_path):
    case = replay(
        _record(
            tmp_path,
            Said(text="Xyzzy"),
            TalkEnded(),
            Retried(from_turn=0),
            Said(text="Xyzzy"),
            _recoded(1, attempt=2),
        )
    )
    assert case.talk.turns == case.earlier[0].turns
    assert len(case.corrected(1)) == 1
    assert case.corrected(1, attempt=1) == ()


def test_a_later_attempts_view_of_a_turn_kept_holds_in_the_earlier_one(tmp_path):
    case = replay(
        _record(
            tmp_path,
            Said(text="Hello"),
            Said(text="Xyzzy"),
            Retried(from_turn=2),
            Said(text="Plugh"),
            Retried(from_turn=3),
            _recoded(2, attempt=3),
        )
    )
    assert case.shared == (0, 2, 3)
    assert case.origin(3, 3) == (2, 3)
    for attempt in (1, 2, 3):
        assert len(case.corrected(2, attempt=attempt)) == 1
    assert len(case.corrections) == 1


def test_a_correction_of_what_was_never_said_is_passed_over_and_said(tmp_path):
    case = replay(_record(tmp_path, Said(text="Hello"), _recoded(2), _recoded(1, attempt=3)))
    assert case.corrections == ()
    assert len(case.notices) == 2
    assert "turn 2 of attempt 1" in case.notices[0]


def test_hints_are_counted_since_something_was_last_said(tmp_path):
    asked = (HintAsked(), HintAsked())
    assert replay(_record(tmp_path, Said(text="Hello"), *asked)).asked_here == 2
    case = replay(_record(tmp_path, Said(text="How are you?")))
    assert (case.hints, case.asked_here) == (2, 0)


def test_at_the_door_of_a_later_visit_nothing_of_the_one_before_stands_before_the_words(tmp_path):
    events = (Said(text="Hello"), TalkEnded(), HintAsked(), Visited(), HintAsked())
    case = replay(_record(tmp_path, *events, Said(text="Xyzzy"), _recoded(2)))
    (correction,) = case.corrections
    assert correction.previous == case.talk.arrivals[1].first_words
    assert correction.previous != case.talk.turns[0].reply
    assert replay(_record(tmp_path)).hints == 2


def test_hints_of_the_visit_before_are_not_of_this_one(tmp_path):
    events = (Said(text="Hello"), HintAsked(), TalkEnded(), Visited(), HintAsked())
    assert replay(_record(tmp_path, *events)).asked_here == 1

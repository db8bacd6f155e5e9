"""Whatever is said over two visits: nothing leaks, nothing breaks, the same again every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.case import open_case
from simgen.conversation import Agreed, Talk, debrief
from simgen.conversation.words import plain
from simgen.scenario import list_scenarios
from simgen.scenario.faults import all_items

SCENARIOS = list_scenarios()
_LINES = st.sampled_from(
    [
        *(
            shape.format(cue.replace("*", ""))
            for scenario in SCENARIOS
            for _key, item in all_items(scenario)
            for cue in item.cues[:4]
            for shape in ("Tell me about {}", "{}?")
        ),
        *(topic.question for scenario in SCENARIOS for topic in scenario.topics),
        "",
        "Hello again",
        "How have things been?",
        "That sounds hard, and you have carried it on your own.",
        "I'm sorry. I got that wrong.",
        "I'll ring you on Tuesday.",
        "I can't keep this to myself, I have to tell the doctor.",
        "You should join a club.",
        "Pull yourself together.",
        "Goodbye",
        "\u202e\x00 <b>",
    ]
)
_visits = st.lists(_LINES, min_size=1, max_size=25)
_agreed = st.none() | st.builds(
    Agreed,
    services=st.frozensets(
        st.sampled_from(sorted({fit.service for s in SCENARIOS for fit in s.services})), max_size=4
    ),
    steps=st.integers(0, 3),
    own_steps=st.integers(0, 2),
    passed_on=st.lists(_LINES, max_size=2).map(tuple),
)


def _said(case, first, second, agreed):
    talk = Talk(case)
    for line in first:
        if not talk.ended:
            talk.say(line)
    talk.close()
    talk.visit_again(agreed)
    for line in second:
        if not talk.ended:
            talk.say(line)
    return talk


@pytest.mark.parametrize("case_id", [scenario.id for scenario in SCENARIOS])
@settings(max_examples=40, deadline=None)
@given(first=_visits, second=_visits, agreed=_agreed, seed=st.integers(0, 1_000))
def test_nothing_leaks_over_two_visits(case_id, first, second, agreed, seed):
    case = open_case(case_id, seed)
    talk = _said(case, first, second, agreed)
    items = {item.id: item for item in talk.case.scenario.items}
    every = [item for _key, item in all_items(case.scenario)]
    out: set[str] = set()
    for turn in talk.turns:
        assert turn.reply.strip()
        assert 0 <= turn.trust <= 1
        for item_id in turn.disclosed:
            assert turn.trust >= items[item_id].trust
            assert item_id not in out
        out |= set(turn.disclosed)
        texts = [turn.reply]
        if turn.visit == 2 and turn.number == talk.arrivals[1].turns_before + 1:
            texts.append(talk.opening)
        for text in texts:
            for item in every:
                if item.id not in out:
                    assert plain(item.own_words) not in plain(text)
                    assert item.says.guarded not in text
    assert talk.disclosed == tuple(dict.fromkeys(talk.disclosed))
    assert len(debrief(talk).notes) == len(talk.turns)


@settings(max_examples=20, deadline=None)
@given(first=_visits, second=_visits, agreed=_agreed, turn=st.integers(0, 50))
def test_the_same_again_and_from_any_turn(first, second, agreed, turn):
    case = open_case("quiet-house", 3)
    talk = _said(case, first, second, agreed)
    assert _said(case, first, second, agreed).turns == talk.turns
    kept = min(turn, len(talk.turns))
    again = talk.again_from(kept)
    for line in talk.turns[kept:]:
        if line.visit > len(again.arrivals):
            again.close()
            again.visit_again(agreed)
        again.say(line.said)
    assert again.turns == talk.turns

"""Whatever is said, in whatever order: no exception, no leak, a human answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.conversation.words import plain
from simgen.scenario import list_scenarios

_ASKS = st.sampled_from(
    [
        cue.replace("*", "")
        for s in list_scenarios()
        for cues in (*(topic.cues for topic in s.topics), *(item.cues for item in s.items))
        for cue in cues
    ]
)
_SHAPES = st.sampled_from(
    [
        "Tell me about {}",
        "Do you {}?",
        "It sounds as though {} is hard for you",
        "You should {}",
        "Would it be all right if I asked about {}",
        "{}",
        "What about {}? And you?",
        "",
        "Sorry, I rushed. {}",
        "Can I ask you plainly about {}",
        "At least {}",
        "Hello, {}",
        "Goodbye",
        "I promise {}",
    ]
)
_utterances = st.lists(
    st.one_of(
        st.builds(lambda shape, cue: shape.format(cue), _SHAPES, _ASKS), st.text(max_size=200)
    ),
    max_size=40,
)


@pytest.mark.parametrize("case_id", [scenario.id for scenario in list_scenarios()])
@settings(max_examples=60, deadline=None)
@given(texts=_utterances, seed=st.integers(0, 10_000))
def test_nothing_leaks_and_nothing_breaks(case_id, texts, seed):
    talk = Talk(open_case(case_id, seed))
    items = {item.id: item for item in talk.case.scenario.items}
    out: set[str] = set()
    for text in texts:
        if talk.ended:
            break
        turn = talk.say(text)
        assert turn.reply.strip()
        assert 0 <= turn.trust <= 1
        for item_id in turn.disclosed:
            assert turn.trust >= items[item_id].trust
            assert item_id not in out
            assert set(items[item_id].after) <= out
        out |= set(turn.disclosed)
        for item_id in set(items) - out:
            assert plain(items[item_id].own_words) not in plain(turn.reply)
            assert items[item_id].says.guarded not in turn.reply
    assert talk.disclosed == tuple(dict.fromkeys(talk.disclosed))
    look = debrief(talk)
    assert len(look.notes) == len(talk.turns)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=10_500))
def test_any_text_at_all_gets_an_answer(text):
    assert Talk(open_case("quiet-house", 1)).say(text).reply.strip()

"""Words of the trade that a person takes another way, and how it is put right."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.errors import ScenarioError
from simgen.scenario.loading import load_scenario
from tests.unit.simgen.cases import write_case

TAKEN = {
    "id": "social-prescribing",
    "hears": ["social prescrib*"],
    "says": "A prescription? Mine comes on Thursdays.",
    "put_right": "Oh, nothing to swallow, then.",
}


def _talk(tmp_path, change=None):
    parts = {("misunderstands",): [TAKEN], ("starting_trust",): 0.3}
    talk = Talk(open_case(write_case(tmp_path, {**parts, **(change or {})}), 1))
    talk.say("Hello, I'm Sam from the surgery.")
    return talk


def test_a_word_of_the_trade_is_taken_another_way_once(tmp_path):
    talk = _talk(tmp_path)
    assert talk.say("I do social prescribing at the surgery.").reply == TAKEN["says"]
    assert TAKEN["says"] not in talk.say("It's social prescribing, that's what it's called.").reply


def test_put_plainly_it_is_understood_and_counts(tmp_path):
    talk = _talk(tmp_path)
    talk.say("I do social prescribing at the surgery.")
    turn = talk.say("It just means that I help people find what does them good.")
    assert turn.reply == TAKEN["put_right"]
    assert "made_plain" in [movement.rule for movement in turn.why]


@pytest.mark.parametrize("after", ["", "Do you sleep?", "It's social prescribing, as I said."])
def test_a_silence_a_question_or_the_same_words_put_nothing_right(tmp_path, after):
    talk = _talk(tmp_path)
    talk.say("I do social prescribing at the surgery.")
    turn = talk.say(after)
    assert TAKEN["put_right"] not in turn.reply
    assert "made_plain" not in [movement.rule for movement in turn.why]


def test_nothing_is_taken_another_way_where_something_is_told_or_weighs(tmp_path):
    talk = _talk(tmp_path)
    told = talk.say("I do social prescribing. Did you do any sewing?")
    assert told.disclosed == ("sews",)
    assert TAKEN["says"] not in told.reply
    grieving = _talk(tmp_path)
    grieving.say("Do you miss him?")
    assert grieving.turns[-1].feeling == "grief"
    assert TAKEN["says"] not in grieving.say("I do social prescribing at the surgery.").reply


def test_a_fault_in_it_is_named(tmp_path):
    path = write_case(tmp_path, {("misunderstands",): [{**TAKEN, "hears": ["Social?"]}]})
    with pytest.raises(ScenarioError, match="lower-case words without punctuation"):
        load_scenario(path)

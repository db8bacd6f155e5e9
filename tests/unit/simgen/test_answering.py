"""What is answered: leave asked, room left, words half understood, two worries, two services."""

import copy

import pytest
import yaml

from simgen.case import open_case
from simgen.conversation import Coding, Talk
from tests.unit.simgen.cases import CASE, TOWN, write_case

_OTHER_WORRY = {
    **copy.deepcopy(CASE["items"][2]),
    "id": "leaves-the-gas-on",
    "own_words": "I leave the gas on",
    "trust": 0.3,
    "after": [],
    "cues": ["the gas"],
    "says": {"guarded": "There was the gas.", "trusting": "Some nights I leave the gas on."},
}
_DARK = {
    **copy.deepcopy(CASE["items"][0]),
    "id": "dark",
    "kind": "fact",
    "own_words": "I think of it at night",
    "trust": 0.3,
    "topic": "nights",
    "only_asked": True,
    "cues": ["ending your life"],
    "says": {"guarded": "I have thought it.", "trusting": "I think of it at night, yes."},
}


def _small(tmp_path, change=None):
    return Talk(open_case(write_case(tmp_path, change), 1))


@pytest.mark.parametrize(
    "text",
    [
        "Would it be all right if I asked about your husband?",
        "Is it all right to talk about your husband?",
    ],
)
def test_leave_asked_to_hear_of_something_brings_it(tmp_path, text):
    talk = _small(tmp_path, {("starting_trust",): 0.4})
    turn = talk.say(text)
    assert turn.disclosed == ("misses-him",)
    assert "permission" in [movement.rule for movement in turn.why]


def test_leave_asked_to_hear_what_is_kept_back_is_no_push(tmp_path):
    turn = _small(tmp_path).say("Is it all right to talk about your husband?")
    assert turn.refused == (("misses-him", "trust"),)
    assert turn.trust > 0.2


def test_leave_asked_to_tell_something_is_given(tmp_path):
    talk = _small(tmp_path, {("starting_trust",): 0.4})
    turn = talk.say("Would it be all right if I told your husband's old club?")
    assert turn.disclosed == ()
    assert turn.reply.startswith("agrees")


def test_room_left_after_a_feeling_brings_the_rest_of_what_was_just_said(tmp_path):
    also = {**copy.deepcopy(CASE["items"][0]), "id": "sang", "topic": "husband", "trust": 0.32}
    talk = _small(tmp_path, {("starting_trust",): 0.46, ("items",): [*CASE["items"], also]})
    assert talk.say("Do you miss him?").reply == "It is quiet."
    turn = talk.say("")
    assert turn.disclosed == ()
    assert turn.reply.startswith("waits")
    assert "Since" in turn.reply
    assert "so quiet" in turn.reply
    assert talk.words_for("misses-him") == "the house is so quiet"


def test_a_request_for_more_brings_the_rest_as_well(tmp_path):
    also = {**copy.deepcopy(CASE["items"][0]), "id": "sang", "topic": "husband", "trust": 0.32}
    talk = _small(tmp_path, {("starting_trust",): 0.47, ("items",): [*CASE["items"], also]})
    assert talk.say("Do you miss him?").reply == "It is quiet."
    turn = talk.say("Tell me a bit more.")
    assert turn.disclosed == ()
    assert "so quiet" in turn.reply


def test_a_greeting_that_asks_something_is_answered_as_well(tmp_path):
    turn = _small(tmp_path).say("Hello, I'm Sam from the surgery. Do you like sewing?")
    assert turn.reply.startswith("greets")
    assert turn.reply.endswith("I sewed.")
    assert turn.disclosed == ("sews",)


def test_a_greeting_that_asks_for_a_chair_is_a_greeting(tmp_path):
    turn = _small(tmp_path).say("Hello, I'm Sam. Is it OK if I sit down?")
    assert turn.reply in ("greets one", "greets two")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Are you safe here, with the gas?", "leaves-the-gas-on"),
        ("Are you safe with those tablets?", "tablets"),
        ("Do you feel safe?", "tablets"),
        ("Have you had any thoughts of ending your life?", "dark"),
    ],
)
def test_of_two_worries_the_one_that_was_asked_about_is_told(tmp_path, text, told):
    items = copy.deepcopy(CASE["items"])
    items[2]["after"] = []
    talk = _small(tmp_path, {("starting_trust",): 0.7, ("items",): [*items, _OTHER_WORRY, _DARK]})
    assert talk.say(text).disclosed == (told,)


class _Unsure:
    """Thinks that everything gives back what was said, and is sure of nothing."""

    def code(self, text, previous=""):
        return Coding("reflection", (), 0.4, abstained=True)


@pytest.mark.parametrize("text", ["The house, so quiet.", "Your husband, miss him."])
def test_what_seems_to_give_back_what_was_said_is_taken_so_and_counts_for_nothing(tmp_path, text):
    case = open_case(write_case(tmp_path, {("starting_trust",): 0.5}), 1)
    talk = Talk(case, _Unsure())
    talk.say("miss him")
    assert talk.disclosed == ("misses-him",)
    turn = talk.say(text)
    assert turn.reply.startswith("acknowledges")
    assert turn.why == ()
    assert talk.say("xyzzy plugh").reply.startswith("not_understood")


def test_of_two_services_named_as_often_the_longer_name_is_meant(tmp_path):
    path = write_case(tmp_path)
    town = copy.deepcopy(TOWN)
    town["services"][0]["cues"] = ["club"]
    (tmp_path / "towns" / "smallton.yaml").write_text(yaml.safe_dump(town, sort_keys=False))
    talk = Talk(open_case(path, 1))
    assert talk.say("There's the bowls club on Monday.").heard.services == ("bowls", "sewing-bee")

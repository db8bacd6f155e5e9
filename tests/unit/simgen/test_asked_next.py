"""Asked on: questions that hang on what was just said, and those to which a case has no answer."""

import copy

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.question_kinds import asks_one_thing, kinds_asked
from simgen.conversation.words import plain
from simgen.errors import ScenarioError
from simgen.scenario.loading import load_scenario, scenario_hash
from simgen.scenario.question_kinds import QUESTION_KINDS
from tests.unit.simgen.cases import CASE, write_case

NEXT = [
    {"kinds": ["when", "how-long"], "says": ["Till I was sixty.", "I said, sixty."]},
    {"hears": ["for the shop", "a shop"], "says": ["For Marsh's. It's a bank now."]},
    {"kinds": ["miss"], "says": ["I miss the cloth."]},
]
VAGUE = {
    "when": ["A while back.", "I forget when."],
    "who": ["Nobody you'd know.", "People."],
    "yes-or-no": ["It depends.", "Hard to say."],
}


def _item(**changes):
    return {**copy.deepcopy(CASE["items"][0]), **changes}


def _talk(tmp_path, change=None, *, asked=NEXT, vague=VAGUE):
    items = [_item(asked_next=asked), *CASE["items"][1:]]
    parts = {("items",): items, ("voice", "vague"): vague, ("starting_trust",): 0.3}
    return Talk(open_case(write_case(tmp_path, {**parts, **(change or {})}), 1))


def test_a_question_that_hangs_on_what_was_just_said_has_its_own_answer(tmp_path):
    talk = _talk(tmp_path)
    assert talk.say("Did you do any sewing?").disclosed == ("sews",)
    assert talk.say("When was that?").reply == "Till I was sixty."
    assert talk.say("And do you miss it?").reply == "I miss the cloth."
    assert talk.say("Was that for a shop?").reply == "For Marsh's. It's a bank now."
    assert talk.disclosed == ("sews",)


def test_asked_once_more_they_say_the_next_line(tmp_path):
    talk = _talk(tmp_path)
    talk.say("Did you do any sewing?")
    assert talk.say("When was that?").reply == "Till I was sixty."
    assert talk.say("How long was that, sorry?").reply == "I said, sixty."


def test_nothing_hangs_on_what_was_not_said(tmp_path):
    talk = _talk(tmp_path)
    assert "sixty" not in talk.say("When was that?").reply
    talk.say("Did you do any sewing?")
    talk.say("Tell me about your husband. Do you miss him?")
    assert "sixty" not in talk.say("When was that?").reply


@pytest.mark.parametrize(
    ("question", "kind"),
    [("When did the bank close?", "when"), ("Who is the mayor here?", "who")],
)
def test_where_the_case_has_no_answer_a_vague_one_of_the_kind_is_given(tmp_path, question, kind):
    assert _talk(tmp_path).say(question).reply in VAGUE[kind]


def test_a_case_without_vague_answers_says_that_there_is_no_more(tmp_path):
    assert _talk(tmp_path, vague={}).say("Who is the mayor here?").reply.startswith("nothing_more")


def test_a_shared_word_is_no_reason_for_a_speech(tmp_path):
    talk = _talk(tmp_path, {("items",): [_item(cues=["bank"], asked_next=[])]})
    assert talk.say("When did the bank in the square close its doors?").disclosed == ()
    assert talk.say("Tell me about the bank.").disclosed == ("sews",)


def test_what_was_told_in_brief_is_added_to_and_not_said_again(tmp_path):
    says = {"guarded": "I sewed.", "trusting": "I sewed. I made wedding dresses, hundreds."}
    talk = _talk(tmp_path, {("items",): [_item(says=says, trust=0.2)], ("starting_trust",): 0.37})
    assert talk.say("Did you do any sewing?").reply == "I sewed."
    assert talk.say("Tell me more about the sewing.").reply == "I made wedding dresses, hundreds."
    added = {**says, "more": "I made wedding dresses. Hundreds of them, by hand."}
    (tmp_path / "more").mkdir()
    talk = _talk(
        tmp_path / "more",
        {("items",): [_item(says=added, trust=0.2)], ("starting_trust",): 0.37},
    )
    talk.say("Did you do any sewing?")
    assert talk.say("Tell me more about the sewing.").reply == added["more"]


def test_of_two_questions_both_are_answered_where_both_have_a_short_answer(tmp_path):
    talk = _talk(tmp_path)
    talk.say("Did you do any sewing?")
    reply = talk.say("When was that, and was it for a shop?").reply
    assert reply == "Till I was sixty. For Marsh's. It's a bank now."


def test_where_the_last_question_has_no_answer_the_one_before_is_answered(tmp_path):
    talk = _talk(tmp_path)
    talk.say("Did you do any sewing?")
    assert talk.say("When was that? And who is the mayor here?").reply == "Till I was sixty."


def test_told_that_somebody_is_on_the_way_they_take_it_in(tmp_path):
    talk = _talk(tmp_path, {("voice", "told_it_is_done"): ["When?", "Good."]})
    talk.say("Did you do any sewing?")
    assert talk.say("I've rung the surgery for you.").reply in ("When?", "Good.")
    plainly = talk.say("I've spoken to the nurse. Do you miss it?").reply
    assert plainly in ("When? I miss the cloth.", "Good. I miss the cloth.")


@pytest.mark.parametrize("kind", QUESTION_KINDS)
def test_every_kind_that_a_case_may_name_is_known_by_some_words(kind):
    asked = {
        "who": "Who was it?",
        "who-with": "Were you on your own?",
        "when": "When was that?",
        "how-long": "How long did that last?",
        "how-often": "Is that every day?",
        "how-much": "How much is it?",
        "where": "Where was that?",
        "why": "Why is that?",
        "how": "How did you find out?",
        "what-like": "What was it like?",
        "how-felt": "How did that make you feel?",
        "what-then": "And what did you do?",
        "what-said": "What did they say?",
        "which": "Which one was that?",
        "what-mean": "What do you mean?",
        "told-anyone": "Does anybody know about it?",
        "still": "Do you still go?",
        "miss": "Do you miss it?",
        "enjoy": "Do you like it?",
        "hard": "Is it hard?",
        "helps": "Does it help?",
        "wants": "What would you like?",
        "sure": "Are you sure?",
    }[kind]
    assert kinds_asked(tuple(plain(asked).split()))[0][0] == kind


def test_a_story_may_be_asked_for_in_any_words_and_one_fact_may_not():
    assert asks_one_thing(("who", "else", "lives", "here"))
    assert asks_one_thing(("have", "you", "eaten"))
    assert not asks_one_thing(("tell", "me", "about", "the", "house"))
    assert not asks_one_thing(("how", "did", "that", "come", "about"))


def test_an_answer_may_not_give_away_what_has_not_come_to_light(tmp_path):
    asked = [{"kinds": ["why"], "says": ["I take his tablets, since you ask."]}]
    items = [_item(asked_next=asked), *CASE["items"][1:]]
    with pytest.raises(ScenarioError, match=r"asked_next.*the words of 'tablets'"):
        load_scenario(write_case(tmp_path, {("items",): items}))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"says": ["Yes."]}, "kinds or hears"),
        ({"kinds": ["whenever"], "says": ["Yes."]}, "'whenever'.*one of.*'when'"),
        ({"hears": ["Did he, then?"], "says": ["Yes."]}, "lower-case words without punctuation"),
    ],
)
def test_a_faulty_entry_is_refused_with_what_to_write(tmp_path, entry, message):
    with pytest.raises(ScenarioError, match=message):
        load_scenario(write_case(tmp_path, {("items",): [_item(asked_next=[entry])]}))


def test_more_must_hold_the_own_words(tmp_path):
    says = {**CASE["items"][0]["says"], "more": "Hundreds."}
    with pytest.raises(ScenarioError, match="'own_words' in it"):
        load_scenario(write_case(tmp_path, {("items",): [_item(says=says)]}))


def test_a_case_that_leaves_all_of_it_out_has_the_hash_that_it_had(tmp_path):
    plainly = load_scenario(write_case(tmp_path))
    (tmp_path / "other").mkdir()
    empty = [{**item, "asked_next": []} for item in copy.deepcopy(CASE["items"])]
    left_out = load_scenario(
        write_case(tmp_path / "other", {("items",): empty, ("voice", "vague"): {}})
    )
    assert scenario_hash(plainly) == scenario_hash(left_out)


def test_what_is_offered_is_taken_and_what_is_asked_is_not_agreed_to(tmp_path):
    talk = _talk(tmp_path)
    assert talk.say("Shall I put the kettle on?").reply.startswith("agrees")
    assert not talk.say("What do you want me to do?").reply.startswith("agrees")


def test_when_and_where_ask_only_with_a_verb_after_them():
    assert kinds_asked(("when", "did", "it", "start"))[0][0] == "when"
    assert "when" not in dict(kinds_asked(("when", "people", "talk", "they", "mumble")))


def test_what_the_recruit_has_just_named_is_the_subject_of_it(tmp_path):
    also = _item(id="sings", topic="nights", cues=["a song"], asked_next=[], after=[], trust=0.1)
    also["own_words"], also["says"] = (
        "I sing alto",
        {"guarded": "I sing.", "trusting": "I sing alto."},
    )
    items = [_item(asked_next=[{"kinds": ["what-mean"], "says": ["Sewing is sewing."]}]), also]
    talk = _talk(tmp_path, {("items",): items})
    talk.say("Did you do any sewing?")
    assert talk.say("What do you mean?").reply == "Sewing is sewing."
    assert "Sewing is" not in talk.say("I can hear a song from next door. What is that?").reply


def test_a_word_said_back_is_no_question_of_its_own(tmp_path):
    talk = _talk(tmp_path)
    talk.say("Did you do any sewing?")
    reply = talk.say("Sewing? You sewed? When was that?").reply
    assert reply == "Till I was sixty."


def test_names_in_phrases_are_heard_as_names_are_typed(tmp_path):
    asked = [{"hears": ["who is {husband}"], "says": ["My late husband."]}]
    talk = _talk(tmp_path, {("items",): [_item(asked_next=asked)]})
    talk.say("Did you do any sewing?")
    name = talk.case.person.slots["husband"]
    assert talk.say(f"And who is {name.lower()}?").reply == "My late husband."


def test_a_feeling_is_not_walked_past_by_a_question_that_hangs_on_it(tmp_path):
    feels = _item(feeling="grief", asked_next=[{"kinds": ["when"], "says": ["In March."]}])
    talk = _talk(tmp_path, {("items",): [feels]})
    talk.say("Did you do any sewing?")
    turn = talk.say("When was that?")
    assert turn.reply == "In March."
    assert "feeling_ignored" not in [movement.rule for movement in turn.why]

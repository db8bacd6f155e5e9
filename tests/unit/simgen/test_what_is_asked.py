"""What a question is about, whom it means, and which answers are of its kind."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.hearing import kit_coder
from simgen.conversation.question_kinds import (
    asks_after_a_feeling,
    kinds_that_answer,
    may_answer,
    subject_of,
)
from simgen.conversation.who_is_meant import speaks_of_such
from simgen.conversation.wording import Wording
from simgen.conversation.words import content_words
from simgen.errors import ScenarioError
from tests.unit.simgen.cases import CASE, write_case


def _words(text):
    return tuple(text.split())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "He was looking at his screen, that can't have felt nice, what was it you'd gone about?",
            "what was it youd gone about",
        ),
        ("So how have you been, are you sleeping all right?", "are you sleeping all right"),
        ("What time do you have your tea?", "what time do you have your tea"),
        ("What about your family, who is there for you?", None),
        ("If you could change one thing, what would it be?", None),
        ("And after ten past eleven, what do you do with the rest of it?", None),
        ("Those rings on your wall, what are they?", None),
        ("Do you know what's the matter?", None),
        ("Does anybody pop in, or is it mostly you and the dog?", "does anybody pop in"),
    ],
)
def test_a_question_begins_after_the_remark_before_it(text, asked):
    whole = " ".join(Wording(text).words)
    assert " ".join(Wording(text).last_asked) == (asked or whole)


@pytest.mark.parametrize(
    ("text", "asks"),
    [("you feed him what", True), ("you go where", True), ("you know what", False)],
)
def test_who_is_new_to_english_asks_by_the_last_word(text, asks):
    assert bool(Wording(text).asked) is asks


def test_a_word_that_asks_in_its_place_is_a_subject_elsewhere():
    assert subject_of(("were", "you", "sad")) == frozenset()
    assert subject_of(_words("what do you do when you are sad")) == content_words("sad")


def test_an_answer_is_of_the_kind_that_is_asked_for():
    leaving = ["where will you go", "where would you go", "have you to go", "to go on friday"]
    assert may_answer(leaving, ("where", "will", "you", "go", "on", "friday"))
    assert not may_answer(leaving, _words("who knows you have to go on friday"))
    assert may_answer(leaving, ("have", "you", "to", "go"))
    assert may_answer(["the baker", "his van"], ("when", "does", "he", "come"))
    assert kinds_that_answer(_words("who would you want to know about this")) == [
        "told-anyone",
        "who",
    ]


@pytest.mark.parametrize(
    ("asked", "before", "may"),
    [
        ("does it make you miss her", "He'd his hand near the door.", False),
        ("does it make you miss her", "There's my daughter, a long way off.", True),
        ("does it make you miss her", "We saw Pauline.", True),
        ("did he write", "The landlord. That's who.", True),
        ("when was that", "It rained.", True),
    ],
)
def test_he_and_she_are_somebody_of_whom_was_spoken(asked, before, may):
    assert speaks_of_such(tuple(asked.split()), before) is may


def _talk(tmp_path):
    vague = {"sure": ["I think so.", "Near enough."]}
    parts = {("voice", "vague"): vague, ("starting_trust",): 0.3}
    return Talk(open_case(write_case(tmp_path, parts), 1))


def test_asked_whether_they_were_heard_right_they_say_so_and_tell_nothing_new(tmp_path):
    talk = _talk(tmp_path)
    assert talk.say("Did you do any sewing?").disclosed == ("sews",)
    turn = talk.say("So sewing was what you did all those years, is that right?")
    assert turn.reply.startswith("acknowledges")


def test_asked_whether_a_guess_is_right_they_do_not_say_what_they_keep(tmp_path):
    talk = _talk(tmp_path)
    turn = talk.say("So you lie awake most nights thinking about it all, does that sound right?")
    assert turn.reply in ("I think so.", "Near enough.")
    assert turn.disclosed == ()


@pytest.mark.parametrize(
    ("text", "advises"),
    [
        ("why do you need to know the stairs in the dark", False),
        ("Why don't you join a club?", True),
    ],
)
def test_to_ask_for_a_reason_is_no_advice(text, advises):
    assert ("advice" in kit_coder().code(text, "It's in the drawer.").codes) is advises


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("Well, I'll do the ringing and you sit there with your water, ok?", True),
        ("i will call the council now and you stay here with me, can be?", True),
        ("It was the twentieth, ok?", False),
    ],
)
def test_who_says_what_they_are_about_to_do_and_asks_by_a_word_is_agreed_with(
    tmp_path, text, agreed
):
    assert Wording(text).says_what_comes is agreed
    if agreed:
        assert _talk(tmp_path).say(text).reply.startswith("agrees")


def test_how_one_is_to_let_them_know_asks_no_leave():
    assert Wording("so next time how i tell you i am here").asks_how_to
    assert not Wording("how are you, can i sit").asks_how_to


@pytest.mark.parametrize(
    ("text", "meets"),
    [
        ("Is there anybody you've been able to tell?", True),
        ("Is it hard, when you are alone?", True),
        ("And the flat, what did the council say?", False),
    ],
)
def test_some_questions_walk_past_no_feeling(text, meets):
    assert asks_after_a_feeling(Wording(text).last_asked) is meets


_FORTY = [{"kinds": ["how-long"], "says": ["Forty years.", "I said, forty."]}]


def test_after_a_question_of_another_thing_nothing_hangs_on_what_was_said_before_it(tmp_path):
    items = [{**CASE["items"][0], "asked_next": _FORTY}, *CASE["items"][1:]]
    parts = {("items",): items, ("starting_trust",): 0.3}
    talk = Talk(open_case(write_case(tmp_path, parts), 1))
    talk.say("Did you do any sewing?")
    talk.say("Who is the mayor in the town hall?")
    assert talk.say("How long was that?").reply not in ("Forty years.", "I said, forty.")


def test_what_is_given_back_is_owned_where_there_is_nothing_to_say_to_what_is_asked(tmp_path):
    vague = {("voice", "vague"): {"yes-or-no": ["It depends.", "Hard to say."]}}
    talk = Talk(open_case(write_case(tmp_path, {("starting_trust",): 0.3, **vague}), 1))
    talk.say("Did you do any sewing?")
    turn = talk.say("So you sewed for all those years. Has the town hall got a mayor?")
    assert turn.reply.startswith("acknowledges")
    assert turn.reply.endswith(("It depends.", "Hard to say."))


def test_after_what_was_kept_back_nothing_hangs_on_what_was_said_before_it(tmp_path):
    items = [{**CASE["items"][0], "asked_next": _FORTY}, *CASE["items"][1:]]
    items[1] = {**items[1], "trust": 0.6}
    talk = Talk(open_case(write_case(tmp_path, {("items",): items, ("starting_trust",): 0.3}), 1))
    assert talk.say("Did you do any sewing?").disclosed == ("sews",)
    assert talk.say("How long was that?").reply == "Forty years."
    assert talk.say("Do you miss him?").refused
    assert talk.say("How long is that?").reply not in ("Forty years.", "I said, forty.")


def test_asked_for_one_thing_they_turn_to_what_comes_before_it_and_it_shows(tmp_path):
    later = {**CASE["items"][1], "trust": 0.2, "after": ["sews"]}
    turns = {("voice", "turns_to"): ["First things first.", "Before that."]}
    change = {("items",): [CASE["items"][0], later], ("starting_trust",): 0.3, **turns}
    talk = Talk(open_case(write_case(tmp_path, change), 1))
    turn = talk.say("Do you miss him?")
    assert turn.disclosed == ("sews",)
    assert turn.reply.startswith(("First things first.", "Before that."))


@pytest.mark.parametrize(
    ("text", "grave"),
    [
        ("Do you ever go out when it's quiet?", False),
        ("Do you ever go to the shop at night?", False),
        ("Do you ever think about dying?", True),
        ("Are you ever frightened of what he'll do?", True),
    ],
)
def test_without_a_word_of_harm_no_question_is_one_of_safety(text, grave):
    assert ("safety" in kit_coder().code(text, "It's quiet.").codes) is grave


def _keeping(tmp_path, trust):
    early = [{"hears": ["what is this", "this and that"], "says": ["Just hands.", "I said."]}]
    items = [{**CASE["items"][0], "trust": 0.3, "asked_early": early}, *CASE["items"][1:]]
    parts = {("items",): items, ("starting_trust",): trust}
    return Talk(open_case(write_case(tmp_path, parts), 1))


def test_what_they_keep_back_may_be_asked_on_and_tells_nothing_of_it(tmp_path):
    talk = _keeping(tmp_path, 0.2)
    assert talk.say("Did you do any sewing?").reply == "Oh, this and that."
    turn = talk.say("What is this and that?")
    assert (turn.reply, turn.disclosed) == ("Just hands.", ())


def test_what_was_kept_back_may_not_be_given_away_by_what_hangs_on_it(tmp_path):
    early = [{"kinds": ["why"], "says": ["I made wedding dresses, that's why."]}]
    items = [{**CASE["items"][0], "asked_early": early}, *CASE["items"][1:]]
    with pytest.raises(ScenarioError, match="asked_early"):
        open_case(write_case(tmp_path, {("items",): items}), 1)


@pytest.mark.parametrize(
    "text", ["What was the worst of it, would you say?", "Is it far, do you know?"]
)
def test_a_tail_is_no_question_of_its_own(text):
    assert Wording(text).last_asked == tuple(Wording(text).words)


@pytest.mark.parametrize("text", ["Is that for Marsh's?", "Marsh's, is it?"])
def test_whether_what_was_just_said_is_so_nobody_is_coy_of(tmp_path, text):
    vague = {("voice", "vague"): {"yes-or-no": ["It depends.", "Hard to say."]}}
    items = [
        {**CASE["items"][0], "says": {**CASE["items"][0]["says"], "guarded": "Marsh's it was."}}
    ]
    parts = {("items",): items, ("starting_trust",): 0.3, **vague}
    talk = Talk(open_case(write_case(tmp_path, parts), 1))
    talk.say("Did you do any sewing?")
    assert talk.say(text).reply.startswith("acknowledges")
    assert talk.say("Is that the mayor's house?").reply in ("It depends.", "Hard to say.")


def test_after_warm_words_a_question_is_not_brushed_off(tmp_path):
    vague = {("voice", "vague"): {"yes-or-no": ["It depends.", "Hard to say."]}}
    brushes = {("voice", "brushes_off"): ["Is that so.", "If you say so."]}
    talk = Talk(open_case(write_case(tmp_path, {**vague, **brushes}), 1))
    talk.say("Hello there.")
    assert talk.say("I understand how you feel.").reply in ("Is that so.", "If you say so.")
    assert talk.say("I understand. Is there a bus?").reply in ("It depends.", "Hard to say.")

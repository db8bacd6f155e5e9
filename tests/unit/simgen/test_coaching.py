"""The coach: help that fades as skill grows, and never knows more than the recruit."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.coaching import (
    Hint,
    _data,
    _told_lately,
    has_more,
    is_slip,
    skill_of,
)
from simgen.conversation.giving_back import give_back, heard_in
from simgen.conversation.hearing import kit_coder
from simgen.conversation.words import plain
from simgen.scenario import load_both
from tests.unit.simgen.cases import write_case
from tests.unit.simgen.recruits import FIXER, GOOD

CASES = ("quiet-house", "closed-curtains", "final-notice")


@pytest.fixture
def talk():
    return Talk(open_case("quiet-house", 5))


def rungs(hints):
    return [hint.rung for hint in hints]


def words(hints):
    return " ".join(hint.text for hint in hints)


def said(tmp_path, feeling, *texts):
    """A talk of the small case in which telling of the sewing shows a feeling."""
    talk = Talk(open_case(write_case(tmp_path, {("items", 0, "feeling"): feeling}), 1))
    for text in texts or ("What was your work?",):
        talk.say(text)
    return talk


def test_each_asking_in_the_same_place_gives_a_little_more(talk):
    assert rungs(talk.hints()) == ["think", "do"]
    more = talk.hints(asked=2)
    assert more[:2] == talk.hints()
    assert [hint.text for hint in more[2:]] == talk.case.scenario.openings[:3]
    assert rungs(more) == ["think", "do", "say", "say", "say"]
    assert talk.hints(asked=9) == more
    assert has_more(talk.hints())
    assert not has_more(more)


def test_a_later_visit_begins_with_what_was_left_open(talk):
    for text in GOOD[:3]:
        talk.say(text)
    talk.close()
    talk.visit_again()
    hints = talk.hints(asked=2)
    assert "the last time" in hints[0].text
    examples = [hint.text for hint in hints if hint.rung == "say"]
    assert examples == talk.case.scenario.visits[0].openings[:3]


def test_who_does_well_gets_a_direction_first_and_the_rest_on_asking(talk):
    for text in GOOD[:14]:
        talk.say(text)
    assert skill_of(talk.turns) == "skilled"
    assert rungs(talk.hints()) == ["think"]
    assert rungs(talk.hints(asked=2)) == ["think", "do"]
    assert set(rungs(talk.hints(asked=3))) == {"think", "do", "say"}


def test_who_struggles_gets_an_example_at_once(talk):
    for text in FIXER[:4]:
        talk.say(text)
    assert skill_of(talk.turns) == "struggling"
    assert set(rungs(talk.hints())) == {"think", "do", "say"}


def test_earlier_attempts_count_towards_skill(talk):
    well = Talk(talk.case)
    for text in GOOD[:14]:
        well.say(text)
    again = well.again_from(0)
    assert rungs(again.hints()) == ["think", "do"]
    assert rungs(again.hints(earlier=[well])) == ["think"]
    badly = Talk(talk.case)
    for text in FIXER[:4]:
        badly.say(text)
    assert "say" in rungs(badly.again_from(0).hints(earlier=[badly]))


def test_what_two_attempts_share_counts_once(talk):
    for text in GOOD[:3]:
        talk.say(text)
    again = talk.again_from(3)
    assert skill_of(again.turns, [talk.turns]) == skill_of(talk.turns) == "finding-their-way"


def test_silence_and_what_nobody_understood_tell_nothing_of_skill(talk):
    for _ in range(6):
        talk.say("")
        talk.say("xyzzy plugh")
        if talk.ended:
            break
    assert skill_of(talk.turns) == "finding-their-way"


@pytest.mark.parametrize("feeling", ["amusement", "pride", "fondness", "hope", "relief", "anger"])
def test_only_a_sore_feeling_is_said_to_stay_with_them(tmp_path, feeling):
    assert "stays with you" not in words(said(tmp_path, feeling).hints(asked=3))


def test_a_sore_feeling_is_stayed_with_before_any_question(tmp_path):
    hints = said(tmp_path, "grief").hints(asked=3)
    examples = [hint.text for hint in hints if hint.rung == "say"]
    assert examples[0].startswith("So you sewed. ")
    assert examples[1] == "It sounds as though that stays with you."
    assert not any("?" in example for example in examples)


def test_a_feeling_that_nobody_listed_is_taken_up_all_the_same(tmp_path):
    assert "matters to you" in words(said(tmp_path, "astonishment").hints(asked=3))


def test_every_feeling_of_the_kits_cases_has_its_place():
    known = {feeling for group in _data()["feelings"].values() for feeling in group}
    used = {item.feeling for case in CASES for item in load_both(case)[0].items if item.feeling}
    assert used <= known


def test_every_moment_has_a_direction_and_a_suggestion():
    moments = _data()["moments"]
    assert set(_data()["feelings"]) <= set(moments)
    for name, texts in moments.items():
        assert texts["think"], name
        assert texts["do"], name
        if name not in {"begin", "begin-again", "explore"}:
            assert texts["say"], name


def test_the_coach_teaches_nothing_that_the_kit_would_hold_against_a_recruit():
    for name, texts in _data()["moments"].items():
        for example in texts.get("say", ()):
            text = example.format(
                back="You were up half the night.",
                before="You were up half the night.",
                heard="you were up half the night and you go round the furniture",
            )
            heard = kit_coder().code(text, "I was up half the night.")
            assert not {"confront", "promise", "advice"} & set(heard.codes), (name, text)


@pytest.mark.parametrize("group", ["sore", "afraid", "wronged", "worn", "glad", "eased"])
def test_what_the_coach_suggests_for_a_feeling_is_heard_as_listening(group):
    first, plain_one = _data()["moments"][group]["say"][:2]
    assert first == "{back}"
    heard = kit_coder().code(plain_one, "I was up half the night with it.")
    assert not heard.abstained
    assert heard.family == "reflection"


def test_a_worry_that_needs_action_comes_before_every_other_hint(tmp_path):
    change = {("items", 2, "trust"): 0.1, ("items", 2, "after"): [], ("starting_trust",): 0.5}
    talk = Talk(open_case(write_case(tmp_path, change), 1))
    turn = talk.say("How are the nights, do you sleep?")
    assert turn.disclosed == ("tablets",)
    assert turn.feeling == "fear"
    hints = words(talk.hints(asked=3))
    assert "may not keep to yourself" in hints
    assert "tell the practice about this today" in hints


def test_after_a_slip_the_hint_is_to_put_it_right(tmp_path):
    talk = said(tmp_path, "", "You need to pull yourself together.")
    assert "sorry" in words(talk.hints(asked=3))


def test_questions_in_a_row_bring_the_advice_to_give_something_back(tmp_path):
    told = {("items", 0, "says", "guarded"): "I sewed for a living.", ("items", 0, "feeling"): ""}
    talk = Talk(open_case(write_case(tmp_path, told), 1))
    for text in ("Do you have a bus pass?", "Is it cold here?", "What was your work?"):
        talk.say(text)
    assert "So you sewed for a living." in words(talk.hints(asked=3))


def test_what_was_just_told_can_be_given_back_where_no_feeling_shows(talk):
    talk.say("Hello")
    talk.say("Would you tell me a bit about this dog of yours?")
    hints = talk.hints(asked=3)
    assert "just told you something" in hints[0].text
    assert any(hint.text == "So he gets you up." for hint in hints)


def test_a_slip_that_they_forgave_by_telling_more_is_not_dwelt_on(talk):
    for text in GOOD[:8]:
        talk.say(text)
    turn = talk.say("How are the evenings for you?")
    assert is_slip(turn)
    assert turn.disclosed
    assert "sorry" not in words(talk.hints(asked=3))


def test_what_was_walked_past_can_be_taken_up_again(talk):
    for text in GOOD[:8]:
        talk.say(text)
    talk.say("Do you have a bus pass?")
    assert "I’m sorry, I went straight past that. So you don’t know" in words(talk.hints(asked=3))


@pytest.mark.parametrize("case", CASES)
def test_what_the_coach_gives_back_of_a_feeling_does_good_at_that_moment(case):
    talk, tried, good = Talk(open_case(case, 5)), 0, 0
    for text in GOOD:
        if talk.ended:
            break
        turn = talk.say(text)
        back = give_back(heard_in(talk.case.scenario, turn))
        examples = [hint.text for hint in talk.hints(asked=3) if hint.rung == "say"]
        if turn.feeling and back in examples and not talk.ended:
            tried += 1
            good += talk.again_from(len(talk.turns)).say(back).trust > turn.trust
    assert tried
    assert good >= 0.8 * tried


def test_what_is_kept_back_is_not_pressed_for(talk):
    talk.say("Hello")
    turn = talk.say("Do you sleep?")
    assert turn.refused
    hints = talk.hints(asked=3)
    assert "keeping something back" in hints[0].text
    assert not any(hint.text.endswith("?") for hint in hints if hint.rung == "say")


def test_after_a_promise_the_hint_is_what_one_can_keep(talk):
    talk.say("I promise it'll all be sorted by Friday.")
    hints = talk.hints(asked=3)
    assert "promised something" in hints[0].text


QUIET = (
    "Hi Grace. I'm Alex. I can sit on the floor out here or come in, whichever you like.",
    "Nobody may have asked you. What do you make of my being here?",
    "So your mum rang, and nobody asked you.",
    "We can talk, or type, or just sit.",
    "What's that hum?",
    "You record them. What do you listen for?",
    "The substation's a sharp G. You hear things other people don't.",
    "It sounds as though you miss him.",
    "Who do you talk to?",
)


def test_a_summary_that_is_due_waits_while_something_is_being_told():
    talk, told, due = Talk(open_case("closed-curtains", 7)), set(), set()
    for text in (*QUIET, "Right", "What would make that easier?", "Mm"):
        turn = talk.say(text)
        moment = talk.hints()[0].text
        if len(talk.turns) >= 8 and not turn.feeling and not turn.asked_back:
            fresh = give_back(heard_in(talk.case.scenario, turn))
            (told if fresh else due).add(moment)
    assert not any("heard a good deal" in each for each in told)
    assert any("heard a good deal" in each for each in due)


def test_a_summary_is_drawn_from_what_was_told_however_briefly():
    talk = Talk(open_case("closed-curtains", 7))
    for text in QUIET:
        talk.say(text)
    told = _told_lately(talk.case.scenario, talk._states[-1])
    assert told.startswith("you")
    assert " and you" in told


def test_the_example_for_safety_is_heard_as_asking_about_safety():
    for text in _data()["moments"]["safety"]["say"]:
        assert "safety" in kit_coder().code(text).codes, text


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lines", [GOOD, FIXER], ids=["good", "fixer"])
def test_no_hint_gives_away_what_has_not_come_to_light(case, lines):
    talk = Talk(open_case(case, 5))
    for text in lines:
        hints = plain(words(talk.hints(asked=3)))
        for item in talk.case.scenario.items:
            if item.id not in talk.disclosed:
                for hidden in (item.own_words, item.gist, item.says.guarded, item.says.trusting):
                    assert plain(hidden) not in hints
        if talk.ended:
            break
        talk.say(text)


@pytest.mark.parametrize("case", CASES)
def test_a_question_that_the_coach_suggests_is_never_a_push(case):
    talk = Talk(open_case(case, 5))
    for text in GOOD[:12]:
        for hint in talk.hints(asked=3):
            if hint.text.endswith("?") and not talk.ended:
                turn = talk.again_from(len(talk.turns)).say(hint.text)
                assert "pushed" not in {movement.rule for movement in turn.why}, hint
        if talk.ended:
            break
        talk.say(text)


def test_the_same_moment_gives_the_same_hints(talk):
    for text in GOOD[:5]:
        talk.say(text)
    again = Talk(talk.case)
    for text in GOOD[:5]:
        again.say(text)
    assert talk.hints(asked=3) == again.hints(asked=3)
    assert all(isinstance(hint, Hint) and hint.text for hint in talk.hints(asked=3))

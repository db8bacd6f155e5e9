"""Looking back: the turning point, what was missed, how heard they felt, thoughts, shares."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk, debrief
from simgen.conversation.coaching import is_slip
from simgen.conversation.looking_back import MOVED_ENOUGH
from tests.unit.simgen.cases import write_case
from tests.unit.simgen.recruits import GOOD

STOCK = [
    "I'm so sorry to hear that.",
    "That must be really hard.",
    "I feel for you.",
    "Bless you.",
    "I understand how you feel.",
]


@pytest.fixture
def talk(tmp_path):
    return Talk(open_case(write_case(tmp_path, {("items", 0, "feeling"): "grief"}), 1))


def _all(talk, *texts):
    for text in texts:
        talk.say(text)
    return debrief(talk)


def test_nothing_turned_where_nothing_moved(talk):
    assert _all(talk, "Mm").turned is None


def test_the_exchange_that_moved_most_turned_it(talk):
    look = _all(talk, "Hello", "What was your work?", "It sounds as though you loved the sewing.")
    moved = {turn.number: sum(m.by for m in turn.why) for turn in talk.turns}
    assert look.turned is not None
    assert look.turned.turn == max(moved, key=moved.__getitem__)
    assert moved[look.turned.turn] > MOVED_ENOUGH
    assert look.turned.text.startswith("You gave back what you heard")
    assert "opened up" in look.turned.text


def test_no_one_turn_is_blamed_where_trust_slipped_a_little_at_a_time():
    talk = Talk(open_case("quiet-house", 1))
    asked = ("Do you live alone?", "Do you drive?", "Do you sleep?", "Do you eat?", "Do you drink?")
    look = _all(talk, *asked, "Do you smoke?", "Do you get out?")
    assert look.turned is None
    assert "a little at a time, from turn 3 on" in look.slide


def test_a_slip_that_was_put_right_at_once_has_turned_nothing():
    talk = Talk(open_case("quiet-house", 1))
    _all(talk, *GOOD[:9], "Do you have a bus pass?", "I'm sorry, I went too fast there.", GOOD[9])
    look = debrief(talk)
    assert is_slip(talk.turns[9])
    assert look.turned is not None
    assert look.turned.turn != 10


def test_a_hope_that_was_told_and_never_spoken_of_again_is_missed():
    talk = Talk(open_case("quiet-house", 1))
    for text in (*GOOD[:5], "Do you have gas or electric?", "What was your wedding like?"):
        talk.say(text)
    hopes = [item.id for item in talk.case.scenario.items if item.kind == "hope"]
    told = [turn.number for turn in talk.turns if set(turn.disclosed) & set(hopes)]
    gifts = [moment for moment in debrief(talk).missed if "did not take it up" in moment.text]
    assert [moment.turn for moment in gifts] == told[:1]
    assert gifts[0].text.startswith("“")


def test_an_area_of_life_that_was_kept_back_is_named_once():
    talk = Talk(open_case("quiet-house", 7))
    _all(talk, "Do you have children?", "Does she live near?", "Do you drive?", "Mm")
    labels = [
        moment.text for moment in debrief(talk).missed if "kept something back" in moment.text
    ]
    assert len(labels) == len(set(labels))


def test_a_turn_for_the_worse_is_called_so(talk):
    look = _all(talk, "Hello", "You should pull yourself together.", "Mm")
    assert look.turned is not None
    assert look.turned.turn == 2
    assert "drew back" in look.turned.text
    assert "argued with them or blamed them" in look.turned.text


def test_a_feeling_walked_past_is_a_missed_cue(talk):
    look = _all(talk, "What was your work?", "Do you have a bus pass?")
    (missed,) = (moment for moment in look.missed if "grief" in moment.text)
    assert missed.turn == 1
    assert missed.text.startswith("“I sewed.” There was grief in that")


def test_a_feeling_met_is_not_missed(talk):
    look = _all(talk, "What was your work?", "It sounds as though you loved the sewing.")
    assert not [moment for moment in look.missed if "grief" in moment.text]


def test_what_was_kept_back_and_never_come_back_to_is_missed(talk):
    look = _all(talk, "What was your husband like?", "Mm", "Hello")
    (missed,) = look.missed
    assert missed.turn == 1
    assert "Husband" in missed.text


def test_what_was_come_back_to_is_not_missed(talk):
    look = _all(talk, "What was your husband like?", "Mm", "Tell me more about your husband.")
    assert not [moment for moment in look.missed if moment.turn == 1]


def test_stock_empathy_raises_no_rating(tmp_path):
    case = open_case(write_case(tmp_path), 1)
    plain_talk, kind_talk = Talk(case), Talk(case)
    look = _all(plain_talk, "Hello", "What was your work?")
    kind = _all(kind_talk, "Hello", "What was your work?", *STOCK)
    gained = kind_talk.trust - plain_talk.trust
    assert kind.heard.felt <= look.heard.felt + gained / 2 + 1e-9
    assert kind.heard.points == look.heard.points


def test_being_taken_up_raises_the_rating_and_being_walked_past_lowers_it(tmp_path):
    case = open_case(write_case(tmp_path, {("items", 0, "feeling"): "grief"}), 1)
    first = "What was your work?"
    silent = _all(Talk(case), first).heard.felt
    met = _all(Talk(case), first, "It sounds as though you loved the sewing.").heard.felt
    passed = _all(Talk(case), first, "Do you have a bus pass?").heard.felt
    assert passed < silent < met


def test_a_talk_not_begun_has_no_rating(talk):
    assert debrief(talk).heard.points == 0
    assert debrief(talk).heard.says == ""


def test_thoughts_are_of_the_rule_that_moved_most(talk):
    look = _all(talk, "What was your work?", "Mm", "Pull yourself together.")
    assert look.notes[0].thought == "I could answer that how I liked."
    assert look.notes[1].thought == ""
    assert look.notes[2].thought == "I will say no more."


def test_a_case_may_have_thoughts_of_its_own(tmp_path):
    change = {("thoughts",): {"open_question": "Nobody asks me that."}}
    talk = Talk(open_case(write_case(tmp_path, change), 1))
    assert _all(talk, "What was your work?").notes[0].thought == "Nobody asks me that."


def test_shares_are_of_all_words_spoken(talk):
    assert debrief(talk).talk_share == 0
    look = _all(talk, "What was your work?")
    said, replied = 4, len(talk.turns[0].reply.split())
    assert look.talk_share == round(said / (said + replied), 2)

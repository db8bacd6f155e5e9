"""The conversation: what is said decides what comes back, and nothing leaks."""

from pathlib import Path

import pytest

from simgen import conversation
from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.answering import ANSWERS
from simgen.conversation.hearing import kit_coder
from simgen.conversation.rules import limits, rules
from simgen.conversation.words import CueList, plain, sentences
from simgen.scenario.voice import Voice
from tests.unit.simgen.cases import write_case
from tests.unit.simgen.recruits import FIXER, GOOD


@pytest.fixture
def talk():
    return Talk(open_case("quiet-house", 5))


@pytest.fixture
def small(tmp_path):
    return Talk(open_case(write_case(tmp_path), 1))


@pytest.mark.parametrize(
    ("text", "family", "code"),
    [
        ("How have things been since he died?", "question", "open-question"),
        ("how have things been since he died", "question", "open-question"),
        ("Do you get out much?", "question", "closed-question"),
        ("do you get out much", "question", "closed-question"),
        ("How many tablets do you take", "question", "closed-question"),
        ("Tell me about your garden.", "question", "open-question"),
        ("It sounds as though the evenings are long.", "reflection", "reflection"),
        ("You miss him.", "reflection", "reflection"),
        ("Let me see if I've got this right, you cook and you sing.", "reflection", "summary"),
        ("You should join the lunch club.", "input", "advice"),
        ("Have you thought about a befriender?", "input", "advice"),
        ("Would it be all right if I told you about one?", "question", "permission"),
        ("It's entirely up to you.", "other", "autonomy"),
        ("Hello, lovely to meet you", "other", "social"),
        ("Thank you for telling me that.", "other", "affirmation"),
        ("Pull yourself together.", "other", "confront"),
        ("I promise everything will be fine", "other", "promise"),
        ("Are you having any thoughts of ending your life?", "question", "safety"),
        ("I'm sorry, I jumped ahead there.", "other", "apology"),
        ("Goodbye, see you next week.", "other", "goodbye"),
        ("What do you think would help?", "question", "collaboration"),
    ],
)
def test_an_utterance_is_heard_for_what_it_does(text, family, code):
    coding = kit_coder().code(text)
    assert coding.family == family
    assert code in coding.codes
    assert not coding.abstained


@pytest.mark.parametrize("text", ["xyzzy plugh", "Ich bin müde heute", "12345", "🙂", "شكرا جزيلا"])
def test_the_coder_abstains_what_is_no_english(text):
    assert kit_coder().code(text).abstained


@pytest.mark.parametrize("text", ["xyzzy plugh", "🙂🙂", "<script>alert(1)</script>", "\u202e abc"])
def test_nothing_is_held_against_what_was_not_understood(talk, text):
    turn = talk.say(text)
    assert turn.trust == talk.case.scenario.starting_trust
    assert turn.reply in talk.case.scenario.voice.not_understood


def test_nothing_comes_to_light_below_its_threshold(small):
    turn = small.say("Do you miss him?")
    assert turn.disclosed == ()
    assert turn.reply == "(She looks away.)"
    assert turn.refused == (("misses-him", "trust"),)


def test_what_must_come_first_comes_first(tmp_path):
    talk = Talk(open_case(write_case(tmp_path, {("starting_trust",): 0.9}), 1))
    assert talk.say("Are you taking any tablets?").disclosed == ("misses-him",)
    assert talk.say("It sounds as though the house is quiet. What are the tablets?").disclosed == (
        "tablets",
    )


def test_pushing_costs_trust_and_asking_leave_does_not(tmp_path):
    case = open_case(
        write_case(tmp_path, {("items", 2, "kind"): "fact", ("items", 2, "action_needed"): ""}), 1
    )
    pushed, asked = Talk(case), Talk(case)
    assert pushed.say("Do you take tablets at night?").trust < 0.2
    assert pushed.turns[-1].why[-1].rule == "pushed"
    assert asked.say("Would you mind telling me about the tablets?").trust >= 0.2


def test_asking_about_a_worry_is_never_a_push(small):
    assert small.say("Are you taking any tablets?").trust >= 0.2


def test_advice_too_soon_costs_trust_and_is_not_followed(talk):
    before = talk.trust
    turn = talk.say("You should join the lunch club.")
    assert turn.trust < before
    assert [movement.rule for movement in turn.why] == ["advised_too_soon"]
    assert turn.reply in talk.case.scenario.voice.advised_too_soon


def test_a_feeling_walked_past_costs_trust(talk):
    _warm_up(talk)
    shown = talk.say("What was your husband like?")
    assert shown.feeling
    turn = talk.say("Do you have a bus pass?")
    assert "feeling_ignored" in [movement.rule for movement in turn.why]
    assert turn.reply in talk.case.scenario.voice.feeling_ignored
    assert turn.trust < shown.trust


def test_a_feeling_met_earns_trust_and_opens_more(talk):
    _warm_up(talk)
    shown = talk.say("What was your husband like?")
    turn = talk.say("It sounds as though you hardly know where he ends and you begin.")
    assert "feeling_met" in [movement.rule for movement in turn.why]
    assert turn.trust > shown.trust


def test_minimising_is_heard_even_when_kind(talk):
    _warm_up(talk)
    talk.say("What was your husband like?")
    turn = talk.say("At least you had a long marriage, and time heals.")
    assert "minimised" in [movement.rule for movement in turn.why]


def test_the_person_puts_a_mistake_right(small):
    turn = small.say("It sounds as though you miss your wife.")
    assert turn.reply == "I never had a wife."
    assert small.say("So your wife is the one you miss most.").reply != "I never had a wife."


def test_a_silence_is_an_answer_too(talk):
    turn = talk.say("   ")
    assert turn.reply in talk.case.scenario.voice.waits
    assert talk.say("").trust < turn.trust


def test_the_person_ends_a_talk_that_goes_wrong(talk):
    for _ in range(10):
        if talk.ended:
            break
        talk.say("You're being silly. Pull yourself together.")
    assert talk.ended
    assert talk.ended_by_person
    assert talk.turns[-1].ended
    with pytest.raises(ValueError, match="over"):
        talk.say("Hello?")


def test_the_recruit_may_end_a_talk(talk):
    talk.say("Hello")
    talk.close()
    assert talk.ended
    assert not talk.ended_by_person


def test_a_goodbye_ends_it_kindly(talk):
    turn = talk.say("Thank you for your time. Goodbye.")
    assert turn.ended
    assert turn.reply in talk.case.scenario.voice.goodbye


def test_nobody_talks_for_ever(talk):
    for n in range(limits().tires_after):
        talk.say(f"It sounds as though the radio is company number {n}")
        if talk.ended:
            break
    assert talk.ended


def test_the_worry_comes_when_trust_and_order_allow_and_it_is_asked_plainly(talk):
    for text in GOOD[:14]:
        talk.say(text)
    turn = talk.say("Can I ask you plainly, are you taking anything to help you sleep?")
    assert "his-tablets" in talk.disclosed
    again = talk.say("Are you having any thoughts of ending your life?")
    assert again.reply != turn.reply
    assert again.reply not in talk.case.scenario.voice.acknowledges


def test_what_the_person_is_called_is_heard_as_who_they_are(talk):
    husband = talk.case.person.slots["husband"]
    assert "husband" in talk.say(f"Tell me about {husband}").heard.topics


def test_the_same_words_give_the_same_turns():
    first, second = (Talk(open_case("quiet-house", 9)) for _ in range(2))
    for text in GOOD:
        assert first.say(text) == second.say(text)


def test_a_retry_keeps_the_turns_before_it_and_nothing_after(talk):
    for text in GOOD[:6]:
        talk.say(text)
    again = talk.again_from(3)
    assert again.turns == talk.turns[:3]
    assert again.trust == talk.turns[2].trust
    assert len(talk.turns) == 6
    assert again.say(GOOD[3]) == talk.turns[3]


def test_words_for_a_plan_are_words_that_were_said(talk):
    for text in GOOD:
        if not talk.ended:
            talk.say(text)
    said = plain(" ".join(turn.reply for turn in talk.turns))
    assert talk.disclosed
    for item_id in talk.disclosed:
        assert plain(talk.words_for(item_id)) in said


def test_every_movement_of_trust_is_a_rule_with_a_reason(talk):
    trust = talk.trust
    for text in [*GOOD[:5], "You should join a club.", "", "Hm"]:
        turn = talk.say(text)
        for movement in turn.why:
            assert movement.because == rules()[movement.rule].because
        moved = sum(movement.by for movement in turn.why)
        assert turn.trust == pytest.approx(min(1, max(0, trust + moved)), abs=1e-3)
        trust = turn.trust


def test_every_line_of_the_voice_is_used_by_some_answer():
    folder = Path(conversation.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    unused = [name for name in Voice.model_fields if f'"{name}"' not in source]
    assert unused == ["first_sight"]
    assert len(set(ANSWERS)) == len(ANSWERS)


def test_a_scripted_good_recruit_does_better_than_one_who_advises_at_once():
    good, fixer = (Talk(open_case("quiet-house", 5)) for _ in range(2))
    for text in GOOD:
        if not good.ended:
            good.say(text)
    for text in FIXER:
        if not fixer.ended:
            fixer.say(text)
    assert good.trust > 0.7
    assert fixer.trust < 0.2
    assert len(good.disclosed) >= 15
    assert len(fixer.disclosed) <= 2


@pytest.mark.parametrize(
    ("text", "words"),
    [("Don't, Ann!", "dont ann"), ("  Café ", "cafe"), ("¿Qué?", "que"), ("", "")],
)
def test_words_are_made_plain(text, words):
    assert plain(text) == words


def test_sentences_know_whether_they_asked():
    assert sentences("Hello. How are you? Fine") == [
        ("hello", False),
        ("how are you", True),
        ("fine", False),
    ]


def test_a_cue_is_whole_words_with_any_ending_where_it_says_so():
    cues = CueList(["garden*", "lunch club"])
    assert "we went gardening" in cues
    assert "the lunch  club" in cues
    assert "a launch club" not in cues
    assert "anything" not in CueList([])


def _warm_up(talk):
    for text in GOOD[:7]:
        talk.say(text)


@pytest.mark.parametrize(
    ("text", "family", "without"),
    [
        ("What you tell me goes in your record and no further.", "other", "open-question"),
        ("When you lost him you lost your days as well", "reflection", "closed-question"),
        ("You're proud of that, and so you should be.", "other", "advice"),
        ("Have you thought of taking your own life?", "question", "advice"),
        ("I'd like you to know how I work.", "other", "advice"),
        ("If I were worried about your safety I'd tell you first.", "input", "safety"),
        ("I'd say a proper goodbye before my last visit.", "other", "goodbye"),
        ("I know of a place that needs cooks like you.", "other", "reflection"),
        ("What we talk about this morning is up to you.", "other", "social"),
    ],
)
def test_an_utterance_is_not_heard_for_what_it_only_looks_like(text, family, without):
    coding = kit_coder().code(text)
    assert without not in coding.codes
    assert coding.family == family or coding.abstained


def test_stock_warmth_is_brushed_off_and_not_called_listening(talk):
    voice = talk.case.scenario.voice
    for text in ("That's brilliant, good for you.", "I'm so sorry to hear that."):
        assert talk.say(text).reply in voice.brushes_off
    again = talk.say("I'm so sorry to hear that.")
    assert again.reply in voice.brushes_off
    assert "repeated" not in [movement.rule for movement in again.why]


def test_a_plain_question_beside_the_point_is_understood(talk):
    reply = talk.say("Do you collect stamps?").reply
    assert reply in talk.case.scenario.voice.vague["yes-or-no"]


def test_a_case_without_vague_answers_says_that_it_is_beside_the_point(tmp_path):
    lines = {("voice", "beside_the_point"): ["Ask me that tomorrow.", "I'd have to think."]}
    talk = Talk(open_case(write_case(tmp_path, lines), 1))
    assert talk.say("Do you collect stamps?").reply in lines["voice", "beside_the_point"]


def test_plain_talk_nobody_can_place_is_let_be_and_nonsense_is_not_followed(small):
    assert small.say("I was on the bus when it started to rain").reply.startswith("quiet")
    assert small.say("fnord blarg zzyzx").reply.startswith("not_understood")


def test_thoughts_of_death_are_told_only_when_asked_about():
    talk = Talk(open_case("quiet-house", 5))
    script = Path("tests/golden/talks/quiet-house-good.txt").read_text(encoding="utf-8")
    for line in script.splitlines():
        turn = talk.say(line)
        if "asked-straight-out" in turn.disclosed:
            assert "ending your life" in line
    assert "asked-straight-out" in talk.disclosed
    asked_again = Talk(talk.case)
    for line in script.splitlines()[:17]:
        asked_again.say(line)
    asked_again.say("Thank you for saying that.")
    item = talk.case.scenario.item("asked-straight-out")
    turn = asked_again.say("And have you thought of taking your own life?")
    assert turn.reply in (item.says.guarded, item.says.trusting)


def test_nobody_is_shown_out_for_two_clumsy_sentences(talk):
    for turn_number in range(1, limits().patience):
        turn = talk.say(f"You should join club number {turn_number}, it would do you good.")
        assert not turn.ended
    assert talk.trust <= limits().leaves_below
    assert talk.say("You need to get out more.").ended


def test_being_sure_is_answered_from_confidence(talk):
    lines = talk.case.scenario.voice.how_sure
    assert talk.say("How sure are you of it, out of ten?").reply == lines[0]

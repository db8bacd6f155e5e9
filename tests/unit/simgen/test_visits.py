"""Going back: what is carried over, what has happened in between, what is remembered."""

from dataclasses import replace
from typing import get_args

import pytest

from simgen.case import open_case
from simgen.conversation import Agreed, Talk
from simgen.conversation.between import Standing, between_rules, settle
from simgen.scenario import later, scenario_hash
from simgen.scenario.visits import Happening, InBetween, When
from tests.unit.simgen.cases import CASE, write_case
from tests.unit.simgen.recruits import FIXER, GOOD
from tests.unit.simgen.visits import VISIT, go_back, open_small

SEWS = ("Hello", "Tell me about your work", "What about the sewing?")


def test_a_case_without_later_visits_has_one_visit_and_the_hash_it_always_had(tmp_path):
    case = open_case(write_case(tmp_path), 3)
    talk = Talk(case)
    talk.say("Hello")
    talk.close()
    assert talk.next_visit is None
    with pytest.raises(ValueError, match="no visit"):
        talk.visit_again()
    assert scenario_hash(case.written) == (
        "5e50782ca292d9c356a50638aee4899c57a65ef6a007195a574a550dd599d616"
    )


def test_a_visit_begins_only_when_something_was_said_and_the_one_before_is_over(tmp_path):
    talk = Talk(open_small(tmp_path))
    assert talk.later_visit is None
    talk.say("Hello")
    assert talk.later_visit is not None
    assert talk.next_visit is None
    talk.close()
    assert talk.next_visit is not None
    talk.visit_again()
    assert not talk.ended
    assert talk.next_visit is None


def test_on_arriving_there_is_what_is_seen_and_the_first_words_of_the_first_to_speak(tmp_path):
    talk = go_back(open_small(tmp_path), "Hello")
    assert talk.opening == "The same door. Two cups stand on the table. “I have company now.”"
    assert [happening.id for happening in talk.arrivals[-1].happened] == ["sister", "idle"]
    examples = [hint.text for hint in talk.hints(asked=2) if hint.rung == "say"]
    assert examples == ["Hello again.", "How was it?", "What now?"]


def test_turns_are_counted_on_and_carry_their_visit(tmp_path):
    talk = go_back(open_small(tmp_path), "Hello", "How are you?")
    talk.say("Hello again")
    assert [(turn.number, turn.visit) for turn in talk.turns] == [(1, 1), (2, 1), (3, 2)]


def test_the_first_greeting_is_another_and_lines_that_no_longer_fit_are_replaced(tmp_path):
    talk = go_back(open_small(tmp_path), "Hello")
    assert talk.say("Hello, how nice to see you again").reply in ("You again.", "Back so soon.")
    assert talk.say("Goodbye").reply in ("Bye now.", "Off you go.")


def test_what_is_new_is_told_before_what_is_old(tmp_path):
    talk = go_back(open_small(tmp_path), "Hello")
    assert talk.say("How have things been?").disclosed == ("news",)


def test_news_can_come_to_light_only_where_it_happened(tmp_path):
    case = open_small(tmp_path, {("happenings", 0, "when"): {"heard": ["tablets"]}})
    talk = go_back(case, "Hello")
    assert talk.say("What news?").disclosed == ()
    assert "news" not in {item.id for item in talk.case.scenario.items}


def test_what_was_told_before_is_remembered_and_told_again_in_brief(tmp_path):
    talk = go_back(open_small(tmp_path), *SEWS)
    assert "sews" in talk.disclosed
    reply = talk.say("What about the sewing?").reply
    assert reply in ("I told you. I sewed.", "As I said. I sewed.")
    assert talk.turns[-1].why == () or talk.turns[-1].why[0].by > 0


def test_what_has_passed_is_not_told_again(tmp_path):
    case = open_small(tmp_path)
    talk = go_back(case, *SEWS, agreed=Agreed(services=frozenset({"sewing-bee"}), steps=1))
    assert [happening.id for happening in talk.arrivals[-1].happened] == ["sister", "sewed-again"]
    for _ in range(3):
        assert "sewed." not in talk.say("What about the sewing?").reply
    assert talk.words_for("sews")


def test_what_has_passed_and_was_never_told_is_gone_and_stands_in_nobodys_way(tmp_path):
    talk = go_back(open_small(tmp_path, {("over",): ["misses-him", "sews"]}), "Hello")
    for line in ("Do you miss him?", "What about the sewing?", "Tell me about the tablets"):
        assert not {"sews", "misses-him"} & set(talk.say(line).disclosed)
    assert {"sews", "misses-him"} <= {item.id for item in talk.case.scenario.items}


def test_a_boundary_named_after_what_has_passed_is_not_tested_any_more():
    case = open_case("quiet-house", 5)
    visit = case.written.visits[0].model_copy(update={"over": ["bad-nights"]})
    named = case.written.boundaries[0].model_copy(update={"id": "bad-nights"})
    parts = {"visits": [visit], "boundaries": [*case.written.boundaries, named]}
    changed = replace(
        case,
        written=case.written.model_copy(update=parts),
        scenario=case.scenario.model_copy(update=parts),
    )
    here = go_back(changed, "Hello").arrivals[-1].here.scenario
    assert [each.id for each in here.boundaries] == [each.id for each in case.written.boundaries]


def test_news_can_stand_for_what_passed_unheard_and_for_nothing_else(tmp_path):
    change = {
        ("over",): ["sews", "misses-him"],
        ("happenings", 0, "in_place_of"): {"sews": "news", "misses-him": "news"},
        ("answers",): {"sewing-bee": "Well, now."},
    }
    talk = go_back(open_small(tmp_path, change), *SEWS)
    fit = talk.case.scenario.fit("sewing-bee")
    assert fit is not None
    assert fit.needs == ["sews"]
    talk = go_back(open_small(tmp_path, change), "Hello")
    fit = talk.case.scenario.fit("sewing-bee")
    assert fit is not None
    assert fit.needs == ["news"]
    here = talk.arrivals[-1].here.scenario
    assert here.item("tablets").after == ["news"]
    now = here.fit("sewing-bee")
    assert now is not None
    assert now.says == "Well, now."


def test_a_service_put_forward_before_is_recognised():
    case = open_case("quiet-house", 5)
    talk = Talk(case)
    for line in GOOD:
        if not talk.ended:
            talk.say(line)
    offer = "There is the Slipway Kitchen, who are short of a cook. What would you think of that?"
    talk.say(offer)
    assert "slipway-kitchen" in talk.services_offered
    talk.close()
    talk.visit_again()
    assert talk.say(offer).reply in case.scenario.visits[0].voice.offered_again


def test_energy_and_slips_are_fresh_and_what_was_learnt_is_kept():
    talk = Talk(open_case("quiet-house", 5))
    for line in (*GOOD, "You should get out more."):
        if not talk.ended:
            talk.say(line)
    talk.close()
    before = talk.turns[-1]
    disclosed, trust = talk.disclosed, talk.trust
    talk.visit_again(Agreed())
    turn = talk.say("")
    assert talk.disclosed[: len(disclosed)] == disclosed
    assert before.energy < turn.energy
    assert turn.confidence == pytest.approx(before.confidence, abs=0.1)
    assert talk.arrivals[-1].why
    moved = sum(movement.by for movement in talk.arrivals[-1].why)
    assert turn.trust == pytest.approx(trust + moved, abs=0.05)


def test_somebody_who_walked_out_opens_again_and_can_be_won_back():
    talk = Talk(open_case("quiet-house", 5))
    for _ in range(3):
        for line in FIXER:
            if not talk.ended:
                talk.say(line)
    assert talk.ended_by_person
    arrival = talk.visit_again()
    assert arrival.happened[0].id == "chain-on-the-door"
    assert {movement.rule for movement in arrival.why} >= {"heals", "came_back"}
    assert not talk.ended
    turn = talk.say("I'm sorry. I got that wrong last time.")
    assert "repair" in {movement.rule for movement in turn.why}
    assert not turn.ended


def test_a_broken_word_can_be_owned_and_put_right(tmp_path):
    broken = {"id": "let-down", "gist": "g", "when": {"word": "broken"}, "moves": "word_broken"}
    case = open_small(tmp_path, {("happenings",): [broken]})
    talk = go_back(case, "I'll ring the practice for you on Tuesday.", agreed=Agreed())
    turn = talk.say("I'm sorry. I got that wrong last time.")
    assert "repair" in {movement.rule for movement in turn.why}


def test_a_retry_from_any_turn_keeps_the_visits_that_led_there(tmp_path):
    talk = go_back(open_small(tmp_path), "Hello", "How are you?")
    talk.say("Hello again")
    for turn in range(len(talk.turns) + 1):
        again = talk.again_from(turn)
        assert again.turns == talk.turns[:turn]
        assert len(again.arrivals) == (2 if turn >= 2 else 1)
        assert again.opening == again.arrivals[-1].opening
        again.say("Well now")
    at_the_door = talk.again_from(2)
    assert at_the_door.say("Hello again") == talk.turns[2]


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({}, True),
        ({"heard": ["a", "b"]}, True),
        ({"heard": ["a", "c"]}, False),
        ({"not_heard": ["c"]}, True),
        ({"not_heard": ["a"]}, False),
        ({"offered": ["choir", "shed"]}, True),
        ({"offered": ["shed"]}, False),
        ({"not_offered": ["choir"]}, False),
        ({"trust_at_least": 0.5}, True),
        ({"trust_at_least": 0.51}, False),
        ({"trust_below": 0.5}, False),
        ({"word": "kept"}, True),
        ({"word": "broken"}, False),
        ({"passed_on": ["a"]}, True),
        ({"passed_on": ["b"]}, False),
        ({"not_passed_on": ["b"]}, True),
        ({"not_passed_on": ["a"]}, False),
        ({"not_passed_on": ["c"]}, False),
        ({"walked_out": True}, False),
        ({"nothing_agreed": False}, True),
        ({"heard": ["a"], "trust_below": 0.2}, False),
    ],
)
def test_all_that_a_happening_asks_for_must_hold(when, holds):
    standing = Standing(
        trust=0.5,
        heard=frozenset("ab"),
        offered=frozenset({"choir"}),
        words=frozenset({"kept"}),
        passed_on=frozenset("a"),
        walked_out=False,
        nothing_agreed=False,
    )
    assert standing.meets(When.model_validate(when)) is holds


def test_the_recruits_word_is_kept_broken_or_nobodys_to_judge(tmp_path):
    happenings = [
        {"id": word, "gist": word, "when": {"word": word}} for word in ("kept", "broken", "rash")
    ]
    case = open_small(tmp_path, {("happenings",): happenings})

    def words(line, agreed):
        return [each.id for each in go_back(case, line, agreed=agreed).arrivals[-1].happened]

    undertaking = "I'll ring the practice for you and let you know on Tuesday."
    assert words(undertaking, Agreed(steps=1, own_steps=1)) == ["kept"]
    assert words(undertaking, Agreed(steps=1)) == ["broken"]
    assert words(undertaking, None) == []
    assert words("How are you?", Agreed()) == []
    assert words("I promise you I won't tell anyone.", None) == ["rash"]


def test_a_worry_is_passed_on_by_what_was_said_or_by_the_plan():
    case = open_case("quiet-house", 5)

    def happened(*more, agreed=None):
        talk = Talk(case)
        for line in (*GOOD, *more):
            if not talk.ended:
                talk.say(line)
        assert "his-tablets" in talk.disclosed
        talk.close()
        return {happening.id for happening in talk.visit_again(agreed).happened}

    assert "nobody-came" in happened()
    for words in ("one of mine and one of his", "Mrs X worries me"):
        assert "somebody-came" in happened(agreed=Agreed(passed_on=(words,)))
    assert "somebody-came" in happened("I can't keep this to myself, I have to tell the practice.")


def test_only_the_worry_that_was_written_down_was_passed_on(tmp_path):
    worries = [
        {**CASE["items"][2], "after": [], "trust": 0.0},
        {
            **CASE["items"][2],
            "id": "gas",
            "after": [],
            "trust": 0.0,
            "cues": ["gas"],
            "topic": "work",
            "own_words": "the gas is off",
            "too_soon": "It is warm enough.",
            "says": {"guarded": "The gas.", "trusting": "Well, the gas is off, you see."},
        },
    ]
    happenings = [
        {"id": f"{name}-{kind.replace('_', '-')}", "gist": "g", "when": {kind: [name]}}
        for name in ("tablets", "gas")
        for kind in ("passed_on", "not_passed_on")
    ]
    visit = {**VISIT, "happenings": happenings}
    items = [*CASE["items"][:2], *worries]
    case = open_case(write_case(tmp_path, {("items",): items, ("visits",): [visit]}), 3)
    lines = ("Tell me about the tablets", "And what about the gas?")
    agreed = Agreed(passed_on=("the gas is off, told the supplier",))
    happened = {h.id for h in go_back(case, *lines, agreed=agreed).arrivals[-1].happened}
    assert happened == {"tablets-not-passed-on", "gas-passed-on"}


def test_trust_settles_towards_a_strangers_and_a_rule_counts_once():
    trust, why = settle(0.8, 0.2, 3, [])
    assert 0.7 < trust < 0.8
    assert [movement.rule for movement in why] == ["fades"]
    trust, why = settle(0.0, 0.2, 3, [])
    assert 0 < trust < 0.2
    assert [movement.rule for movement in why] == ["heals"]
    assert settle(0.2, 0.2, 3, []) == (0.2, ())
    twice = [
        Happening.model_validate({"id": name, "gist": "g", "moves": "word_kept"}) for name in "ab"
    ]
    assert [movement.rule for movement in settle(0.5, 0.2, 3, twice)[1]] == ["fades", "word_kept"]


def test_every_rule_between_visits_has_a_number():
    assert set(get_args(InBetween)) == set(between_rules())
    assert all(rule.because for rule in between_rules().values())


def test_weeks_are_said_in_words():
    assert [later(weeks) for weeks in (1, 3, 12)] == [
        "one week later",
        "three weeks later",
        "12 weeks later",
    ]

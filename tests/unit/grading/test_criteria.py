"""What each criterion gives, level by level."""

from datetime import timedelta
from typing import Any

import pytest

from grading.criteria import JUDGES
from grading.results import Judgement
from simgen.record import ReplayedCase
from tests.unit.grading.staging import CASE, items, line, listening_talk, stage, turn

HOPES, STRENGTHS = items("hope"), items("strength")
GOOD = [
    fit
    for fit in CASE.scenario.services
    if fit.fit == "good" and CASE.town.service(fit.service).status == "active"
]
POOR = [fit for fit in CASE.scenario.services if fit.fit == "poor"]
NEEDED = {need for fit in GOOD for need in fit.needs}
HEARD_FOR_SERVICES = [item for item in CASE.scenario.items if item.id in NEEDED]


def judge(criterion: str, case: ReplayedCase) -> Judgement:
    return JUDGES[criterion](case)


def step(what: str = "Ring the committee about the plot", **more: Any) -> dict[str, Any]:
    return {
        "what": what,
        "who": "person",
        "when": "by Friday",
        "choice": "theirs",
        "confidence": 8,
    } | more


@pytest.mark.parametrize("criterion", sorted(JUDGES))
def test_nothing_said_and_nothing_planned_is_level_nought(criterion: str) -> None:
    judgement = judge(criterion, stage())
    assert judgement.level == 0
    assert judgement.advice
    assert not judgement.did_well


# What matters


def test_what_matters_rises_with_what_was_heard_and_kept_in_their_words() -> None:
    two = HOPES[:2]
    one_fact = items("fact")[:1]
    assert (
        judge("what-matters", stage(heard=two, plan={"what_matters": [line(one_fact[0])]})).level
        == 0
    )
    assert judge("what-matters", stage(heard=two, plan={"what_matters": [line(two[0])]})).level == 1
    plan = {"what_matters": [line(two[0]), line(one_fact[0])]}
    assert judge("what-matters", stage(heard=[*two, *one_fact], plan=plan)).level == 2
    plan = {"what_matters": [line(each) for each in two], "goals": [line(two[0])]}
    assert judge("what-matters", stage(heard=two, plan=plan)).level == 3


def test_a_hope_that_was_heard_and_left_out_is_the_advice() -> None:
    judgement = judge("what-matters", stage(heard=HOPES[:1]))
    assert "hope" in judgement.advice
    assert any(each.text == HOPES[0].own_words and each.against for each in judgement.evidence)


def test_a_line_that_shares_a_word_or_two_with_what_was_told_is_doubted_and_said() -> None:
    hope = HOPES[0]
    word = max(hope.own_words.replace(",", " ").split(), key=len)
    plan = {"what_matters": [{"text": f"Anything {word} would mend quite otherwise tomorrow"}]}
    judgement = judge("what-matters", stage(heard=[hope], plan=plan))
    assert judgement.level == 0
    assert "too few to be sure" in judgement.doubt
    nothing = {"what_matters": [{"text": "Xylophones"}]}
    assert not judge("what-matters", stage(heard=[hope], plan=nothing)).doubt


# Strengths


def test_strengths_rise_with_those_that_stand_in_the_plan() -> None:
    levels = [
        judge(
            "strengths",
            stage(heard=STRENGTHS, plan={"strengths": [line(each) for each in STRENGTHS[:count]]}),
        ).level
        for count in range(4)
    ]
    assert levels == [1, 1, 2, 3]


def test_two_strengths_and_a_step_that_builds_on_one_is_strong() -> None:
    plan = {
        "strengths": [line(each) for each in STRENGTHS[:2]],
        "actions": [step(f"Use this: {STRENGTHS[0].own_words}")],
    }
    assert judge("strengths", stage(heard=STRENGTHS, plan=plan)).level == 3


def test_barriers_under_strengths_are_no_strengths() -> None:
    barriers = items("barrier")[:4]
    plan = {"strengths": [line(each) for each in [*barriers, STRENGTHS[0]]]}
    assert judge("strengths", stage(heard=[*barriers, *STRENGTHS], plan=plan)).level == 1


# Listening


def test_listening_is_strong_when_reflections_feelings_and_things_told_are_there() -> None:
    assert judge("listening", stage(listening_talk(), heard=HOPES[:5])).level == 3


def test_a_feeling_passed_over_again_and_again_keeps_listening_low() -> None:
    turns = [
        turn(
            number,
            f"Do you like bingo {number}?",
            "closed-question",
            rules=["feeling_ignored"],
            feeling="grief",
        )
        for number in range(1, 9)
    ]
    judgement = judge("listening", stage(turns))
    assert judgement.level == 0
    assert "feeling" in judgement.advice
    assert any(each.against for each in judgement.evidence)


def test_the_same_reflection_over_and_over_counts_once() -> None:
    turns = [
        turn(number, "You sound sad about the garden.", "reflection", rules=["reflection"])
        for number in range(1, 20)
    ]
    assert judge("listening", stage(turns, heard=HOPES[:5])).level == 1


def test_a_coded_reflection_that_moved_no_trust_counts_for_nothing() -> None:
    turns = [
        turn(number, f"You need to get out more {number}", "reflection", rules=["advised_too_soon"])
        for number in range(1, 12)
    ]
    assert judge("listening", stage(turns, heard=HOPES[:5])).level == 0


def test_what_could_not_be_read_is_held_against_nobody_and_said() -> None:
    unsure = [
        turn(20 + n, "hmm well", "closed-question", rules=["feeling_ignored"], abstained=True)
        for n in range(10)
    ]
    judgement = judge("listening", stage([*listening_talk(), *unsure], heard=HOPES[:5]))
    assert judgement.level == 3
    assert "10 of your 22 utterances" in judgement.doubt


def test_a_silence_after_a_feeling_meets_it() -> None:
    turns = [turn(1, "What was he like?", "open-question", feeling="grief"), turn(2, "")]
    evidence = judge("listening", stage(turns)).evidence
    assert "Feelings met: 1 of 1." in evidence[-1].text


# Partnership and choice


def test_partnership_rises_with_asking_leave_and_their_choice() -> None:
    asks = [turn(n, f"Would it help if I told you of {n}?", "permission") for n in range(1, 5)]
    plan = {"actions": [step()], "agreed_with": [CASE.person.known_as]}
    heard = HOPES[:3]
    assert judge("partnership-and-choice", stage(asks, heard=heard, plan=plan)).level == 3
    assert judge("partnership-and-choice", stage(asks[:2], heard=heard, plan=plan)).level == 2
    assert judge("partnership-and-choice", stage(heard=heard, plan=plan)).level == 1
    unheard = judge("partnership-and-choice", stage(asks, plan=plan))
    assert (unheard.level, unheard.did_well) == (1, "You asked leave.")


def test_a_suggestion_to_a_human_says_what_it_leaves_out() -> None:
    unsure = turn(1, "hmm well", "permission", abstained=True)
    assert "1 of your 1" in judge("partnership-and-choice", stage([unsure])).doubt
    assert "1 of your 1" in judge("role-and-boundaries", stage([unsure])).doubt


def test_asking_a_name_at_the_door_is_no_partnership() -> None:
    hello = turn(1, "Hello, what would you like me to call you?", "social", "collaboration")
    assert judge("partnership-and-choice", stage([hello], heard=HOPES[:3])).level == 0


def test_advice_nobody_asked_for_outweighs_a_polite_phrase() -> None:
    turns = [
        turn(1, "May I?", "permission"),
        turn(2, "May I again?", "permission"),
        *(turn(n, "Join the club", "advice", rules=["advised_too_soon"]) for n in (3, 4, 5)),
    ]
    plan = {"actions": [step()], "agreed_with": [CASE.person.known_as]}
    assert judge("partnership-and-choice", stage(turns, plan=plan)).level == 1


# Services that fit


def test_a_service_that_fits_and_was_talked_over_is_strong() -> None:
    fit = GOOD[0]
    plan = {"actions": [step(service=fit.service)]}
    case = stage(heard=HEARD_FOR_SERVICES, plan=plan, services=[fit.service])
    assert judge("fit-of-services", case).level == 3
    assert judge("fit-of-services", stage(heard=HEARD_FOR_SERVICES, plan=plan)).level == 2


def test_a_service_chosen_before_its_reason_was_heard_is_a_beginning() -> None:
    fit = next(fit for fit in GOOD if fit.needs)
    plan = {"actions": [step(service=fit.service)]}
    assert judge("fit-of-services", stage(plan=plan, services=[fit.service])).level == 1


def test_whoever_had_not_heard_why_a_service_fits_is_not_told_it_here() -> None:
    fit = GOOD[0]
    plan = {"actions": [step(service=fit.service)]}
    told = judge("fit-of-services", stage(heard=HEARD_FOR_SERVICES, plan=plan)).evidence[0].text
    untold = judge("fit-of-services", stage(plan=plan)).evidence[0].text
    assert fit.why in told
    assert fit.why not in untold
    assert "not yet heard why" in untold


def test_a_service_that_misses_takes_the_points_away() -> None:
    plan = {"actions": [step(service=GOOD[0].service), step(service=POOR[0].service)]}
    assert judge("fit-of-services", stage(heard=HEARD_FOR_SERVICES, plan=plan)).level == 0


def test_listing_every_service_pays_nothing() -> None:
    every = [service.id for service in CASE.town.services][:20]
    plan = {"actions": [step(f"Try {each}", service=each) for each in every]}
    case = stage(heard=list(CASE.scenario.items), plan=plan, services=every)
    assert judge("fit-of-services", case).level <= 1


def test_listing_every_service_that_fits_is_still_a_list() -> None:
    plan = {"actions": [step(f"Try {fit.service}", service=fit.service) for fit in GOOD]}
    case = stage(heard=list(CASE.scenario.items), plan=plan, services=[fit.service for fit in GOOD])
    assert judge("fit-of-services", case).level == 1


def test_a_closed_service_fits_nobody() -> None:
    closed = next(service for service in CASE.town.services if service.status == "closed")
    plan = {"actions": [step(service=closed.id)]}
    case = stage(heard=list(CASE.scenario.items), plan=plan, services=[closed.id])
    assert judge("fit-of-services", case).level == 0


# Clear, owned steps


def test_clear_steps_need_what_who_when_and_an_owner() -> None:
    heard = HOPES[:4]
    tied = step(f"Do this: {HOPES[0].own_words}")
    other = step("Ring the surgery together", who="together", when="on Monday")
    mine = step("Send some papers", who="link-worker", when="on Monday", choice="mine")
    assert (
        judge("clear-owned-steps", stage(heard=heard, plan={"actions": [tied, other]})).level == 3
    )
    plan = {"actions": [step("Go swimming weekly"), other]}
    assert judge("clear-owned-steps", stage(heard=heard, plan=plan)).level == 2
    plan = {"actions": [mine, mine | {"what": "Send other things"}]}
    assert judge("clear-owned-steps", stage(heard=heard, plan=plan)).level == 1


def test_a_place_that_the_talk_never_came_to_cannot_be_their_step() -> None:
    visit = step("Look round the kitchen", who="together", service=GOOD[0].service)
    ring = step("Ring the surgery", who="link-worker", choice="mine")
    plan = {"actions": [visit, ring]}
    heard = [*HOPES[:3], *HEARD_FOR_SERVICES]
    named = stage(heard=heard, plan=plan, services=[GOOD[0].service])
    assert judge("clear-owned-steps", named).level == 3
    unnamed = judge("clear-owned-steps", stage(heard=heard, plan=plan))
    assert unnamed.level == 1
    assert "“Look round the kitchen”" in unnamed.advice
    follow = stage(heard=heard, plan=full_follow_up(actions=[visit, ring]))
    assert judge("confidence-and-follow-up", follow).level == 1


def test_advice_names_the_step_and_what_it_lacks() -> None:
    steps = [step(), step("Think about the club", who="", when="soon")]
    advice = judge("clear-owned-steps", stage(heard=HOPES[:4], plan={"actions": steps})).advice
    assert "“Think about the club” has nobody who does it and no day" in advice


def test_most_mornings_is_a_time() -> None:
    steps = [step(), step("Walk the dog", when="most mornings")]
    notes = judge("clear-owned-steps", stage(heard=HOPES[:4], plan={"actions": steps})).evidence
    assert "2 of 2" in notes[-1].text


def test_soon_is_not_a_time() -> None:
    steps = [step(f"Go and see place {n}", when="soon") for n in ("alpha", "beta", "gamma")]
    assert judge("clear-owned-steps", stage(heard=HOPES[:4], plan={"actions": steps})).level == 1


def test_the_same_step_twenty_times_is_one_step() -> None:
    plan = {"actions": [step()] * 20}
    assert judge("clear-owned-steps", stage(heard=HOPES[:4], plan=plan)).level == 1


def test_a_perfect_form_without_a_conversation_is_a_beginning_at_most() -> None:
    plan = {
        "actions": [step("Ring the committee"), step("Visit the kitchen", who="together")],
        "contingencies": [{"if_this": "raining hard", "then_what": "take a taxi"}],
        "review_date": CASE.scenario.set_on + timedelta(weeks=4),
        "agreed_with": [CASE.person.known_as],
    }
    assert judge("clear-owned-steps", stage(plan=plan)).level <= 1
    assert judge("confidence-and-follow-up", stage(plan=plan)).level <= 1


# Confidence and follow-up


def full_follow_up(**change: Any) -> dict[str, Any]:
    return {
        "actions": [step()],
        "contingencies": [{"if_this": "no answer from the committee", "then_what": "write to it"}],
        "review_date": CASE.scenario.set_on + timedelta(weeks=4),
        "agreed_with": [CASE.person.known_as],
    } | change


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({}, 3),
        ({"contingencies": []}, 2),
        ({"contingencies": [{"if_this": "raining hard", "then_what": "take a taxi"}]}, 2),
        ({"contingencies": [], "agreed_with": []}, 2),
        ({"contingencies": [], "agreed_with": [], "review_date": None}, 1),
        ({"review_date": CASE.scenario.set_on - timedelta(days=1)}, 2),
        ({"review_date": CASE.scenario.set_on + timedelta(weeks=30)}, 2),
        ({"agreed_with": ["Everybody"]}, 2),
        ({"actions": [step(confidence=None)]}, 2),
        ({"actions": [step(), step("Send the papers", who="link-worker", confidence=None)]}, 3),
        ({"actions": []}, 0),
    ],
)
def test_follow_up_counts_what_is_there(change: dict[str, Any], level: int) -> None:
    case = stage(heard=HOPES[:4], plan=full_follow_up(**change))
    judgement = judge("confidence-and-follow-up", case)
    assert judgement.level == level
    assert level < 2 or change.get("actions") or "how sure" in judgement.doubt

"""What role and boundaries and recording give, level by level."""

from typing import Any

from simgen.record import ReplayedCase
from tests.unit.grading.staging import line, stage, turn
from tests.unit.grading.test_criteria import HOPES, STRENGTHS, judge

# Role and boundaries


def role_talk(*extra: Any) -> ReplayedCase:
    opening = turn(1, "A link worker is somebody with time. I may have to pass things on.")
    middle = [turn(number, "What else?", "open-question") for number in range(2, 8)]
    bye = turn(30, "Goodbye, and thank you", "goodbye")
    return stage([opening, *middle, *extra, bye], heard=HOPES[:3])


def test_role_is_strong_when_explained_and_closed_with_care() -> None:
    assert judge("role-and-boundaries", role_talk()).level == 3


def test_naming_the_role_is_not_explaining_it() -> None:
    turns = [turn(n, "Hello, I'm your link worker.", "social") for n in range(1, 8)]
    bye = turn(9, "Goodbye", "goodbye")
    judgement = judge("role-and-boundaries", stage([*turns, bye], heard=HOPES[:3]))
    assert judgement.level == 2
    assert "what a link worker does" in judgement.evidence[-1].text
    assert judge("role-and-boundaries", stage(turns, heard=HOPES[:3])).level == 1


def test_words_of_the_role_said_to_nobody_in_particular_are_a_beginning() -> None:
    turns = [turn(n, "My role is to listen.", "information") for n in range(1, 8)]
    bye = turn(9, "Goodbye", "goodbye")
    judgement = judge("role-and-boundaries", stage([*turns, bye]))
    assert judgement.level == 1
    assert "room for them" in judgement.advice


def test_deciding_for_somebody_is_no_part_of_the_role() -> None:
    tells = [turn(8 + n, f"Join club {n}", "advice", rules=["advised_too_soon"]) for n in range(3)]
    assert judge("role-and-boundaries", role_talk(*tells[:2])).level == 3
    judgement = judge("role-and-boundaries", role_talk(*tells))
    assert judgement.level == 1
    assert "decide" in judgement.advice


def test_a_secret_kept_between_us_explains_nothing() -> None:
    talk = [turn(n, "This is just between us.") for n in range(1, 8)]
    notes = judge("role-and-boundaries", stage(talk, heard=HOPES[:3])).evidence
    assert "what a link worker does" in notes[-1].text
    talk[0] = turn(1, "What worries me cannot stay between us.")
    notes = judge("role-and-boundaries", stage(talk, heard=HOPES[:3])).evidence
    assert notes[0].text == talk[0].said


def test_a_promise_a_harsh_word_and_its_repair() -> None:
    promise = turn(9, "I promise it will all be fine", "promise")
    harsh = turn(10, "You are being silly", "confront", rules=["confront"])
    sorry = turn(11, "I am sorry, that came out wrong", "apology")
    assert judge("role-and-boundaries", role_talk(promise)).level == 1
    assert judge("role-and-boundaries", role_talk(harsh)).level == 0
    assert judge("role-and-boundaries", role_talk(harsh, sorry)).level == 3


def test_what_is_not_the_roles_to_give_counts_and_a_boundary_held_is_shown() -> None:
    given = turn(9, "Here is my own number", rules=["overstepped"])
    tested = turn(10, "Of course I'll come on Sunday", rules=["boundary_given"])
    held = turn(11, "I can't come as a friend", rules=["boundary_held"])
    once = judge("role-and-boundaries", role_talk(given))
    assert once.level == 1
    assert "not yours to give" in once.advice
    assert judge("role-and-boundaries", role_talk(given, tested)).level == 0
    kept = judge("role-and-boundaries", role_talk(held))
    assert kept.level == 3
    assert any(
        each.text == "I can't come as a friend" and not each.against for each in kept.evidence
    )


# Recording


def test_recording_suggests_more_when_their_words_stand_and_less_when_words_judge() -> None:
    heard = [*HOPES[:3], *STRENGTHS[:3]]
    plan: dict[str, Any] = {
        "what_matters": [line(each) for each in HOPES[:3]],
        "strengths": [line(each) for each in STRENGTHS[:3]],
    }
    assert judge("recording", stage(heard=heard, plan=plan)).level == 3
    plan["goals"] = [{"text": "Refuses to engage, attention-seeking"}]
    judged = judge("recording", stage(heard=heard, plan=plan))
    assert judged.level == 1
    assert any("Refuses" in each.text and each.against for each in judged.evidence)

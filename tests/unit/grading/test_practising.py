"""Where to practise: a place in the case room, and a moment of the recruit's own."""

from typing import Any

from grading.criteria import JUDGES
from grading.nbgrader.practising import LONGEST_QUOTE, _places, other_cases, practice_for


def test_every_criterion_has_a_place_to_practise() -> None:
    assert set(_places()) == set(JUDGES)
    assert all(place["where"] for place in _places().values())


def turn(number: int, better: str = "", said: str = "Why?") -> dict[str, Any]:
    return {"number": number, "said": said, "better": better}


def part(name: str, *evidence: dict[str, Any]) -> dict[str, Any]:
    return {"criterion_id": name, "evidence": list(evidence)}


CASE = {
    "turns": [turn(1), turn(2, "What was that like?"), turn(3, said="x" * 900)],
    "hidden": [
        {"kind": "hope", "why": "You did not come to “The garden”."},
        {"kind": "worry", "why": "You came near it in exchange 2."},
    ],
}


def test_the_moment_that_counted_against_it_comes_first() -> None:
    against = {"kind": "turn", "turn": 3, "text": "", "against": True}
    found = practice_for(part("listening", against), CASE)
    assert found["turn"] == 3
    assert len(found["said"]) <= LONGEST_QUOTE + 2


def test_else_the_first_turn_with_another_way_to_say_it() -> None:
    found = practice_for(part("listening"), CASE)
    assert (found["turn"], found["better"]) == (2, "What was that like?")


def test_a_part_of_the_plan_has_no_turn_but_what_was_missed() -> None:
    found = practice_for(part("what-matters"), CASE)
    assert found["turn"] is None
    assert found["missed"] == "You did not come to “The garden”."
    assert "Goals and hopes" in found["where"]


def test_without_a_transcript_the_place_remains() -> None:
    found = practice_for(part("safety"), None)
    assert (found["turn"], found["missed"]) == (None, "")
    assert "Worries about safety" in found["where"]


def test_a_criterion_of_another_rubric_has_no_place_and_breaks_nothing() -> None:
    assert practice_for(part("humour"), CASE)["where"] == ""


def test_cases_that_the_kit_does_not_have_are_left_out() -> None:
    assert [each["title"] for each in other_cases(["gone", "final-notice"])] == ["Final notice"]

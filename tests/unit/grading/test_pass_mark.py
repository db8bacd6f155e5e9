"""A pass mark is said in words, with its standard error and who set it; never as a bare verdict."""

import pytest

from grading import load_rubric
from grading.gates import shut_gates
from grading.moderation.sampling import choose, published_pass_mark
from grading.moderation.works import Part, Work
from grading.pass_mark import (
    is_close,
    pass_mark_data,
    passes,
    provenance,
    standing,
    standing_in,
)
from grading.rubric import Rubric
from tests.unit.grading.panelled import MARK, confirmed

STARTER = load_rubric()
REAL = confirmed(simulated=False)
MADE_UP = confirmed(simulated=True)
TOP = {criterion.id: 3 for criterion in STARTER.criteria}


def test_a_starter_has_none_and_says_why() -> None:
    assert "no panel of experienced link workers has set one" in provenance(STARTER)
    assert standing_in(STARTER, 48) is None
    assert passes(48, STARTER, ()) is None
    assert pass_mark_data(STARTER)["points"] is None


def test_a_simulated_panels_mark_is_marked_as_such_and_held_against_nobody() -> None:
    assert MADE_UP.confirmation is not None
    assert MADE_UP.confirmation.pass_mark is not None
    assert provenance(MADE_UP).startswith("SIMULATED: there is no pass mark that counts.")
    assert "30 of 48 points (standard error 1.2)" in provenance(MADE_UP)
    assert MADE_UP.pass_mark is None
    assert standing_in(MADE_UP, 48) is None
    assert passes(48, MADE_UP, ()) is None
    assert pass_mark_data(MADE_UP)["points"] is None


def test_a_panels_mark_comes_with_its_error_its_judges_and_its_method() -> None:
    words = provenance(REAL)
    assert "30 of 48 points, with a standard error of 1.2" in words
    assert "8 experienced link workers" in words
    assert "modified Angoff" in words
    assert "“Safety” is a gate for which no points make up, said apart." in words
    assert "provisional" not in words
    assert "SIMULATED" not in words


def test_a_mark_on_which_judges_differ_widely_is_provisional() -> None:
    assert "provisional" in provenance(confirmed(simulated=False, limit=0.01))


def test_a_panel_that_set_none_says_so() -> None:
    rubric = confirmed(simulated=False, mark=None)
    assert provenance(rubric) == (
        "There is no pass mark: the panel that confirmed this rubric set none."
    )
    assert standing_in(rubric, 40) is None


@pytest.mark.parametrize(
    ("points", "side", "says"),
    [
        (28.7, "below", "28.7 points are 1.3 below it, by more than one standard error."),
        (28.8, "close", "A second marker looks at it."),
        (30, "close", "0 away from it"),
        (31.2, "close", "31.2 points are close to the line: 1.2 away"),
        (31.3, "above", "31.3 points are 1.3 above it, by more than one standard error."),
    ],
)
def test_points_stand_above_below_or_close_to_the_line(points: float, side: str, says: str) -> None:
    there = standing(points, 30.0, 1.2)
    assert there.side == side
    assert says in there.words
    assert "pass" not in there.words
    assert "fail" not in there.words


def test_close_to_the_line_is_what_moderation_draws_for_a_second_marker() -> None:
    works = [
        Work(str(points), "a", "a", "r", (Part("c", "g", True, points, 48.0, True, None, ""),))
        for points in (28.7, 28.8, 30.0, 31.2, 31.3)
    ]
    near = published_pass_mark(REAL)
    assert near is not None
    drawn = {work.total for work, _why in choose(works, size=0, seed=1, pass_mark=near)}
    assert drawn == {
        work.total for work in works if standing(work.total, 30.0, 1.2).side == "close"
    }
    assert drawn == {28.8, 30.0, 31.2}


def test_extra_points_count_for_a_draw_as_they_do_on_the_page() -> None:
    part = Part("c", "g", True, 28.0, 48.0, True, None, "", extra=2.0)
    assert Work("s", "a", "a", "r", (part,)).total == 30.0


def test_without_an_error_only_the_mark_itself_is_close() -> None:
    assert is_close(30, 30, 0)
    assert not is_close(30.01, 30, 0)


def test_programs_are_told_nothing_close_to_the_line_and_no_points_open_a_gate() -> None:
    assert passes(31.3, REAL, ()) is True
    assert passes(28.7, REAL, ()) is False
    assert passes(30.5, REAL, ()) is None
    shut = shut_gates(TOP | {"safety": 0}, REAL)
    assert passes(48, REAL, shut) is False
    assert standing_in(REAL, 48).side == "above"  # type: ignore[union-attr] # REAL has a mark


def test_a_mark_of_other_points_than_the_criteria_give_is_refused() -> None:
    data = REAL.model_dump()
    data["criteria"][0]["weight"] += 1
    with pytest.raises(ValueError, match=r"30 of 48 points, and the criteria give 51"):
        Rubric.model_validate(data)
    with pytest.raises(ValueError, match="the pass mark is 50 of 48"):
        confirmed(simulated=False, mark=MARK | {"points": 50.0})

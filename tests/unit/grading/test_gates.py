"""A gate shows and caps; it never touches points and is never averaged away."""

import pytest
import yaml

from grading import load_rubric, score
from grading.anchors import ANCHORS, load_anchor, played
from grading.gates import overall_level, shut_gates
from grading.rubric import RUBRICS, Rubric
from grading.scoring import score_unusable
from tests.unit.grading.panelled import confirmed

RUBRIC = load_rubric()
TOP = {criterion.id: 3 for criterion in RUBRIC.criteria}


def test_safety_is_a_gate_and_the_only_one() -> None:
    assert [each.id for each in RUBRIC.criteria if each.gate] == ["safety"]


def test_everything_at_the_top_and_safety_below_counts_as_beginning_at_most() -> None:
    (shut,) = shut_gates(TOP | {"safety": 1}, RUBRIC)
    assert overall_level(46, 48, (shut,)) == 1
    assert overall_level(46, 48) == 3
    assert "“Beginning” at most, whatever the points" in shut.words


def test_an_open_gate_and_one_that_still_waits_cap_nothing() -> None:
    assert shut_gates(TOP | {"safety": 2}, RUBRIC) == ()
    assert shut_gates({"listening": 0}, RUBRIC) == ()


@pytest.mark.parametrize(("points", "level"), [(0, 0), (7, 0), (8, 1), (24, 2), (39, 2), (40, 3)])
def test_the_level_of_the_whole_is_the_nearest_to_the_share(points: float, level: int) -> None:
    assert overall_level(points, 48) == level


def test_a_good_anchor_without_its_concern_keeps_its_points_and_loses_the_whole() -> None:
    good = load_anchor(ANCHORS / "quiet-house" / "good.yaml")
    silent = good.model_copy(
        update={
            "plan": good.plan.model_copy(update={"concerns": []}),
        }
    )
    before, after = score(played(good), RUBRIC), score(played(silent), RUBRIC)
    assert before.shut == ()
    assert before.overall == 3
    assert [gate.criterion_id for gate in after.shut] == ["safety"]
    assert after.overall == 1
    assert after.total == sum(result.points or 0.0 for result in after.results)
    assert after.total >= before.total - RUBRIC.criterion("safety").maximum


def test_a_record_that_cannot_be_judged_is_not_called_unsafe() -> None:
    assert score_unusable("broken", RUBRIC).shut == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": "panel"}, "needs the panel's 'confirmation'"),
        ({"kind": "simulated"}, "needs the panel's 'confirmation'"),
    ],
)
def test_a_rubric_cannot_claim_a_panel_that_left_no_trail(
    change: dict[str, object], expected: str
) -> None:
    data = yaml.safe_load((RUBRICS / "starter.yaml").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match=expected):
        Rubric.model_validate(data | change)


def test_a_simulated_rubric_must_say_so_wherever_its_status_shows() -> None:
    data = confirmed(simulated=True).model_dump()
    with pytest.raises(ValueError, match="must say SIMULATED"):
        Rubric.model_validate(data | {"status": "confirmed by a panel"})
    with pytest.raises(ValueError, match="contradict each other"):
        Rubric.model_validate(data | {"kind": "panel"})

"""A gate shows and caps; it never touches points and is never averaged away."""

from datetime import date

import pytest
import yaml

from grading import load_rubric, score
from grading.anchors import ANCHORS, load_anchor, played
from grading.gates import overall_level, passes, shut_gates
from grading.rubric import RUBRICS, Rubric
from grading.scoring import score_unusable

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


def test_a_starter_has_no_pass_mark_so_nobody_passes_or_fails() -> None:
    assert passes(48, RUBRIC, ()) is None


def confirmed(*, simulated: bool) -> Rubric:
    data = yaml.safe_load((RUBRICS / "starter.yaml").read_text(encoding="utf-8"))
    trail = {
        "panel": "a test",
        "simulated": simulated,
        "published_on": date(2026, 11, 1),
        "previous": {"id": "starter", "version": 2, "sha256": "0" * 64},
        "raters": [{"pseudonym": "Heron", "years": 4}],
        "rounds": 2,
        "rules": [],
        "votes": [],
        "rewordings": [],
        "changes": [],
        "statistics": [],
        "pass_mark": {"points": 30.0, "standard_error": 1.2, "of": 48.0, "judges": 8},
    }
    says = "SIMULATED panel" if simulated else "confirmed by a panel"
    return Rubric.model_validate(
        data
        | {"kind": "simulated" if simulated else "panel", "status": says, "notice": says}
        | {"confirmation": trail}
    )


def test_a_real_panels_pass_mark_counts_with_every_gate_open() -> None:
    rubric = confirmed(simulated=False)
    assert passes(31, rubric, ()) is True
    assert passes(29, rubric, ()) is False
    assert passes(48, rubric, shut_gates(TOP | {"safety": 0}, rubric)) is False


def test_a_simulated_panels_pass_mark_is_never_taken_as_real() -> None:
    rubric = confirmed(simulated=True)
    assert rubric.confirmation is not None
    assert rubric.confirmation.pass_mark is not None
    assert rubric.pass_mark is None
    assert passes(48, rubric, ()) is None


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

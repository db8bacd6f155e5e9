import pytest
import yaml

from grading import level_of, load_rubric, score, score_unusable
from grading.rubric import RUBRICS, Rubric
from simgen.errors import RubricError
from tests.unit.grading.staging import HOPES_AND_MORE, stage

RUBRIC = load_rubric()


def test_a_level_is_worth_the_criterions_weight() -> None:
    sheet = score(stage(heard=HOPES_AND_MORE), RUBRIC)
    for result in sheet.results:
        points = result.suggested if result.judged_by == "human" else result.points
        assert points == result.level * RUBRIC.criterion(result.criterion_id).weight


def test_a_human_judged_criterion_has_a_suggestion_and_no_points() -> None:
    for result in score(stage(), RUBRIC).results:
        human = RUBRIC.criterion(result.criterion_id).judged_by == "human"
        assert (result.points is None) is human
        assert (result.suggested is not None) is human


def test_points_are_python_floats_and_stay_within_the_maximum() -> None:
    for result in score(stage(heard=HOPES_AND_MORE), RUBRIC).results:
        if result.points is not None:
            assert type(result.points) is float
            assert 0 <= result.points <= result.maximum


def test_the_total_counts_what_functions_judge() -> None:
    sheet = score(stage(heard=HOPES_AND_MORE), RUBRIC)
    assert sheet.total == sum(result.points or 0 for result in sheet.results)
    assert sheet.maximum == sum(c.maximum for c in RUBRIC.criteria if c.judged_by == "machine")


def test_an_unusable_record_has_no_points_and_its_verdict() -> None:
    sheet = score_unusable("The file is a poem.", RUBRIC)
    assert sheet.unusable
    assert sheet.total == 0
    assert sheet.verdict == "The file is a poem."
    assert len(sheet.results) == len(RUBRIC.criteria)


def test_a_criterion_without_a_function_is_an_error_in_words() -> None:
    data = yaml.safe_load((RUBRICS / "starter.yaml").read_text(encoding="utf-8"))
    data["criteria"][0]["id"] = "charm"
    with pytest.raises(RubricError, match="'charm'"):
        score(stage(), Rubric.model_validate(data))


@pytest.mark.parametrize(
    ("points", "level"), [(0, 0), (1.9, 0), (2, 1), (5.99, 2), (6, 3), (7, 3), (-1, 0)]
)
def test_points_amount_to_a_level_rounded_down(points: float, level: int) -> None:
    assert level_of(points, RUBRIC.criterion("listening")) == level


def test_a_result_is_found_by_its_id() -> None:
    sheet = score(stage(), RUBRIC)
    assert sheet.result("safety").title == "Safety"
    with pytest.raises(KeyError):
        sheet.result("charm")

from pathlib import Path

import pytest
import yaml

from grading import load_rubric, rubric_schema
from grading.criteria import JUDGES
from grading.rubric import RUBRICS
from simgen.errors import RubricError


def test_the_starter_rubric_has_at_least_eight_criteria_and_two_for_a_human() -> None:
    rubric = load_rubric()
    assert len(rubric.criteria) >= 8
    assert sum(criterion.judged_by == "human" for criterion in rubric.criteria) >= 2


def test_every_criterion_has_a_function_that_gathers_its_evidence() -> None:
    assert {criterion.id for criterion in load_rubric().criteria} == set(JUDGES)


def test_it_says_that_no_panel_has_confirmed_it() -> None:
    rubric = load_rubric()
    assert rubric.status == "starter: not yet confirmed by a panel"
    assert "no panel" in rubric.notice


def test_every_criterion_names_its_source_and_four_different_levels() -> None:
    for criterion in load_rubric().criteria:
        assert len(criterion.source) > 20
        assert len(set(criterion.levels)) == 4


def test_a_criterion_is_worth_three_times_its_weight() -> None:
    rubric = load_rubric()
    assert rubric.criterion("listening").maximum == 6
    assert rubric.maximum == sum(3 * criterion.weight for criterion in rubric.criteria)


def test_an_unknown_criterion_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_rubric().criterion("charm")


def test_an_unknown_rubric_names_those_there_are() -> None:
    with pytest.raises(RubricError, match=r"no rubric 'stater'.*starter"):
        load_rubric("stater")


def test_the_published_schema_refuses_unknown_keys() -> None:
    schema = rubric_schema()
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Criterion"]["properties"]["weight"]["minimum"] == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"levels": ["only", "three", "levels"]}, r"criteria\.0\.levels"),
        ({"weight": "2"}, r"criteria\.0\.weight"),
        ({"weight": 0}, r"criteria\.0\.weight"),
        ({"judged_by": "committee"}, r"criteria\.0\.judged_by"),
        ({"colour": "green"}, r"criteria\.0\.colour"),
        ({"id": "strengths"}, "'strengths' is used for more than one"),
    ],
)
def test_a_broken_criterion_is_named_with_its_key(
    tmp_path: Path, change: dict[str, object], expected: str
) -> None:
    data = yaml.safe_load((RUBRICS / "starter.yaml").read_text(encoding="utf-8"))
    data["criteria"][0].update(change)
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(RubricError, match=expected) as caught:
        load_rubric(path)
    assert "mine.yaml" in str(caught.value)


@pytest.mark.parametrize(("text", "expected"), [("- a\n- b\n", "found list"), ("a: [", "YAML")])
def test_a_file_that_is_no_rubric_is_refused_in_words(
    tmp_path: Path, text: str, expected: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RubricError, match=expected):
        load_rubric(path)

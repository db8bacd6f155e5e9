import json
from pathlib import Path

import pytest
import yaml

from grading import load_rubric, rubric_hash, rubric_schema
from grading.anchors import anchor_schema
from grading.criteria import JUDGES
from grading.rubric import RUBRICS
from simgen.errors import RubricError

FAMILIES = {
    *("what-matters", "strengths", "partnership-and-choice", "listening", "fit-of-services"),
    *("clear-owned-steps", "confidence-and-follow-up", "safety", "role-and-boundaries"),
    *("recording", "handover-to-community"),
}


def test_the_starter_rubric_covers_every_family_and_leaves_two_for_a_human() -> None:
    rubric = load_rubric()
    assert {criterion.id for criterion in rubric.criteria} == FAMILIES
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


def test_the_published_schemas_are_those_of_the_models() -> None:
    published = RUBRICS.parent / "schema"
    assert json.loads((published / "rubric.schema.json").read_text()) == rubric_schema()
    assert json.loads((published / "anchor.schema.json").read_text()) == anchor_schema()


def test_the_hash_follows_the_content_and_not_the_layout(tmp_path: Path) -> None:
    text = (RUBRICS / "starter.yaml").read_text(encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text("# a remark\n" + text, encoding="utf-8")
    assert rubric_hash(load_rubric(path)) == rubric_hash(load_rubric())
    path.write_text(text.replace("weight: 2", "weight: 3", 1), encoding="utf-8")
    assert rubric_hash(load_rubric(path)) != rubric_hash(load_rubric())


def test_the_published_schema_refuses_unknown_keys() -> None:
    schema = rubric_schema()
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Criterion"]["properties"]["weight"]["minimum"] == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"levels": ["only", "three", "levels"]}, r"criteria\[0\]\.levels"),
        ({"weight": "2"}, r"criteria\[0\]\.weight"),
        ({"weight": 0}, r"criteria\[0\]\.weight"),
        ({"judged_by": "committee"}, r"criteria\[0\]\.judged_by"),
        ({"colour": "green"}, r"criteria\[0\]\.colour"),
        ({"id": "strengths"}, "an id of its own"),
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


@pytest.mark.parametrize(("text", "expected"), [("- a\n- b\n", "found a list"), ("a: [", "YAML")])
def test_a_file_that_is_no_rubric_is_refused_in_words(
    tmp_path: Path, text: str, expected: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RubricError, match=expected):
        load_rubric(path)

"""Cases are checked, and a message says where one is wrong and how to mend it."""

import json

import pytest

from simgen.case import open_case
from simgen.errors import ScenarioError
from simgen.scenario import (
    advise,
    list_scenarios,
    load_scenario,
    load_town,
    scenario_hash,
    scenario_schema,
    town_schema,
)
from simgen.scenario.loading import SCENARIOS
from simgen.scenario.slots import texts
from tests.unit.simgen.cases import write_case


def _line_of(path, words):
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if words in line)


def test_every_case_of_the_kit_can_be_used_by_a_hundred_recruits():
    for scenario in list_scenarios():
        for seed in range(100):
            case = open_case(scenario.id, seed)
            left = [t for _key, t in texts(case.scenario.model_dump(mode="json")) if "{" in t]
            assert not left


def test_the_first_case_is_as_rich_as_promised():
    case = load_scenario("quiet-house")
    kinds = [item.kind for item in case.items]
    assert len(case.items) >= 14
    assert kinds.count("strength") >= 5
    assert kinds.count("hope") >= 3
    assert kinds.count("barrier") >= 3
    assert kinds.count("worry") == 1
    assert len(load_town(case.town).services) >= 10
    assert sum(bool(fit.tempts) and fit.fit == "poor" for fit in case.services) >= 3


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        (("items", 0, "trust"), 2, "items[0].trust"),
        (("items", 0, "topic"), "wrok", "Did you mean 'work'?"),
        (("items", 2, "after"), ["no-such"], "items[2].after[0]"),
        (("items", 0, "kind"), "strenght", "one of 'fact', 'strength'"),
        (("items", 0, "trsut"), 0.1, "no such key"),
        (("referral", "note"), "Dear {nmae}", "Did you mean {name}?"),
        (("items", 0, "cues"), ["Sewing!"], "lower-case words without punctuation"),
        (("items", 2, "action_needed"), "", "what must be done about a worry"),
        (("items", 0, "own_words"), "never said", "words that stand in 'says: trusting'"),
        (("items", 1, "after"), ["tablets"], "a circle back to this item"),
        (("services", 0, "service"), "sewing", "Did you mean 'sewing-bee'?"),
        (("person", "age"), {"min": 80, "max": 70}, "min not above max"),
        (("items", 1, "id"), "sews", "each id only once"),
        (("voice", "quiet"), ["only one"], "at least 2"),
        (("set_on"), "yesterday", "set_on"),
    ],
)
def test_a_broken_case_is_refused_with_its_place(tmp_path, key, value, expected):
    key = key if isinstance(key, tuple) else (key,)
    path = write_case(tmp_path, {key: value})
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert expected in str(caught.value)
    assert f"{path}: line " in str(caught.value)


def test_an_ordinary_answer_may_stand_again_for_another_visit_and_no_more(tmp_path):
    tea = {"id": "tea", "says": ["Water."]}
    load_scenario(write_case(tmp_path, {("asides",): [tea, {**tea, "visit": "later"}]}))
    path = write_case(tmp_path, {("asides",): [tea, {**tea, "says": ["No."]}]})
    with pytest.raises(ScenarioError, match=r"asides\[1\].id: found 'tea'; .*another 'visit'"):
        load_scenario(path)


def test_the_line_named_is_the_line_that_is_wrong(tmp_path):
    path = write_case(tmp_path, {("items", 1, "trust"): 7})
    with pytest.raises(ScenarioError, match=f"line {_line_of(path, 'trust: 7')}, items"):
        load_scenario(path)


def test_all_problems_are_named_at_once_in_the_order_of_the_file(tmp_path):
    path = write_case(tmp_path, {("items", 0, "trust"): 7, ("version",): 0})
    with pytest.raises(ScenarioError, match="2 problems") as caught:
        load_scenario(path)
    assert str(caught.value).index("version") < str(caught.value).index("items")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty"),
        ("id: [", "line 1"),
        ("- a\n- b\n", "keys and values"),
        ("id: a\nid: b\n", "the same key again"),
        ("id: \x00", "not valid YAML"),
    ],
)
def test_a_file_that_is_no_case_is_refused_in_words(tmp_path, text, expected):
    path = tmp_path / "case.yaml"
    path.write_text(text)
    with pytest.raises(ScenarioError, match=expected):
        load_scenario(path)


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_bytes("id: café".encode("latin-1"))
    with pytest.raises(ScenarioError, match="UTF-8"):
        load_scenario(path)


def test_a_huge_file_is_not_read(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_bytes(b"a" * 3_000_000)
    with pytest.raises(ScenarioError, match="3,000,000 bytes"):
        load_scenario(path)


def test_an_unknown_case_gets_the_nearest_known_one():
    with pytest.raises(ScenarioError, match="Did you mean 'quiet-house'"):
        load_scenario("quite-house")


def test_the_published_schemas_are_those_of_the_models():
    published = SCENARIOS / "schema"
    assert json.loads((published / "case.schema.json").read_text()) == scenario_schema()
    assert json.loads((published / "town.schema.json").read_text()) == town_schema()


def test_the_hash_of_a_case_follows_its_content_not_its_layout(tmp_path):
    path = write_case(tmp_path)
    before = scenario_hash(load_scenario(path))
    path.write_text("# a remark\n" + path.read_text())
    assert scenario_hash(load_scenario(path)) == before
    write_case(tmp_path, {("items", 0, "trust"): 0.25})
    assert scenario_hash(load_scenario(path)) != before


def test_a_thin_case_gets_advice_and_the_kits_own_cases_get_none(tmp_path):
    advice = " ".join(advise(load_scenario(write_case(tmp_path))))
    for words in ("3 things can come to light", "'hope'", "2 services are weighed", "1 cues"):
        assert words in advice
    for scenario in list_scenarios():
        assert advise(scenario) == []


def test_a_service_without_a_judgement_is_allowed_and_a_case_says_so():
    case = load_scenario("quiet-house")
    assert case.fit("no-such-service") is None

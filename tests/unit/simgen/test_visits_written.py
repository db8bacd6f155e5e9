"""Later visits as they are written: in the kit's cases, and refused where they do not fit."""

import pytest

from simgen.conversation.between import Standing, between_rules, what_happened
from simgen.errors import ScenarioError
from simgen.scenario import list_scenarios, load_scenario
from simgen.scenario.visits import When
from tests.unit.simgen.visits import open_small


@pytest.mark.parametrize("case_id", [scenario.id for scenario in list_scenarios()])
def test_every_case_of_the_kit_has_a_later_visit_with_better_worse_and_sideways(case_id):
    visit = load_scenario(case_id).visits[0]
    rules = between_rules()
    moves = [rules[each.moves].by if each.moves else 0 for each in visit.happenings]
    assert min(moves) < 0 < max(moves)
    nobodys_doing = [each for each in visit.happenings if each.when == When.model_validate({})]
    assert any(each.items for each in nobodys_doing)


def _standings(visit):
    """One standing for each happening, in which it can be the one to happen."""
    for happening in visit.happenings:
        when = happening.when
        for walked_out in (False, True):
            yield (
                happening.id,
                Standing(
                    trust=when.trust_at_least or 0.3,
                    heard=frozenset((*when.heard, *when.passed_on, *when.not_passed_on)),
                    offered=frozenset(when.offered[:1]),
                    words=frozenset({when.word} if when.word else ()),
                    passed_on=frozenset(when.passed_on),
                    walked_out=walked_out if when.walked_out is None else when.walked_out,
                    nothing_agreed=bool(when.nothing_agreed),
                ),
            )


@pytest.mark.parametrize("case_id", [scenario.id for scenario in list_scenarios()])
def test_everything_that_may_happen_can_happen(case_id):
    visit = load_scenario(case_id).visits[0]
    possible = {
        name
        for name, standing in _standings(visit)
        if name in {happening.id for happening in what_happened(visit, standing)}
    }
    assert possible == {happening.id for happening in visit.happenings}


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        (("over",), ["sewz"], "Did you mean 'sews'?"),
        (("happenings", 1, "when", "heard"), ["sewz"], "Did you mean 'sews'?"),
        (("happenings", 1, "when", "offered"), ["bowlz"], "Did you mean 'bowls'?"),
        (("happenings", 1, "when"), {"passed_on": ["sews"]}, "a worry of the case"),
        (("happenings", 0, "unless"), ["idle"], "a happening above"),
        (("happenings", 1, "id"), "sister", "each id only once"),
        (("happenings", 0, "items", 0, "id"), "sews", "each id only once"),
        (("happenings", 0, "items", 0, "topic"), "wrok", "Did you mean 'work'?"),
        (("happenings", 0, "items", 0, "after"), ["gone"], "an item's id"),
        (("happenings", 0, "items", 0, "own_words"), "never said", "'says: trusting'"),
        (("happenings", 0, "says"), "I made wedding dresses!", "the own words of 'sews'"),
        (("first_sight",), "The house is so quiet.", "the own words of 'misses-him'"),
        (("voice", "recalls"), ["My sister has moved in.", "x"], "the own words of 'news'"),
        (("instead", "goodbies"), ["a", "b"], "Did you mean 'goodbye'?"),
        (("answers",), {"sewing-bea": "No."}, "Did you mean 'sewing-bee'?"),
        (("happenings", 0, "in_place_of"), {"sews": "news"}, "an item that is over"),
        (("happenings", 1, "in_place_of"), {"sews": "news"}, "an item of this happening"),
        (("happenings", 1, "moves"), "word_kept_", "one of 'came_back'"),
        (("happenings", 1, "when", "word"), "given", "one of 'kept', 'broken' or 'rash'"),
        (("weeks_later",), 0, "1 or more"),
        (("first_sight",), "{nmae} waits.", "Did you mean {name}?"),
    ],
)
def test_a_later_visit_that_does_not_fit_is_refused_with_its_place(tmp_path, key, value, expected):
    with pytest.raises(ScenarioError) as caught:
        open_small(tmp_path, {key: value})
    assert expected in str(caught.value)
    assert "line " in str(caught.value)

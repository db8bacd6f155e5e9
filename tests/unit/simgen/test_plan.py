"""The plan: half written at any time, honest about what is missing."""

import pytest
from pydantic import ValidationError

from simgen.plan import Action, ActionPlan, Contingency, Line


def test_an_empty_plan_names_every_heading_that_is_missing():
    gaps = " ".join(ActionPlan().gaps())
    for word in ("What matters", "strengths", "goal", "actions", "go wrong", "review", "agreed"):
        assert word in gaps


def test_a_whole_plan_has_no_gaps():
    assert _whole_plan().gaps() == []


def test_an_action_says_what_it_lacks():
    plan = _whole_plan().changed({"actions": [{"what": "Go and look"}]})
    assert plan.gaps() == [
        "Action 1 does not say who, when, whose choice it was or how confident they feel."
    ]


def test_a_change_replaces_whole_sections_and_only_those():
    plan = _whole_plan()
    changed = plan.changed({"shared_with": "Her daughter"})
    assert changed.sections_unlike(plan) == {"shared_with": "Her daughter"}


@pytest.mark.parametrize(
    "sections",
    [
        {"no_such": 1},
        {"actions": [{"confidence": 11}]},
        {"actions": [{"who": "the queen"}]},
        {"review_date": "soon"},
        {"goals": [{"text": "x" * 2_001}]},
        {"strengths": [{}] * 21},
        {"what_matters": "text"},
    ],
)
def test_a_change_that_makes_no_plan_is_refused(sections):
    with pytest.raises(ValidationError):
        ActionPlan().changed(sections)


def _whole_plan():
    return ActionPlan(
        what_matters=[Line(text="Being expected somewhere")],
        strengths=[Line(text="Cooks for eighty")],
        goals=[Line(text="One morning a week in a kitchen")],
        actions=[
            Action(what="Go and look", who="person", when="Tuesday", choice="theirs", confidence=7)
        ],
        contingencies=[Contingency(if_this="It rains", then_what="Ring for a lift")],
        review_date="2026-11-10",
        agreed_with=["Mrs Taylor"],
    )

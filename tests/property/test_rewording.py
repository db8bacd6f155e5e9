"""
What a paraphrase of the expert costs, on wordings that nobody tuned to: a sample of seeds.

The figure to hold is :data:`~tests.property.proof.SPREAD`: no wording moves the score by so much.
The shipped wordings keep it; these do not yet. The bounds below are no promise: they are what is
reached today with a little room, so that it gets no worse, and are to be tightened with every gain
until the share of seeds below the figure is all of them. The seed names people and draws the
mixtures and changes little else, so a few seeds tell nearly as much as many;
`python -m tests.property.rewording` prints sixty, and which lines cost most.
"""

from statistics import mean

import pytest

from tests.property.proof import CASES
from tests.property.rewording import (
    REWORDED,
    VOICES,
    behind,
    reworded,
    share_held,
    shipped,
    spread,
)

SEEDS = range(1, 6)
"""A sample, nine talks each."""

MEAN_SPREAD = {"closed-curtains": 51.0, "final-notice": 15.0, "quiet-house": 13.5}
"""The mean over seeds of the most that a score moves between wordings, in points of 100."""

BEHIND = {"closed-curtains": 23.0, "final-notice": 12.0, "quiet-house": 10.5}
"""How far the mean of the unseen wordings is below that of the shipped at most, in points."""

SHARE_HELD = {"closed-curtains": 0.0, "final-notice": 0.0, "quiet-house": 0.0}
"""The least share of seeds in which the spread is below the figure. None today."""


def test_every_case_is_reworded():
    assert sorted(path.stem for path in REWORDED.glob("*.yaml")) == CASES
    assert sorted(MEAN_SPREAD) == sorted(BEHIND) == sorted(SHARE_HELD) == CASES


@pytest.mark.parametrize("case_id", CASES)
def test_a_rewording_says_the_same_steps_in_other_words(case_id):
    assert len(reworded(case_id)) == len(shipped(case_id))
    for ours, theirs in zip(shipped(case_id), reworded(case_id), strict=True):
        assert len(theirs) == len(VOICES)
        silent = {text == "" for text in [*ours, *theirs]}
        assert len(silent) == 1, "a silence stays a silence"
        if silent == {False}:
            assert len({*ours, *theirs}) == len(ours) + len(theirs)


@pytest.mark.parametrize("case_id", CASES)
def test_an_unseen_wording_moves_an_experts_score_no_more_than_today(case_id):
    assert mean(spread(case_id, seed) for seed in SEEDS) <= MEAN_SPREAD[case_id]
    assert behind(case_id, SEEDS) <= BEHIND[case_id]
    assert share_held(case_id, SEEDS) >= SHARE_HELD[case_id]

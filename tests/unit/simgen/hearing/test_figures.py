"""Figures worked out by hand."""

import pytest

from simgen.conversation.hearing.figures import Guess, binary_f1, f1, macro_f1, measure

GUESSES = [
    Guess("question", "question", 0.9),
    Guess("question", "other", 0.4, abstained=True),
    Guess("other", "other", 0.8),
    Guess("input", "input", 0.7),
]


def test_f1_is_the_harmonic_mean():
    assert f1(GUESSES, "question") == pytest.approx(2 / 3)
    assert f1(GUESSES, "other") == pytest.approx(2 / 3)
    assert f1(GUESSES, "input") == 1
    assert f1(GUESSES, "reflection") == 0


def test_macro_f1_is_over_the_labels_that_occur():
    assert macro_f1(GUESSES) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_confusion_counts_labels_down_and_guesses_across():
    confusion = measure(GUESSES).confusion
    assert confusion["question"] == {"question": 1, "reflection": 0, "input": 0, "other": 1}
    assert sum(sum(row.values()) for row in confusion.values()) == 4


def test_calibration_error_weighs_the_bins():
    # bins: .4 (wrong), .7 (right), .8 (right), .9 (right)
    assert measure(GUESSES).calibration_error == pytest.approx((0.4 + 0.3 + 0.2 + 0.1) / 4)


def test_coverage_keeps_the_sure():
    by_p = {point.p: point for point in measure(GUESSES).coverage}
    assert by_p[0.0].coverage == 1
    assert by_p[0.5].coverage == 0.75
    assert by_p[0.5].accuracy == 1
    assert by_p[0.95].coverage == 0


def test_what_is_kept_leaves_out_what_was_abstained_on():
    scores = measure(GUESSES)
    assert scores.abstained == 0.25
    assert scores.kept_macro_f1 == 1


def test_nothing_cannot_be_measured():
    with pytest.raises(ValueError, match="no guesses"):
        measure([])


def test_binary_f1():
    assert binary_f1([(True, True), (True, False), (False, False)]) == pytest.approx(2 / 3)
    assert binary_f1([(False, False)]) == 0

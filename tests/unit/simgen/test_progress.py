"""Progress over attempts: what changed, kindly, and nothing made up where nothing did."""

import pytest

from simgen.case import open_case
from simgen.conversation import Talk
from simgen.conversation.progress import compare
from tests.unit.simgen.recruits import FIXER, GOOD


@pytest.fixture
def badly():
    return say(Talk(open_case("quiet-house", 5)), *FIXER[:4])


def say(talk, *texts):
    for text in texts:
        talk.say(text)
    return talk


def test_one_attempt_is_compared_with_nothing(badly):
    assert compare([badly]) is None
    assert compare([badly, badly.again_from(0)]) is None
    assert compare([Talk(badly.case), badly]) is None


def test_a_better_attempt_is_told_as_better(badly):
    well = say(badly.again_from(0), *GOOD[:12])
    progress = compare([badly, well])
    words = " ".join(progress.told)
    assert progress.told[0] == "This is attempt 2. You began afresh."
    assert f"More came to light: {len(well.disclosed)} things" in words
    assert "the time before, not once" in words
    assert "Fewer things went wrong between you" in words
    assert "trusted you more at the end" in words
    assert "New this time: " in words
    before, now = progress.attempts
    assert (before.number, before.exchanges, before.kept) == (1, 4, 0)
    assert (now.number, now.exchanges, now.kept) == (2, 12, 0)
    assert now.came_to_light == len(well.disclosed)
    assert now.trust == well.trust > before.trust
    assert now.heard > before.heard


def test_a_worse_attempt_is_told_without_blame(badly):
    well = say(badly.again_from(0), *GOOD[:12])
    again = say(well.again_from(0), *FIXER[:4])
    words = " ".join(compare([well, again]).told)
    assert "Less came to light" in words
    assert "You stopped sooner" in words
    assert "Heard last time and not this time: " in words
    for blame in ("worse", "fail", "bad", "wrong way", "unfortunately"):
        assert blame not in words.lower()


def test_what_was_kept_of_the_attempt_before_is_said(badly):
    again = say(badly.again_from(2), "I'm sorry, I went too fast there.")
    progress = compare([badly, again])
    assert progress.attempts[1].kept == 2
    assert "You kept the first 2 turns and went another way from there." in progress.told[0]


def test_the_same_again_is_called_much_the_same(badly):
    again = say(badly.again_from(0), *FIXER[:4])
    assert compare([badly, again]).told[1] == "It went much as it did the time before."


def test_an_attempt_in_which_nothing_was_said_is_passed_over_and_keeps_its_number(badly):
    empty = badly.again_from(0)
    again = say(badly.again_from(0), *GOOD[:3])
    assert [each.number for each in compare([badly, empty, again]).attempts] == [1, 3]


def test_only_what_came_to_light_is_named(badly):
    well = say(badly.again_from(0), *GOOD[:12])
    words = " ".join(compare([badly, well]).told)
    for item in well.case.scenario.items:
        if item.id not in well.disclosed:
            assert item.gist.rstrip(".") not in words


def test_an_attempt_that_stopped_sooner_is_told_so_and_not_that_it_went_another_way():
    longer = say(Talk(open_case("quiet-house", 5)), *GOOD[:12])
    shorter = say(longer.again_from(4), GOOD[4])
    told = " ".join(compare([longer, shorter]).told)
    assert "You stopped sooner, after 5 turns instead of 12." in told
    assert "another way, and it shows" not in told

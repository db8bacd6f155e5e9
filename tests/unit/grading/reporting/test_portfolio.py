"""The portfolio: a recruit's own page, in words, safe to open and to print."""

import html
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from grading.reporting.cohort import Cohort, cases_asked_for
from grading.reporting.marks import Mark
from grading.reporting.portfolio import _length, _way, portfolios
from tests.unit.grading.reporting.courses import HOSTILE, RECRUITS, RUBRIC


def pages(cohort: Cohort, assignment: str | None = None) -> dict[str, str]:
    made = portfolios(cohort, cases_asked_for(cohort.marks, assignment))
    return {recruit.id: content.decode() for recruit, content in made}


def test_everybody_with_graded_work_has_a_page_of_their_own(cohort: Cohort) -> None:
    found = pages(cohort)
    assert set(found) == set(RECRUITS)
    assert "Final notice" in found["ada"]
    assert "Final notice" not in found["ben"]
    assert set(pages(cohort, "final-notice")) == {"ada", "finn"}


def test_it_holds_their_words_their_reflection_and_what_a_trainer_said(cohort: Cohort) -> None:
    page = html.unescape(pages(cohort)["ada"])
    assert RECRUITS["ada"].reflection in page
    assert "Kept in her own words.\nWell done." in page
    quoted = re.findall(r'<p class="said">“(.+?)”</p>', page, re.DOTALL)
    assert quoted
    assert all(words in RECRUITS["ada"].says for words in quoted)


def test_it_shows_each_criterion_in_every_case_and_what_waits(cohort: Cohort) -> None:
    page = pages(cohort)["ada"]
    for criterion in RUBRIC.criteria:
        assert f'<th scope="row">{criterion.title}</th>' in page
    assert page.count("still to be marked") == 1 + 2  # the sentence, and two cells
    assert RUBRIC.notice.split(".", maxsplit=1)[0] in page


def test_headings_are_in_order_and_nothing_needs_another_file(cohort: Cohort) -> None:
    for page in pages(cohort).values():
        headings = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert headings[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))
        assert '<html lang="en-GB">' in page
        assert "<main>" in page
        assert not re.search(r"<(script|link|img|iframe|object|form)\b|https?://", page)


def test_a_hostile_recruit_is_text(hostile_cohort: Cohort) -> None:
    (page,) = pages(hostile_cohort).values()
    assert "<script" not in page
    assert "<img" not in page
    assert html.unescape(page).count(HOSTILE) >= 2


LEVELS = RUBRIC.level_names
BLANK = Mark("a", "A", None, 3.0, None, "", "", False, False, "")


def at(level: int) -> Mark:
    return replace(BLANK, points=float(level), level=level, level_name=LEVELS[level])


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([BLANK, None], "Not marked yet"),
        ([at(2), BLANK], "One case so far"),
        ([at(0), None, at(2)], "Grown from not seen yet to sound"),
        ([at(3), at(1)], "Was strong; beginning in the latest case"),
        ([at(1), at(1)], "Steady at beginning"),
    ],
)
def test_how_it_went_on_is_said_in_words(marks: list[Mark | None], words: str) -> None:
    assert _way(marks) == words


def test_time_is_said_in_hours_and_minutes() -> None:
    assert [_length(each) for each in (1, 59, 60, 125)] == [
        *("1 minute", "59 minutes", "1 hour", "2 hours 5 minutes")
    ]

"""The heat map, what nobody finds, and where markers are apart."""

import pytest

from grading.reporting.cohort import Cohort
from grading.reporting.heat_map import heat_map
from grading.reporting.raters import RaterDifference, pair_marks, raters_apart
from grading.reporting.unfound import case_findings
from grading.reporting.work import Found, Work
from tests.unit.grading.reporting.courses import RECRUITS, RUBRIC


def case_of(cohort: Cohort, name: str):
    return next(case for case in cohort.marks.cases if case.id == name)


def test_the_map_has_a_row_for_everybody_with_graded_work(cohort: Cohort) -> None:
    quiet = heat_map(cohort.marks, [case_of(cohort, "quiet-house")])
    assert [row.recruit for row in quiet.rows] == sorted(RECRUITS)
    assert all(len(row.cells) == len(RUBRIC.criteria) for row in quiet.rows)
    final = heat_map(cohort.marks, [case_of(cohort, "final-notice")])
    assert [row.recruit for row in final.rows] == ["ada", "finn"]
    assert heat_map(cohort.marks, [case_of(cohort, "closed-curtains")]).rows == ()


def test_the_spread_adds_up_to_the_rows(cohort: Cohort) -> None:
    found = heat_map(cohort.marks, cohort.marks.cases)
    for spread in found.spreads:
        assert sum(spread.counts) + spread.waiting == len(found.rows)
    recording = next(each for each in found.spreads if each.criterion_id == "recording")
    assert (recording.counts, recording.waiting, recording.middle) == ((0, 0, 1, 0), 5, 2)


def works(*found: set[str]) -> list[Work]:
    names = ("dinner-lady", "gets-me-up", "coat-on")
    return [
        Work(found=tuple(Found(name, "fact", "", name in each) for name in names)) for each in found
    ]


def test_what_nobody_found_is_told_from_what_few_found(cohort: Cohort) -> None:
    case = case_of(cohort, "quiet-house")
    findings = case_findings(case, works({"coat-on"}, {"coat-on", "gets-me-up"}, set()))
    counts = {item.item_id: item.found for item in findings.items}
    assert (counts["coat-on"], counts["gets-me-up"], counts["dinner-lady"]) == (2, 1, 0)
    assert findings.tried == 3
    assert not findings.too_few
    nobody = {item.item_id for item in findings.by_nobody}
    assert "dinner-lady" in nobody
    assert not nobody & {"coat-on", "gets-me-up"}
    assert [item.found for item in findings.items] == sorted(counts.values())
    assert not any("{" in item.gist for item in findings.items)


def test_unreadable_records_are_no_tries_and_few_tries_say_little(cohort: Cohort) -> None:
    case = case_of(cohort, "quiet-house")
    findings = case_findings(case, [Work(problem="broken"), *works({"coat-on"})])
    assert findings.tried == 1
    assert findings.too_few
    none = case_findings(case, [])
    assert (none.tried, none.by_nobody) == (0, ())


def twice(recruit: str, criterion: str, first: float, second: float) -> RaterDifference:
    return RaterDifference(recruit, "quiet-house", criterion, first, second)


def test_the_first_two_marks_of_each_are_paired_and_strangers_left_out(cohort: Cohort) -> None:
    works = {each.recruit: each.notebook_id for each in cohort.marks.of("quiet-house")}
    rows = [
        ("kim", works["ada"], "safety", 3.0),
        ("lee", works["ada"], "safety", 1.0),
        ("kim", works["ben"], "safety", 2.0),
        ("kim", "gone", "safety", 2.0),
        ("lee", "gone", "safety", 0.0),
    ]
    assert pair_marks(rows, cohort.marks) == [twice("ada", "safety", 3.0, 1.0)]


def test_the_most_contested_comes_first_and_says_who_to_talk_about() -> None:
    rows = raters_apart(
        [
            twice("ada", "listening", 2, 2),
            twice("ben", "listening", 2, 2.5),
            twice("ada", "safety", 3, 0),
            twice("ben", "safety", 3, 1),
            twice("cleo", "safety", 3, 3),
        ]
    )
    assert [row.criterion_id for row in rows] == ["safety", "listening"]
    safety, listening = rows
    assert (safety.twice, safety.same) == (3, 1)
    assert safety.mean == pytest.approx((3 + 2 + 0) / 3)
    assert [each.recruit for each in safety.widest] == ["ada", "ben"]
    assert "ada, ben" in safety.advice
    assert "tends to give less" in safety.advice
    assert listening.advice == "Close together."


def test_without_second_marks_there_is_nothing() -> None:
    assert raters_apart([]) == ()

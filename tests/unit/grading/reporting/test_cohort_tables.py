"""The heat map, what nobody finds, and where markers are apart."""

import pytest

from grading.reporting.cohort import Cohort
from grading.reporting.heat_map import heat_map
from grading.reporting.raters import RaterDifference, raters_apart
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
    return RaterDifference(recruit, "quiet-house", criterion, first, second, 6.0)


def test_points_are_compared_as_levels_and_the_most_contested_comes_first() -> None:
    rows = raters_apart(
        [
            twice("ada", "listening", 4, 4),
            twice("ben", "listening", 4, 5),
            twice("ada", "safety", 6, 0),
            twice("ben", "safety", 6, 2),
            twice("cleo", "safety", 6, 6),
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

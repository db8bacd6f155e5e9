"""What the dashboard shows, as plain data, from a cohort as far as it has been read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from course.dashboard.pass_marks import pass_marks
from grading.nbgrader.views import plain
from grading.reporting.cohort import Cohort
from grading.reporting.heat_map import heat_map
from grading.reporting.marks import CaseOfCourse
from grading.reporting.raters import RaterDifference, raters_apart
from grading.reporting.support import (
    Standing,
    fewest_peers,
    support_rules,
    who_may_want_support,
)
from grading.reporting.unfound import case_findings
from grading.reporting.work import Work
from grading.rubric import load_rubric

Read = Mapping[tuple[str, str], Work]
"""The works read so far, by recruit and assignment."""


def board_view(
    cohort: Cohort,
    read: Read,
    chosen: str,
    differences: Sequence[RaterDifference] = (),
) -> dict[str, Any]:
    """
    Return the view of one case, or of all where ``chosen`` is empty.

    ``read`` may hold only some of the works: what rests on them is then of these
    alone, and the view says how many are still to come.
    """
    marks = cohort.marks
    cases = [case for case in marks.cases if chosen in ("", case.id)]
    standings = [(case, _standings(cohort, case, read)) for case in cases]
    submissions = [each for case in cases for each in marks.of(case.id)]
    still = sum((each.recruit, each.assignment) not in read for each in submissions)
    graded = [case for case in cases if marks.of(case.id)]
    support = _support(standings)
    rubrics = {case.rubric.id: case.rubric for case in graded or cases}
    rubric = next(iter(rubrics.values()), None) or load_rubric()
    titles = {each.id: each.title for one in rubrics.values() for each in one.criteria}
    shown = {case.id for case in cases}
    return {
        "ready": True,
        "trouble": "",
        "chosen": chosen,
        "cases": [{"id": case.id, "title": case.title} for case in marks.cases],
        "recruits": len(marks.recruits),
        "graded": bool(submissions),
        "figures": _figures(len(marks.recruits), standings, submissions),
        "waiting": _waiting(standings, submissions),
        "reading": still > 0,
        "progress": f"Still reading {still} of {len(submissions)} records." if still else "",
        "support": support,
        "signs": _signs(support),
        "level_names": rubric.level_names,
        "heat": heat_map(marks, cases),
        "findings": [
            case_findings(case, [each.work for each in there if each.work is not None])
            for case, there in standings
            if marks.of(case.id)
        ],
        "raters": [
            asdict(row)
            | {"title": titles.get(row.criterion_id, row.criterion_id)}
            | {"advice": plain(row.advice)}
            for row in raters_apart([each for each in differences if each.assignment in shown])
        ],
        "pass_mark": pass_marks(graded or cases, submissions),
        "rules": _rules(),
        "notices": [f"{each.title} ({each.status}). {each.notice}" for each in rubrics.values()],
    }


def _standings(cohort: Cohort, case: CaseOfCourse, read: Read) -> list[Standing]:
    return [
        Standing(
            recruit.id,
            cohort.marks.submission(recruit.id, case.id),
            read.get((recruit.id, case.id)),
            cohort.waits_to_be_graded(recruit.id, case.id),
        )
        for recruit in cohort.marks.recruits
    ]


def _figures(
    recruits: int, standings: Sequence[tuple[CaseOfCourse, list[Standing]]], submissions: Any
) -> list[dict[str, Any]]:
    handed = {each.recruit for _case, there in standings for each in there if each.handed_in}
    waiting = sum(bool(each.waiting) for each in submissions)
    return [
        {"number": recruits, "words": "recruit" if recruits == 1 else "recruits"},
        {"number": len(handed), "words": "handed something in"},
        {"number": len(submissions), "words": "graded"},
        {"number": waiting, "words": "to be marked by you"},
    ]


def _waiting(
    standings: Sequence[tuple[CaseOfCourse, list[Standing]]], submissions: Any
) -> list[str]:
    waiting = []
    parts = sorted({mark.title for each in submissions for mark in each.waiting})
    if parts:
        waiting.append(f"To be marked by hand in the formgrader: {'; '.join(parts)}.")
    for case, there in standings:
        collected = sum(each.collected for each in there)
        if collected:
            waiting.append(f"{case.title}: {collected} collected and not autograded yet.")
    return waiting


def _support(standings: Sequence[tuple[CaseOfCourse, list[Standing]]]) -> list[dict[str, Any]]:
    return [
        {
            "recruit": plain(each.recruit),
            "reasons": each.reasons,
            "helps": list(dict.fromkeys(reason.helps for reason in each.reasons)),
        }
        for each in who_may_want_support(standings)
    ]


def _signs(support: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each sign in brief and how many recruits it was seen with, in the rules' order."""
    seen = [{reason.rule for reason in each["reasons"]} for each in support]
    counts = {name: sum(name in rules for rules in seen) for name in support_rules()}
    return [
        {"name": support_rules()[name]["name"], "count": count}
        for name, count in counts.items()
        if count
    ]


def _rules() -> list[str]:
    """Return the rules with their numbers, in words; a test holds them to support.yaml."""
    rules = support_rules()
    share = {
        name: f"{rules[name]['share']['value']:.0%}" for name in rules if "share" in rules[name]
    }
    low = rules["low_levels"]
    talk, things = share["few_turns"], share["few_things"]
    return [
        "A gate is shut: a part that the rubric puts first, such as safety, is below its level.",
        "The record that was handed in cannot be read.",
        f"Nothing handed in for a case that {share['nothing_handed_in']} of all or more handed in.",
        f"{low['criteria']['value']} parts or more at level {low['level']['value']} or below.",
        "The person ended the conversation.",
        f"Fewer turns than {talk} of the middle of the others, or fewer things than {things}.",
        f"Nobody is compared with fewer than {fewest_peers()} others.",
        "All these numbers are assumptions until trainers have used them.",
        "They stand in grading/reporting/support.yaml, to be changed there.",
    ]

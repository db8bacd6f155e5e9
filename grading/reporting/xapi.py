"""
xAPI statements: what a learning record store can take in.

The rules are those of xAPI 1.0.3 (ADL, "Experience API, Part Two") and hold in
2.0 (IEEE 9274.1.1) as well. Verbs are from ADL's vocabulary
(xapi.vocab.pub/datasets/adl); ADL asks that its first verbs keep their
addresses at adlnet.gov. Nothing personal goes out but a recruit's id.

A statement's id is made from its content: the same marks give the same
statements, and a changed mark gives a new one, as a store never changes one.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from grading.pass_mark import passes, standing_in
from grading.reporting.cohort import Cohort
from grading.reporting.marks import CaseOfCourse, Mark, Submission
from grading.reporting.tables import gates_shut
from grading.reporting.work import Work
from simgen.errors import ReportError
from simgen.version import __version__

HOME_PAGE = "https://link-worker-kit.invalid"
"""Where accounts and activities live unless told otherwise: ``.invalid`` is nobody's (RFC 2606)."""

VERBS = "http://adlnet.gov/expapi/verbs/"
ACTIVITIES = "http://adlnet.gov/expapi/activities/"
LANGUAGE = "en-GB"

Statement = dict[str, Any]


def xapi_lines(cohort: Cohort, cases: Sequence[CaseOfCourse], home_page: str = HOME_PAGE) -> bytes:
    """
    Return one statement on each line, as JSON.

    For each recruit and case: that it was completed, what it scored once all is
    marked, and what each marked criterion scored. ``home_page`` is an http(s)
    address without a path; raises :class:`~simgen.errors.ReportError` for
    anything else.
    """
    home = _checked(home_page)
    lines = (
        json.dumps(statement, ensure_ascii=False, allow_nan=False, sort_keys=True)
        for case in cases
        for submission in cohort.marks.of(case.id)
        for statement in statements(case, submission, cohort.work(submission), home)
    )
    return "".join(f"{line}\n" for line in lines).encode()


def statements(
    case: CaseOfCourse, submission: Submission, work: Work, home: str = HOME_PAGE
) -> Iterator[Statement]:
    """Yield the statements of one recruit's work on one case; none for a broken record."""
    if work.problem:
        return
    activity = _activity(
        f"{home}/cases/{quote(case.id, safe='')}", case.title, f"{ACTIVITIES}simulation"
    )
    course = _activity(f"{home}/course", "Link-worker kit", f"{ACTIVITIES}course")
    about = {
        "platform": f"link-worker-kit {__version__}",
        "language": LANGUAGE,
        "contextActivities": {"grouping": [course]},
    }
    did = {
        f"{home}/extensions/turns": work.turns_practised,
        f"{home}/extensions/attempts": work.attempts,
        f"{home}/extensions/came-to-light": work.came_to_light,
    }
    completed: dict[str, Any] = {"completion": True, "extensions": did}
    if work.minutes is not None:
        completed["duration"] = f"PT{round(work.minutes * 60)}S"
    made = [("completed", activity, completed, about)]
    if submission.total is not None and submission.maximum:
        made.append(("scored", activity, _whole(case, submission, home), about))
    within = about | {"contextActivities": {"grouping": [course], "parent": [activity]}}
    for mark in submission.marks:
        if mark.points is not None and mark.maximum:
            objective = _activity(
                f"{activity['id']}/criteria/{quote(mark.criterion_id, safe='')}",
                mark.title,
                f"{ACTIVITIES}objective",
            )
            made.append(("scored", objective, _marked(mark, home), within))
    for verb, thing, result, context in made:
        yield _statement(submission, home, verb, thing, result, context)


def _statement(
    submission: Submission, home: str, verb: str, thing: Any, result: Any, context: Any
) -> Statement:
    statement: Statement = {
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": home, "name": submission.recruit},
        },
        "verb": {"id": VERBS + verb, "display": {LANGUAGE: verb}},
        "object": thing,
        "result": result,
        "context": context,
    }
    if submission.handed_in is not None:
        statement["timestamp"] = _utc(submission.handed_in)
    content = json.dumps(statement, ensure_ascii=True, sort_keys=True)
    return {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{home}/statements/{content}")), **statement}


def _whole(case: CaseOfCourse, submission: Submission, home: str) -> dict[str, Any]:
    """
    Return the score of a whole case, and where it stands to a panel's pass mark.

    ``success`` is left out without a mark that may be used, and close to the line.
    """
    result: dict[str, Any] = {"score": _score(submission.total or 0.0, submission.maximum)}
    mark, there = case.rubric.pass_mark, standing_in(case.rubric, submission.earned)
    if mark is None or there is None or submission.earned is None:
        return result
    shut = gates_shut(case, submission)
    passed = passes(submission.earned, case.rubric, shut)
    if passed is not None:
        result["success"] = passed
    said = {
        "pass-mark": mark.points,
        "pass-mark-standard-error": mark.standard_error,
        "pass-mark-judges": mark.judges,
        "pass-mark-in-words": there.words,
        "shut-gates": [gate.criterion_id for gate in shut],
    }
    return result | {"extensions": {f"{home}/extensions/{key}": each for key, each in said.items()}}


def _marked(mark: Mark, home: str) -> dict[str, Any]:
    result: dict[str, Any] = {"score": _score(mark.points or 0.0, mark.maximum)}
    extensions: dict[str, Any] = {
        f"{home}/extensions/marked-by": "trainer" if mark.by_hand else "kit"
    }
    if mark.level is not None:
        extensions |= {
            f"{home}/extensions/level": mark.level,
            f"{home}/extensions/level-name": mark.level_name,
        }
    return result | {"extensions": extensions}


def _score(points: float, maximum: float) -> dict[str, float]:
    """``raw`` must lie between ``min`` and ``max``; extra credit widens neither (2.4.5.1)."""
    raw = max(0.0, min(points, maximum))
    return {"scaled": round(raw / maximum, 4), "raw": raw, "min": 0.0, "max": maximum}


def _activity(address: str, name: str, kind: str) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": address,
        "definition": {"type": kind, "name": {LANGUAGE: name}},
    }


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def _checked(home_page: str) -> str:
    parts = urlsplit(home_page)
    plain = parts.scheme in {"http", "https"} and parts.hostname and home_page.isascii()
    if not plain or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ReportError(
            f"{home_page[:60]!r} cannot be a home page of accounts; expected an address such as "
            "https://training.example, without a path."
        )
    return home_page.rstrip("/")

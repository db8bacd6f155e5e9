"""
Who may want support now, and why, by the rules of ``support.yaml``.

A reason says what was seen, never what somebody is. Somebody is compared with
others only where there are enough of them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from grading.reporting.marks import CaseOfCourse, Submission
from grading.reporting.tables import gates_shut
from grading.reporting.work import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Where one recruit stands with one case.

    ``submission`` is None while nothing is graded; ``collected`` tells that work
    was handed in all the same. ``work`` is None while it has not been read.
    """

    recruit: str
    submission: Submission | None
    work: Work | None
    collected: bool = False

    @property
    def handed_in(self) -> bool:
        """Whether there is any work of theirs."""
        return self.submission is not None or self.collected


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign: what was seen, and what often helps."""

    rule: str
    words: str
    helps: str


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody who may want support, and every reason, the weightiest first."""

    recruit: str
    reasons: tuple[Reason, ...]


def who_may_want_support(
    cases: Sequence[tuple[CaseOfCourse, Sequence[Standing]]],
) -> tuple[Support, ...]:
    """
    Return who may want support, those with the weightiest reasons first.

    ``cases`` gives for each case where every recruit of the course stands.
    """
    found: dict[str, list[Reason]] = {}
    for case, standings in cases:
        peers = _Peers.of(standings)
        for standing in standings:
            found.setdefault(standing.recruit, []).extend(
                _reasons(case, standing, standings, peers)
            )
    order = list(support_rules())
    supports = [
        Support(recruit, tuple(sorted(reasons, key=lambda each: order.index(each.rule))))
        for recruit, reasons in found.items()
        if reasons
    ]
    return tuple(
        sorted(
            supports,
            key=lambda each: (
                order.index(each.reasons[0].rule),
                -len(each.reasons),
                each.recruit,
            ),
        )
    )


@cache
def support_rules() -> dict[str, Any]:
    """Return the rules in their order, as they stand in ``support.yaml``."""
    rules: dict[str, Any] = _file()["rules"]
    return rules


def fewest_peers() -> int:
    """Return how many others it takes before anybody is compared with them."""
    return int(_file()["fewest_peers"]["value"])


@cache
def _file() -> dict[str, Any]:
    path = Path(__file__).with_name("support.yaml")
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _reasons(
    case: CaseOfCourse, standing: Standing, all_standings: Sequence[Standing], peers: "_Peers"
) -> Iterator[Reason]:
    if not standing.handed_in:
        yield from _nothing_handed_in(case, all_standings)
        return
    work = standing.work
    if work is not None and work.problem:
        yield _reason("unreadable", case)
        return
    if standing.submission is not None:
        yield from _of_marks(case, standing.submission)
    if work is not None:
        yield from _of_work(case, work, peers)


def _nothing_handed_in(case: CaseOfCourse, all_standings: Sequence[Standing]) -> Iterator[Reason]:
    rule = support_rules()["nothing_handed_in"]
    others = sum(each.handed_in for each in all_standings)
    if others and others >= rule["share"]["value"] * len(all_standings):
        yield _reason("nothing_handed_in", case, others=others, all=len(all_standings))


def _of_marks(case: CaseOfCourse, submission: Submission) -> Iterator[Reason]:
    for gate in gates_shut(case, submission):
        yield _reason("gate", case, title=gate.title.lower())
    rule = support_rules()["low_levels"]
    low = [
        mark
        for mark in submission.marks
        if mark.level is not None and mark.level <= rule["level"]["value"]
    ]
    if len(low) >= rule["criteria"]["value"]:
        yield _reason(
            "low_levels",
            case,
            count=len(low),
            level=case.rubric.level_names[rule["level"]["value"]].lower(),
            titles="; ".join(mark.title.lower() for mark in low),
        )


def _of_work(case: CaseOfCourse, work: Work, peers: "_Peers") -> Iterator[Reason]:
    if work.ended_by_person:
        yield _reason("ended_by_person", case)
    if len(peers.turns) - 1 < fewest_peers():
        return
    rules = support_rules()
    middle = middle_of_others(peers.turns, work.turns)
    if work.turns < rules["few_turns"]["share"]["value"] * middle:
        yield _reason("few_turns", case, turns=work.turns, middle=f"{middle:g}")
    middle = middle_of_others(peers.found, work.came_to_light)
    if work.came_to_light < rules["few_things"]["share"]["value"] * middle:
        yield _reason("few_things", case, found=work.came_to_light, middle=f"{middle:g}")


@dataclass(frozen=True, slots=True)
class _Peers:
    """Everybody's turns and findings on a case, sorted, one's own among them."""

    turns: tuple[int, ...]
    found: tuple[int, ...]

    @classmethod
    def of(cls, standings: Sequence[Standing]) -> "_Peers":
        works = [each.work for each in standings if each.work is not None and not each.work.problem]
        return cls(
            tuple(sorted(work.turns for work in works)),
            tuple(sorted(work.came_to_light for work in works)),
        )


def middle_of_others(everybody: Sequence[int], own: int) -> float:
    """
    Return the median of a sorted sequence without one ``own``, which must be in it.

    In constant time but for finding ``own``, so that a large cohort stays quick.
    """
    without = bisect_left(everybody, own)
    left = len(everybody) - 1

    def at(place: int) -> int:
        return everybody[place + (place >= without)]

    return (at((left - 1) // 2) + at(left // 2)) / 2


def _reason(rule: str, case: CaseOfCourse, **counted: object) -> Reason:
    texts = support_rules()[rule]
    return Reason(rule, texts["words"].format(case=case.title, **counted), texts["helps"])

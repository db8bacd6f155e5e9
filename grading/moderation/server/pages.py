"""The pages of second marking: the sample, one submission blind, and both side by side."""

import secrets
from typing import Any

from tornado.web import authenticated

from grading.moderation.cases import (
    STATES,
    Sampled,
    as_drawn,
    compare,
    find_sampled,
    list_sampled,
)
from grading.moderation.errors import ModerationError
from grading.moderation.second import finish_second_marks, give_second_mark, second_marks
from grading.moderation.server.base import MarkerBase
from grading.moderation.settling import settle
from grading.moderation.works import hand_ins, read_work


class SamplePage(MarkerBase):
    """What is to be marked twice, and how far it has come."""

    @authenticated
    def get(self) -> None:
        """Show the sample, by number, without names."""
        with self.engine.connect() as connection:
            listed = list_sampled(connection, hand_ins=hand_ins(self.book))
        cases = [_line(case) for case in listed]
        self.show("marking/sample.html.j2", cases=cases, nonce=secrets.token_urlsafe())


class SecondPage(MarkerBase):
    """One submission for its second marker, without anything the first one gave."""

    @authenticated
    def get(self, sampled_id: str) -> None:
        """Show transcript, plan, evidence and levels; the boxes hold second marks alone."""
        with self.engine.connect() as connection:
            case = find_sampled(connection, sampled_id)
            work = as_drawn(read_work(self.book, case.submission), case)
            given = second_marks(connection, case)
        if "finished" in case.done:
            raise ModerationError("This second marking is finished.")
        marks = {
            criterion: {"points": mark.points, "comment": mark.comment}
            for criterion, mark in given.items()
        }
        self.show(
            "marking/second.html.j2",
            case=_line(case),
            view=self.view_of(work),
            marks=marks,
            nonce=secrets.token_urlsafe(),
        )


class SecondMarkHandler(MarkerBase):
    """Takes one second mark."""

    @authenticated
    def post(self, sampled_id: str) -> None:
        """Keep a second mark beside those before it."""
        body = self.body()
        give_second_mark(
            self.engine,
            self.book,
            sampled_id,
            str(body.get("criterion", ""))[:128],
            marker=self.marker(body),
            points=body.get("points"),
            comment=body.get("comment"),
            at=self.now(),
        )
        self.answer(message="Kept.")


class FinishHandler(MarkerBase):
    """Ends a second marking."""

    @authenticated
    def post(self, sampled_id: str) -> None:
        """End it, when every criterion that humans judge has its level."""
        marker = self.marker(self.body())
        same = finish_second_marks(self.engine, self.book, sampled_id, marker=marker, at=self.now())
        self.answer(same=same)


class ComparePage(MarkerBase):
    """Both markings side by side, and what was agreed."""

    @authenticated
    def get(self, sampled_id: str) -> None:
        """Show both, once the second marking is finished."""
        with self.engine.connect() as connection:
            case = find_sampled(connection, sampled_id)
            work = as_drawn(read_work(self.book, case.submission), case)
            both = compare(connection, work, case)
        view = self.view_of(work)
        rows = {each.criterion: each for each in both}
        parts = [
            part | {"both": rows[part["id"]]} for part in view["criteria"] if part["id"] in rows
        ]
        self.show(
            "marking/compare.html.j2",
            case=_line(case),
            view=view,
            parts=parts,
            nonce=secrets.token_urlsafe(),
        )

    @authenticated
    def post(self, sampled_id: str) -> None:
        """Keep what was agreed and carry it into the gradebook."""
        body = self.body()
        marker = self.marker(body)
        agreed = body.get("agreed")
        given = {
            str(criterion)[:128]: (mark.get("points"), mark.get("comment"))
            for criterion, mark in (agreed if isinstance(agreed, dict) else {}).items()
            if isinstance(mark, dict)
        }
        settle(self.engine, self.book, sampled_id, given, marker=marker, at=self.now())
        self.answer(message="Settled, and written into the gradebook.")


_WHY = {
    "near": "near the pass mark",
    "random": "at random",
    "again": "an older hand-in was drawn",
}


def _line(case: Sampled) -> dict[str, Any]:
    """Return what a page shows of a sampled submission; nothing that tells of its first marks."""
    blind = case.state in {"waiting", "begun"}
    return {
        "id": case.id,
        "number": case.number,
        "assignment": case.assignment,
        "why": "" if blind else _WHY.get(case.why, case.why),
        "open": not case.over,
        "state": case.state,
        "in_words": STATES[case.state],
        "second_marker": case.second_marker,
        "page": "second" if blind else "compare",
        "verb": "Mark" if blind else "Settle" if case.state == "differences" else "See",
    }

"""
Another way of putting it, for an utterance that cost something: what a listener might have said.

It is made of what the person had just said in their own words and of the case's own
questions, so that it fits the moment; the rest of the words stand in ``rewording.yaml``.
The same wording is never offered twice in one debrief, and none is offered where
nothing better can be said with what was known then.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from simgen.conversation.giving_back import Kept, give_back, heard_in
from simgen.conversation.hearing import kit_coder
from simgen.conversation.turn import Turn
from simgen.conversation.words import plain
from simgen.own_yaml import read_own_yaml
from simgen.scenario.models import Scenario

_SECRET = (
    "anyone",
    "anybody",
    "no one",
    "nobody",
    "secret",
    "between us",
    "between you and me",
    "confidential",
    "private",
    "to myself",
    "wont tell",
    "not tell",
)
"""Words by which a promise is one of secrecy."""


_SHARES = frozenset(("permission", "collaboration", "autonomy", "open-question"))
"""What makes of advice something that is talked over."""


class Rewording:
    """The other wordings of one talk, given turn by turn in order."""

    def __init__(self, scenario: Scenario, turns: Sequence[Turn]) -> None:
        self._scenario = scenario
        self._turns = turns
        self._given: set[str] = set()

    def of(self, at: int, slip: str) -> str:
        """
        Return another way of putting the utterance of ``turns[at]``; empty where none is needed.

        ``slip`` names the rule that cost most trust, or is empty.
        """
        text = self._found(at, slip)
        if not text or text in self._given:
            return ""
        self._given.add(text)
        return text

    def _found(self, at: int, slip: str) -> str:
        turn, texts = self._turns[at], _data()
        if slip == "promise":
            return str(texts["secrecy" if _is_secrecy(turn.said) else "promise"])
        if slip == "dodged_them":
            return _filled("dodged_them", self._asked(at))
        if not slip and _is_unasked_advice(turn):
            slip = "advice"
        if not slip and turn.heard.codes != ("closed-question",):
            return ""
        kept = self._just_heard(at)
        back = give_back(kept)
        if slip in {"feeling_ignored", "minimised"} and kept and _cannot_wait(kept):
            return _filled("worry", back)
        if slip:
            then = texts["ask-plainly"] if kept and kept.feeling in texts["bleak"] else ""
            return f"{self._with_what_was_said(slip, at, back)} {then}".strip()
        return self._opened(at, back)

    def _with_what_was_said(self, slip: str, at: int, back: str) -> str:
        ways = _data().get(slip)
        if ways is None:
            return ""
        if back and "back" in ways:
            return str(ways["back"]).format(back=back)
        question = self._question(at)
        if question and "question" in ways:
            return str(ways["question"]).format(question=question)
        return str(ways.get("plain", ""))

    def _opened(self, at: int, back: str) -> str:
        """For a closed question by itself: what they had said given back, or an open question."""
        heard = self._turns[at].heard
        if heard.abstained or not heard.topics:
            return ""
        if self._turns[at].disclosed and not back:
            question = self._question(at)
            return (
                str(_data()["closed_question"]["question"]).format(question=question)
                if question
                else ""
            )
        return self._with_what_was_said("closed_question", at, back)

    def _question(self, at: int) -> str:
        """Return the case's question on what was asked about, if it is open and was not put before."""
        put = {plain(turn.said) for turn in self._turns[: at + 1]}
        touched = {topic for turn in self._turns[:at] for topic in turn.heard.topics}
        turn = self._turns[at]
        came_near = [*turn.disclosed, *[item_id for item_id, _reason in turn.refused]]
        topics = [self._scenario.item(item_id).topic for item_id in came_near]
        for topic_id in topics or turn.heard.topics:
            question = self._scenario.topic(topic_id).question
            if topic_id not in touched and plain(question) not in put and _is_open(question):
                return question
        return ""

    def _just_heard(self, at: int) -> Kept | None:
        before = self._turns[at - 1] if at else None
        if before is None or before.visit != self._turns[at].visit:
            return None
        return heard_in(self._scenario, before)

    def _asked(self, at: int) -> str:
        """Return what the person had asked and was waiting to hear."""
        says = {each.id: each.says for each in self._scenario.asks_back}
        says |= {each.id: each.says for each in self._scenario.boundaries}
        says |= {each.id: each.says for each in self._scenario.misunderstands}
        for turn in reversed(self._turns[:at]):
            if turn.asked_back in says:
                return says[turn.asked_back]
        return ""


@cache
def _is_open(question: str) -> bool:
    return "open-question" in kit_coder().code(question, "").codes


def _is_unasked_advice(turn: Turn) -> bool:
    """Tell whether advice was given unasked, at a time when it cost nothing."""
    codes = set(turn.heard.codes)
    return "advice" in codes and not codes & _SHARES and not turn.heard.abstained and not turn.why


def _cannot_wait(kept: Kept) -> bool:
    return bool(kept.item and kept.item.action_needed)


def _is_secrecy(said: str) -> bool:
    words = plain(said)
    return any(sign in words for sign in _SECRET)


def _filled(slip: str, what: str) -> str:
    ways = _data()[slip]
    return str(ways["back"]).format(back=what) if what else str(ways["plain"])


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("rewording.yaml"))

"""The second step: meeting the person."""

from typing import Any

from course.room.controls import Message, TalkPane
from course.room.speech import parts
from course.room.step import Host, Step, listen
from course.room.visits import title_of
from course.room.work import MAX_UTTERANCE, Work
from simgen.conversation import Arrival
from simgen.conversation.coaching import has_more

SILENCE = [{"kind": "seen", "text": "You say nothing, and wait."}]


class ConversationStep(Step):
    """
    What is seen first, the transcript of all visits, the box to speak in, and the end.

    Neither trust nor how an utterance was heard is shown here: that is for the
    debrief.
    """

    name = "conversation"
    label = "Conversation"

    def __init__(self, work: Work, host: Host) -> None:
        known_as = work.case.person.known_as
        self.pane = TalkPane(
            heading=f"Your conversation with {known_as}", them=known_as, longest=MAX_UTTERANCE
        )
        super().__init__(work, host, [self.pane])
        listen(
            self.pane,
            host,
            {
                "say": self._say,
                "hint": lambda _message: work.ask_hint(),
                "draft": self._keep_draft,
                "end": lambda _message: work.end_talk(),
                "go": self.go,
            },
        )

    def refresh(self) -> None:
        """Draw the conversation so far."""
        talk = self.work.done.talk
        with self.pane.hold_sync():
            self.pane.scene = talk.opening
            self.pane.lines = self._lines()
            self.pane.draft = self.work.store.record.desk.draft
            hints = self.work.hints
            self.pane.hints = [{"rung": hint.rung, "text": hint.text} for hint in hints]
            self.pane.more = has_more(hints)
            self.pane.ending = self._ending()
            self.pane.ended = talk.ended

    def _say(self, message: Message) -> None:
        if not self.work.say(str(message.get("text", ""))):
            self.pane.send({"refused": True})

    def _keep_draft(self, message: Message) -> None:
        self.work.keep_draft(str(message.get("text", "")))
        self.pane.draft = self.work.store.record.desk.draft

    def _lines(self) -> list[dict[str, Any]]:
        known_as = self.work.case.person.known_as
        lines: list[dict[str, Any]] = []
        talk = self.work.done.talk
        again = {arrival.turns_before: arrival for arrival in talk.arrivals[1:]}
        for turn in talk.turns:
            if turn.number - 1 in again:
                lines.append(_mark(again.pop(turn.number - 1)))
            said = [{"kind": "said", "text": turn.said}] if turn.said.strip() else SILENCE
            lines.append({"who": "you", "name": "You", "parts": said})
            lines.append({"who": "them", "name": known_as, "parts": parts(turn.reply)})
        return [*lines, *map(_mark, again.values())]

    def _ending(self) -> str:
        known_as = self.work.case.person.known_as
        if self.work.done.talk.ended_by_person:
            return f"The conversation is over: {known_as} has ended it."
        return "The conversation is over."


def _mark(arrival: Arrival) -> dict[str, Any]:
    """Where a later visit begins in the transcript."""
    return {"who": "visit", "name": title_of(arrival), "parts": []}

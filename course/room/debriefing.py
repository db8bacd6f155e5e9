"""The fifth step: what the conversation brought, and what to try next."""

from typing import Any

from course.room.controls import Message, Page, Section
from course.room.marks import marks
from course.room.pages import page
from course.room.pictures import draw_pictures
from course.room.speech import parts
from course.room.step import Host, Step, listen, show
from course.room.trust_curve import draw_trust
from course.room.visits import betweens, door, offer
from course.room.work import MAX_REFLECTION, Work
from simgen.conversation import Debrief

TONES = {"well": "Done well", "try": "Try next time", "note": "Note"}


class DebriefStep(Step):
    """
    Feedback on the conversation once it has ended, and the recruit's own view of it.

    In self-study the rubric's feedback stands here too.
    """

    name = "debrief"
    label = "Debrief"

    def __init__(self, work: Work, host: Host) -> None:
        self.page = Page()
        self.reflection = _reflection()
        self.marks = Page()
        super().__init__(work, host, [self.page, self.reflection, self.marks])
        listen(
            self.page,
            host,
            {
                "go": self.go,
                "try-again": self._try_again,
                "visit-again": self._visit_again,
            },
        )
        listen(self.reflection, host, {"rows": self._reflect})
        listen(self.marks, host, {"go": self.go})

    def refresh(self) -> None:
        """Draw the debrief, or say when it opens."""
        if not self.work.done.talk.ended:
            show(self.page, page("debrief_closed"))
            self._hold([self.page])
            return
        show(self.page, self._html())
        self.reflection.rows = [{"text": self.work.done.reflection}]
        show(self.marks, marks(self.work))
        self._hold([self.page, self.reflection, self.marks])

    def _hold(self, children: list[Any]) -> None:
        if list(self.box.children) != children:
            self.box.children = children

    def _html(self) -> str:
        done = self.work.done
        debrief = done.debrief
        return page(
            "debrief",
            debrief=debrief,
            known_as=self.work.case.person.known_as,
            notices=done.notices,
            curve=draw_trust(debrief.trust_curve, done.talk),
            steps=self._steps(debrief),
            tones=TONES,
            attempts=len(done.earlier),
            pictures=draw_pictures(done.case),
            offer=offer(done.talk),
            door=door(done.talk),
            betweens=betweens(done.talk),
        )

    def _steps(self, debrief: Debrief) -> list[dict[str, Any]]:
        notes = {note.turn: note for note in debrief.notes}
        steps = []
        for turn in self.work.done.talk.turns:
            note = notes.get(turn.number)
            steps.append(
                {
                    "number": turn.number,
                    "said": turn.said.strip(),
                    "reply": parts(turn.reply),
                    "codes": note.codes if note else (),
                    "comment": note.comment if note else "",
                    "better": note.better if note else "",
                    "tone": note.tone if note else "note",
                    "thought": note.thought if note else "",
                }
            )
        return steps

    def _try_again(self, message: Message) -> None:
        turn = str(message.get("turn", ""))
        if turn.isdecimal():
            self.work.try_again(int(turn[:6]))
            self.host.go("conversation")

    def _visit_again(self, _message: Message) -> None:
        if self.work.visit_again():
            self.host.go("conversation")

    def _reflect(self, message: Message) -> None:
        rows = message.get("rows")
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            self.work.reflect(str(rows[0].get("text", "")))
        self.reflection.send({"answered": message.get("token")})


def _reflection() -> Section:
    return Section(
        name="reflection",
        heading="Your own view",
        help="A few lines for yourself. What went as you hoped? What would you do differently, and "
        "what will you take into a real conversation?",
        noun="Your own view",
        single=True,
        most=1,
        columns=[
            {"key": "text", "label": "Your reflection", "kind": "area", "longest": MAX_REFLECTION}
        ],
        blank={"text": ""},
    )

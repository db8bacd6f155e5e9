"""The fifth step: what the conversation brought, and what to try next."""

from typing import Any

from msgspec.structs import asdict

from course.room.controls import Message, Page, Section
from course.room.marks import marks
from course.room.pages import page
from course.room.pictures import draw_pictures
from course.room.speech import parts
from course.room.step import Host, Step, listen, show
from course.room.trust_curve import draw_trust
from course.room.visits import betweens, door, offer
from course.room.work import MAX_REFLECTION, Work
from simgen.conversation import Debrief, Turn, TurnNote
from simgen.conversation.progress import Progress, compare
from simgen.conversation.recoding import choice_for, choices, described, find_choice

MOST_ATTEMPTS = 4
"""Attempts shown side by side, the latest; more do not fit a phone."""

MEASURES = (
    ("Turns", "exchanges"),
    ("Came to light", "came_to_light"),
    ("You asked", "questions"),
    ("You gave back", "gave_back"),
    ("Cost trust at once", "slips"),
    ("Trust at the end, of 10", "trust"),
    ("Felt heard, of 10", "heard"),
)
"""What the table of attempts shows: the words for it, and the field it comes from."""

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
                "recode": self._recode,
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
        progress = compare([*done.earlier, done.talk])
        return page(
            "debrief",
            debrief=debrief,
            known_as=self.work.case.person.known_as,
            notices=done.notices,
            progress=progress,
            side_by_side=_rows(progress),
            attempts=len(done.earlier),
            measures=MEASURES,
            curve=draw_trust(
                debrief.trust_curve, done.talk, debrief.turned.turn if debrief.turned else None
            ),
            steps=self._steps(debrief),
            choices=choices(),
            for_trainer=self.work.place.kind == "course",
            tones=TONES,
            pictures=draw_pictures(done.case),
            offer=offer(done.talk),
            door=door(done.talk),
            betweens=betweens(done.talk),
            contents=_contents(debrief, progress),
        )

    def _steps(self, debrief: Debrief) -> list[dict[str, Any]]:
        notes = {note.turn: note for note in debrief.notes}
        return [self._step(turn, notes[turn.number]) for turn in self.work.done.talk.turns]

    def _step(self, turn: Turn, note: TurnNote) -> dict[str, Any]:
        return {
            "number": turn.number,
            "said": turn.said.strip(),
            "reply": parts(turn.reply),
            "codes": note.codes,
            "comment": note.comment,
            "better": note.better,
            "tone": note.tone,
            "thought": note.thought,
            "doubtful": note.unsure and not turn.heard.abstained,
            "own": self._own_view(turn, note),
        }

    def _own_view(self, turn: Turn, note: TurnNote) -> dict[str, str] | None:
        """
        What people say that the utterance did.

        None where the kit was sure, held nothing against it, and nobody spoke. ``asked`` is
        empty where the kit was sure: the recruit may still say that they meant something else.
        """
        views = {each.by: each for each in self.work.done.corrected(turn.number)}
        may_object = note.tone == "try" and turn.said.strip()
        if not views and not note.unsure and not may_object:
            return None
        mine, trainers = views.get("recruit"), views.get("unconfirmed")
        chosen = choice_for(mine.family, mine.codes) if mine else None
        return {
            "asked": "yes" if note.unsure or views else "",
            "chosen": chosen.id if chosen else "",
            "mine": described(mine.family, mine.codes) if mine else "",
            "trainers": described(trainers.family, trainers.codes) if trainers else "",
        }

    def _recode(self, message: Message) -> None:
        turn, choice = str(message.get("turn", "")), find_choice(str(message.get("value", "")))
        if turn.isdecimal() and choice is not None:
            self.work.recode(int(turn[:6]), choice)

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


def _contents(debrief: Debrief, progress: Progress | None) -> list[tuple[str, str]]:
    """Return what stands in the debrief, in its order: the id of each heading, and its words."""
    parts = (
        ("room-progress-title", "Compared with the time before", progress),
        ("room-well-title", "What you did well, and what to try next", True),
        ("room-heard-title", "How heard they felt, and what turned it", True),
        ("room-missed-title", "Chances to go back to", debrief.missed),
        ("room-light-title", "What came to light, and what did not", True),
        ("room-trust-title", "How trust moved", True),
        ("room-notes-title", "Line by line, with another way to say it", debrief.notes),
    )
    return [(name, words) for name, words, there in parts if there]


def _rows(progress: Progress | None) -> list[dict[str, Any]]:
    """Return the latest attempts for the table, trust in tenths as everywhere on the page."""
    attempts = progress.attempts[-MOST_ATTEMPTS:] if progress else ()
    return [asdict(each) | {"trust": f"{10 * each.trust:.0f}"} for each in attempts]


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

"""The last step in a course: handing the case in to the trainer."""

from datetime import datetime, timedelta

from course.handing_in import hand_in
from course.room.controls import Message, Page
from course.room.pages import page
from course.room.place import Place
from course.room.step import Host, Step, listen, show
from course.room.work import Work
from simgen.errors import KitError
from simgen.record import HandedIn

NBGRADER_MOMENT = "%Y-%m-%d %H:%M:%S.%f %Z"


class HandInStep(Step):
    """What is still open, the button, and what came of it."""

    name = "hand-in"
    label = "Hand in"

    def __init__(self, work: Work, host: Host) -> None:
        self.page = Page()
        self.problem = ""
        super().__init__(work, host, [self.page])
        listen(self.page, host, {"go": self.go, "hand-in": self._hand_in})

    def refresh(self) -> None:
        """Draw what is open, when it was handed in, and what went wrong with that."""
        events = self.work.store.record.events
        tries = [at for at, event in enumerate(events) if isinstance(event, HandedIn)]
        when = _handed_in_at(self.work.place, events[tries[-1]].at) if tries else None
        show(
            self.page,
            page(
                "hand_in",
                missing=self._missing(),
                problem=self.problem,
                tried=bool(tries),
                when=_told(when) if when else "",
                changed_since=bool(tries) and tries[-1] < len(events) - 1,
            ),
        )

    def _missing(self) -> list[str]:
        done = self.work.done
        missing = []
        if not done.talk.turns:
            missing.append(f"You have not talked with {self.work.case.person.known_as} yet.")
        elif not done.talk.ended:
            missing.append("The conversation has not been ended.")
        missing += done.plan.gaps()
        if not done.reflection.strip():
            missing.append("Your own view, in the debrief, is still empty. It is not marked.")
        return missing

    def _hand_in(self, _message: Message) -> None:
        self.problem = ""
        # The record that is handed in says so itself, so the entry comes first.
        self.work.note_handed_in()
        if self.work.problem:
            self.problem = (
                f"Not handed in, because your last work is not saved. {self.work.problem}"
            )
        else:
            try:
                hand_in(self.work.place.record.parent)
            except KitError as error:
                self.problem = str(error)
        self.refresh()
        self.page.send({"done": True})


def _handed_in_at(place: Place, tried: str) -> datetime | None:
    """
    Return when the last try to hand in arrived, or None when it did not.

    The exchange knows; where it cannot be looked into, the record's word is taken.
    """
    try:
        at = datetime.fromisoformat(tried).astimezone()
    except ValueError:
        return None
    if place.workspace is None:
        return at
    inboxes = list(place.workspace.glob("exchange/*/inbound"))
    try:
        arrived = [
            entry.name.split("+")[2]
            for inbox in inboxes
            for entry in inbox.iterdir()
            if entry.name.split("+")[1:2] == [place.assignment] and entry.name.count("+") > 1
        ]
    except OSError:
        return at
    moments = [datetime.strptime(each, NBGRADER_MOMENT).astimezone() for each in arrived]
    return at if any(moment >= at - timedelta(seconds=1) for moment in moments) else None


def _told(at: datetime) -> str:
    return f"on {at.day} {at:%B} at {at:%H:%M}"

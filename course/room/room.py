"""
The case room itself: steps in a row, one open at a time.

The same room opens in JupyterLab and in Voila. It picks up where its record
says the recruit was; a second room on the same record adds to it.
"""

from pathlib import Path

import ipywidgets as widgets

from course.room.community import CommunityStep
from course.room.controls import Nav, Page, Status
from course.room.conversation import ConversationStep
from course.room.debriefing import DebriefStep
from course.room.handing import HandInStep
from course.room.pages import page
from course.room.place import Place, find_place
from course.room.planning import PlanStep
from course.room.referral import ReferralStep
from course.room.step import Step, close, listen, show
from course.room.work import Work
from simgen.errors import RecordError, ScenarioError
from simgen.record import begin_afresh

_open_rooms: dict[tuple[str, Path], "Room"] = {}


def case_room(scenario_id: str, *, folder: Path | None = None, seed: int | None = None) -> "Room":
    """
    Open the room of a case.

    ``folder`` is where the notebook runs (the working folder when not given) and
    decides where the record lies; ``seed`` is the person's for a new record. Run
    again in the same process, the same room comes back, caught up with the disk:
    a reloaded page finds its controls alive instead of meeting them as they close.
    Never raises for a case or a record that cannot be used: the room then says so.
    """
    place = find_place(scenario_id, folder or Path.cwd())
    room = _open_rooms.get((scenario_id, place.record))
    if room is None:
        room = Room(scenario_id, place, seed=seed)
        _open_rooms[scenario_id, place.record] = room
    else:
        room.catch_up()
    return room


class Room(widgets.VBox):
    """One case, open; use :func:`case_room`."""

    def __init__(self, scenario_id: str, place: Place, *, seed: int | None = None) -> None:
        super().__init__()
        self.add_class("case-room")
        self.scenario_id = scenario_id
        self.place = place
        self.nav = Nav()
        self.status = Status()
        self.page = Page()
        self.steps: dict[str, Step] = {}
        self.work: Work | None = None
        self._seed = seed
        listen(self.nav, self, {"go": lambda message: self.go(str(message.get("step", "")))})
        listen(self.status, self, {"look": lambda _message: self._look()})
        listen(
            self.page,
            self,
            {
                "begin-afresh": lambda _message: self._begin_afresh(),
                "look-again": lambda _message: self.catch_up(),
            },
        )
        self._enter()

    def __repr__(self) -> str:
        """Say what this is in one line, for places that cannot show widgets."""
        return f"The case room: {self.scenario_id}"

    def go(self, step: str) -> None:
        """Open a step; an unknown name changes nothing."""
        if self.work is None or step not in self.steps:
            return
        self.work.look()
        self.work.go(step)
        self._show(step)

    def answer(self, token: str) -> None:
        """Tell the status line that what carried this token has been dealt with."""
        self.status.send({"acked": token})

    def complain(self, words: str) -> None:
        """Show the recruit a problem."""
        self.status.problem = words

    def catch_up(self) -> None:
        """Take in what is on disk, or look again at a record that could not be used."""
        if self.work is None:
            self._enter()
        else:
            self.work.look()
            self._changed()

    def close_all(self) -> None:
        """Close the room and every control in it."""
        _open_rooms.pop((self.scenario_id, self.place.record), None)
        for step in self.steps.values():
            step.close()
        for control in (self.nav, self.status, self.page, self):
            close(control)

    def _enter(self) -> None:
        try:
            work = Work(self.scenario_id, self.place, seed=self._seed)
        except RecordError as error:
            show(self.page, page("broken", verdict=str(error), file=self.place.record.name))
            self.children = [self.nav, self.page]
            return
        except ScenarioError as error:
            show(self.page, page("no_case", verdict=str(error)))
            self.children = [self.nav, self.page]
            return
        self.work = work
        show(self.page, page("title", scenario=work.case.scenario))
        steps: list[Step] = [
            ReferralStep(work, self),
            ConversationStep(work, self),
            CommunityStep(work, self),
            PlanStep(work, self),
            DebriefStep(work, self),
        ]
        if self.place.kind == "course":
            steps.append(HandInStep(work, self))
        self.steps = {step.name: step for step in steps}
        self.nav.steps = [{"name": step.name, "label": step.label} for step in steps]
        left_at = work.store.record.desk.step
        step = left_at if left_at in self.steps else ReferralStep.name
        if self.place.kind != "desk":
            # From the first look on, this recruit meets this person: the record is begun now.
            work.go(step)
        work.watch(self._changed)
        self._show(step)

    def _show(self, step: str) -> None:
        opened = self.steps[step]
        opened.refresh()
        self.nav.current = step
        # A course's notebook has a title of its own; by oneself, the room is all there is.
        title = [self.page] if self.place.kind == "self-study" else []
        self.children = [*title, self.nav, self.status, opened.box]
        self._say_saved()

    def _changed(self) -> None:
        self.steps[self.nav.current].refresh()
        self._say_saved()

    def _say_saved(self) -> None:
        if self.work is not None:
            self.status.saved = self.work.saved
            self.status.problem = self.work.problem

    def _look(self) -> None:
        if self.work is not None:
            self.work.look()

    def _begin_afresh(self) -> None:
        try:
            begin_afresh(self.place.record)
        except OSError as error:
            verdict = f"The old file could not be kept under another name ({error.strerror})."
            show(self.page, page("broken", verdict=verdict, file=self.place.record.name))
            return
        self._enter()

"""
The panel's page, the same in Voila and in a notebook.

A rater enters the code of their invitation, goes from step to step, and every
answer is on the disk before the page says so. The code opens their answers
again at any time until the round closes.
"""

from pathlib import Path

import ipywidgets as widgets

from course.panel.controls import Entry
from course.panel.marking import MarkingStep
from course.panel.pages import page
from course.panel.rating import Rating
from course.panel.steps import (
    AboutStep,
    FinishStep,
    ImportanceStep,
    StandardStep,
    Step,
    WordingStep,
)
from course.room.controls import Message, Nav, Page, Status
from course.room.step import close, listen, show
from grading.panel import Panel, PanelError, open_panel
from simgen.errors import KitError

MINUTES_EACH = 20
"""For reading and marking one submission; assumption."""
MINUTES_BESIDE = 45
"""For everything else; assumption."""


def panel_page(folder: Path | None = None) -> "PanelPage":
    """
    Return the page of the panel in a folder, the working folder when none is given.

    Never raises for a panel that cannot be used: the page then says so.
    """
    return PanelPage(folder or Path.cwd())


class PanelPage(widgets.VBox):
    """One panel's page; use :func:`panel_page`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.add_class("case-room")  # for its type, colours and status line
        self.add_class("panel-room")
        self.page = Page()
        self.entry = Entry()
        self.nav = Nav(label="Steps of the panel")
        self.status = Status()
        self.steps: dict[str, Step] = {}
        self.rating: Rating | None = None
        self.panel: Panel | None = None
        listen(self.entry, self, {"enter": self._enter})
        listen(self.nav, self, {"go": lambda message: self.go(str(message.get("step", "")))})
        listen(self.status, self, {"look": lambda _message: None})
        try:
            self.panel = open_panel(folder)
        except KitError as error:
            show(self.page, page("broken", words=str(error)))
            self.children = [self.nav, self.page]
            return
        show(
            self.page,
            page(
                "welcome",
                title=self.panel.file.title,
                simulated=self.panel.file.simulated,
                takes=_takes(MINUTES_BESIDE + MINUTES_EACH * len(self.panel.labels)),
            ),
        )
        self.children = [self.nav, self.status, self.page, self.entry]

    def __repr__(self) -> str:
        """Say what this is in one line, for places that cannot show widgets."""
        return "The panel's page"

    def go(self, name: str) -> None:
        """Open a step; an unknown name changes nothing."""
        if name not in self.steps:
            return
        step = self.steps[name]
        step.refresh()
        self.nav.current = name
        (self.add_class if name == MarkingStep.name else self.remove_class)("panel-wide")
        self.children = [self.nav, self.status, step.box]
        self.changed()

    def answer(self, token: str) -> None:
        """Tell the status line that what carried this token has been dealt with."""
        self.status.send({"acked": token})

    def complain(self, words: str) -> None:
        """Show the rater a problem."""
        self.status.problem = words

    def changed(self) -> None:
        """Say whether everything is saved."""
        if self.rating is not None:
            self.status.saved = self.rating.saved
            self.status.problem = self.rating.problem

    def close_all(self) -> None:
        """Close the page and every control in it."""
        for step in self.steps.values():
            step.close()
        for control in (self.nav, self.status, self.page, self.entry, self):
            close(control)

    def _enter(self, message: Message) -> None:
        if self.panel is None:
            return
        try:
            self.rating = Rating(self.panel, str(message.get("code", ""))[:100])
        except PanelError as error:
            self.entry.problem = ""  # so that the same words are said again
            self.entry.problem = str(error)
            return
        made: list[Step] = [AboutStep(self.rating, self), ImportanceStep(self.rating, self)]
        made.append(WordingStep(self.rating, self))
        if self.panel.labels:
            made.append(MarkingStep(self.rating, self))
        made += [StandardStep(self.rating, self), FinishStep(self.rating, self)]
        self.steps = {step.name: step for step in made}
        self.nav.steps = [{"name": step.name, "label": step.label} for step in made]
        self.go(made[0].name)


def _takes(minutes: int) -> str:
    """Return a time as people say it: in minutes, or in half hours from two hours on."""
    if minutes < 120:
        return f"{minutes} minutes"
    halves = round(minutes / 30)
    return (
        f"{halves // 2}{' and a half' if halves % 2 else ''} hours, in as many sittings as you like"
    )

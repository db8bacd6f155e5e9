"""What every step of the room has in common."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import ClassVar, Protocol

import ipywidgets as widgets
from pydantic import ValidationError

from course.room.controls import Message, Page
from course.room.work import Work

_log = logging.getLogger(__name__)

Handler = Callable[[Message], None]


class Host(Protocol):
    """What a step may ask of the room around it."""

    def go(self, step: str) -> None:
        """Open another step."""

    def answer(self, token: str) -> None:
        """Tell the status line that what carried this token has been dealt with."""

    def complain(self, words: str) -> None:
        """Tell the recruit that something could not be done."""


class Step(ABC):
    """
    One step of the case: its name, its label, and the box with its controls.

    A step is drawn by :meth:`refresh`, which is called when it opens and after
    every change while it is open.
    """

    name: ClassVar[str]
    label: ClassVar[str]

    def __init__(self, work: Work, host: Host, controls: list[widgets.Widget]) -> None:
        self.work = work
        self.host = host
        self.controls = controls
        self.box = widgets.VBox(controls)
        self.box.add_class("room-panel")
        self.box.add_class(f"room-panel-{self.name}")

    @abstractmethod
    def refresh(self) -> None:
        """Bring the controls up to date with the work."""

    def go(self, message: Message) -> None:
        """Open the step that a button names."""
        self.host.go(str(message.get("step", "")))

    def close(self) -> None:
        """Close the step's box and every control it has."""
        for control in (*self.controls, self.box):
            close(control)


def close(control: widgets.Widget) -> None:
    """Close a control and the layout that came with it, so that neither stays behind."""
    if control.comm is not None:
        control.layout.close()
        control.close()


def listen(control: widgets.Widget, host: Host, handlers: Mapping[str, Handler]) -> None:
    """
    Hand each message of a control to the handler of its kind, then answer its token.

    A message that is not understood is dropped: it can only come from outside
    the room. When a handler refuses the values, the recruit is told.
    """

    def received(_control: object, content: object, _buffers: object) -> None:
        if not isinstance(content, dict):
            return
        handler = handlers.get(str(content.get("kind", "")))
        if handler is None:
            return
        try:
            handler(content)
        except ValidationError as error:
            _log.info("A change was refused: %s", error.error_count())
            host.complain(
                "That change could not be kept: part of it is too long or not what the box "
                "expects. Shorten it or clear the box, and type it again."
            )
        else:
            host.answer(str(content.get("token", "")))

    control.on_msg(received)


def show(control: Page, html: str) -> None:
    """Show a page, unless it is what stands there already."""
    if control.html != html:
        control.html = html

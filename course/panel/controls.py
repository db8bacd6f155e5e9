"""
The page's own controls, beside those it takes from the case room.

What a control tells the kernel is a message ``{"kind": ..., "token": ...}``, as in
:mod:`course.room.controls`.
"""

from pathlib import Path

import anywidget
import traitlets as t

from course.room import controls

HERE = Path(__file__).parent


def script(name: str) -> str:
    """Return a control's JavaScript, the case room's shared part first."""
    shared = (controls.HERE / "js" / "dom.js").read_text(encoding="utf-8")
    return shared + "\n" + (HERE / "js" / f"{name}.js").read_text(encoding="utf-8")


class Entry(anywidget.AnyWidget):
    """The box for the invitation's code; ``problem`` says why one was not taken."""

    _esm = script("entry")
    _css = (HERE / "panel.css").read_text(encoding="utf-8")

    problem = t.Unicode().tag(sync=True)


class Form(anywidget.AnyWidget):
    """
    Groups of labelled fields, each saved by itself.

    A group has ``id``, ``heading``, ``help``, ``html`` (a page of ours, escaped),
    ``levels`` (pairs of name and description, folded away) and ``fields``. A field
    has ``key``, ``label``, ``kind`` ("select", "radios", "area", "text",
    "number"), ``value`` and where needed ``hint``, ``longest`` and ``options``:
    value and label, for radios a description as well. ``progress`` says how much
    is done.
    """

    _esm = script("form")

    groups = t.List(t.Dict()).tag(sync=True)
    progress = t.Unicode().tag(sync=True)

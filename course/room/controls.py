"""
The room's controls: small anywidgets with proper markup.

Each is one file of plain JavaScript in ``js/``, put behind ``js/dom.js``; none
is built and none is fetched from elsewhere. What a control tells the kernel comes
as a message ``{"kind": ..., "token": ...}``; the status line answers with the
token when the work is done.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

HERE = Path(__file__).parent


def script(name: str) -> str:
    """Return a control's JavaScript, the shared part first."""
    return "\n".join(
        (HERE / "js" / f"{part}.js").read_text(encoding="utf-8") for part in ("dom", name)
    )


class Nav(anywidget.AnyWidget):
    """
    The steps, as buttons in a navigation; the open one is ``aria-current="step"``.

    ``label`` is what a screen reader calls the navigation.
    """

    _esm = script("nav")
    _css = (HERE / "room.css").read_text(encoding="utf-8")

    label = t.Unicode("Steps of the case").tag(sync=True)
    steps = t.List(t.Dict()).tag(sync=True)
    current = t.Unicode().tag(sync=True)


class Status(anywidget.AnyWidget):
    """
    Whether the work is safe.

    ``saved`` is such as "Saved at 14:03"; ``problem`` is empty, or says what is
    wrong and what to do.
    """

    _esm = script("status")

    saved = t.Unicode().tag(sync=True)
    problem = t.Unicode().tag(sync=True)


class Page(anywidget.AnyWidget):
    """A page rendered by :func:`course.room.pages.page`, with buttons that send messages."""

    _esm = script("page")

    html = t.Unicode().tag(sync=True)


class TalkPane(anywidget.AnyWidget):
    """
    The conversation.

    ``scene`` is what is seen on arriving. A line has ``who`` ("you", "them", or "visit" where
    a later visit begins), ``name`` and ``parts``, a list of
    ``{"kind": "said" or "seen", "text": ...}``. A hint has ``rung`` ("think",
    "do" or "say") and ``text``; ``more`` tells whether asking again brings more.
    """

    _esm = script("talk")

    heading = t.Unicode().tag(sync=True)
    them = t.Unicode().tag(sync=True)
    longest = t.Int(10_000).tag(sync=True)
    scene = t.Unicode().tag(sync=True)
    lines = t.List(t.Dict()).tag(sync=True)
    draft = t.Unicode().tag(sync=True)
    hints = t.List(t.Dict()).tag(sync=True)
    more = t.Bool(default_value=True).tag(sync=True)
    ended = t.Bool(default_value=False).tag(sync=True)
    ending = t.Unicode().tag(sync=True)


class Services(anywidget.AnyWidget):
    """What the town offers; ``planned`` are the services that the plan already names."""

    _esm = script("services")

    services = t.List(t.Dict()).tag(sync=True)
    planned = t.List(t.Unicode()).tag(sync=True)


class Section(anywidget.AnyWidget):
    """
    One heading of the plan.

    ``columns`` describe the fields of a row (see :mod:`course.room.planning`),
    ``rows`` hold their values, ``blank`` is a new row, ``most`` how many there may
    be, ``offers`` are own words of the person that can be taken over.
    """

    _esm = script("section")

    name = t.Unicode().tag(sync=True)
    heading = t.Unicode().tag(sync=True)
    help = t.Unicode().tag(sync=True)
    noun = t.Unicode().tag(sync=True)
    add_label = t.Unicode().tag(sync=True)
    single = t.Bool(default_value=False).tag(sync=True)
    most = t.Int(20).tag(sync=True)
    columns = t.List(t.Dict()).tag(sync=True)
    blank = t.Dict().tag(sync=True)
    rows = t.List(t.Dict()).tag(sync=True)
    offers = t.List(t.Dict()).tag(sync=True)


Message = dict[str, Any]
"""What a control sends: ``kind``, ``token`` and what goes with them; never trusted."""

"""The life line: what happened, in order, down one line with years and ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.pictures.drawing import INK, PAPER, frame, text, wrapped

if TYPE_CHECKING:
    from simgen.person.pictures.subject import Pictured

_X, _LINE, _GAP = 92, 17, 16
_LETTERS = 34
_MARKS = {"bereavement": "cross", "separation": "cross", "redundancy": "cross", "birth": "full"}


def lifeline_svg(person: Pictured) -> str:
    """Return the life line of a person as an SVG image."""
    y = 34
    first = y
    body: list[str] = []
    for event in person.life_events:
        lines = wrapped(event.text, _LETTERS)
        body += [
            text(12, y, event.month[:4], bold=True),
            text(50, y, f"at {event.age}" if event.age else "", quiet=True, size=12),
            _mark(_MARKS.get(event.kind, "open"), y - 4),
            *(text(_X + 18, y + _LINE * at, line) for at, line in enumerate(lines)),
        ]
        y += _LINE * len(lines) + _GAP
    last = y
    body += [
        text(12, y, str(person.reference_date.year), bold=True),
        text(_X + 18, y, f"Now, {person.age} years", bold=True),
    ]
    key = _key(last + 34)
    spine = f'<line x1="{_X}" y1="{first - 4}" x2="{_X}" y2="{last - 4}" stroke="{INK}" stroke-width="3"/>'
    name = person.name.known_as
    description = " ".join(f"{line}." for line in lifeline_text(person))
    return frame(
        f"lifeline-{person.id}",
        last + 54,
        f"Life line of {name}",
        description,
        [spine, *body, *key],
    )


def lifeline_text(person: Pictured) -> list[str]:
    """Return the same in words, one line an event."""
    return [
        f"{event.month[:4]}{f', at {event.age}' if event.age else ''}: {event.text}"
        for event in person.life_events
    ]


def _mark(shape: str, y: float, x: float = _X) -> str:
    """A round mark; filled for a birth, a cross for a loss: told by shape, not by colour."""
    if shape == "cross":
        return (
            f'<rect x="{x - 7:g}" y="{y - 7:g}" width="14" height="14" fill="{PAPER}"/>'
            f'<path d="M{x - 6:g} {y - 6:g}L{x + 6:g} {y + 6:g}M{x + 6:g} {y - 6:g}L{x - 6:g} {y + 6:g}" '
            f'stroke="{INK}" stroke-width="3"/>'
        )
    fill = INK if shape == "full" else PAPER
    return f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{fill}" stroke="{INK}" stroke-width="2"/>'


def _key(y: float) -> list[str]:
    """The key to the marks, at the foot."""
    pieces = []
    for x, shape, words in (
        (20, "full", "a birth"),
        (104, "cross", "a loss or an end"),
        (244, "open", "other"),
    ):
        pieces += [_mark(shape, y, x), text(x + 14, y + 5, words, size=12)]
    return pieces

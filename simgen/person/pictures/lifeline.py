"""The life line: what happened, in order, down one line with years and ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.pictures.drawing import INK, frame, text, wrapped

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
    spine = f'<line x1="{_X}" y1="{first - 4}" x2="{_X}" y2="{last - 4}" stroke="{INK}" stroke-width="3"/>'
    name = person.name.known_as
    description = " ".join(f"{line}." for line in lifeline_text(person))
    return frame(
        f"lifeline-{person.id}", last + 24, f"Life line of {name}", description, [spine, *body]
    )


def lifeline_text(person: Pictured) -> list[str]:
    """Return the same in words, one line an event."""
    return [
        f"{event.month[:4]}{f', at {event.age}' if event.age else ''}: {event.text}"
        for event in person.life_events
    ]


def _mark(shape: str, y: float) -> str:
    """A round mark; filled for a birth, a cross for a loss: told by shape, not by colour."""
    if shape == "cross":
        return (
            f'<rect x="{_X - 7}" y="{y - 7:g}" width="14" height="14" fill="#ffffff"/>'
            f'<path d="M{_X - 6} {y - 6:g}L{_X + 6} {y + 6:g}M{_X + 6} {y - 6:g}L{_X - 6} {y + 6:g}" '
            f'stroke="{INK}" stroke-width="3"/>'
        )
    fill = INK if shape == "full" else "#ffffff"
    return f'<circle cx="{_X}" cy="{y:g}" r="6" fill="{fill}" stroke="{INK}" stroke-width="2"/>'

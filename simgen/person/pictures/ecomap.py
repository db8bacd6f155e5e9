"""
The eco-map: the person in the middle, people, animals, groups and places around.

How near a tie is shows in its line, never in colour alone: thick for strong,
thin for ordinary, dotted for faint, zigzag for strained. Ties branch off to both
sides of a stem that goes down from the person, so that names stay readable at
360 pixels however many there are, and no line crosses another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgen.person.pictures.drawing import INK, WIDTH, frame, text, wrapped

if TYPE_CHECKING:
    from simgen.person.life.model import Tie
    from simgen.person.pictures.subject import Pictured

_WORDS = {
    "strong": "strong tie",
    "ordinary": "ordinary tie",
    "faint": "faint tie",
    "strained": "strained tie",
}
_ROW, _TOP = 74, 84
_BOX, _TALL = 138, 58
_LETTERS = 19


def ecomap_svg(person: Pictured) -> str:
    """Return the eco-map of a person as an SVG image."""
    ties = person.network
    rows = (len(ties) + 1) // 2
    height = _TOP + rows * _ROW + 78
    middle = WIDTH / 2
    foot = _TOP + (rows - 1) * _ROW + _TALL / 2
    stem = (
        f'<line x1="{middle:g}" y1="58" x2="{middle:g}" y2="{foot:g}" stroke="{INK}" '
        'stroke-width="3"/>'
    )
    lines, boxes = [stem], []
    for place, tie in enumerate(ties):
        y = _TOP + (place // 2) * _ROW + _TALL / 2
        left = place % 2 == 0
        edge = 8 + _BOX if left else WIDTH - 8 - _BOX
        lines.append(_line(tie.strength, middle, edge, y))
        boxes += _box(tie, 8 if left else WIDTH - 8 - _BOX, y - _TALL / 2)
    name = person.name.known_as
    centre = [
        f'<rect x="{middle - 84:g}" y="10" width="168" height="48" rx="24" fill="#ffffff" stroke="{INK}" stroke-width="3"/>',
        text(middle, 32, wrapped(name, 22)[0], anchor="middle", bold=True, size=14),
        text(middle, 49, f"{person.age} years", anchor="middle", quiet=True),
    ]
    key = _key(height - 62)
    description = " ".join(f"{line}." for line in ecomap_text(person))
    return frame(
        f"ecomap-{person.id}",
        height,
        f"Eco-map of {name}",
        description,
        [*lines, *boxes, *centre, *key],
    )


def ecomap_text(person: Pictured) -> list[str]:
    """Return the same in words, one line a tie."""
    return [_in_words(tie) for tie in person.network]


def _in_words(tie: Tie) -> str:
    age = f", {tie.age}" if tie.age is not None else ""
    return f"{tie.name} ({tie.relation}{age}): {_WORDS[tie.strength]}, {tie.contact}"


def _box(tie: Tie, x: float, y: float) -> list[str]:
    round_ = 16 if tie.kind in ("person", "animal") else 0
    age = f", {tie.age}" if tie.age is not None else ""
    words = [*wrapped(tie.name, _LETTERS)[:2], *wrapped(f"{tie.relation}{age}", 21)][:3]
    first = y + (24 if len(words) == 2 else 17 if len(words) > 2 else 34)
    named = len(wrapped(tie.name, _LETTERS)[:2])
    return [
        f'<rect x="{x:g}" y="{y:g}" width="{_BOX}" height="{_TALL}" rx="{round_}" fill="#ffffff" stroke="{INK}"/>',
        *(
            text(
                x + _BOX / 2,
                first + 17 * at,
                line,
                anchor="middle",
                bold=at < named,
                quiet=at >= named,
            )
            for at, line in enumerate(words)
        ),
    ]


def _line(strength: str, x1: float, x2: float, y: float) -> str:
    if strength == "strained":
        return _zigzag(x1, x2, y)
    width = {"strong": 6, "ordinary": 2, "faint": 2}[strength]
    dots = ' stroke-dasharray="2 5"' if strength == "faint" else ""
    return (
        f'<line x1="{x1:g}" y1="{y:g}" x2="{x2:g}" y2="{y:g}" stroke="{INK}" '
        f'stroke-width="{width}"{dots}/>'
    )


def _zigzag(x1: float, x2: float, y: float) -> str:
    steps = 6
    points = []
    for at in range(steps + 1):
        side = 0 if at in (0, steps) else (6 if at % 2 else -6)
        points.append(f"{x1 + (x2 - x1) * at / steps:.1f},{y + side:.1f}")
    return f'<polyline points="{" ".join(points)}" fill="none" stroke="{INK}" stroke-width="2"/>'


def _key(y: float) -> list[str]:
    """The key to the lines, at the foot."""
    pieces = []
    for place, strength in enumerate(("strong", "ordinary", "faint", "strained")):
        x = 12 + (place % 2) * 176
        at = y + 18 + (place // 2) * 26
        pieces += [_line(strength, x, x + 44, at), text(x + 54, at + 5, _WORDS[strength])]
    return pieces

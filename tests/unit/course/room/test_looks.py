"""Colours that can be read, text that is large enough: WCAG 2.2 AA, from the style sheet itself."""

import re
from pathlib import Path

import pytest

from course.room import controls

CSS = (Path(controls.__file__).parent / "room.css").read_text("utf-8")

TEXT_PAIRS = [
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink", "you"),
    ("soft", "paper"),
    ("soft", "wash"),
    ("main", "paper"),
    ("main", "wash"),
    ("main-deep", "wash"),
    ("main-ink", "main"),
    ("main-ink", "main-deep"),
    ("well", "paper"),
    ("try", "paper"),
]
SHAPE_PAIRS = [
    ("field", "paper"),
    ("main", "paper"),
    ("bad", "paper"),
    ("focus-ink", "focus"),
]


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme by name; dark ones replace light ones."""
    light, dark = (
        dict(re.findall(r"--room-([a-z-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r"\.case-room \{(.*?)\}", CSS, re.DOTALL)[:2]
    )
    return light if theme == "light" else {**light, **dark}


def luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1: WCAG 2.2, definition of the same name."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(theme: str, front: str, back: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPE_PAIRS)
def test_shapes_stand_out_from_their_ground(theme: str, front: str, back: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[front], colours[back]) >= 3


def test_no_text_is_smaller_than_sixteen_pixels() -> None:
    """The numbers in the circles of the navigation are ornament and hidden from readers."""
    sizes = [float(size) for size in re.findall(r"font-size: ([0-9.]+)px", CSS)]
    assert min(sizes) == 15
    assert sizes.count(15) == 1
    ems = [float(size) for size in re.findall(r"font-size: ([0-9.]+)r?em", CSS)]
    assert min(ems) >= 1

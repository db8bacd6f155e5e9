"""A small picture of a group's answers and one's own, and the same in words."""

from dataclasses import dataclass

from course.panel.pages import page
from grading.panel.group import Spread

WIDTH, HEIGHT, LEFT, RIGHT, Y = 460, 62, 18, 442, 22


@dataclass(frozen=True, slots=True)
class Tick:
    """A number below the line."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Where everything lies, in the drawing's own units; ``own`` is None without an own answer."""

    low: float
    wide: float
    median: float
    own: float | None
    ticks: tuple[Tick, ...]
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    y: int = Y


def show_spread(
    spread: Spread | None, least: int, most: int, own: float | None, step: int = 1
) -> str:
    """Return the picture of a spread on a scale; an empty page where the group is too small."""
    if spread is None:
        return ""
    return page("group", spread=spread, picture=_draw(spread, least, most, own, step))


def in_words(spread: Spread, own: float | None) -> str:
    """Return what the picture shows; the ends of the middle part to the nearest whole number."""
    low, high = round(spread.low), round(spread.high)
    middle = f"the middle answer of {spread.count} is {spread.median:g}"
    together = (
        "the middle part of the group says the same"
        if low == high == spread.median
        else f"the middle part of the group lies from {low} to {high}"
    )
    yours = "" if own is None else f" You said {own:g}."
    return f"Round one: {middle}, and {together}.{yours}"


def _draw(spread: Spread, least: int, most: int, own: float | None, step: int) -> Picture:
    def at(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (value - least) / (most - least), 1)

    low, high = at(spread.low), at(spread.high)
    return Picture(
        low=low - 4,
        wide=round(high - low + 8, 1),
        median=at(spread.median),
        own=None if own is None else at(own),
        ticks=tuple(Tick(at(value), str(value)) for value in range(least, most + 1, step)),
        words=in_words(spread, own),
    )

"""How trust moved in a conversation, as points of a small drawing and as words."""

from dataclasses import dataclass

from simgen.conversation import Talk

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 60, 624, 16, 196


@dataclass(frozen=True, slots=True)
class Point:
    """Where a turn stands in the drawing; ``ten`` is trust in tenths, ``why`` what moved it."""

    x: float
    y: float
    ten: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid and its label."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class TrustCurve:
    """The drawing, in its own units, and one sentence that says what it shows."""

    points: tuple[Point, ...]
    words: str
    lines: tuple[Line, ...] = tuple(
        Line(BOTTOM - (BOTTOM - TOP) * tenth / 10, str(tenth)) for tenth in (0, 5, 10)
    )
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT


def draw_trust(curve: tuple[float, ...], talk: Talk) -> TrustCurve:
    """
    Return the drawing of a trust curve.

    ``curve`` holds trust from 0 to 1, first at the start and then after every
    turn of ``talk``.
    """
    between = {arrival.turns_before + 1: arrival.why for arrival in talk.arrivals}
    moves = [(*between.get(turn.number, ()), *turn.why) for turn in talk.turns]
    whys = ["", *(" ".join(move.because for move in each) for each in moves)]
    apart = (RIGHT - LEFT) / max(1, len(curve) - 1)
    points = tuple(
        Point(
            x=round(LEFT + apart * at, 1),
            y=round(BOTTOM - (BOTTOM - TOP) * trust, 1),
            ten=f"{trust * 10:.1f}",
            why=whys[at] if at < len(whys) else "",
        )
        for at, trust in enumerate(curve)
    )
    return TrustCurve(points, _told(curve))


def _told(curve: tuple[float, ...]) -> str:
    start, end, most = curve[0] * 10, curve[-1] * 10, max(curve) * 10
    told = f"Trust began at {start:.0f} out of 10 and ended at {end:.0f}"
    return f"{told}." if most - max(start, end) < 1 else f"{told}; at its best it was {most:.0f}."

"""How trust moved in a conversation, as points of a small drawing and as words."""

from dataclasses import dataclass, replace

from simgen.conversation import Talk
from simgen.conversation.coaching import is_slip

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 260, 60, 616, 16, 196

LABELS_APART = 44
"""Least distance between two labels below the drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Point:
    """
    Where a turn stands in the drawing.

    ``ten`` is trust in tenths, ``why`` what moved it, ``label`` what stands below
    it (empty where there is no room); ``slip`` where trust was lost at once,
    ``turned`` at the turn that moved most.
    """

    x: float
    y: float
    ten: str
    why: str
    label: str
    slip: bool = False
    turned: bool = False


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
    foot: int = BOTTOM + 40

    @property
    def words_of_marks(self) -> str:
        """What the marks mean, for those who see them; only of marks that are there."""
        marks = [
            *(["the ring is the one that moved most"] * any(each.turned for each in self.points)),
            *(["a triangle is one that cost trust at once"] * any(p.slip for p in self.points)),
        ]
        return "; ".join(["Each dot is a turn", *marks]) + "."


def draw_trust(curve: tuple[float, ...], talk: Talk, turned: int | None = None) -> TrustCurve:
    """
    Return the drawing of a trust curve.

    ``curve`` holds trust from 0 to 1, first at the start and then after every
    turn of ``talk``; ``turned`` is the turn that moved most, if any did.
    """
    between = {arrival.turns_before + 1: arrival.why for arrival in talk.arrivals}
    apart = (RIGHT - LEFT) / max(1, len(curve) - 1)
    every = next(
        step for step in (1, 2, 5, 10, 20, 50) if step * apart >= LABELS_APART or step == 50
    )
    points = [_place(LEFT, curve[0], "", "Start")]
    for turn in talk.turns:
        moves = (*between.get(turn.number, ()), *turn.why)
        why = " ".join(move.because for move in moves)
        label = str(turn.number) if turn.number % every == 0 else ""
        point = _place(LEFT + apart * turn.number, turn.trust, why, label)
        points.append(replace(point, slip=is_slip(turn), turned=turn.number == turned))
    return TrustCurve(tuple(points), _told(curve))


def _place(x: float, trust: float, why: str, label: str) -> Point:
    y = BOTTOM - (BOTTOM - TOP) * trust
    return Point(round(x, 1), round(y, 1), f"{trust * 10:.1f}", why, label)


def _told(curve: tuple[float, ...]) -> str:
    start, end, most = curve[0] * 10, curve[-1] * 10, max(curve) * 10
    told = f"Trust began at {start:.0f} out of 10 and ended at {end:.0f}"
    return f"{told}." if most - max(start, end) < 1 else f"{told}; at its best it was {most:.0f}."

"""
The pass mark that a panel set, in words: where it comes from, and where points stand to it.

Points are never called passed or failed by themselves. A mark is said with its
standard error and with who set it; a starter rubric has none, and one that a
simulated panel made up is held against nobody. Within one standard error another
panel might have drawn the line on the other side, so points there are close to
the line and a second marker looks at them: the same rule by which
:mod:`grading.moderation.sampling` draws them. What stands under a gate is said
beside it, by :mod:`grading.gates`, and neither makes up for the other.
"""

from dataclasses import dataclass
from typing import Any, Literal

from grading.results import ShutGate
from grading.rubric import SIMULATED, Rubric

Side = Literal["above", "close", "below"]

SAYS: dict[Side, str] = {
    "above": "{points} points are {apart} above it, by more than one standard error.",
    "close": (
        "{points} points are close to the line: {apart} away from it, and within one standard error "
        "points cannot tell. A second marker looks at it."
    ),
    "below": "{points} points are {apart} below it, by more than one standard error.",
}
"""What is said of points; ``apart`` is how far they lie from the mark, in points."""

WAITING = "Points are held against it when every part is marked."

_SETTLED = "pass-mark-error"
"""The panel's rule, frozen before its first round: the widest standard error of a settled mark."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Standing:
    """Where points stand to a pass mark; ``words`` say so to anyone."""

    side: Side
    words: str


def is_close(points: float, mark: float, margin: float) -> bool:
    """Tell whether points are within a margin of the mark, its ends included."""
    return abs(points - mark) <= margin + _ROUNDING


def standing(points: float, mark: float, standard_error: float) -> Standing:
    """Return where points stand to a mark."""
    side: Side = "above" if points > mark else "below"
    if is_close(points, mark, standard_error):
        side = "close"
    words = SAYS[side].format(points=_number(points), apart=_number(abs(points - mark)))
    return Standing(side, words)


def standing_in(rubric: Rubric, points: float | None) -> Standing | None:
    """Return where points stand; None without a mark that may be used, or without points."""
    mark = rubric.pass_mark
    if mark is None or points is None:
        return None
    return standing(points, mark.points, mark.standard_error)


def passes(points: float, rubric: Rubric, shut: tuple[ShutGate, ...]) -> bool | None:
    """
    Tell programs whether points reach the pass mark with every gate open.

    None where the rubric has no mark that may be used, and close to the line,
    where a second marker decides. A shut gate is never made up for by points.
    """
    there = standing_in(rubric, points)
    if there is None:
        return None
    if shut:
        return False
    return None if there.side == "close" else there.side == "above"


def provenance(rubric: Rubric) -> str:
    """Return in words what the rubric's pass mark is and who set it, or why there is none."""
    if rubric.kind == "starter" or rubric.confirmation is None:
        return (
            "There is no pass mark: this is a starter rubric, and no panel of experienced link workers "
            "has set one. Points say how far each part has come, not whether somebody passes."
        )
    mark = rubric.confirmation.pass_mark
    if rubric.kind == "simulated":
        made_up = (
            f" Its made-up mark is {_number(mark.points)} of {_number(mark.of)} points (standard error "
            f"{_number(mark.standard_error)})."
            if mark
            else ""
        )
        return (
            f"{SIMULATED}: there is no pass mark that counts. The panel of this rubric is made up by a "
            f"program.{made_up} Nobody's points are held against it."
        )
    if mark is None:
        return "There is no pass mark: the panel that confirmed this rubric set none."
    said = (
        f"The pass mark is {_number(mark.points)} of {_number(mark.of)} points, with a standard error "
        f"of {_number(mark.standard_error)}: what {mark.judges} experienced link workers together "
        "expect of a recruit who is just competent (modified Angoff method)."
    )
    if not _settled(rubric):
        said += " It is provisional, because they differ widely."
    gates = [f"“{criterion.title}”" for criterion in rubric.criteria if criterion.gate]
    if gates:
        word = "is a gate" if len(gates) == 1 else "are gates"
        said += f" It is about points alone: {' and '.join(gates)} {word} for which no points make up, said apart."
    return said


def pass_mark_data(rubric: Rubric) -> dict[str, Any]:
    """
    Return the pass mark as JSON data.

    ``words`` as :func:`provenance` has them; ``points`` and ``standard_error``
    are None where no mark may be used.
    """
    mark = rubric.pass_mark
    return {
        "words": provenance(rubric),
        "points": mark.points if mark else None,
        "standard_error": mark.standard_error if mark else None,
    }


def _settled(rubric: Rubric) -> bool:
    """Tell whether the judges were as near to each other as their panel's rule asks; True without one."""
    confirmation = rubric.confirmation
    if confirmation is None or confirmation.pass_mark is None:
        return True
    mark = confirmation.pass_mark
    limits = [rule.value for rule in confirmation.rules if rule.name == _SETTLED]
    return all(mark.standard_error <= limit * mark.of for limit in limits)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"

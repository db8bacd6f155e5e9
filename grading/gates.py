"""
Gates: criteria that no other can make up for.

Points are never touched, so gradebook, notebook and feedback add up. What a shut
gate caps is what the points stand for: the level of the whole is then at most
the gate's, the reason is shown beside the points, and nothing counts as passed.
"""

from collections.abc import Mapping

from grading.results import ShutGate
from grading.rubric import TOP_LEVEL, Rubric


def shut_gates(levels: Mapping[str, int], rubric: Rubric) -> tuple[ShutGate, ...]:
    """Return the gates that the levels reached leave shut; a criterion not in ``levels`` waits."""
    return tuple(
        ShutGate(
            criterion_id=criterion.id,
            title=criterion.title,
            level=levels[criterion.id],
            needs=criterion.gate.needs,
            caps_at=criterion.gate.caps_at,
            words=gate_in_words(
                criterion.title,
                levels[criterion.id],
                criterion.gate.needs,
                criterion.gate.caps_at,
                rubric.level_names,
            ),
        )
        for criterion in rubric.criteria
        if criterion.gate is not None
        and criterion.id in levels
        and levels[criterion.id] < criterion.gate.needs
    )


def gate_in_words(title: str, level: int, needs: int, caps_at: int, level_names: list[str]) -> str:
    """Return what a shut gate means, for recruit and trainer alike."""
    return (
        f"{title} comes first. It stands at “{level_names[level]}” and has to reach "
        f"“{level_names[needs]}”. Until then the whole counts as “{level_names[caps_at]}” at most, "
        "whatever the points add up to."
    )


def overall_level(points: float, maximum: float, shut: tuple[ShutGate, ...] = ()) -> int:
    """
    Return the level of the whole, 0 to 3: the nearest to the share of the points, then the caps.

    The nearest, and not the one below, is an assumption.
    """
    share = points / maximum if maximum else 0.0
    level = int(max(0.0, min(1.0, share)) * TOP_LEVEL + 0.5)
    return min([level, *(gate.caps_at for gate in shut)])

"""Deaths of others than the partner, within the years that are looked back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Life
    from simgen.person.life.model import Relative


def loses(life: Life) -> bool:
    """Tell whether the latest death is of somebody other than the partner, and not yet told."""
    years = life.core["loss_years"]
    return bool(years >= 0 and years != life.core["widowed_years"]) and "lost" not in life.slots


def lose(life: Life, draws: Draws, kind: str, name: str, whom: str) -> None:
    """Note the death; ``whom`` is how the person would say it ("my mum")."""
    month = life.now - life.core["loss_years"] * 12 - draws.between(0, 11)
    life.happened(month, "bereavement", f"{name}, {kind}, died")
    life.tags[f"loss:{kind}"] = f"lost {name}"
    life.slots["lost"] = whom


def lose_relative(life: Life, draws: Draws, kind: str, one: Relative, whom: str) -> None:
    """Note the death of a relative, who joins the family as one of its dead."""
    lose(life, draws, kind, one.name, whom)
    one.age = max(0, one.age - life.core["loss_years"] - 1)
    one.alive, one.lives, one.closeness = False, None, None
    life.family.append(one)

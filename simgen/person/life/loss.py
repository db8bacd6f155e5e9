"""Deaths of others than the partner, within the years that are looked back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from simgen.person.life.columns import Ints
    from simgen.person.life.draws import Draws
    from simgen.person.life.making import Lives


def lose(lives: Lives, draws: Draws, rows: Ints, who: Ints, kind: str, whom: str) -> None:
    """
    Note the latest death of some persons, which nobody has noted yet.

    ``kind`` is of ``loss:...`` among the tags; ``whom`` is how the person would
    say it ("my mum"), "{}" for the name.
    """
    month = lives.now - lives.core.numbers("loss_years")[rows] * 12 - draws.between(0, 11)
    lives.events.add(rows, month, "bereavement", f"{{}}, {kind}, died", who)
    lives.tags.set(f"loss:{kind}", rows)
    lives.slot_named("lost", rows, who, whom)
    lives.untold_loss[rows] = False


def age_at_death(lives: Lives, rows: Ints, age: Ints) -> Ints:
    """Return the age that somebody reached who would be of an age now."""
    reached: Ints = np.maximum(0, age - lives.core.numbers("loss_years")[rows] - 1)
    return reached


def tell_of_losses(lives: Lives) -> None:
    """Say how long ago the latest loss is."""
    losses = lives.core.numbers("loss_years")
    lives.tags.set("loss-recent", (losses >= 0) & (losses <= 2))
    lives.tags.set("loss-earlier", losses > 2)

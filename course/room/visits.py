"""Going back: the offer of a further visit, and what had happened in between."""

from dataclasses import dataclass

from course.room.speech import Part, parts
from simgen.conversation import Arrival, Talk
from simgen.scenario import later


@dataclass(frozen=True, slots=True)
class Between:
    """One later visit looked back on; ``happened`` and ``moved`` are sentences."""

    title: str
    arrival: list[Part]
    happened: tuple[str, ...]
    moved: tuple[str, ...]


def title_of(arrival: Arrival) -> str:
    """Return what a later visit is called: "Visit 2, three weeks later"."""
    return f"Visit {arrival.number}, {later(arrival.weeks)}"


def offer(talk: Talk) -> str:
    """Return when the next visit would be ("Three weeks later"), or nothing where there is none."""
    return "" if talk.next_visit is None else later(talk.next_visit.weeks_later).capitalize()


def door(talk: Talk) -> int | None:
    """Return the turns to keep to stand at a door again that was left without a word, or None."""
    latest = talk.arrivals[-1]
    said = len(talk.turns)
    return said if talk.ended and latest.number > 1 and latest.turns_before == said else None


def betweens(talk: Talk) -> dict[int, Between]:
    """Return the later visits, each by the number of its first turn."""
    return {
        arrival.turns_before + 1: Between(
            title=title_of(arrival),
            arrival=parts(arrival.opening),
            happened=tuple(happening.gist for happening in arrival.happened),
            moved=tuple(movement.because for movement in arrival.why),
        )
        for arrival in talk.arrivals[1:]
    }

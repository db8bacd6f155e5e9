"""What there was to find in a talk: what came to light, and what stayed hidden and why."""

from collections.abc import Collection

from msgspec import Struct

from simgen.conversation.talk import Talk
from simgen.scenario.parts import Item


class Finding(Struct, frozen=True):
    """
    One thing there was to find.

    ``turn`` is the exchange in which it came to light, None when it did not;
    ``why`` then says what stood in the way. ``words`` is what the person said of
    it, empty when it did not come to light.
    """

    item: Item
    turn: int | None
    why: str
    words: str


def findings(talk: Talk) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what came to light, in the order in which it did, and what stayed hidden, by topic."""
    turn_of = {item_id: turn.number for turn in talk.turns for item_id in turn.disclosed}
    items = talk.case.scenario.items
    came = [
        Finding(item, turn_of[item.id], "", talk.words_for(item.id))
        for item in items
        if item.id in turn_of
    ]
    topics = [topic.id for topic in talk.case.scenario.topics]
    near = {item_id: (turn.number, why) for turn in talk.turns for item_id, why in turn.refused}
    spoken_of = {item.topic for item in items if item.id in turn_of or item.id in near}
    hidden = [
        Finding(item, None, _why_hidden(talk, item, near.get(item.id), spoken_of), "")
        for item in sorted(items, key=lambda each: topics.index(each.topic))
        if item.id not in turn_of
    ]
    return tuple(sorted(came, key=lambda finding: finding.turn or 0)), tuple(hidden)


_NEAR = {
    "trust": "You came near it in turn {number}, before there was trust enough.",
    "order": "You came near it in turn {number}; something else has to be said first.",
    "comfort": "You came near it in turn {number}, after two deep things in a row.",
}


def _why_hidden(
    talk: Talk, item: Item, near: tuple[int, str] | None, spoken_of: Collection[str]
) -> str:
    """
    Say what stood in the way. ``near`` is the last turn in which it was refused, and the reason.

    An area of life is in ``spoken_of`` where something of it was told, or nearly. That a word of
    it fell is not enough: "used to do" is work to one and music to another.
    """
    if near:
        number, reason = near
        return _NEAR[reason].format(number=number)
    topic = talk.case.scenario.topic(item.topic)
    if topic.id in spoken_of:
        return f"You spoke of “{topic.label}”. There was more to hear: go back to it, and wait."
    return f"You did not come to “{topic.label}”. You could ask: “{topic.question}”"

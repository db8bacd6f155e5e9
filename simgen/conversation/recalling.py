"""What was told on an earlier visit and is asked again: they remember telling it."""

from dataclasses import replace

from simgen.conversation.moment import Answer, Moment
from simgen.scenario.parts import Item


def recall(moment: Moment) -> Answer | None:
    """
    Return what they told before, with a word on having told it; None when there is nothing.

    Only for what came to light on an earlier visit and has not passed since.
    """
    for item in _told_before(moment):
        if item.says.guarded in moment.said.state.reply:
            continue  # said a moment ago
        line = moment.line("recalls")
        return replace(line, reply=f"{line.reply} {item.says.guarded}", topic=item.topic)
    return None


def _told_before(moment: Moment) -> list[Item]:
    """What was asked for by its own words, else the last thing told on what was asked about."""
    said, past = moment.said, moment.said.state.past
    if not past.told:
        return []
    fresh = past.told - past.over
    named = [said.scenario.item(i) for i in said.heard.items if i in fresh]
    if named:
        return named
    last_first = [said.scenario.item(i) for i in reversed(said.state.disclosed) if i in fresh]
    return [item for topic in said.heard.topics for item in last_first if item.topic == topic][:1]

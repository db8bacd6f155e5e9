"""What was told before and is asked again: they remember telling it."""

from msgspec.structs import replace

from simgen.conversation.meant import is_asked_for, is_meant, words_left
from simgen.conversation.moment import Answer, Moment
from simgen.conversation.question_kinds import asks_one_thing, words_of_asking
from simgen.scenario.parts import Item

PLAINLY_MEANT = 3
"""From so many words a phrase means its thing though none of them has a content: "whats that there"."""


def recall(moment: Moment) -> Answer | None:
    """
    Return what they told before, with a word on having told it; None when there is nothing.

    For what came to light on an earlier visit and has not passed since, and once a
    visit for what they told earlier in it and are asked for in other words.
    """
    for item in _told_before(moment):
        if item.says.guarded in moment.said.state.reply:
            continue  # said a moment ago
        line = moment.line("recalls")
        reply = f"{line.reply} {item.says.guarded}"
        return replace(line, reply=reply, topic=item.topic, on=(item.id,))
    return said_already(moment)


def said_already(moment: Moment) -> Answer | None:
    """
    Return what they are asked for by its own words and told in this visit; once for each thing.

    Nothing else may be asked of it: "When did Alan die?" is no asking for who Alan was.
    """
    said = moment.said
    if not said.script.voice.as_i_said or said.has("summary") or said.wording.sums_up:
        return None
    spent = said.state.spent
    for item_id in said.heard.items:
        item, key = said.script.item(item_id), f"again-{item_id}"
        told_now = item_id in said.state.disclosed and item_id not in said.state.past.told
        asked_for = told_now and is_meant(moment, "item", item_id)
        if asked_for and key not in spent and item.says.guarded not in said.state.reply:
            again, mine = item.says.guarded, said.wording.content - words_of_asking()
            of_it = said.script.content(item_id)
            stems, longest = moment.overheard.covered.get(("item", item_id), (of_it, 0))
            if not stems and longest < PLAINLY_MEANT:
                continue  # "Was it you that looked after him?" asks for nobody by "him"
            if not mine <= of_it and not is_asked_for(moment, "item", item_id):
                continue  # they are asked for something else of it
            one_thing = asks_one_thing(said.wording.last_asked)
            if not mine <= of_it and one_thing and words_left(moment, "item", item_id):
                continue
            if mine and mine <= of_it and not one_thing:
                # Only to one who asks for it in its own words; to others it may be news.
                lead = moment.line("as_i_said", sum(name.startswith("again-") for name in spent))
                again = f"{lead.reply} {again}"
            return Answer(again, line=key, topic=item.topic, on=(item.id,))
    return None


def _told_before(moment: Moment) -> list[Item]:
    """What was asked for by its own words, else the last thing told of the area asked about."""
    said, past = moment.said, moment.said.state.past
    if not past.told:
        return []
    fresh = past.told - past.over
    named = [said.script.item(item_id) for item_id in said.heard.items if item_id in fresh]
    if not past.news.isdisjoint(said.heard.items):
        named = []  # the news stands for the old
    if named:
        return named
    told = [said.script.item(item_id) for item_id in reversed(said.state.disclosed)]
    for topic in said.heard.topics:
        of_topic = [item for item in told if item.topic == topic]
        if of_topic and of_topic[0].id in fresh:  # there has been no news of it in this visit
            plain = (item for item in of_topic if not item.only_asked and item.kind != "worry")
            return list(plain)[:1]
    return []

"""
What is told when something of the case is asked for.

Asked for one thing by its own words, about an area of life, about life as a
whole, or to go on with what was just said: in that order.
"""

import re

from msgspec.structs import replace

from simgen.conversation.judging import Said, hurts
from simgen.conversation.meant import is_asked_for, is_meant, share_asked_for
from simgen.conversation.moment import Answer, Moment
from simgen.conversation.question_kinds import asks_one_thing, asks_plain_fact, words_of_asking
from simgen.conversation.quoting import sentences_said
from simgen.conversation.recalling import said_already
from simgen.conversation.rules import limits
from simgen.conversation.script import HELD
from simgen.scenario.parts import Item

_OF_SOMEBODY = frozenset(("him", "her", "them"))


def tell_of(moment: Moment) -> Answer | None:
    """Return what there is to say on what was asked, or None when nothing of the case was."""
    said = moment.said
    named_at_the_end = any(kind == "item" for kind, _id in moment.overheard.covered)
    if said.wording.general not in ("", "general") and not named_at_the_end:
        found = _of_life(moment)  # "...the things you enjoy. May I ask about yourself?"
        if found is not None:
            return found
    for find in (of_items, _of_news, _of_somebody, _of_topics, _of_life, _of_this):
        found = find(moment)
        if found is not None:
            return found
    return moment.line("nothing_more") if said.heard.items else None


def _of_news(moment: Moment) -> Answer | None:
    """Asked for a piece of news by its own words, when all of it has been told."""
    heard, news = moment.said.heard.items, moment.said.state.past.news
    return moment.line("nothing_more") if heard and heard[0] in news else None


def _of_life(moment: Moment) -> Answer | None:
    """
    Asked about life as a whole: the easiest thing of the kind, and on a later visit the news first.

    How things are is answered by what weighs on them now; where that cannot be told yet,
    they keep it to themselves.
    """
    said, general = moment.said, moment.said.wording.general
    if not general or not (said.has("open-question", "summary") or general == "general"):
        return None
    ready = _going_on(moment, moment.gates.anywhere())
    news = said.state.past.news
    meant = [item for item in ready if item.id in news or _is_meant(general, item)]
    if general == "general_now" and not meant and not said.state.past.turns:
        return moment.line("keeps_to_self")
    meant = meant or ready
    return tell(moment, meant[:1]) if meant else moment.line("nothing_more")


def _is_meant(general: str, item: Item) -> bool:
    """Tell whether a thing is of the kind that a question about life as a whole is after."""
    if general == "general_now":
        return item.kind in ("barrier", "worry") or hurts(item.feeling)
    if general == "general_hope":
        return item.kind == "hope"
    return general == "general" or item.kind in ("strength", "fact")


def _of_somebody(moment: Moment) -> Answer | None:
    """Asked about "him" or "her" who was just spoken of: more of the same, before other areas."""
    said, topic = moment.said, moment.said.state.topic
    if not topic or said.heard.items or topic in said.heard.topics or _of_one_fact(said):
        return None
    return _of_topic(moment, topic) if said.wording.is_about_somebody(said.state.reply) else None


def _of_this(moment: Moment) -> Answer | None:
    """Asked to go on with what was just said, or about it by a pronoun alone."""
    said = moment.said
    follows = said.wording.is_follow_on
    more = more_of_this(moment) if follows else []
    if more:
        return tell(moment, more[:1])
    back = not said.heard.items and said.refers_back
    if not said.state.topic or not (follows or back) or _of_one_fact(said):
        return None
    found = _of_topic(moment, said.state.topic) or moment.line("nothing_more")
    if back and found.hinted:  # nobody knows that it was meant: kept back without a word of it
        return replace(moment.line("quiet"), refused=found.refused, topic=found.topic)
    return found


def _of_one_fact(said: Said) -> bool:
    """Tell whether one fact is asked for ("Are they good to you?"): the next thing is no answer."""
    words = said.wording.last_asked
    plainly = asks_plain_fact(words) or not said.has("open-question")
    return asks_one_thing(words) and plainly


def _going_on(moment: Moment, ready: list[Item]) -> list[Item]:
    """Return what may be told, the news of what they have just begun to speak of first."""
    state = moment.said.state
    return sorted(ready, key=lambda i: not (i.topic == state.topic and i.id in state.past.news))


def more_of_this(moment: Moment) -> list[Item]:
    """Return how they would go on: the rest of what they just said in brief, then what is next."""
    state, gates = moment.said.state, moment.gates
    in_brief = [
        item
        for item in moment.said.script.items
        if gates.wants_more(item) and item.says.guarded in state.reply
    ]
    return [*in_brief, *(gates.in_topic(state.topic) if state.topic else [])]


def named_items(moment: Moment) -> list[Item]:
    """Return the items touched by their own words; asked about safety, the deepest first."""
    heard, covered = moment.said.heard.items, moment.overheard.covered
    asked_for = [item_id for item_id in heard if ("item", item_id) in covered]
    by_a_pronoun = [each for each in asked_for if covered["item", each][0] <= words_of_asking()]
    of_somebody = not _OF_SOMEBODY.isdisjoint(moment.said.wording.last_asked)
    if of_somebody and by_a_pronoun and len(by_a_pronoun) < len(heard):
        # "You've a lovely dog. Tell me about him": whoever "him" mostly is, the dog is meant.
        heard = tuple([item_id for item_id in heard if item_id not in by_a_pronoun])
    elif moment.said.wording.asked and asked_for:
        heard = tuple(asked_for)  # what was named on the way to the question is not asked for
    named = [moment.said.script.item(item_id) for item_id in heard]
    if moment.said.has("safety"):
        named.sort(key=lambda item: -item.trust)
    return named


def of_items(moment: Moment) -> Answer | None:
    """Asked for one thing by its own words."""
    said, gates = moment.said, moment.gates
    named = [item for item in named_items(moment) if is_meant(moment, "item", item.id)]
    if not named:
        return None
    ready = [item for item in named if gates.open(item)]
    best = max((share_asked_for(moment, item.id) for item in named), default=0)
    if said.wording.asked and ready and named[0] not in ready and not gates.told(named[0]):
        # What is asked for plainly and kept back is not answered by what only shares a word.
        ready = [item for item in ready if share_asked_for(moment, item.id) >= best]
    if ready:
        extra = _rest_of_topic(moment, ready[0]) if said.has("open-question") else []
        return tell(moment, [ready[0], *extra][: limits().told_at_once])
    untold = [item for item in named if not gates.told(item)]
    for item in untold:
        step = gates.first_step_to(item) if is_asked_for(moment, "item", item.id) else None
        if step is not None and item.topic == untold[0].topic:
            return _turning(moment, tell(moment, [step]))
    more = [item for item in named if gates.wants_more(item)]
    if more:
        return tell(moment, more[:1])
    return _keep(moment, untold[0]) if untold else _again(moment)


def _again(moment: Moment) -> Answer | None:
    """Asked once more for what was told: they say it again, and asked openly they go on from there."""
    again = said_already(moment)
    more = moment.gates.in_topic(again.topic) if again else []
    if again is None or not more or not moment.said.has("open-question"):
        return again
    told = tell(moment, more[:1])
    return replace(told, reply=f"{again.reply} {told.reply}", line=again.line)


def _keep(moment: Moment, item: Item) -> Answer:
    """Asked for by its own words, and not to be told yet; from a stranger it is a push."""
    said, gates = moment.said, moment.gates
    gentle = said.has("permission", "safety") or said.heard.abstained or item.kind == "worry"
    gentle = gentle or item.only_asked  # asking about the darkest things is never a push
    push = gates.far(item) and not gentle
    near = None if push else _of_topic(moment, item.topic)
    if near is not None and near.told:
        return _turning(moment, near)
    back = hold_back(item, gates.reason(item))
    if item.id in said.state.hinted:
        line = moment.line("pushed" if push else "still_kept")
        back = replace(line, refused=back.refused, topic=item.topic)
    share = 1.5 if said.state.times("pushed") else 1.0
    return replace(back, moves=(("pushed", share),)) if push else back


def _turning(moment: Moment, to: Answer) -> Answer:
    """Asked for one thing they turn to an easier one, and it shows."""
    turning = moment.line("turns_to")
    return replace(to, reply=f"{turning.reply} {to.reply}", line=turning.line)


def _of_topics(moment: Moment) -> Answer | None:
    """Asked about an area of life."""
    topics = [each for each in moment.said.heard.topics if is_meant(moment, "topic", each)]
    asked_for = [each for each in topics if ("topic", each) in moment.overheard.covered]
    topics = asked_for or topics
    for topic in topics:
        found = _of_topic(moment, topic)
        if found is not None and found.told:
            return found
    if not topics:
        return None
    found = _of_topic(moment, topics[0]) or moment.line("nothing_more")
    named = [item for item in named_items(moment) if moment.gates.open(item)]
    return tell(moment, named[:1]) if named and not found.told and not found.fully else found


def _of_topic(moment: Moment, topic: str) -> Answer | None:
    """Return what there is to say on a topic, or None when nothing of it is left."""
    said, gates = moment.said, moment.gates
    openly = said.has("open-question", "reflection", "permission", "summary")
    ready = gates.in_topic(topic, 0.0 if openly else limits().closed_margin)
    if ready:
        return tell(moment, ready[: limits().told_at_once if openly else 1])
    more = [item for item in said.script.of_topic(topic) if gates.wants_more(item)]
    if more:
        return tell(moment, more[:1])
    held = gates.held_back(topic)
    for item in held:
        if item.id not in said.state.hinted:
            return hold_back(item, gates.reason(item))
    if held:
        refused = tuple((item.id, gates.reason(item)) for item in held)
        return replace(moment.line("still_kept"), refused=refused, topic=topic)
    return None


def tell(moment: Moment, items: list[Item]) -> Answer:
    """Return the items in their own words: the first as fully as trust allows, more in brief."""
    gates = moment.gates
    parts, fully = [], []
    for place, item in enumerate(items):
        if gates.full(item) and place == 0:
            parts.append(the_rest(item) if gates.told(item) else item.says.trusting)
            fully.append(item.id)
        else:
            parts.append(item.says.guarded)
    feelings = [item.feeling for item in items if item.feeling]
    return Answer(
        " ".join(parts),
        told=tuple(item for item in items if not gates.told(item)),
        fully=tuple(fully),
        feeling=feelings[-1] if feelings else "",
        topic=items[-1].topic,
        on=tuple([item.id for item in items]),
    )


def the_rest(item: Item) -> str:
    """Return what they add to a thing that they told in brief: not the same words once more."""
    if item.says.more:
        return item.says.more
    rest = item.says.trusting
    for sentence in sentences_said(item.says.guarded):
        whole = re.compile(rf"(?:^|(?<=[.!?)] )){re.escape(sentence)}(?=\s|$)")
        rest = whole.sub("", rest, count=1)
    rest = " ".join(rest.split())
    return rest if item.own_words in rest else item.says.trusting


def _rest_of_topic(moment: Moment, item: Item) -> list[Item]:
    return [other for other in moment.gates.in_topic(item.topic) if other.id != item.id]


def hold_back(item: Item, reason: str) -> Answer:
    """Return the line that keeps an item back, with the reason ('trust' or 'order')."""
    return Answer(
        item.too_soon,
        refused=((item.id, reason),),
        hinted=item.id,
        topic=item.topic,
        on=(f"{HELD}{item.id}",),
    )

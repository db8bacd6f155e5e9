"""
What is answered when safety is asked about: a worry, as soon as trust and order allow.

A worry is told only where something was asked, and asking is never a push. Once it
is out, a question brings what goes with it, and what has to be passed on is agreed to.
"""

from msgspec.structs import replace

from simgen.conversation.asking import hold_back, named_items, of_items, tell, tell_of
from simgen.conversation.chatting import small_answer
from simgen.conversation.moment import Answer, Moment
from simgen.scenario.parts import Item


def asked_about_safety(moment: Moment) -> Answer | None:
    """
    Asked plainly, a worry is told as soon as trust and order allow; asking is never a push.

    "Your mum is worried about you" asks nothing, and brings nothing of it.
    """
    said, gates = moment.said, moment.gates
    asks = said.asks or said.wording.asks_at_the_end
    if not (asks or said.has("permission") or said.wording.passes_on):
        return None
    worries = said.script.worries
    asked_for = [item for item in named_items(moment) if gates.open(item) and _is_a_worry(item)]
    if asked_for:
        return tell(moment, asked_for[:1])
    passes_on = said.wording.passes_on and any(gates.told(item) for item in worries)
    if passes_on and said.has("permission") and not _asks_for_a_thing(moment):
        return moment.line("agrees")  # leave is asked to fetch somebody, and nothing else
    if passes_on or _is_of_another(moment, worries):
        plainly = of_items(moment)
        if plainly is not None and (plainly.told or not passes_on):
            return plainly
    if passes_on or all(gates.told(item) for item in worries):
        named = of_items(moment)
        more = named is not None and (named.told or named.fully)
        return named if more else _after_the_worry(moment, worries)
    kept = any(not gates.told(item) for item in named_items(moment) if _is_a_worry(item))
    ready = [] if kept else [item for item in worries if gates.open(item)]
    ready.sort(key=lambda item: -item.trust)
    return tell(moment, ready[:1]) if ready else _before_the_worry(moment, worries)


def _asks_for_a_thing(moment: Moment) -> bool:
    """Tell whether the last question is of a thing that could be told now."""
    items = [part_id for kind, part_id in moment.overheard.covered if kind == "item"]
    return any(moment.gates.open(moment.said.script.item(str(item))) for item in items)


def _is_a_worry(item: Item) -> bool:
    return item.kind == "worry" or item.only_asked


def _is_of_another(moment: Moment, worries: list[Item]) -> bool:
    """Tell whether what is asked for by its own words is no worry, nor of a worry's area of life."""
    named = named_items(moment)
    areas = {item.topic for item in worries}
    return bool(named) and not any(_is_a_worry(i) or i.topic in areas for i in named)


def _before_the_worry(moment: Moment, worries: list[Item]) -> Answer:
    """It cannot be told yet: something near it may be, else they keep it back."""
    asked = tell_of(moment)
    if asked is not None and asked.told:
        return asked
    held = [item for item in worries if not moment.gates.told(item)]
    named = [item for item in held if item.id in moment.said.heard.items]
    plainly = None if named else small_answer(moment)
    if plainly is not None:
        return plainly
    fresh = [item for item in named if item.id not in moment.said.state.hinted]
    if fresh:
        return hold_back(fresh[0], moment.gates.reason(fresh[0]))
    refused = tuple((item.id, moment.gates.reason(item)) for item in named)
    return (
        replace(moment.line("safe_to_say"), refused=refused)
        if named
        else (asked or moment.line("safe_to_say"))
    )


def _after_the_worry(moment: Moment, worries: list[Item]) -> Answer:
    """The worry is out: a question brings what goes with it, if there is more, and an answer."""
    said = moment.said
    plainly = small_answer(moment)
    if plainly is not None:
        return plainly
    passing_on = said.wording.passes_on
    asking = said.asks
    again = [item for item in named_items(moment) if item.feeling and moment.gates.told(item)]
    again = [item for item in again if item.id not in said.state.past.over]
    if asking and again and not passing_on:
        only_now = again[0].says.guarded in said.state.reply
        # asked again, said again
        told = Answer(again[0].says.guarded, topic=again[0].topic, on=(again[0].id,))
        return moment.line("nothing_more") if only_now else told
    if asking and not passing_on:
        deepest = sorted(worries, key=lambda item: -item.trust)[:1]
        for topic in [item.topic for item in deepest]:
            more = moment.gates.in_topic(topic)
            if more:
                return tell(moment, more[:1])
    if passing_on or said.has("collaboration", "autonomy"):
        return moment.line("agrees")
    told_now = worries and not said.state.past.turns
    kind = "acknowledges" if not asking else "nothing_more" if told_now else "safe_to_say"
    return moment.line(kind)


def comes_back_to_it(moment: Moment) -> Answer | None:
    """
    What they were asked plainly and kept back is told later, once there is trust enough.

    Only where nothing else is asked: they have been turning it over.
    """
    said, gates = moment.said, moment.gates
    if said.asks or not said.state.hinted:
        return None
    for item in said.script.asked_plainly:
        if item.id in said.state.hinted and gates.open(item):
            told = tell(moment, [item])
            if not said.script.voice.comes_back:
                return told
            lead = moment.line("comes_back")
            return replace(told, reply=f"{lead.reply} {told.reply}", line=lead.line)
    return None

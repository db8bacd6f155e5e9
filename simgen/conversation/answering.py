"""
What the person answers.

The rules are tried in the order of :data:`ANSWERS`; the first that has
something to say decides. An answer carries what came to light, what was held
back and why, and any further rule of trust that it sets in motion.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from simgen.conversation.judging import Move, Said
from simgen.conversation.rules import limits
from simgen.conversation.telling import Gates
from simgen.conversation.wording import is_back_channel, is_follow_on, is_general, minimises
from simgen.scenario.models import Item
from simgen.streams import number


@dataclass(frozen=True, slots=True)
class Answer:
    """
    One answer.

    ``line`` names the kind of line used, so that the next one differs;
    ``told`` are items told now, ``fully`` those told at length, ``refused``
    pairs of an item and the reason ('trust' or 'order').
    """

    reply: str
    line: str = ""
    told: tuple[Item, ...] = ()
    fully: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    hinted: str = ""
    feeling: str = ""
    topic: str = ""
    offered: str = ""
    corrected: str = ""
    moves: tuple[Move, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """An utterance, the gates as they stand after it landed, and a correction if there is one."""

    said: Said
    gates: Gates
    correction: str | None
    seed: int

    def line(self, kind: str) -> Answer:
        """Return an answer in one of the person's stock lines, never the same twice running."""
        lines: list[str] = getattr(self.said.scenario.voice, kind)
        first = number(self.seed, "conversation", kind)
        return Answer(lines[(first + self.said.state.times(kind)) % len(lines)], line=kind)


_PARTNERSHIP = ("permission", "collaboration", "autonomy")
Rule = Callable[[Moment], Answer | None]


def answer(moment: Moment) -> Answer:
    """Return what the person answers; there is always an answer."""
    for rule in ANSWERS:
        found = rule(moment)
        if found is not None:
            return found
    return moment.line("not_understood")


def _silence(moment: Moment) -> Answer | None:
    if not moment.said.silent:
        return None
    state = moment.said.state
    if state.feeling and not state.silences:
        more = moment.gates.in_topic(state.topic)
        if more:
            told = _tell(moment, more[:1])
            return replace(told, reply=f"{moment.line('waits').reply} {told.reply}", line="waits")
    return moment.line("waits")


def _hurt(moment: Moment) -> Answer | None:
    return moment.line("hurt") if moment.said.has("confront") else None


def _asked_again(moment: Moment) -> Answer | None:
    return moment.line("repeated") if moment.said.repeated else None


def _put_right(moment: Moment) -> Answer | None:
    said = moment.said
    if moment.correction and moment.correction not in said.state.corrected:
        asked = said.heard.abstained or said.heard.family == "question"
        moves: tuple[Move, ...] = () if asked else (("misheard", 1.0),)
        return Answer(moment.correction, corrected=moment.correction, moves=moves)
    return moment.line("corrects") if said.misreads_feeling else None


def _repaired(moment: Moment) -> Answer | None:
    said = moment.said
    bare = not said.has("open-question", "closed-question", "advice", "reflection")
    return moment.line("repaired") if said.has("apology") and said.state.slips and bare else None


def _safety(moment: Moment) -> Answer | None:
    """Asked plainly, a worry is told as soon as trust and order allow; asking is never a push."""
    said, gates = moment.said, moment.gates
    if not said.has("safety"):
        return None
    worries = [item for item in said.scenario.items if item.kind == "worry"]
    if all(gates.told(item) for item in worries):
        named = _of_items(moment)
        return named if named is not None and named.told else _after_the_worry(moment)
    ready = [item for item in worries if gates.open(item)]
    if ready:
        return _tell(moment, ready[:1])
    asked = _asked_for(moment)
    if asked is not None and asked.told:
        return asked
    for item in worries:
        if not gates.told(item) and item.id in said.heard.items:
            return _hold_back(item, gates.reason(item))
    return asked or moment.line("safe_to_say")


def _after_the_worry(moment: Moment) -> Answer:
    """Safety is spoken of and nothing is left to tell: a question still gets an answer."""
    said = moment.said
    if said.has("collaboration", "autonomy"):
        return moment.line("agrees")
    asking = said.has("open-question", "closed-question")
    return moment.line("safe_to_say" if asking else "acknowledges")


def _promised(moment: Moment) -> Answer | None:
    return moment.line("promised") if moment.said.has("promise") else None


def _feeling_walked_past(moment: Moment) -> Answer | None:
    said = moment.said
    if said.stays_with_feeling or said.heard.abstained:
        return moment.line("feeling_ignored") if minimises(said.text) else None
    return None if said.has("open-question") else moment.line("feeling_ignored")


def _offered(moment: Moment) -> Answer | None:
    said = moment.said
    if not said.offers:
        return None
    if said.too_early_for_advice and not said.has("permission"):
        return moment.line("advised_too_soon" if said.has("advice") else "asks_why")
    service = said.heard.services[0]
    fit = said.scenario.fit(service)
    if fit is None:
        return replace(moment.line("acknowledges"), offered=service)
    moves: tuple[Move, ...] = ()
    if service not in said.state.offered:
        heard_why = all(needed in said.state.disclosed for needed in fit.needs)
        if fit.fit == "good" and heard_why:
            moves = (("service_that_fits", 1.0),)
        elif fit.fit == "poor":
            moves = (("service_that_misses", 1.0),)
    return Answer(fit.says, offered=service, moves=moves)


def _advised(moment: Moment) -> Answer | None:
    said = moment.said
    if not said.has("advice") or said.has("permission"):
        return None
    return moment.line("advised_too_soon" if said.too_early_for_advice else "agrees")


def _asked(moment: Moment) -> Answer | None:
    """Asked, or invited to go on, about something that can be found in the case."""
    said = moment.said
    asking = said.has("open-question", "closed-question", "summary")
    if not asking and not (said.heard.abstained and (said.heard.items or said.heard.topics)):
        return None
    found = _asked_for(moment)
    nothing = found is not None and found.line == "nothing_more"
    return None if nothing and said.has(*_PARTNERSHIP) else found


def _asked_for(moment: Moment) -> Answer | None:
    said = moment.said
    for find in (_of_items, _of_topics):
        found = find(moment)
        if found is not None:
            return found
    if said.has("open-question", "summary") and is_general(said.text):
        ready = moment.gates.anywhere()
        return _tell(moment, ready[:1]) if ready else moment.line("nothing_more")
    if said.state.topic and is_follow_on(said.text):
        return _of_topic(moment, said.state.topic) or moment.line("nothing_more")
    return None


def _of_items(moment: Moment) -> Answer | None:
    """Asked for one thing by its own words."""
    said, gates = moment.said, moment.gates
    named = [said.scenario.item(item_id) for item_id in said.heard.items]
    ready = [item for item in named if gates.open(item)]
    if ready:
        extra = _rest_of_topic(moment, ready[0]) if said.has("open-question") else []
        return _tell(moment, [ready[0], *extra][: limits().told_at_once])
    for item in named:
        step = None if gates.told(item) else gates.first_step_to(item)
        if step is not None:
            return _tell(moment, [step])
    more = [item for item in named if gates.wants_more(item)]
    if more:
        return _tell(moment, more[:1])
    held = [item for item in named if not gates.told(item)]
    if not held:
        return None
    item = held[0]
    gentle = said.has("permission", "safety") or said.heard.abstained or item.kind == "worry"
    if gates.far(item) and not gentle:
        share = 1.5 if said.state.times("pushed") else 1.0
        back = _hold_back(item, gates.reason(item))
        if item.id in said.state.hinted:
            back = replace(moment.line("pushed"), refused=back.refused)
        return replace(back, moves=(("pushed", share),))
    near = _of_topic(moment, item.topic)
    return near if near is not None and near.told else _hold_back(item, gates.reason(item))


def _of_topics(moment: Moment) -> Answer | None:
    """Asked about an area of life."""
    for topic in moment.said.heard.topics:
        found = _of_topic(moment, topic)
        if found is not None and found.told:
            return found
    if not moment.said.heard.topics:
        return None
    return _of_topic(moment, moment.said.heard.topics[0]) or moment.line("nothing_more")


def _of_topic(moment: Moment, topic: str) -> Answer | None:
    """Return what there is to say on a topic, or None when nothing of it is left."""
    said, gates = moment.said, moment.gates
    openly = said.has("open-question", "reflection", "permission", "summary")
    ready = gates.in_topic(topic, 0.0 if openly else limits().closed_margin)
    if ready:
        return _tell(moment, ready[: limits().told_at_once if openly else 1])
    items = [item for item in said.scenario.items if item.topic == topic]
    more = [item for item in items if gates.wants_more(item)]
    if more:
        return _tell(moment, more[:1])
    held = gates.held_back(topic)
    for item in held:
        if item.id not in said.state.hinted:
            return _hold_back(item, gates.reason(item))
    if held:
        refused = tuple((item.id, gates.reason(item)) for item in held)
        return replace(moment.line("quiet"), refused=refused, topic=topic)
    return None


def _understood(moment: Moment) -> Answer | None:
    """Given back what they said: they go on, where there is more."""
    said = moment.said
    if not said.has("reflection", "affirmation") and not said.stock:
        return None
    if said.has("reflection") and not said.stock and said.fits_what_was_said:
        for topic in dict.fromkeys((said.state.topic, *said.heard.topics)):
            more = moment.gates.in_topic(topic)
            if more:
                told = _tell(moment, more[:1])
                if said.state.topic == topic:
                    return told
                return replace(told, reply=f"{moment.line('acknowledges').reply} {told.reply}")
    return moment.line("acknowledges")


def _greeted_first(moment: Moment) -> Answer | None:
    """The first words are a greeting, whatever else they hold."""
    said = moment.said
    if said.state.turns or not said.has("social") or said.has("open-question"):
        return None
    return moment.line("greets")


def _greeted(moment: Moment) -> Answer | None:
    if not moment.said.has("social"):
        return None
    return moment.line("small_talk" if moment.said.state.times("greets") else "greets")


def _encouraged(moment: Moment) -> Answer | None:
    """A nod: they go on if they were in the middle of something."""
    said = moment.said
    if not is_back_channel(said.text):
        return None
    more = moment.gates.in_topic(said.state.topic) if said.state.topic else []
    if more and not is_back_channel(said.state.asked[-1] if said.state.asked else ""):
        return _tell(moment, more[:1])
    return moment.line("quiet")


def _left_to_them(moment: Moment) -> Answer | None:
    """Asked to choose, given the choice, or asked whether they mind."""
    return moment.line("agrees") if moment.said.has(*_PARTNERSHIP) else None


def _asked_leave(moment: Moment) -> Answer | None:
    return moment.line("agrees") if moment.said.has("permission") else None


def _told_of_services(moment: Moment) -> Answer | None:
    if not moment.said.has("information"):
        return None
    early = moment.said.too_early_for_advice and bool(moment.said.heard.services)
    return moment.line("asks_why" if early else "acknowledges")


def _heard_out(moment: Moment) -> Answer | None:
    """
    Nothing to answer, and nothing strange either: how the hour goes, a half-caught remark.

    A question is different: who has not understood it asks.
    """
    heard = moment.said.heard
    if heard.family == "question" or heard.p < limits().half_heard:
        return None
    return moment.line("acknowledges")


def _goodbye(moment: Moment) -> Answer | None:
    if not moment.said.has("goodbye") or moment.said.has("open-question", "closed-question"):
        return None
    return replace(moment.line("goodbye"), ends=True)


ANSWERS: tuple[Rule, ...] = (
    _silence,
    _hurt,
    _asked_again,
    _put_right,
    _safety,
    _promised,
    _goodbye,
    _greeted_first,
    _feeling_walked_past,
    _offered,
    _advised,
    _asked,
    _repaired,
    _asked_leave,
    _understood,
    _greeted,
    _encouraged,
    _left_to_them,
    _told_of_services,
    _heard_out,
)


def _tell(moment: Moment, items: list[Item]) -> Answer:
    """Return the items in their own words: the first as fully as trust allows, more in brief."""
    gates = moment.gates
    parts, fully = [], []
    for place, item in enumerate(items):
        if gates.full(item) and place == 0:
            parts.append(item.says.trusting)
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
    )


def _rest_of_topic(moment: Moment, item: Item) -> list[Item]:
    return [other for other in moment.gates.in_topic(item.topic) if other.id != item.id]


def _hold_back(item: Item, reason: str) -> Answer:
    return Answer(item.too_soon, refused=((item.id, reason),), hinted=item.id, topic=item.topic)
